// What a reader on a slow line waits for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, visit } from "./lib/browser.mjs";
import { kinds } from "./lib/kinds.mjs";
import { serve } from "./lib/server.mjs";
import { fileAddress, pages, site } from "./lib/site.mjs";
import { bytes, countElements, elements, firstView, limits, packed } from "./lib/weight.mjs";

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), serve(site)]); });
after(async () => { await browser?.close(); await server?.close(); });

test("every page is small", context => {
  // A book is many pages, which its reader asked for.
  const sizes = pages().filter(path => !path.startsWith("print/")).map(path => [packed(path), path]).sort((left, right) => right[0] - left[0]);
  context.diagnostic(`largest pages, bytes packed: ${sizes.slice(0, 3).map(([bytes, path]) => `${path} ${bytes}`).join(", ")}`);
  const isCharter = path => readFileSync(join(site, path), "utf8").includes('<body class="charter">');
  assert.deepEqual(sizes.filter(([bytes, path]) => bytes > limits.html && !(bytes <= limits.charter && isCharter(path))), []);
});

test("the style and the scripts are small", context => {
  const [css, styles, js, run, charter, course] = ["theme.css", "run.css", "theme.js", "run.js", "charter.js", "course.js"].map(name => packed(`_handover/${name}`));
  context.diagnostic(`packed: theme.css ${css}, run.css ${styles}, theme.js ${js}, run.js ${run} bytes`);
  assert.ok(css <= limits.css, `theme.css ${css}`);
  assert.ok(styles <= limits.styles, `run.css ${styles}`);
  assert.ok(js <= limits.js, `theme.js ${js}`);
  assert.ok(run <= limits.run, `run.js ${run}`);
  // Those of charters and courses hold that of all pages.
  const all = run + charter + course - js;
  assert.ok(all <= limits.all, `all scripts ${all}`);
});

test("the first view asks for few and small files, and what comes later for little more", async context => {
  const largest = {};
  const others = pages().filter(path => /^(runbooks|training)\/.+\/index\.html$/.test(path));
  const queue = [...new Set([...Object.values(kinds), ...others])];
  // Much of a view is waiting until nothing more is asked for, so several are had at a time.
  const look = async () => {
    for (let path = queue.shift(); path; path = queue.shift()) {
      const { first, later, foreign, kind } = await firstView(browser, server, path);
      const files = [...first, ...later];
      assert.deepEqual(foreign, [], path);
      assert.ok(files.length <= limits.requests, `${path} asked for ${files.join(", ")}`);
      // What is asked for once the page is shown is nothing that its reader waits for.
      assert.deepEqual(later.filter(file => !/\/(run|search)\.js$/.test(file)), [], path);
      assert.ok(bytes(first) <= limits.view, `${path}: ${bytes(first)} bytes before it is shown`);
      assert.ok(bytes(files) <= limits.later, `${path}: ${bytes(files)} bytes`);
      if (!(largest[kind]?.[0] > bytes(first))) largest[kind] = [bytes(first), bytes(files), files.length, path];
    }
  };
  await Promise.all(Array.from({ length: 4 }, look));
  context.diagnostic(`largest first views, with all bytes packed and requests: ${Object.entries(largest).map(([kind, row]) => `${kind} ${row.join(" ")}`).join(", ")}`);
});

test("a page has no more elements than its kind may have", async context => {
  const counts = [];
  for (const [kind, path] of Object.entries(kinds)) {
    if (path === "404.html") continue;
    const count = await visit(browser, fileAddress(path), { javaScriptEnabled: false }, page => page.evaluate(countElements));
    counts.push(`${kind} ${count}`);
    assert.ok(count <= elements(kind), `${kind}: ${count} elements`);
  }
  context.diagnostic(counts.join(", "));
});
