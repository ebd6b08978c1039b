// Real questions to real sites. `relevance.json` has, for each site, questions
// with the pages that answer them, written before anybody asked the search. The
// last twenty of each were written later than the rest, to see whether what was
// learnt from the first holds for others.
import assert from "node:assert";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { engineOf } from "./lib/search.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = resolve(here, "../..");
const program = process.env.HANDOVER ?? join(root, "target/debug/handover");
const questions = JSON.parse(readFileSync(join(here, "relevance.json"), "utf8"));
const corpora = resolve(root, "../shared/corpora");
const sites = {
  handbook: root,
  "openshift-runbooks": join(corpora, "openshift-runbooks"),
  d365: join(corpora, "d365/guidance"),
};

/** No first question on a site of some hundred pages loads more. */
const HEAVIEST = { handbook: 56_000, "openshift-runbooks": 62_000, d365: 57_000 };
/** So often at most it waits for files: at night each way there and back may take a second. */
const WAYS = 7;
/** What search loads for itself. */
const SCRIPT = 11_700;
/**
 * How many of a hundred questions are answered by the first page, and by one of the first three: of each site, of all,
 * and of those that were written first.
 */
const ANSWERED = { handbook: [79, 93], "openshift-runbooks": [92, 95], d365: [80, 86], all: [86, 94], first: [90, 97] };
const scriptOf = (site) => gzipSync(readFileSync(join(site, "_handover/search.js"))).length;

function build(from) {
  const folder = mkdtempSync(join(tmpdir(), "relevance-"));
  const site = join(folder, "site");
  try {
    execFileSync(program, ["build", from, "--out", site], { stdio: "ignore" });
  } catch (failed) {
    // Problems of the content are none of the search's.
    if (!existsSync(join(site, "index.html"))) throw failed;
  }
  return { folder, site };
}

test("most questions are answered by the first page", async (t) => {
  const places = [];
  for (const [name, asked] of Object.entries(questions)) {
    if (!existsSync(sites[name])) {
      t.diagnostic(`skipped: ${name} is not there`);
      continue;
    }
    const kept = process.env[`RELEVANCE_${name.split("-")[0].toUpperCase()}`];
    const { folder, site } = kept ? { site: kept } : build(sites[name]);
    const { engine } = engineOf(site);
    assert.ok(scriptOf(site) <= SCRIPT, `the script of search has ${scriptOf(site)} bytes`);
    // What a first question loads, packed: the script, the index, the texts.
    const weights = [];
    for (const [question] of asked) {
      const { engine, loaded, ways } = engineOf(site);
      await engine.find(question);
      const files = [...loaded.values()].reduce((sum, bytes) => sum + bytes, scriptOf(site));
      weights.push({ question, bytes: files, count: loaded.size + 1, ways: ways() });
    }
    weights.sort((a, b) => a.bytes - b.bytes);
    const [middle, most] = [weights[weights.length >> 1], weights.at(-1)];
    t.diagnostic(`${name}: a first question loads ${middle.bytes} bytes in ${middle.count} files, at most ${most.bytes} (${most.question})`);
    const far = weights.toSorted((a, b) => a.ways - b.ways);
    t.diagnostic(`${name}: it waits ${far[far.length >> 1].ways} times, at most ${far.at(-1).ways} (${far.at(-1).question})`);
    assert.ok(far.at(-1).ways <= WAYS, `${name}: ${far.at(-1).question} waits ${far.at(-1).ways} times`);
    assert.ok(most.bytes <= HEAVIEST[name], `${name}: ${most.question} loads ${most.bytes} bytes`);
    for (const [index, [question, pages, kind]] of asked.entries()) {
      const { hits } = await engine.find(question, {}, { limit: 10, texts: 0 });
      const right = pages.map((page) => `${page}/index.html`.toLowerCase());
      const place = hits.findIndex((hit) => right.includes(hit.href));
      places.push({ name, kind, set: index < asked.length - 20 ? "first" : "later", place });
      if (place) t.diagnostic(`${name}: ${question}: ${place < 0 ? "not found" : place + 1}; first: ${hits[0]?.href}`);
    }
    if (folder) rmSync(folder, { recursive: true });
  }
  const within = (count, all) => all.filter(({ place }) => 0 <= place && place < count).length / all.length;
  const say = (name, all) =>
    t.diagnostic(`${name}: ${all.length} questions, ${Math.round(within(1, all) * 100)} % at 1, ${Math.round(within(3, all) * 100)} % at 3`);
  for (const key of ["name", "kind", "set"])
    for (const value of new Set(places.map((own) => own[key]))) say(value, places.filter((own) => own[key] === value));
  say("all", places);
  for (const [name, [first, few]] of Object.entries(ANSWERED)) {
    const all = places.filter((own) => name === "all" || [own.name, own.set].includes(name));
    if (!all.length) continue;
    assert.ok(first <= within(1, all) * 100, `${name}: fewer than ${first} % have the right page first`);
    assert.ok(few <= within(3, all) * 100, `${name}: fewer than ${few} % have it among the first three`);
  }
});
