// What a reader on a slow line waits for.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { pages, samples, site } from "./lib/site.mjs";

const kilobyte = 1024;
// A charter is a page of tables that its readers sign as one: it may be larger, if all that is loaded is not.
const limits = { html: 8 * kilobyte, charter: 12 * kilobyte, css: 9 * kilobyte, js: 6 * kilobyte, scripts: 12.5 * kilobyte, all: 15 * kilobyte, styles: 13 * kilobyte, requests: 4, view: 24 * kilobyte, run: 33 * kilobyte };
const packed = path => gzipSync(readFileSync(join(site, path)), { level: 9 }).length;
let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), serve(site)]); });
after(async () => { await browser?.close(); await server?.close(); });

test("every page is small", context => {
  const sizes = pages().map(path => [packed(path), path]).sort((left, right) => right[0] - left[0]);
  context.diagnostic(`largest pages, bytes packed: ${sizes.slice(0, 3).map(([bytes, path]) => `${path} ${bytes}`).join(", ")}`);
  const isCharter = path => readFileSync(join(site, path), "utf8").includes('<body class="charter">');
  assert.deepEqual(sizes.filter(([bytes, path]) => bytes > limits.html && !(bytes <= limits.charter && isCharter(path))), []);
});

test("the style and the scripts are small", context => {
  const [css, styles, js, run, charter] = ["theme.css", "run.css", "theme.js", "run.js", "charter.js"].map(name => packed(`_handover/${name}`));
  context.diagnostic(`packed: theme.css ${css}, run.css ${styles}, theme.js ${js}, run.js ${run} bytes`);
  assert.ok(css <= limits.css, `theme.css ${css}`);
  assert.ok(styles <= limits.styles, `run.css ${styles}`);
  assert.ok(js <= limits.js, `theme.js ${js}`);
  assert.ok(run <= limits.scripts, `run.js ${run}`);
  assert.ok(run + charter - js <= limits.all, `all scripts ${run + charter - js}`);
});

test("the first view asks for few and small files, all of them from the site", async context => {
  const largest = { run: [0, ""], view: [0, ""] };
  const runbooks = pages().filter(path => /^runbooks\/.+\/index\.html$/.test(path));
  for (const path of new Set([...samples, ...runbooks])) {
    const visitor = await browser.newContext();
    const page = await visitor.newPage();
    const asked = [];
    page.on("request", request => asked.push(request.url()));
    await page.goto(`${server.address}/${path}`, { waitUntil: "networkidle" });
    assert.deepEqual(asked.filter(url => !url.startsWith(server.address)), [], path);
    assert.ok(asked.length <= limits.requests, `${path} asked for ${asked.join(", ")}`);
    const files = asked.map(url => decodeURIComponent(new URL(url).pathname).slice(1).replace(/(^|\/)$/, "$1index.html"));
    const bytes = files.reduce((sum, file) => sum + packed(file), 0);
    // What is run has a script and styles of its own in the same files.
    const kind = files.includes("_handover/run.js") ? "run" : "view";
    if (largest[kind][0] < bytes) largest[kind] = [bytes, path];
    assert.ok(bytes <= limits[kind], `${path}: ${bytes} bytes`);
    await visitor.close();
  }
  context.diagnostic(`largest first views, bytes packed: ${Object.values(largest).flat().join(", ")}`);
});
