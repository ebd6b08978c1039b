// Figures of flows on the handbook's pages: what a reader sees, hears and reaches is the flow.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { judge, looks, show } from "./lib/axe.mjs";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { fileAddress, pages, root, site } from "./lib/site.mjs";

// What stands in a book stands on its own page too.
const drawn = pages().filter(path => !path.startsWith("print/") && readFileSync(join(site, path), "utf8").includes('class="dg-figure'));
const source = JSON.parse(readFileSync(join(site, "site.json"), "utf8"));
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

test("the handbook has figures", () => assert.ok(drawn.length >= 5, drawn.join(", ")));

for (const path of drawn) {
  describe(path, () => {
    // The page is judged as a whole once. In its other looks the figures are what differs from other pages.
    test("nothing to object to in any look, nor on paper", () => look(path, { reducedMotion: "reduce" }, async page => {
      assert.deepEqual(await judge(page), [], "the page");
      for (const [name, own] of Object.entries(looks)) {
        await show(page, own);
        assert.equal(await overflow(page), 0, `pixels too wide, ${name}`);
        assert.deepEqual(await judge(page, "figure"), [], name);
        if (own.forcedColors === "active") assert.deepEqual(await page.evaluate(unseen), [], "shapes, lines and words in forced colours");
      }
    }));

    test("one form of each figure is seen, its letters are large and in their boxes; on paper whole, or in pieces that fit", () => look(path, {}, async page => {
      for (const size of ["desk", "phone", "least"]) {
        await page.setViewportSize(sizes[size]);
        for (const figure of await page.evaluate(measure)) {
          assert.equal(figure.forms, 1, size);
          assert.ok(figure.letters >= (size === "least" ? 11 : 12), `letters of ${figure.letters} pixels, ${size}`);
          assert.deepEqual(figure.beyond, [], size);
        }
      }
      await page.setViewportSize({ width: 672, height: 900 });
      await page.emulateMedia({ media: "print" });
      for (const figure of await page.evaluate(measure)) {
        assert.equal(figure.forms + Math.sign(figure.pieces.length), 1);
        for (const piece of figure.pieces) {
          assert.ok(piece.height <= 900, `${piece.height} pixels high`);
          assert.ok(piece.letters >= 10.6, `letters of ${piece.letters} pixels`);
        }
      }
    }));

    for (const size of ["desk", "phone"]) {
      test(`${size}: each step is reached by the keyboard, in order, with a name and a mark`, () => look(path, { viewport: sizes[size] }, async page => {
        const wanted = await page.evaluate(visible);
        assert.ok(wanted.length > 1);
        await page.evaluate(() => { document.activeElement?.blur(); getSelection().removeAllRanges(); });
        const reached = [];
        for (let at = 0; at < 400; at += 1) {
          await page.keyboard.press("Tab");
          const step = await page.evaluate(focused);
          if (step === null) break;
          if (step.name !== undefined) reached.push(step);
        }
        assert.deepEqual(reached.map(step => step.name), wanted);
        assert.deepEqual(reached.filter(step => !step.name), [], "steps without a name");
        assert.deepEqual(reached.filter(step => !step.isMarked), [], "steps that do not show that they are focused");
      }));
    }

    test("each step has its place on the page, and the table below has as many as each form", () => look(path, {}, async page => {
      for (const { lost, forms, rows, isSaid } of await page.evaluate(said)) {
        assert.deepEqual(lost, []);
        // A list says its steps itself.
        if (!isSaid) for (const steps of forms) assert.equal(steps, rows);
      }
    }));

  });
}

test("words and lines of a figure are those of its flow", async () => {
  for (const path of drawn) {
    const entry = source.pages.find(({ address }) => address === path);
    assert.ok(entry, path);
    await look(path, {}, async page => {
      const shown = await page.evaluate(seen);
      for (const [at, figure] of shown.entries()) {
        const graph = JSON.parse(execFileSync(process.env.HANDOVER, ["diagram", entry.source, "--site", root, "--number", String(at + 1), "--format", "json"], { encoding: "utf8" }));
        const words = text => text.replace(/\s+/g, " ").trim();
        // In a diamond the number is the first word; bars have no words.
        const shown = figure.labels.map(words).map(label => graph.nodes.reduce((rest, node) =>
          node.kind === "decision" && rest === `${node.number} ${node.label}` ? node.label : rest, label));
        const wanted = graph.nodes.filter(node => !["fork", "join"].includes(node.kind)).map(node => words(node.label));
        assert.deepEqual(shown.sort(), wanted.sort(), path);
        assert.equal(figure.lines, graph.edges.length, path);
      }
    });
  }
});

test("a step without a page leads to its row, which is opened", () => look("processes/run-background-jobs/index.html", {}, async page => {
  const step = page.locator(".dg-wide:visible a.dg-node[href^='#']").first();
  const row = (await step.getAttribute("href")).slice(1);
  await step.focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.locator(`[id="${row}"]`).isVisible());
}));

// A picture of a procedure is folded away until somebody asks for it.
const look = (path, options, what) => visit(browser, fileAddress(path), options, async page => {
  await page.evaluate(() => document.querySelectorAll("details.pictured").forEach(part => { part.open = true; }));
  await what(page);
});

/** Runs in the browser: of each figure the forms seen, the size of the smallest letters, and words beyond their box. */
function measure() {
  return [...document.querySelectorAll(".dg-figure")].map(figure => {
    const forms = [...figure.querySelectorAll(":scope svg:is(.dg-wide, .dg-narrow)")].filter(form => form.checkVisibility());
    const texts = forms.flatMap(form => [...form.querySelectorAll("text")].map(text =>
      parseFloat(getComputedStyle(text).fontSize) * form.getBoundingClientRect().width / form.viewBox.baseVal.width));
    const beyond = forms.flatMap(form => [...form.querySelectorAll("a.dg-node")].flatMap(node => {
      const box = node.querySelector(".dg-box");
      if (!box) return [];
      const outer = box.getBoundingClientRect();
      return [...node.querySelectorAll(".dg-words, .dg-number")].map(text => [text.textContent, text.getBoundingClientRect()])
        .filter(([, inner]) => inner.left < outer.left || inner.right > outer.right || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1)
        .map(([text]) => text);
    }));
    const pieces = [...figure.querySelectorAll(".dg-sheet")].filter(piece => piece.checkVisibility()).map(piece => {
      const { width, height } = piece.getBoundingClientRect();
      return { height, letters: Math.round(140 * width / piece.viewBox.baseVal.width) / 10 };
    });
    return { forms: forms.length, letters: Math.round(Math.min(...texts) * 10) / 10, beyond, pieces };
  });
}

/** Runs in the browser: the steps of the forms that are seen, in order. */
function visible() {
  return [...document.querySelectorAll(".dg-figure a.dg-node")].filter(node => node.checkVisibility()).map(node => node.getAttribute("aria-label"));
}

/** Runs in the browser: the step that has the focus, `{}` for another element, and `null` at the end of the page. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  if (!element.matches("a.dg-node")) return {};
  const box = element.querySelector(".dg-box, .dg-bar");
  return { name: element.getAttribute("aria-label") ?? "", isMarked: parseFloat(getComputedStyle(box).strokeWidth) >= 3 };
}

/** Runs in the browser: the steps of each form by where they lead, and the rows of the table below or the items of the list above. */
function said() {
  return [...document.querySelectorAll("figure.flow")].map(figure => {
    const places = [...figure.querySelectorAll("tbody tr[id]")];
    const links = form => [...form.querySelectorAll("a.dg-node")].map(node => node.getAttribute("href"));
    return {
      // A step leads to a page, or to its place on this one.
      lost: [...figure.querySelectorAll("svg.dg-wide, svg.dg-narrow")].flatMap(links)
        .filter(href => href.startsWith("#") && !document.getElementById(decodeURIComponent(href.slice(1)))),
      forms: [...figure.querySelectorAll("svg.dg-wide, svg.dg-narrow")].map(form => links(form).length),
      rows: places.length,
      isSaid: figure.classList.contains("said"),
    };
  });
}

/** Runs in the browser: of each figure the words of its steps and how many lines it has. */
function seen() {
  return [...document.querySelectorAll(".dg-figure")].map(figure => {
    const form = [...figure.querySelectorAll(":scope svg:is(.dg-wide, .dg-narrow)")].find(form => form.checkVisibility());
    const labels = [...form.querySelectorAll("a.dg-node")].map(node => [...node.querySelectorAll(".dg-words")].map(text => text.textContent).join(" "));
    return { labels: labels.filter(Boolean), lines: form.querySelectorAll(".dg-line").length };
  });
}

/** Runs in the browser: what has the colour of the ground it stands on. */
function unseen() {
  const ground = getComputedStyle(document.body).backgroundColor;
  const parts = [...document.querySelectorAll(".dg-figure .dg-line, .dg-figure .dg-box")].filter(part => part.checkVisibility());
  return parts.filter(part => ["none", ground].includes(getComputedStyle(part).stroke) && ["none", ground].includes(getComputedStyle(part).fill))
    .map(part => part.outerHTML.slice(0, 100));
}
