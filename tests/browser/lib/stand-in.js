// Answers of search that a test can know in advance, in the form the engine answers in. A question with `slowly` is
// answered late, one with `broken` not at all.
function makeEngine(root) {
  const hit = (number, more = {}) => ({
    title: ["", "Export", ` ${number} of the ledger`], href: `pages/p${number}/index.html`, kind: { id: "article", name: "Article" }, severity: null,
    facts: [], where: "Record to report", text: ["The ", "export", ` number ${number} runs each night.`], sections: [], phone: null, missing: [], best: false, ...more,
  });
  const all = [
    hit(1, {
      title: ["", "Payroll export", " fails or hangs"], href: "payroll/index.html", kind: { id: "runbook", name: "Runbook" }, severity: { id: "s2", name: "S2 High" }, best: true,
      facts: ["Payroll interface"], where: "Hire to retire, Pay employees", phone: { label: "Finance bridge", href: "tel:+442079460142", text: "+44 20 7946 0142" },
      sections: [
        { href: "payroll/index.html#step-5", label: "Step 5", title: ["Release the ", "stuck", " lock"], text: null, command: "batchctl unlock --run RUN_ID" },
        { href: "payroll/index.html#step-6", label: "Step 6", title: ["Start the ", "export", " again"], text: ["It takes ", "four", " minutes."], command: null },
      ],
    }),
    hit(2, { title: ["Bank gateway <b>unreachable</b>"], kind: { id: "runbook", name: "Runbook" }, severity: { id: "s1", name: "S1 Critical" }, facts: ["Treasury"], missing: ["stuck"], phone: { label: "Trap", href: "javascript:alert(1)", text: "none" } }),
    ...Array.from({ length: 22 }, (_, at) => hit(at + 3)),
  ];
  const find = async (text, filters, { limit, offset, facets }) => {
    if (text.includes("slowly")) await new Promise(resolve => setTimeout(resolve, 600));
    if (text.includes("broken")) throw new Error(`The file ${root.slice(-1)}_handover/search/words.js could not be loaded.`);
    if (!text.trim()) return { words: [], total: 0, hits: [], facets: {} };
    const isTypo = text.includes("payrol ");
    const matching = text.includes("nothing") ? [] : all;
    const found = matching.filter(own => !filters.kind || filters.kind.includes(own.kind.id)).filter(own => !filters.severity || filters.severity.includes(own.severity?.id));
    const count = (list, id, name) => ({ id, name, count: list.length });
    const words = [{ given: isTypo ? "payrol" : "export", used: isTypo ? "payroll" : "export", how: isTypo ? "typo" : matching.length ? "exact" : "none" }];
    const of = kind => matching.filter(own => own.kind.id === kind);
    return {
      words, total: found.length, hits: found.slice(offset, offset + limit),
      facets: facets ? { kind: matching.length ? [count(of("article"), "article", "Article"), count(of("runbook"), "runbook", "Runbook")] : [], severity: matching.length ? [count([1], "s1", "S1 Critical"), count([1], "s2", "S2 High")] : [] } : undefined,
    };
  };
  return { find };
}
