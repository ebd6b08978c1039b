// A page of every kind in every look: nothing that axe objects to or that cannot be judged, nothing that scrolls
// sideways, nothing lost when letters grow or spread, and targets that fingers hit.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { judge, looks, show } from "./lib/axe.mjs";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { kinds } from "./lib/kinds.mjs";
import { serve } from "./lib/server.mjs";
import { fileAddress, site } from "./lib/site.mjs";

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), serve(site)]); });
after(async () => { await browser?.close(); await server?.close(); });

for (const [kind, path] of Object.entries(kinds)) {
  describe(kind, () => {
    // One visit, since a page is the same page in all looks.
    test("nothing to object to in any look", () => visit(browser, `${server.address}/${path}`, { reducedMotion: "reduce" }, async page => {
      for (const [name, look] of Object.entries(looks)) {
        await show(page, look);
        assert.equal(await overflow(page), 0, `pixels too wide, ${name}`);
        assert.deepEqual(await judge(page), [], name);
      }
      assert.deepEqual(await page.evaluate(moving), [], "moves though its reader wants that nothing does");
    }));

    test("four times as large, and with wide spaces, all of it is there", () => visit(browser, `${server.address}/${path}`, { viewport: sizes.desk }, async page => {
      const all = await page.evaluate(texts);
      assert.deepEqual(await page.evaluate(small), [], "targets");
      // A window of 1,280 pixels at 400 % is one of 320 by 200 (WCAG 1.4.10).
      for (const [what, viewport] of [["at 400 %", { width: 320, height: 200 }], ["at 200 %", { width: 640, height: 400 }]]) {
        await page.setViewportSize(viewport);
        assert.equal(await overflow(page), 0, `pixels too wide ${what}`);
        assert.deepEqual(await page.evaluate(cut), [], `cut off ${what}`);
        // What stays in sight must leave room for what is read.
        assert.ok(await page.evaluate(stuck) <= 0.5, `what stays covers too much ${what}`);
      }
      for (const viewport of [sizes.desk, sizes.least]) {
        await page.setViewportSize(viewport);
        await page.evaluate(spread);
        assert.equal(await overflow(page), 0, `pixels too wide with wide spaces at ${viewport.width}`);
        assert.deepEqual(await page.evaluate(cut), [], `cut off with wide spaces at ${viewport.width}`);
      }
      await page.setViewportSize(sizes.desk);
      assert.deepEqual(await page.evaluate(texts), all, "texts are gone");
    }));
  });
}

test("what we judge where axe cannot is judged", async () => {
  const page = await browser.newPage();
  const wrong = async body => {
    await page.setContent(`<!doctype html><html lang="en"><title>T</title><main><h1>T</h1>${body}</main>`);
    return (await judge(page)).map(line => line.split(":")[0]);
  };
  const layers = "background-image:linear-gradient(#fff,#fff)";
  assert.deepEqual(await wrong(`<p style="color:#999;${layers}">Some text</p>`), ["color-contrast"]);
  assert.deepEqual(await wrong(`<p style="color:#555;${layers}">Some text</p>`), []);
  const drawing = fill => `<svg width="200" height="60" role="img" aria-label="D"><g><rect class="dg-box" width="200" height="60" fill="#fff"></rect><text x="9" y="30" fill="${fill}">Some text</text></g></svg>`;
  assert.deepEqual(await wrong(drawing("#bbb")), ["color-contrast"]);
  assert.deepEqual(await wrong(drawing("#222")), []);
  await page.close();
});

test("a chosen theme looks as the system's", async () => {
  const colours = async options => visit(browser, fileAddress("index.html"), { colorScheme: options.system, reducedMotion: "reduce" }, async page => {
    if (options.chosen) await page.evaluate(theme => { document.documentElement.dataset.theme = theme; }, options.chosen);
    return page.evaluate(() => [document.body, document.querySelector("a.brand"), document.querySelector(".base")].flatMap(element => {
      const style = getComputedStyle(element);
      return [style.color, style.backgroundColor];
    }));
  });
  assert.deepEqual(await colours({ system: "light", chosen: "dark" }), await colours({ system: "dark" }));
  assert.deepEqual(await colours({ system: "dark", chosen: "light" }), await colours({ system: "light" }));
});

/** Runs in the browser: what has a transition or an animation of more than a blink. */
function moving() {
  const long = text => text.split(",").some(part => parseFloat(part) * (part.trim().endsWith("ms") ? 1 : 1000) > 10);
  return [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    return style.animationName !== "none" && long(style.animationDuration) || style.transitionProperty !== "none" && long(style.transitionDuration);
  }).map(element => element.outerHTML.slice(0, 120)).slice(0, 5);
}

/** Runs in the browser: the words of headings, paragraphs and cells that can be seen. */
function texts() {
  return [...document.querySelectorAll("main :is(h1, h2, h3, p:not(.cue), td, th, dd, pre)")].filter(element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length)
    .map(element => element.textContent.trim()).filter(Boolean);
}

/** Runs in the browser: gives letters, words and lines the spaces of WCAG 1.4.12. Styles of a page may not stand in it. */
function spread() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}");
  document.adoptedStyleSheets = [sheet];
}

/**
 * Runs in the browser: elements that cut off a part of what they hold, and cannot be moved to show it. What is only
 * heard has no size. What a closed part says of itself may be short: the whole is in it.
 */
function cut() {
  const hides = value => value === "hidden" || value === "clip";
  return [...document.querySelectorAll("body *")].filter(element => {
    const { width, height } = element.getBoundingClientRect();
    if (element.closest("svg, .hide, .skip, details:not([open]) > summary") || !element.checkVisibility() || width <= 2 || height <= 2) return false;
    const style = getComputedStyle(element);
    return hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1 || hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
  }).map(element => element.outerHTML.slice(0, 120)).slice(0, 5);
}

/** Runs in the browser: the share of the window's height that what stays in its place takes. */
function stuck() {
  scrollTo(0, 400);
  const heights = [...document.querySelectorAll("body *")].filter(element => ["sticky", "fixed"].includes(getComputedStyle(element).position) && element.checkVisibility())
    .map(element => element.getBoundingClientRect())
    .filter(box => box.width > innerWidth / 2 && box.height > 0 && (box.top <= 1 && box.bottom > 0 || box.bottom >= innerHeight - 1 && box.top < innerHeight))
    .map(box => Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
  scrollTo(0, 0);
  return Math.max(0, ...heights) / innerHeight;
}

/** Runs in the browser: targets of less than 24 by 24 pixels that another one is near, unless they stand in a line of text (WCAG 2.5.8). */
function small() {
  const boxes = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
    .filter(element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest("svg, .hide, .skip") && element.getClientRects().length)
    .map(element => ({ element, box: element.getBoundingClientRect() }));
  const isSmall = ({ box }) => box.width < 23.9 || box.height < 23.9;
  const isInText = ({ element }) => getComputedStyle(element).display === "inline" && [...element.parentElement.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const centre = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
  const near = (one, other) => {
    const [x, y] = centre(one);
    const [left, top] = [Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)];
    const [otherX, otherY] = centre(other);
    return isSmall(other) ? Math.hypot(x - otherX, y - otherY) < 23.9 : Math.hypot(left, top) < 11.9;
  };
  return boxes.filter(own => isSmall(own) && !isInText(own) && boxes.some(other => other !== own && !own.element.contains(other.element) && !other.element.contains(own.element) && near(own, other)))
    .map(({ element, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${element.outerHTML.slice(0, 120)}`).slice(0, 5);
}
