// Pages on paper: all of the text, none of the controls.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { launch, visit } from "./lib/browser.mjs";
import { fileAddress, pages } from "./lib/site.mjs";

const runbook = "runbooks/restart-failed-job/index.html";
const guide = "handover/writing-pages/index.html";
const reader = spawnSync("pdftotext", ["-v"], { stdio: "ignore" }).status === 0;
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

describe("on paper", () => {
  for (const path of [runbook, guide, "support/charter/index.html", "checklists/month-end-close/index.html"]) {
    test(`${path}: no controls, ink on white`, () => visit(browser, fileAddress(path), { colorScheme: "dark" }, async page => {
      await page.emulateMedia({ media: "print" });
      const shown = page.locator(":is(button, nav:not(.crumbs), .top, .tree, .toc, .base, .skip, .anchor, .cue, .count):visible");
      assert.deepEqual(await shown.evaluateAll(elements => elements.map(element => element.outerHTML.slice(0, 160))), []);
      const colours = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()]);
      assert.deepEqual(colours, ["rgb(0, 0, 0)", "#fff"]);
      assert.ok(await page.locator(".ph").isVisible(), "the line that says what was printed when");
    }));
  }

  test("a theme chosen for the screen does not reach the paper", () => visit(browser, fileAddress(guide), {}, async page => {
    await page.locator("button.theme").click();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".note")).color), "rgb(0, 0, 0)");
  }));

  test("nothing is wider than a sheet of A4", async () => {
    const width = Math.floor((210 - 32) / 25.4 * 96);
    for (const path of [runbook, guide, "support/charter/index.html", "training/plan-2027/index.html"]) {
      await visit(browser, fileAddress(path), { viewport: { width, height: 1000 } }, async page => {
        await page.emulateMedia({ media: "print" });
        const wide = await page.evaluate(() => [...document.querySelectorAll("main *")]
          .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !element.closest(".hide, svg"))
          .map(element => element.outerHTML.slice(0, 120)));
        assert.deepEqual(wide.slice(0, 5), [], path);
      });
    }
  });
});

test("a certificate is one sheet of A4, with what this browser knows", async () => {
  for (const path of pages().filter(path => path.endsWith("/certificate.html"))) {
    await visit(browser, fileAddress(path), {}, async page => {
      const courses = page.locator("[data-course]");
      assert.match(await courses.first().locator("[data-said]").textContent(), /^0 of \d+ right$/, path);
      const pdf = (await page.pdf({ preferCSSPageSize: true, format: "A4" })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, path);
    });
  }
});

describe("as PDF", { skip: !reader && "pdftotext is not installed" }, () => {
  for (const path of [runbook, guide]) {
    test(`${path}: every heading and every line of code`, () => visit(browser, fileAddress(path), {}, async page => {
      const expected = await page.locator("main").evaluate(main => [
        ...[...main.querySelectorAll("h1, h2, h3")].map(heading => {
          const copy = heading.cloneNode(true);
          copy.querySelectorAll(".anchor").forEach(anchor => anchor.remove());
          return copy.textContent;
        }),
        ...[...main.querySelectorAll("pre code")].flatMap(code => code.textContent.split("\n")),
      ]);
      const pdf = await page.pdf({ format: "A4" });
      const text = squeeze(execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" }));
      assert.deepEqual(expected.filter(line => !text.includes(squeeze(line))), []);
      assert.ok(!text.includes("Copy") && !text.includes("Skiptocontent"), "controls were printed");
      assert.match(text, /Printedfromthebuildof/);
    }));
  }
});

/** Line breaks and columns of the paper do not count. */
function squeeze(text) {
  return text.replace(/\s+/g, "");
}
