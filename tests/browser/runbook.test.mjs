// The page of somebody who was woken: large, complete, usable with one thumb and on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { fileAddress, pages } from "./lib/site.mjs";

const runbooks = pages().filter(path => /^runbooks\/.+\/index\.html$/.test(path));
const job = "runbooks/restart-failed-job/index.html";
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const open = (path, options, look) => visit(browser, fileAddress(path), options, look);

describe("every runbook", () => {
  for (const path of runbooks) {
    test(`${path}: fits a narrow window`, async () => {
      for (const viewport of [sizes.least, sizes.phone]) {
        await open(path, { viewport }, async page => assert.equal(await overflow(page), 0, `${viewport.width} px`));
      }
    });

    test(`${path}: boxes and buttons are 44 pixels high for a thumb`, () => open(path, { viewport: sizes.phone }, async page => {
      const small = await page.locator("main :is(.tick, .guard, button, summary, .btn):visible, .bar .btn:visible, .top .btn:visible")
        .evaluateAll(targets => targets.filter(target => target.getBoundingClientRect().height < 43.9).map(target => target.outerHTML.slice(0, 120)));
      assert.deepEqual(small, []);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).fontSize), "18px");
    }));

    test(`${path}: each step has an id, a number, a hash, and a box at its end`, () => open(path, { javaScriptEnabled: false }, async page => {
      const wrong = await page.locator(".step").evaluateAll(steps => steps.filter(step => {
        const box = step.lastElementChild.querySelector("input[type=checkbox]");
        const guard = step.querySelector(":scope > .guard input");
        return !step.id || !step.dataset.no || !/^[0-9a-f]{8}$/.test(step.dataset.hash) || box?.id !== `${step.id}:done`
          || step.classList.contains("danger") !== (guard?.id === `${step.id}:guard`);
      }).map(step => step.outerHTML.slice(0, 160)));
      assert.deepEqual(wrong, []);
      const main = await page.locator("main").evaluate(own => [own.dataset.page, own.dataset.version]);
      assert.match(main[1], /^[0-9a-f]{16}$/);
      assert.ok(main[0]);
    }));

    test(`${path}: no more than 600 elements beside pictures and what waits for the script`, () => open(path, { javaScriptEnabled: false }, async page => {
      const count = await page.evaluate(() => document.body.querySelectorAll("*:not(svg *, .runner, .runner *, .count, .keep, .keep *)").length);
      assert.ok(count <= 600, `${count} elements`);
    }));

    test(`${path}: on paper all commands, boxes and blanks are there`, () => open(path, {}, async page => {
      await page.emulateMedia({ media: "print" });
      const lost = await page.locator("main :is(pre, .tick, .guard, .then dd)").evaluateAll(parts => parts
        .filter(part => !part.getClientRects().length).map(part => part.outerHTML.slice(0, 120)));
      assert.deepEqual(lost, []);
      const blanks = await page.locator(".step > .tick").evaluateAll(ticks => ticks.filter(tick => !getComputedStyle(tick, "::after").content.includes("initials")).length);
      assert.equal(blanks, 0);
      assert.match(await page.locator(".ph").textContent(), /version [0-9a-f]{8}, owner \S/);
    }));
  }
});

test("whom to call and the first step are reached from the bar", () => open(job, {}, async page => {
  const call = page.locator(".bar .btn");
  assert.ok(await call.isVisible());
  const anchor = await call.getAttribute("href");
  assert.match(anchor, /^(tel:\+?\d+|#.+)$/);
  const skip = await page.locator(".bar .skip").getAttribute("href");
  assert.equal(await page.locator(skip).getAttribute("data-no"), "1");
  assert.equal(await page.locator("[data-count]").textContent(), "10 steps");
}));

test("the bar stays, and what a link leads to is not below it", () => open(job, {}, async page => {
  await page.locator(".run .toc a").nth(4).click();
  const places = await page.evaluate(() => [document.querySelector(".bar").getBoundingClientRect(), document.querySelector(".step:target .do").getBoundingClientRect()].map(own => [own.top, own.bottom]));
  assert.equal(places[0][0], 0);
  assert.ok(places[0][1] <= places[1][0], JSON.stringify(places));
}));

test("what undoes the steps is listed in reverse", () => open(job, {}, async page => {
  const steps = await page.locator(".undo > li > a:first-child").allTextContents();
  assert.deepEqual(steps.slice(0, 3).map(step => step.split(",")[0]), ["Step 8", "Step 7", "Step 6"]);
}));
