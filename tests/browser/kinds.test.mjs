// A page of every kind, in every width and on paper: nothing too wide, nothing too small, nothing out of sight.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, overflow, visit } from "./lib/browser.mjs";
import { kinds } from "./lib/kinds.mjs";
import { fileAddress } from "./lib/site.mjs";

// From a folder the page for addresses that lead nowhere has no style: its links begin at the root of a host.
const opened = Object.entries(kinds).filter(([, path]) => path !== "404.html");
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

for (const [kind, path] of opened) {
  test(kind, () => visit(browser, fileAddress(path), {}, async page => {
    for (const media of ["screen", "print"]) {
      await page.emulateMedia({ media });
      for (const width of media === "print" ? [672, 800, 1280] : [320, 360, 800, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await overflow(page), 0, `pixels too wide, ${media} at ${width}`);
        if (media === "screen") assert.deepEqual(await page.evaluate(small), [], `text below 12 pixels at ${width}`);
      }
    }
  }));
}

test("the columns of a table of six are all in sight on a phone", () => visit(browser, fileAddress(kinds.charter), { viewport: { width: 360, height: 740 } }, async page => {
  const beyond = await page.locator("table.stack td:visible").evaluateAll(cells => cells.filter(cell => cell.getBoundingClientRect().right > innerWidth).length);
  assert.equal(beyond, 0);
}));

test("a charter has its contents in columns above the text", () => visit(browser, fileAddress(kinds.charter), {}, async page => {
  const links = await page.locator(".tocsmall a:visible").evaluateAll(found => found.map(link => link.getBoundingClientRect().left));
  assert.ok(links.length > 3 && Math.max(...links) - Math.min(...links) > 200, `from the left: ${links}`);
}));

/** Runs in the browser: texts smaller than 12 pixels; what is raised or lowered is. */
function small() {
  return [...document.querySelectorAll("body *")].filter(element => !element.closest("svg, sup, sub, .hide") && element.checkVisibility()
    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && parseFloat(getComputedStyle(element).fontSize) < 12)
    .map(element => element.outerHTML.slice(0, 120));
}
