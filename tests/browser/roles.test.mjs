// Pages of roles: "what must I do?" is answered on one screen.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { fileAddress } from "./lib/site.mjs";

const operator = "roles/platform-operator/index.html";
const screen = { width: 1280, height: 900 };
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

describe("the page of a role", () => {
  for (const path of [operator, "roles/service-owner/index.html", "roles/support-lead/index.html"]) {
    test(`${path}: what the role must do fits on a screen`, () => visit(browser, fileAddress(path), { viewport: screen }, async page => {
      const box = await page.locator(".duties").boundingBox();
      assert.ok(box.y + box.height <= screen.height, `it ends at ${box.y + box.height}`);
      assert.equal(await overflow(page), 0);
    }));
  }

  test("what comes again is seen first, and a long row opens", () => visit(browser, fileAddress(operator), { viewport: screen }, async page => {
    const row = label => page.locator(".work tr", { has: page.locator(`th:has-text("${label}")`) });
    const again = row("Again and again").locator("a");
    assert.ok(5 < await again.count());
    for (const link of (await again.all()).slice(0, 3)) assert.ok(await link.isVisible());
    assert.equal(await again.last().isVisible(), false);
    await row("Again and again").locator("summary").press("Enter");
    for (const link of await again.all()) assert.ok(await link.isVisible());
    const steps = row("You do").locator("li a");
    assert.equal(await steps.first().isVisible(), false);
    await row("You do").locator("summary").press("Enter");
    for (const link of await steps.all()) assert.ok(await link.isVisible());
    assert.equal(await overflow(page), 0);
  }));

  for (const [name, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      test(`nothing is cut off: ${name}, ${colorScheme}`, () => visit(browser, fileAddress(operator), { viewport, colorScheme }, async page => {
        assert.equal(await overflow(page), 0);
      }));
    }
  }

  test("on paper every row is open", () => visit(browser, fileAddress(operator), { viewport: screen }, async page => {
    await page.emulateMedia({ media: "print" });
    for (const link of await page.locator(".work a").all()) assert.ok(await link.isVisible());
    assert.equal(await page.locator(".work summary:visible").count(), 0);
  }));
});
