// The engine of the search on a small site: what it finds, and what it says.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { engineOf } from "./lib/search.mjs";

const root = resolve(fileURLToPath(new URL(".", import.meta.url)), "../..");
const program = process.env.HANDOVER ?? join(root, "target/debug/handover");
const pages = {
  "handover.toml": 'title = "Small"\n',
  "content/index.md": "# Small site\n",
  "content/data/roles.yml": 'desk:\n  title: Finance desk\n  contact: {phone: "+44 (0)20 7946 0142"}\n',
  "content/data/synonyms.yml": "- [wages, payroll]\n",
  "content/payroll.md":
    "---\nkind: runbook\nseverity: S2 High\nservice: Payroll interface\nowner: desk\nalerts: [KubePodCrashLooping]\n---\n\n# Payroll export fails\n\nThe log says `ORA-01555: snapshot too old`.\n\n## Steps\n\n1. **Unlock the run.** It is stuck.\n\n   ```sh\n   batchctl unlock --run RUN\n   ```\n2. Start the export with `--no-verify`. {#again}\n3. **Drop the outbox.** It is empty.\n\n   ```sh\n   batchctl outbox drop\n   ```\n\n   Undo: cannot be undone\n",
  "content/restore.md": "# Restoring a database\n\nBring the database back, then tell everybody. constructor __proto__\n\n## After that\n\nWatch the queue.\n",
  "content/japanese.md": "---\nlang: ja\n---\n\n# 障害対応の手順\n\nデータベースを復旧する。\n",
  "content/draft.md": "---\nstatus: draft\n---\n\n# Database notes\n\nThe database.\n",
  "content/database.md": "# Database notes for operators\n\nThe database.\n",
  "content/check.md":
    "---\nkind: course\n---\n\n# A small course\n\n## Knowledge check\n\n### What comes first?\n\n- [x] zygotene\n- [ ] pachytene\n\nWhy: diplotene.\n",
};
let folder, site;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "search-"));
  for (const [path, text] of Object.entries(pages)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  site = join(folder, "public");
  try {
    execFileSync(program, ["build", folder, "--out", site], { stdio: "ignore" });
  } catch (failed) {
    if (!existsSync(join(site, "index.html"))) throw failed;
  }
});
after(() => rmSync(folder, { recursive: true }));

const ask = (text, filters, options) => engineOf(site).engine.find(text, filters, options);
const first = async (text) => (await ask(text)).hits[0]?.href;

test("a question of nothing has no answer", async () => {
  for (const text of ["", "  ", "?!"])
    assert.deepEqual(JSON.parse(JSON.stringify(await ask(text))), { words: [], total: 0, hits: [], facets: {} });
});

test("words, their forms, beginnings and slips are found", async () => {
  for (const [text, how] of [["database", "exact"], ["restored", "stem"], ["restor", "stem"], ["databa", "prefix"], ["datbaase", "typo"], ["satabase", "typo"]]) {
    const { words, hits } = await ask(text);
    assert.ok(hits.some((hit) => hit.href === "restore/index.html"), text);
    assert.ok([how, "prefix"].includes(words[0].how), `${text}: ${words[0].how}`);
  }
  assert.equal((await ask("xyzzyq")).words[0].how, "none");
  assert.equal((await ask("constructor")).hits[0].href, "restore/index.html");
});

test("names are found whole and in parts", async () => {
  for (const text of ["KubePodCrashLooping", "kubepodcrashlooping", "crashlooping", "kube pod crash looping", "crash-looping", "ORA-01555", "ora 01555", "snapshot too old", "--no-verify", "#again", "wages"])
    assert.equal(await first(text), "payroll/index.html", text);
  assert.ok((await ask("KubePodCrashLooping")).hits[0].best);
});

test("telephone numbers are found however they are written", async () => {
  for (const text of ["+44 (0)20 7946 0142", "+442079460142", "020 7946 0142", "7946 0142"])
    assert.equal((await ask(text)).hits[0]?.phone?.href, "tel:+442079460142", text);
});

test("text without spaces is found", async () => assert.equal(await first("障害対応"), "japanese/index.html"));

test("a step is an answer, with its command", async () => {
  const { hits } = await ask("unlock the run");
  const [step] = hits[0].sections;
  assert.equal(step.label, "Step 1");
  assert.equal(step.command, "batchctl unlock --run RUN");
  assert.match(step.href, /^payroll\/index\.html#/);
  assert.deepEqual([hits[0].kind.name, hits[0].severity.id, hits[0].facts[0]], ["Runbook", "s2", "Payroll interface"]);
});

test("the command of a dangerous step is found, and copied in its page alone", async () => {
  for (const text of ["drop the outbox", "batchctl outbox"]) {
    const { hits } = await ask(text);
    const step = hits[0].sections.find((section) => section.label === "Step 3");
    assert.ok(step, text);
    assert.equal(step.command, null);
  }
});

test("words that a page lacks are said", async () => {
  const { hits } = await ask("payroll penguin");
  assert.deepEqual([...hits[0].missing], ["penguin"]);
});

test("drafts come behind", async () => assert.equal(await first("database notes"), "database/index.html"));

test("answers of questions are not found", async () => {
  for (const word of ["zygotene", "pachytene", "diplotene"]) assert.equal((await ask(word)).total, 0, word);
});

test("facets narrow down, and count", async () => {
  const all = await ask("payroll database", {}, { facets: true });
  assert.deepEqual({ ...all.facets.kind.find((own) => own.id === "runbook") }, { id: "runbook", name: "Runbook", count: 1 });
  const some = await ask("payroll database", { kind: ["runbook"] }, { facets: true });
  assert.equal(some.total, 1);
  assert.equal(some.facets.severity[0].id, "s2");
});
