// Measures a page of every kind against its gates, and prints a table:
//
//   node tests/browser/gates.mjs [--only KIND] [--no-lighthouse] [--json FILE] [--page FILE]
//
// HANDOVER_SITE names the built handbook, as for the tests. `--only` may come more than once. With `--json` the
// figures are written to a file as well; with `--page` they take the place of the section "Figures" of a page in
// Markdown. Ends with 1 if a gate is not kept.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { judge, looks, show } from "./lib/axe.mjs";
import { launch, visit } from "./lib/browser.mjs";
import { kinds } from "./lib/kinds.mjs";
import { lighthouse } from "./lib/lighthouse.mjs";
import { policy, serve } from "./lib/server.mjs";
import { site } from "./lib/site.mjs";
import { bytes, countElements, elements, firstView, limits, timing } from "./lib/weight.mjs";

const { values: options } = parseArgs({ options: {
  only: { type: "string", multiple: true }, lighthouse: { type: "boolean", default: true }, json: { type: "string" }, page: { type: "string" },
}, allowNegative: true });
const unknown = (options.only ?? []).filter(kind => !(kind in kinds));
if (unknown.length) {
  console.error(`no kind is called ${unknown.join(", ")}; there are: ${Object.keys(kinds).join(", ")}`);
  process.exit(2);
}

// Lighthouse asks for `robots.txt` from within the page, which needs a policy that lets it.
const wanted = Object.entries(kinds).filter(([kind]) => options.only?.includes(kind) ?? true);
const [browser, server, meter] = await Promise.all([launch(), serve(site, { keep: 3600, asked: `${policy}; connect-src 'self'` }), options.lighthouse ? lighthouse() : undefined]);
const rows = [];
try {
  for (const [kind, path] of wanted) {
    const row = { kind, path, ...await weigh(kind, path), ...await look(kind, path), ...await shine(path) };
    rows.push(row);
    if (rows.length === 1) console.log(heading(row));
    console.log(line(row));
  }
} finally {
  await Promise.all([browser.close(), server.close(), meter?.close()]);
}
const broken = rows.flatMap(row => Object.entries(row).filter(([, cell]) => cell?.kept === false)
  .flatMap(([name, { is, gate, because = [] }]) => [`${row.kind}: ${name} ${is}, gate ${gate}`, ...because.map(text => `    ${text}`)]));
console.log(broken.length ? `\n${broken.join("\n")}\n` : "\nevery gate is kept");
if (options.json) writeFileSync(options.json, `${JSON.stringify(report(), null, 2)}\n`);
if (options.page) writeFileSync(options.page, figures(readFileSync(options.page, "utf8"), report()));
process.exitCode = broken.length ? 1 : 0;

/** A figure with the most it may be. */
function most(is, gate, because) { return { is, gate, kept: is <= gate, because }; }

async function weigh(kind, path) {
  const { first, later, foreign } = await firstView(browser, server, path);
  const count = await visit(browser, `${server.address}/${path}`, { javaScriptEnabled: false }, page => page.evaluate(countElements));
  const of = end => bytes(first.filter(file => file.endsWith(end)));
  const isCharter = kind === "charter";
  return {
    requests: most(first.length + later.length, limits.requests, foreign), html: most(of(".html"), isCharter ? limits.charter : limits.html),
    css: most(of(".css"), limits.styles), js: most(of(".js"), limits.js), view: most(bytes(first), limits.view),
    all: most(bytes([...first, ...later]), limits.later), elements: most(count, elements(kind)),
  };
}

/** One visit, every look. */
function look(kind, path) {
  return visit(browser, `${server.address}/${path}`, { reducedMotion: "reduce" }, async page => {
    const found = {};
    for (const [name, own] of Object.entries(looks)) {
      await show(page, own);
      const wrong = await judge(page);
      found[`axe ${name}`] = most(wrong.length, 0, wrong);
    }
    return found;
  });
}

async function shine(path) {
  if (!meter) return {};
  const found = {};
  for (const form of ["mobile", "desktop"]) {
    // A machine that does other things makes a page slow, never fast: of two measurements the better one is nearer.
    const isSlow = ({ lcp, tbt, scores }) => lcp > timing[form].lcp || tbt > timing[form].tbt || scores[0] < 100;
    let result = await meter.measure(`${server.address}/${path}`, form);
    if (isSlow(result)) {
      const again = await meter.measure(`${server.address}/${path}`, form);
      if (again.scores[0] >= result.scores[0] && again.lcp <= result.lcp) result = again;
    }
    const { scores, lcp, tbt, cls, failed, error } = result;
    // A page that says it is not to be found has no place in what is found.
    const judged = ["404.html", kinds.search].includes(path) ? scores.slice(0, 3) : scores;
    found[form] = { is: scores.join("/"), gate: "100 each", kept: !error && judged.every(score => score === 100), because: error ? [error] : failed };
    found[`${form} LCP`] = most(lcp, timing[form].lcp);
    found[`${form} TBT`] = most(tbt, timing[form].tbt);
    found[`${form} CLS`] = most(cls, timing[form].cls);
  }
  return found;
}

/** The figures, and what they were measured with. */
function report() {
  const version = name => JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
  const built = /name="generator" content="([^"]+)"/.exec(readFileSync(join(site, "index.html"), "utf8"))?.[1];
  return {
    date: new Date().toISOString().slice(0, 10), generator: built,
    tools: { chromium: browser.version(), "axe-core": version("axe-core"), ...(options.lighthouse && { lighthouse: version("lighthouse") }) },
    kept: broken.length === 0, pages: rows,
  };
}

/** Puts figures into a page, as a table. */
function figures(page, { date, generator, tools, pages: measured }) {
  const kilobytes = count => (count / 1024).toFixed(1);
  const findings = row => Object.entries(row).filter(([name]) => name.startsWith("axe ")).reduce((sum, [, { is }]) => sum + is, 0);
  const shine = row => ["mobile", "desktop"].map(form => row[form]?.is ?? "-");
  const rows = measured.map(row => [row.kind, row.requests.is, kilobytes(row.view.is), row.elements.is, findings(row), ...shine(row), row["mobile LCP"] ? `${(row["mobile LCP"].is / 1000).toFixed(2)} s` : "-"]);
  const table = [["Kind of page", "Requests", "KB, first view", "Elements", "Found by axe", "Lighthouse, phone", "Lighthouse, desk", "Shown, phone"], Array(8).fill("---"), ...rows]
    .map(cells => `| ${cells.join(" | ")} |`).join("\n");
  const used = Object.entries(tools).map(([name, version]) => `${name} ${version}`).join(", ");
  const text = `## Figures\n\n\`node tests/browser/gates.mjs\` measured a page of each kind of this handbook on ${date}, built by ${generator}, with ${used}. Kilobytes are as sent, packed. Elements do not count the parts of drawings and what waits for a script. Lighthouse gives points of 100 for speed, accessibility, good practice and being found. When a page is shown on a slow phone is computed from what one machine measured, and differs from run to run.\n\n${table}\n\n`;
  return page.replace(/## Figures\n[\s\S]*?(?=## )/, () => text);
}

function cells(row) { return Object.entries(row).filter(([name]) => !["kind", "path"].includes(name)); }
function width(name) { return Math.max(name.length, /^(mobile|desktop)$/.test(name) ? 16 : 7); }
function heading(row) { return ["kind".padEnd(15), ...cells(row).map(([name]) => name.padStart(width(name)))].join(" "); }
function line(row) { return [row.kind.padEnd(15), ...cells(row).map(([name, { is, kept }]) => `${is}${kept ? "" : "!"}`.padStart(width(name)))].join(" "); }
