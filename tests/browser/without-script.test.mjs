// A reader without scripts misses conveniences, never text, and meets nothing that does not work.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, sizes, visit } from "./lib/browser.mjs";
import { fileAddress, samples } from "./lib/site.mjs";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const plain = { javaScriptEnabled: false };
const opened = samples.filter(path => path !== "404.html");
const open = (path, options, look) => visit(browser, fileAddress(path), { ...plain, ...options }, look);

describe("without scripts", () => {
  for (const path of opened) {
    test(`${path}: all text of the page is there, and no button but that of search`, () => open(path, {}, async page => {
      assert.deepEqual(await page.locator("button:visible:not(.find button)").allTextContents(), []);
      const hidden = await page.locator("main").evaluate(main => [...main.querySelectorAll("p, li, td, th, pre, h1, h2, h3, dd")]
        .filter(element => element.textContent.trim() && !element.closest("details:not([open]), .hide, .runner, .keep"))
        .filter(element => !element.getClientRects().length && !element.closest(".cue[hidden], .once[hidden]"))
        .map(element => element.outerHTML.slice(0, 160)));
      assert.deepEqual(hidden, []);
    }));
  }
});

test("the text is the same with and without scripts", async () => {
  const text = options => visit(browser, fileAddress("handover/writing-pages/index.html"), options, page =>
    page.locator("main").evaluate(main => [...main.querySelectorAll("p:not(.cue, .count, .keep, .told), h1, h2, h3, li, td, th, pre")].map(element => element.textContent)));
  assert.deepEqual(await text(plain), await text({}));
});

test("the menu of a small window leads to the list of all pages", () => open("runbooks/restart-failed-job/index.html", { viewport: sizes.phone }, async page => {
  const menu = page.locator("a.menu");
  assert.ok(await menu.isVisible());
  await menu.click();
  assert.match(page.url(), /\/all-pages\/index\.html$/);
  const names = await page.locator(".all a").count();
  assert.ok(names > 90, `${names} pages in the list`);
}));

test("folded parts open and close", () => open("handover/commands/index.html", { viewport: sizes.phone }, async page => {
  const fold = page.locator("details.tocsmall");
  const link = fold.locator("a").first();
  assert.ok(!await link.isVisible());
  await fold.locator("summary").click();
  assert.ok(await link.isVisible());
  await fold.locator("summary").click();
  assert.ok(!await link.isVisible());
}));

test("tick boxes can be ticked", () => open("checklists/month-end-close/index.html", {}, async page => {
  const box = page.locator(".tick input").first();
  await box.check();
  assert.ok(await box.isChecked());
}));

test("the theme follows the system", async () => {
  const ground = colorScheme => open("index.html", { colorScheme }, page => page.locator("body").evaluate(body => getComputedStyle(body).backgroundColor));
  assert.notEqual(await ground("light"), await ground("dark"));
});
