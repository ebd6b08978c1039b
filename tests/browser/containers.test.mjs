// Tabs, folds and pictures that open large: with the keyboard, without a script, on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { build } from "./lib/site.mjs";

const tabs = "::: tabs\n## Linux\nRun it.\n\n## Windows\nClick it.\n\n### Deep\nDown here.\n:::\n";
const files = {
  "index.md": "# Home\n",
  "a.md": `# A\n\n[down](#deep)\n\n${tabs}\nBetween.\n\n=== "Windows"\n\n    A second group.\n\n=== "Linux"\n\n    The same, turned.\n`,
  "b.md": `# B\n\n${tabs}`,
  "picture.md": "# Picture\n\n:::image source=\"p.svg\" alt-text=\"A drawing\" lightbox=\"large.svg\":::\n",
  "out.md": "# Out\n\n- Related: [Exam AB-335: Functional Consultant Expert (beta)](https://a.example) and more.\n- [One word](https://b.example)\n",
  "columns.md": "# Columns\n\n:::row:::\n   :::column span=\"2\":::\n      Left\n   :::column-end:::\n   :::column:::\n      Right\n   :::column-end:::\n:::row-end:::\n",
  "p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><rect width="400" height="100" fill="#cde"/></svg>',
  "large.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="1000"><rect width="3000" height="1000" fill="#abc"/></svg>',
};
let browser, server, made;
before(async () => {
  const content = Object.entries(files).map(([path, text]) => [`content/${path}`, text]);
  made = build({ "handover.toml": "", ...Object.fromEntries(content) });
  [browser, server] = await Promise.all([launch(), serve(made.out)]);
});
after(async () => { await browser?.close(); await server?.close(); made?.remove(); });
const served = path => `${server.address}/${path}`;
const shown = page => page.locator(".panel").evaluateAll(panels =>
  panels.filter(panel => panel.checkVisibility()).map(panel => panel.querySelector("p:not(.panel-title)").textContent));

describe("tabs", () => {
  test("one panel of a group is shown, and its handle says so", () => visit(browser, served("a/index.html"), {}, async page => {
    assert.deepEqual(await shown(page), ["Run it.", "A second group."]);
    const selected = page.locator("[role=tab][aria-selected=true]");
    assert.deepEqual(await selected.allTextContents(), ["Linux", "Windows"]);
    assert.deepEqual(await page.locator("[role=tab][tabindex='0']").allTextContents(), ["Linux", "Windows"]);
  }));

  test("groups with a tab of one name switch together, and the choice holds on other pages", () => visit(browser, served("a/index.html"), {}, async page => {
    const handle = page.locator(".tabs").first().getByRole("tab", { name: "Windows" });
    const before = (await handle.boundingBox()).y;
    await handle.click();
    assert.deepEqual(await shown(page), ["Click it.", "A second group."]);
    assert.ok(Math.abs((await handle.boundingBox()).y - before) < 2, "the handle stays where it is");
    await page.locator(".tabs").last().getByRole("tab", { name: "Linux" }).click();
    assert.deepEqual(await shown(page), ["Run it.", "The same, turned."]);
    await page.getByRole("tab", { name: "Windows" }).first().click();
    await page.goto(served("b/index.html"));
    assert.deepEqual(await shown(page), ["Click it."]);
  }));

  test("arrow keys, Home and End choose", () => visit(browser, served("b/index.html"), {}, async page => {
    await page.getByRole("tab", { name: "Linux" }).focus();
    for (const [key, text] of [["ArrowRight", "Click it."], ["ArrowRight", "Run it."], ["ArrowLeft", "Click it."], ["Home", "Run it."], ["End", "Click it."]]) {
      await page.keyboard.press(key);
      assert.deepEqual(await shown(page), [text], key);
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-selected")), "true");
    }
  }));

  test("a link into a panel that is not shown opens it", () => visit(browser, served("a/index.html"), {}, async page => {
    await page.getByRole("link", { name: "down" }).click();
    await page.waitForFunction(() => document.getElementById("deep").checkVisibility());
    assert.equal((await shown(page))[0], "Click it.");
    await page.goto(served("b/index.html#deep"));
    assert.ok(await page.locator("#deep").isVisible());
  }));

  test("without a script all panels are there, each with its title", () => visit(browser, served("a/index.html"), { javaScriptEnabled: false }, async page => {
    assert.deepEqual(await shown(page), ["Run it.", "Click it.", "A second group.", "The same, turned."]);
    assert.equal(await page.locator(".panel-title:visible").count(), 4);
  }));

  test("on paper all panels are there, each with its title", () => visit(browser, served("a/index.html"), {}, async page => {
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await shown(page), ["Run it.", "Click it.", "A second group.", "The same, turned."]);
    assert.equal(await page.locator(".panel-title:visible").count(), 4);
    assert.equal(await page.locator("[role=tablist]:visible").count(), 0);
  }));
});

describe("pictures", () => {
  test("open large over the page and close with Escape", () => visit(browser, served("picture/index.html"), {}, async (page, complaints) => {
    await page.locator("a.zoom").focus();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.locator("img").waitFor();
    assert.equal(await dialog.locator("img").getAttribute("alt"), "A drawing");
    assert.equal(await dialog.getAttribute("aria-label"), "Picture");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog"));
    assert.equal(await page.evaluate(() => document.activeElement.className), "zoom", "the focus is back");
    assert.deepEqual(complaints, []);
  }));

  test("open as a file without a script", () => visit(browser, served("picture/index.html"), { javaScriptEnabled: false }, async page => {
    await page.locator("a.zoom").click();
    assert.match(page.url(), /large\.svg$/);
  }));
});

test("columns stand side by side where there is room, and below each other where there is not", async () => {
  for (const [size, beside] of [["desk", true], ["phone", false], ["least", false]]) {
    await visit(browser, served("columns/index.html"), { viewport: sizes[size] }, async page => {
      const [left, right] = await page.locator(".columns > div").all();
      const [a, b] = [await left.boundingBox(), await right.boundingBox()];
      assert.equal(a.y === b.y, beside, size);
      assert.ok(!beside || b.width < a.width, "the wide one is wider");
      assert.ok(await overflow(page) <= 0, size);
    });
  }
});

test("the mark of a link out of the site stands behind its last word, at every width", () => visit(browser, served("out/index.html"), {}, async page => {
  for (let width = 320; width < 460; width += 2) {
    await page.setViewportSize({ width, height: 800 });
    const parted = await page.locator("main .out").evaluateAll(marks => marks.filter(mark => {
      const text = mark.previousSibling, range = document.createRange();
      range.setStart(text, text.length - 1);
      range.setEnd(text, text.length);
      const word = range.getBoundingClientRect(), drawing = mark.querySelector("svg").getBoundingClientRect();
      return drawing.width < 8 || drawing.top < word.top - 4 || word.bottom < drawing.bottom - 4 || drawing.left < word.right - 1;
    }).length);
    assert.equal(parted, 0, `${width} pixels`);
  }
}));
