// What a page weighs for its reader, and what it may weigh. Bytes are those of files packed by gzip at its best.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { site } from "./site.mjs";

const kilobyte = 1024;

/** What the files of any page may weigh, in bytes, and for how many a page may ask. */
export const limits = {
  // A charter is a page of tables that its readers sign as one: it may be larger, if all that is loaded is not.
  html: 8 * kilobyte, charter: 12 * kilobyte, css: 9 * kilobyte, styles: 13 * kilobyte,
  js: 6 * kilobyte, run: 11.5 * kilobyte, all: 17 * kilobyte,
  requests: 4, view: 24 * kilobyte, later: 34 * kilobyte,
};

/** How many elements a page of a kind may have. What lists all of something grows with it, and its bytes hold it. */
const most = {
  runbook: 600, process: 700, area: 500, charter: 1400, role: 550, "training plan": 750, calendar: 700, path: 550,
  "long article": 800, index: 900, "all pages": 900, search: 950,
};
export const elements = kind => most[kind] ?? 450;

/** Runs in the browser: the elements of a page without the parts of drawings, and without what waits for the script. */
export const countElements = () => document.body.querySelectorAll("*:not(svg *, .runner, .runner *, .count, .keep, .keep *)").length;

/**
 * Milliseconds and shares of the window, as Lighthouse computes them for a slow phone and for a desk. A moment of
 * blocking is what a busy machine adds. The slow phone needs 0.9 s to be shown a page of any length whose styles are a
 * file, without any script: ways to the server, of 0.15 s each.
 */
export const timing = { mobile: { lcp: 1400, tbt: 100, cls: 0 }, desktop: { lcp: 500, tbt: 100, cls: 0 } };

const known = new Map();
/** The bytes of a file of the site, packed. */
export function packed(path) {
  if (!known.has(path)) known.set(path, gzipSync(readFileSync(join(site, path)), { level: 9 }).length);
  return known.get(path);
}

/**
 * Opens a page in a new context, as somebody who was never here, and waits until it asks for nothing more. Returns
 * the files asked for before it was shown (`first`) and afterwards (`later`), addresses of others (`foreign`), and its
 * class. The icon is left out: a browser asks for it at a moment of its own.
 */
export async function firstView(browser, server, path, options = {}) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const asked = [];
    page.on("request", request => { if (!request.url().endsWith("/icon.svg")) asked.push(request.url()); });
    await page.goto(`${server.address}/${path}`, { waitUntil: "networkidle" });
    const { late, kind } = await page.evaluate(() => ({
      late: performance.getEntriesByType("resource")
        .filter(({ startTime }) => startTime >= performance.getEntriesByType("navigation")[0].loadEventStart).map(({ name }) => name),
      kind: document.body.className,
    }));
    const own = asked.filter(url => url.startsWith(server.address));
    const file = url => decodeURIComponent(new URL(url).pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
    return {
      first: own.filter(url => !late.includes(url)).map(file), later: own.filter(url => late.includes(url)).map(file),
      foreign: asked.filter(url => !url.startsWith(server.address)), kind,
    };
  } finally {
    await context.close();
  }
}

/** The bytes of files together. */
export const bytes = files => files.reduce((sum, file) => sum + packed(file), 0);
