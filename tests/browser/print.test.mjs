// Pages and books on paper: all of the text, none of the controls, nothing cut.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, visit } from "./lib/browser.mjs";
import { fileAddress, pages, root } from "./lib/site.mjs";

const runbook = "runbooks/restart-failed-job/index.html";
const guide = "handover/writing-pages/index.html";
const charter = "support/charter/index.html";
const checklist = "checklists/month-end-close/index.html";
const course = "training/take-a-request/index.html";
const plan = "training/plan-2027/index.html";
const book = "print/role-platform-operator/index.html";
const short = "print/role-trainer/index.html";
/** One page of each kind, with how many sheets of A4 it may take. */
const kinds = {
  [runbook]: 7, [guide]: 14, [charter]: 12, [checklist]: 3, [course]: 4, [plan]: 5,
  "training/take-a-request/answers.html": 4,
  "training/take-a-request/trainer.html": 7,
  "training/service-desk-agent/index.html": 4,
  "training/service-desk-agent/certificate.html": 1,
  "processes/index.html": 7,
  "processes/run-background-jobs/index.html": 5,
  "roles/security-officer/index.html": 3,
  "glossary/escalation/index.html": 1,
  "policies/production-access/index.html": 4,
  "all-tasks/index.html": 9,
  "index.html": 3,
  [short]: 12,
};
const reader = spawnSync("pdftotext", ["-v"], { stdio: "ignore" }).status === 0;
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

describe("on paper", () => {
  for (const path of [runbook, guide, charter, checklist, course, short]) {
    test(`${path}: no controls, ink on white`, () => visit(browser, fileAddress(path), { colorScheme: "dark" }, async page => {
      await page.emulateMedia({ media: "print" });
      const shown = page.locator(":is(button, nav:not(.crumbs, .chapters, .place), .top, .tree, .toc, .base, .skip, .anchor, .cue, .count, .print):visible");
      assert.deepEqual(await shown.evaluateAll(elements => elements.map(element => element.outerHTML.slice(0, 160))), []);
      const colours = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()]);
      assert.deepEqual(colours, ["rgb(0, 0, 0)", "#fff"]);
      assert.ok(await page.locator(".ph:visible").first().isVisible(), "the line that says what was printed when");
    }));
  }

  test("the first line says version, owner and address", () => visit(browser, fileAddress(charter), {}, async page => {
    await page.emulateMedia({ media: "print" });
    const line = await page.locator(".ph").textContent();
    assert.match(line, /^Pellworth\. Support charter\. Printed from the build of .+, version [0-9a-f]{8,16}, owner Service owner, support\/charter\.$/);
  }));

  test("what is typed is printed, and what is not is a blank", () => visit(browser, fileAddress(runbook), {}, async page => {
    const fields = page.locator(".params input");
    await fields.first().fill("TJ-471199");
    await page.waitForFunction(() => document.querySelector("main pre").textContent.includes("TJ-471199"));
    await page.emulateMedia({ media: "print" });
    const second = await fields.nth(1).evaluate(field => [getComputedStyle(field, "::placeholder").color, field.getBoundingClientRect().height > 20]);
    assert.deepEqual(second, ["rgba(0, 0, 0, 0)", true]);
    if (reader) assert.ok(squeeze(text(await page.pdf({ format: "A4" }), "-layout")).includes("tidectljobshowTJ-471199"));
  }));

  test("boxes are there for a pen, answers have a line", async () => {
    for (const path of [runbook, checklist, course, short]) {
      await visit(browser, fileAddress(path), { reducedMotion: "reduce" }, async page => {
        await page.emulateMedia({ media: "print" });
        const boxes = await page.locator("main input[type=checkbox]:visible").evaluateAll(all => all.map(box => {
          const { width, height } = box.getBoundingClientRect();
          const { appearance, borderTopWidth, borderTopColor } = getComputedStyle(box);
          const fits = width >= 15 && height >= 15 && appearance === "none" && parseFloat(borderTopWidth) >= 1 && borderTopColor === "rgb(0, 0, 0)";
          return fits || `${box.id}: ${width} x ${height}, ${appearance}, ${borderTopWidth} ${borderTopColor}`;
        }));
        assert.ok(boxes.length > 0, path);
        assert.deepEqual(boxes.filter(fits => fits !== true), [], path);
      });
    }
    await visit(browser, fileAddress(course), {}, async page => {
      await page.emulateMedia({ media: "print" });
      const line = page.locator(".ask [type=text]").first();
      assert.ok((await line.boundingBox()).width > 300, "room to write");
      assert.equal(await line.evaluate(field => getComputedStyle(field).borderTopWidth), "0px");
    });
  });

  test("what is folded is open, and all tabs are there", () => visit(browser, fileAddress(guide), {}, async page => {
    await page.emulateMedia({ media: "print" });
    const hidden = await page.evaluate(() => [...document.querySelectorAll("main details:not(.tocsmall, .back) > :not(summary), main [role=tabpanel]")]
      .filter(element => !element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })).map(element => element.outerHTML.slice(0, 120)));
    assert.deepEqual(hidden, []);
  }));

  test("a theme chosen for the screen does not reach the paper", () => visit(browser, fileAddress(guide), {}, async page => {
    await page.locator("button.theme").click();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".note")).color), "rgb(0, 0, 0)");
  }));

  test("nothing is wider than a sheet of A4 or Letter", async () => {
    for (const sheet of [210, 215.9]) {
      const width = Math.floor((sheet - 32) / 25.4 * 96);
      for (const path of Object.keys(kinds)) {
        await visit(browser, fileAddress(path), { viewport: { width, height: 1000 } }, async page => {
          await page.emulateMedia({ media: "print" });
          const wide = await page.evaluate(() => [...document.querySelectorAll("main *")]
            .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !element.closest(".hide, svg"))
            .map(element => element.outerHTML.slice(0, 120)));
          assert.deepEqual(wide.slice(0, 5), [], `${path}, ${sheet} mm`);
        });
      }
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

describe("a book", () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

  test("has a place for each jump, and nothing is there twice", () => visit(browser, fileAddress(book), {}, async page => {
    const wrong = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
      const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
      const lost = [...document.querySelectorAll("[href^='#']")].map(link => decodeURIComponent(link.getAttribute("href").slice(1))).filter(id => !document.getElementById(id));
      return { twice, lost, scripts: document.scripts.length, chapters: document.querySelectorAll("article").length > 5 };
    });
    assert.deepEqual(wrong, { twice: [], lost: [], scripts: 0, chapters: true });
  }));

  test("leads to pages that are there", () => visit(browser, fileAddress(book), {}, async page => {
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href], img[src]")].map(link => link.getAttribute("href") ?? link.getAttribute("src")).map(address => new URL(address, location).href).filter(address => address.startsWith("file:")));
    const files = new Set(links.map(address => decodeURIComponent(new URL(address).pathname)));
    assert.ok(files.size > 5);
    assert.deepEqual([...files].filter(file => !existsSync(file)), []);
  }));

  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      test(`${colorScheme}, ${width} pixels: nothing to object to`, () => visit(browser, fileAddress(short), { colorScheme, viewport: { width, height: 800 } }, async page => {
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "wider than the window");
        await page.evaluate(axe);
        const { violations, incomplete } = await page.evaluate(() => globalThis.axe.run(document));
        const say = found => found.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
        assert.deepEqual([say(violations), say(incomplete)], [[], []]);
      }));
    }
  }
});

describe("as PDF", { skip: !reader && "pdftotext is not installed" }, () => {
  for (const [path, most] of Object.entries(kinds)) {
    test(`${path}: every word, on no more sheets than it needs`, () => visit(browser, fileAddress(path), {}, async page => {
      await page.emulateMedia({ media: "print" });
      // What can be seen in the main part. A field prints what it holds, not all that it could.
      const said = await page.locator("main").evaluate(main => {
        const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), texts = [];
        while (walker.nextNode()) {
          const element = walker.currentNode.parentElement;
          if (element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hide, select, datalist, svg")) texts.push(walker.currentNode.data);
        }
        return texts.join(" ");
      });
      const links = await page.locator("main a[href^=http]:visible").evaluateAll(all => all.map(link => link.getAttribute("href")));
      const code = await page.locator("main pre code:visible").evaluateAll(all => all.flatMap(code => code.textContent.split("\n")));
      await page.emulateMedia({ media: null });
      const pdf = await page.pdf({ format: "A4" });
      const sheets = text(pdf, "-layout").split("\f").slice(0, -1);
      assert.deepEqual(sheets.filter(sheet => sheet.trim().length < 40), [], "an empty sheet");
      assert.ok(sheets.length <= most, `${sheets.length} sheets`);
      const [raw, laid] = ["-raw", "-layout"].map(how => squeeze(text(pdf, how)));
      const counted = (text, word) => text.split(word).length - 1;
      const plain = squeeze(said);
      const words = new Set(said.split(/\s+/).map(squeeze).filter(word => /[\p{L}\p{N}]{3}/u.test(word)));
      assert.ok(words.size > 20, "the page says something");
      const lost = [...words].filter(word => counted(raw, word) < counted(plain, word) && counted(laid, word) < counted(plain, word));
      assert.deepEqual(lost, []);
      assert.deepEqual(links.filter(link => !raw.includes(squeeze(link))), [], "addresses of links out of the site");
      assert.deepEqual(code.filter(line => !raw.includes(squeeze(line)) && !laid.includes(squeeze(line))), [], "lines of code");
      assert.ok(!laid.includes("Skiptocontent"), "controls were printed");
    }));
  }
});

describe("handover pdf", { skip: !reader && "pdftotext is not installed" }, () => {
  let folder;
  before(() => { folder = mkdtempSync(join(tmpdir(), "handover-pdf-")); });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...options) => spawnSync(process.env.HANDOVER, ["pdf", root, ...options], { encoding: "utf8", cwd: folder });

  test("prints a page, on the paper that is asked for, with an outline", () => {
    const out = join(folder, "restart.pdf");
    const page = join(root, "content/runbooks/restart-failed-job.md");
    for (const [paper, size] of [["a4", /Page size: +59\d\.\d+ x 84\d/], ["letter", /Page size: +612 x 792/]]) {
      const { status, stderr } = run("--page", page, "--paper", paper, "--out", out);
      assert.equal(status, 0, stderr);
      const info = execFileSync("pdfinfo", [out], { encoding: "utf8" });
      assert.match(info, size);
    }
    const pdf = readFileSync(out);
    assert.ok(pdf.includes("/Outlines"), "an outline");
    const said = squeeze(text(pdf, "-layout"));
    for (const part of ["Restartafailedjob", "tidectljobshow{{job-id}}", "Step1done", "+19025550142", "1/"]) assert.ok(said.includes(part), part);
  });

  test("prints a book whose chapters begin on a sheet", () => {
    const out = join(folder, "books/");
    const { status, stderr } = run("--section", "runbooks", "--out", out);
    assert.equal(status, 0, stderr);
    const sheets = text(readFileSync(join(out, "runbooks.pdf")), "-layout").split("\f");
    const begin = title => sheets.findIndex(sheet => sheet.trimStart().startsWith(title));
    for (const title of ["Restart a failed job, version", "Renew a certificate, version", "Refresh the anonymised copy, version"]) assert.ok(begin(title) > 1, title);
    assert.match(sheets[0], /Runbooks/);
    assert.match(sheets[1], /Contents[^]+Restart a failed job/);
  });

  test("says what is missing, and leaves what is there", () => {
    const out = join(folder, "mine.pdf");
    writeFileSync(out, "mine");
    const taken = run("--page", "Escalation", "--out", out);
    assert.equal(taken.status, 2);
    assert.match(taken.stderr, /another file is there/);
    assert.equal(readFileSync(out, "utf8"), "mine");
    const none = spawnSync(process.env.HANDOVER, ["pdf", root, "--page", "Escalation", "--out", join(folder, "none.pdf")], { encoding: "utf8", env: { PATH: folder } });
    assert.equal(none.status, 2);
    assert.match(none.stderr, /no Chromium is found.+--chromium FILE/s);
    assert.ok(!existsSync(join(folder, "none.pdf")));
  });
});

/** The text of a PDF. */
function text(pdf, how) {
  return execFileSync("pdftotext", [how, "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1 << 26 });
}

/** Line breaks and columns of the paper do not count, nor do letters that are set as one. */
function squeeze(text) {
  return text.normalize("NFKC").replace(/[\s\u00AD\u200B]+/g, "");
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
