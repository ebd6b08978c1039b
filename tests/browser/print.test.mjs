// Pages on paper: all of the text, none of the controls.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
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

describe("sheets of training as PDF", { skip: !reader && "pdftotext is not installed" }, () => {
  const text = async (page, ...options) => execFileSync("pdftotext", [...options, "-", "-"], { input: await page.pdf({ preferCSSPageSize: true, format: "A4" }) }).toString();
  const flat = words => words.replace(/\s+/g, " ");
  const paths = pages().filter(path => path.endsWith("/certificate.html")).map(path => path.replace("certificate.html", ""));

  test("a sheet to sign has each course and unit with its version, and room to write", async () => {
    assert.ok(paths.length > 2, paths.join(" "));
    for (const path of paths) {
      const sheet = JSON.parse(readFileSync(new URL(fileAddress(`${path}sign-off.json`)), "utf8"));
      await visit(browser, fileAddress(`${path}index.html`), {}, async page => {
        const whole = await text(page, "-layout");
        const paper = whole.slice(whole.indexOf("Sheet to sign"));
        for (const word of ["Name", "Team", "Began on", "Score", "Date", "Valid", "Trainer", "Signs", "Signature", "Learner"]) assert.ok(paper.includes(word), `${path}: ${word}`);
        for (const part of sheet.modules.flatMap(module => [module, ...module.units])) {
          // A version in two lines is none: people compare it with another.
          if (part.version) assert.ok(paper.includes(part.version), `${path}: ${part.title} ${part.version}`);
        }
        for (const { title } of sheet.signatures) assert.ok(flat(paper).includes(title), `${path}: ${title}`);
        if (sheet.valid_for) assert.ok(flat(paper).includes(`It holds for ${sheet.valid_for}`), path);
        await page.emulateMedia({ media: "print" });
        const narrow = await page.locator(".sheet tbody td:empty").evaluateAll(cells => cells.map(cell => cell.getBoundingClientRect()).filter(({ width, height }) => width < 45 || height < 25).length);
        assert.equal(narrow, 0, `${path}: boxes too small to write in`);
        const lines = await page.locator(".sheet .blanks dd").evaluateAll(all => all.filter(own => getComputedStyle(own).borderBottomStyle === "solid").length);
        assert.equal(lines, 3, path);
      });
    }
  });

  test("a handout has every heading, sentence and question of its course", async () => {
    const courses = pages().filter(path => path.startsWith("training/") && path.endsWith("/trainer.html")).map(path => path.replace("trainer.html", "index.html"));
    assert.ok(courses.length > 10);
    for (const path of courses) {
      await visit(browser, fileAddress(path), {}, async page => {
        const wanted = await page.locator("main :is(h1, h2, h3, p, li)").evaluateAll(all => all.filter(own => !own.closest(".answer, .acts, .score, .onward, .verdict, nav, aside, .back") && own.matches(":not(:has(p, li))")).map(own => own.textContent.replace(/\s+/g, " ").trim()).filter(words => words.length > 3));
        assert.ok(wanted.length > 10, path);
        // Words that a line breaks, numbers of pages, and signs drawn between them, do not count.
        const bare = words => words.replace(/[^\p{L}\p{N}]/gu, "");
        const paper = bare((await text(page)).replace(/\d+\s?\/\s?\d+\s*(?=\f|$)/g, ""));
        const lacking = wanted.filter(words => !paper.includes(bare(words)));
        assert.deepEqual(lacking, [], path);
      });
    }
  });
});
