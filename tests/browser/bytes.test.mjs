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
const limits = { html: 8 * kilobyte, charter: 12 * kilobyte, css: 9 * kilobyte, js: 6 * kilobyte, run: 11.5 * kilobyte, all: 17 * kilobyte, styles: 13 * kilobyte, requests: 4, view: 24 * kilobyte, later: 34 * kilobyte };
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
  for (const path of new Set([...samples, ...others])) {
    const visitor = await browser.newContext();
    const page = await visitor.newPage();
    const asked = [];
    // The icon is asked for when the page is shown, at a moment of the browser's own.
    page.on("request", request => { if (!request.url().endsWith("/icon.svg")) asked.push(request.url()); });
    await page.goto(`${server.address}/${path}`, { waitUntil: "networkidle" });
    assert.deepEqual(asked.filter(url => !url.startsWith(server.address)), [], path);
    assert.ok(asked.length <= limits.requests, `${path} asked for ${asked.join(", ")}`);
    // What is asked for once the page is shown is nothing that its reader waits for.
    const later = await page.evaluate(() => performance.getEntriesByType("resource")
      .filter(({ startTime }) => startTime >= performance.getEntriesByType("navigation")[0].loadEventStart).map(({ name }) => name));
    assert.deepEqual(later.filter(url => !/\/((run|search)\.js|icon\.svg)$/.test(url)), [], path);
    const bytes = urls => urls.map(url => decodeURIComponent(new URL(url).pathname).slice(1).replace(/(^|\/)$/, "$1index.html")).reduce((sum, file) => sum + packed(file), 0);
    const first = bytes(asked.filter(url => !later.includes(url)));
    assert.ok(first <= limits.view, `${path}: ${first} bytes before it is shown`);
    assert.ok(bytes(asked) <= limits.later, `${path}: ${bytes(asked)} bytes`);
    const kind = await page.evaluate(() => document.body.className);
    if (!(largest[kind]?.[0] > first)) largest[kind] = [first, bytes(asked), asked.length, path];
    await visitor.close();
  }
  context.diagnostic(`largest first views, with all bytes packed and requests: ${Object.entries(largest).map(([kind, row]) => `${kind} ${row.join(" ")}`).join(", ")}`);
});
