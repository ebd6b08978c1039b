// What is run comes when a page is shown: nothing moves then, nothing done before is lost, and without it the page is whole.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { arrived, launch, sizes, visit } from "./lib/browser.mjs";
import { kinds } from "./lib/kinds.mjs";
import { procedure } from "./lib/procedure.mjs";
import { serve } from "./lib/server.mjs";
import { fileAddress, pages, samples, site } from "./lib/site.mjs";

const run = pages().filter(path => readFileSync(join(site, path), "utf8").includes(" data-run="));
let browser, made, server;
before(async () => { made = procedure(); [browser, server] = await Promise.all([launch(), serve(made.folder)]); });
beforeEach(() => made.write());
after(async () => { await browser?.close(); await server?.close(); made?.remove(); });

/** Opens a page whose script waits until `come` is called. */
const open = (address, options, look) => visit(browser, "about:blank", { ...options, early: true }, async (page, complaints) => {
  let free;
  const asked = new Promise(done => { free = done; });
  await page.route("**/run.js", async route => { await asked; await route.continue(); });
  await page.goto(address);
  const come = async () => { free(); await arrived(page); };
  return look(page, come, complaints);
});
const allow = page => page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.address });
const box = (page, id) => page.locator(`[id="${id}:done"]`);

/** Runs in the browser: how much of the page has moved by itself (Cumulative Layout Shift). */
function shifted() {
  return new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(0), 50);
  });
}

/** Runs in the browser: keeps where all that is in sight stands, and afterwards says what is elsewhere. */
function places() {
  const place = element => { const { left, top, width, height } = element.getBoundingClientRect(); return [left, top, width, height]; };
  globalThis.seen ??= [...document.querySelectorAll("body *")].filter(element => !element.closest("svg, .hide") && element.checkVisibility({ visibilityProperty: true }))
    .map(element => ({ element, was: place(element) }));
  return globalThis.seen.filter(({ element, was }) => place(element).some((side, at) => Math.abs(side - was[at]) > 0.5))
    .map(({ element, was }) => `${element.outerHTML.slice(0, 80)} ${was} -> ${place(element)}`);
}

describe("nothing moves", () => {
  for (const path of run) {
    test(path, async () => {
      for (const viewport of samples.includes(path) ? Object.values(sizes) : [sizes.desk, sizes.phone]) {
        await open(fileAddress(path), { viewport }, async (page, come) => {
          await page.evaluate(places);
          await come();
          assert.deepEqual((await page.evaluate(places)).slice(0, 5), [], `${viewport.width}`);
          assert.equal(await page.evaluate(shifted), 0, `layout shift at ${viewport.width}`);
        });
      }
    });
  }
});

describe("nothing moves on a slow line, where a page is seen before its end is there", () => {
  let slow;
  before(async () => { slow = await serve(site, { pause: 250 }); });
  after(() => slow?.close());
  for (const [kind, path] of Object.entries(kinds)) {
    test(kind, async () => {
      for (const viewport of [sizes.desk, sizes.phone]) {
        await visit(browser, `${slow.address}/${path}`, { viewport }, async page => {
          assert.equal(await page.evaluate(shifted), 0, `layout shift at ${viewport.width}`);
        });
      }
    });
  }
});

test("it comes by itself, after what is read first", () => visit(browser, `${server.address}/${made.path}`, {}, async page => {
  const [begin, shown] = await page.evaluate(() => [performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/run.js")).startTime, performance.getEntriesByType("navigation")[0].loadEventStart]);
  assert.ok(begin >= shown, `${begin} before ${shown}`);
}));

test("who is in a run has it before the page is shown", () => visit(browser, `${server.address}/${made.path}`, {}, async page => {
  await box(page, "read-state").check();
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  const [begin, painted] = await page.evaluate(() => [performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/run.js")).responseEnd, performance.getEntriesByName("first-contentful-paint")[0].startTime]);
  assert.ok(begin <= painted, `${begin} after ${painted}`);
  assert.ok(await box(page, "read-state").isChecked());
}));

test("boxes and fields that were used before are kept", () => open(made.address, {}, async (page, come, complaints) => {
  await box(page, "read-state").check();
  await box(page, "hold-queue").check();
  await box(page, "hold-queue").uncheck();
  await page.locator("#release-lock .guard input").check();
  await box(page, "release-lock").check();
  await page.fill("[data-param=job-id]", "TJ-7");
  await page.fill("[data-param=queue]", "wes");
  await page.locator("[data-param=queue]").press("t");
  await come();
  assert.deepEqual(await Promise.all(["read-state", "hold-queue", "release-lock"].map(id => box(page, id).isChecked())), [true, false, true]);
  assert.match(await page.locator("#read-state .told").first().textContent(), /^Done/);
  assert.equal(await page.locator("#read-state code var").first().textContent(), "TJ-7");
  assert.equal(await page.inputValue("[data-param=queue]"), "west");
  assert.ok(await page.locator("[data-param=queue]").evaluate(field => field === document.activeElement), "the field keeps the keyboard");
  await page.reload();
  await arrived(page);
  assert.deepEqual([await box(page, "read-state").isChecked(), await page.inputValue("[data-param=job-id]")], [true, "TJ-7"]);
  assert.deepEqual(complaints, []);
}));

test("a warning holds before it too", () => open(made.address, {}, async (page, come) => {
  await box(page, "release-lock").check();
  await page.locator("#release-lock .copy").click();
  await come();
  assert.ok(!await box(page, "release-lock").isChecked());
  assert.equal(await page.locator("#release-lock .copy").textContent(), "Tick the warning first");
}));

test("a copy waits for its values", () => open(`${server.address}/${made.path}`, {}, async (page, come) => {
  await allow(page);
  await page.fill("[data-param=job-id]", "TJ-7");
  await page.locator("#read-state .copy").click();
  await come();
  await page.locator("#read-state .copy", { hasText: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "orchardctl job show TJ-7");
}));

test("a page whose script never comes is whole, and copies", () => visit(browser, "about:blank", { early: true }, async page => {
  await allow(page);
  await page.route("**/run.js", route => route.abort());
  await page.goto(`${server.address}/${made.path}`);
  await arrived(page);
  assert.equal(await page.locator(".runner:visible, .pick").count(), 0);
  await box(page, "read-state").check();
  await page.locator("#read-state .copy").click();
  await page.locator("#read-state .copy", { hasText: "Copied" }).waitFor();
}));
