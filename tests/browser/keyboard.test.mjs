// What a reader does with a page: the keyboard, the copy buttons, the ticks, the theme.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, sizes, visit } from "./lib/browser.mjs";
import { kinds } from "./lib/kinds.mjs";
import { serve } from "./lib/server.mjs";
import { fileAddress, site } from "./lib/site.mjs";

const runbook = "runbooks/restart-failed-job/index.html";
const checklist = "checklists/month-end-close/index.html";
let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), serve(site)]); });
after(async () => { await browser?.close(); await server?.close(); });
const served = path => `${server.address}/${path}`;

describe("keyboard", () => {
  test("the first stop is the link to the text, and it leads there", () => visit(browser, fileAddress(runbook), {}, async page => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const box = await page.locator(".skip").first().boundingBox();
    assert.ok(box.width > 60 && box.height >= 24 && box.y >= 0, JSON.stringify(box));
    await page.keyboard.press("Enter");
    await page.waitForURL(/#site:main$/);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
  }));

  const walks = [...Object.entries(kinds).map(([kind, path]) => [kind, path, "desk", "light"]),
    ...["runbook", "charter", "checklist", "module"].map(kind => [kind, kinds[kind], "phone", "dark"])];
  for (const [kind, path, size, colorScheme] of walks) {
    test(`every stop can be seen and none is a trap (${kind}, ${size}, ${colorScheme})`, () =>
      visit(browser, served(path), { viewport: sizes[size], colorScheme }, async page => {
        // What scrolls is known when the page has been laid out; the rest is no stop then.
        await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
        const wanted = await page.evaluate(stopsOf);
        // The page of search begins in its field; the walk begins above it.
        if (kind === "search") await page.evaluate(() => {
          const top = document.createElement("i");
          top.tabIndex = -1;
          document.body.prepend(top);
          top.focus();
          top.remove();
        });
        const stops = await walk(page);
        assert.deepEqual(stops.filter(stop => !stop.ring).map(stop => stop.html), [], "no ring");
        assert.deepEqual(stops.filter(stop => !stop.shown).map(stop => stop.html), [], "out of sight");
        assert.deepEqual(stops.filter(stop => stop.covered).map(stop => stop.html), [], "covered");
        assert.equal(new Set(stops.map(stop => stop.place)).size, stops.length, "a stop came twice");
        assert.ok(stops.some(stop => stop.inFoot), "the foot is reached");
        const places = stops.map(stop => stop.place);
        assert.deepEqual(places, [...places].sort((left, right) => left - right), "the order of the page");
        assert.deepEqual(wanted.filter(([place]) => !places.includes(place)).map(([, html]) => html), [], "not reached");
      }));
  }

  test("a tick box is ticked with the space bar", () => visit(browser, served(checklist), {}, async page => {
    const box = page.locator(".tick input").first();
    await box.focus();
    await page.keyboard.press("Space");
    assert.ok(await box.isChecked());
  }));

  test("letters alone do nothing", () => visit(browser, served(runbook), {}, async page => {
    await page.keyboard.type("payroll spnft/?");
    assert.equal(page.url(), served(runbook));
  }));
});

describe("copy", () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const copied = async (page, figure) => {
    await figure.locator(".copy").click();
    await page.waitForFunction(() => document.querySelector("body > [role=status]").textContent.startsWith("Copied"));
    return page.evaluate(() => navigator.clipboard.readText());
  };

  test("takes the commands, not the prompt and not the output", () => visit(browser, served(runbook), { permissions }, async page => {
    const terminal = page.locator("figure.code", { has: page.locator(".pr") }).first();
    assert.match(await terminal.locator("code").innerText(), /^\$ [\s\S]*02:41:07/);
    assert.equal(await copied(page, terminal), "tidectl job log {{job-id}} --step {{failed-step}} --tail 3");
  }));

  test("takes several lines as they stand, without line numbers", () => visit(browser, served("handover/writing-pages/index.html"), { permissions }, async page => {
    const numbered = page.locator("figure.code.numbered").last();
    assert.equal(await copied(page, numbered), "name: nightly\nqueue: main\nsteps:\n  - post-invoices\n  - value-stock");
  }));

  test("says so and then offers itself again", () => visit(browser, served(runbook), { permissions }, async page => {
    const button = page.locator(".copy").first();
    await button.click();
    await page.waitForFunction(() => document.querySelector(".copy").textContent.startsWith("Copied"));
    await page.waitForFunction(() => document.querySelector(".copy").textContent === "Copy");
    assert.equal(await page.locator("body > [role=status]").textContent(), "");
  }));
});

describe("ticks", () => {
  for (const [way, address] of [["from a folder", fileAddress], ["over http", served]]) {
    test(`are kept ${way}, counted, and cleared`, () => visit(browser, address(checklist), {}, async page => {
      const list = page.locator(".checks").first();
      const total = await list.locator(".tick input").count();
      const count = page.locator(".count").first();
      await list.locator(".tick").nth(1).click();
      await list.locator(".tick input").nth(0).check();
      assert.equal(await count.textContent(), `2 of ${total} done`);
      await page.reload();
      const ticked = () => list.locator(".tick input").evaluateAll(boxes => boxes.filter(box => box.checked).length);
      assert.equal(await ticked(), 2);
      await page.getByRole("button", { name: "Start again" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Start again" }).click();
      await page.locator("dialog").waitFor({ state: "detached" });
      assert.equal(await ticked(), 0);
      await page.reload();
      assert.equal(await ticked(), 0);
    }));
  }

  test("belong to their page alone", () => visit(browser, served(checklist), {}, async page => {
    await page.locator(".tick input").first().check();
    await page.goto(served("checklists/go-live-gate/index.html"));
    assert.equal(await page.locator(".tick input:checked").count(), 0);
  }));

  test("a storage that cannot be read stops nothing", () => visit(browser, served("index.html"), {}, async (page, complaints) => {
    await page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("refused"); } }));
    await page.goto(served(checklist));
    await page.locator(".tick input").first().check();
    assert.match(await page.locator(".count").first().textContent(), /^1 of/);
    assert.deepEqual(complaints, []);
  }));
});

describe("theme", () => {
  for (const [way, address] of [["from a folder", fileAddress], ["over http", served]]) {
    test(`goes round auto, dark, light, and is kept (${way})`, () => visit(browser, address("index.html"), {}, async page => {
      const button = page.locator("button.theme");
      const chosen = () => page.evaluate(() => document.documentElement.dataset.theme ?? "auto");
      const names = [];
      for (let press = 0; press < 4; press += 1) {
        names.push([await chosen(), await button.textContent()]);
        if (press < 3) await button.click();
      }
      assert.deepEqual(names, [["auto", "Theme: auto"], ["dark", "Theme: dark"], ["light", "Theme: light"], ["auto", "Theme: auto"]]);
      await button.click();
      await page.reload();
      assert.equal(await chosen(), "dark");
    }));
  }

  test("is set before the page is shown", () => visit(browser, served("index.html"), {}, async page => {
    await page.locator("button.theme").click();
    await page.addInitScript(() => {
      // Asked as soon as there is a body, long before anything can be painted.
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        observer.disconnect();
        globalThis.themeAtBody = document.documentElement.dataset.theme;
      }).observe(document, { childList: true, subtree: true });
      document.addEventListener("DOMContentLoaded", () => { globalThis.themeAtContent = document.documentElement.dataset.theme; }, { capture: true });
    });
    await page.goto(served(runbook));
    assert.deepEqual(await page.evaluate(() => [globalThis.themeAtBody, globalThis.themeAtContent]), ["dark", "dark"]);
  }));
});

test("the contents beside the text mark the heading that is read", () => visit(browser, served(runbook), {}, async page => {
  const marked = () => page.locator(".toc [aria-current]").textContent();
  const first = await marked();
  await page.locator("#release-lock").scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById("release-lock").scrollIntoView());
  await page.waitForFunction(old => document.querySelector(".toc [aria-current]").textContent !== old, first);
  assert.match(await marked(), /Release the lock/);
}));

/** Runs in the browser: what a keyboard must reach, with its place. Of buttons of choice one is reached for all of a name. */
function stopsOf() {
  globalThis.placeOf = new Map([...document.querySelectorAll("*")].map((element, place) => [element, place]));
  return [...document.querySelectorAll("a[href], button:enabled, input:enabled:not([type=radio]), select:enabled, textarea:enabled, summary, [tabindex='0']")]
    .filter(element => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length)
    .map(element => [globalThis.placeOf.get(element), element.outerHTML.slice(0, 160)]);
}

/** Presses Tab through the whole page and notes what each stop looks like. */
async function walk(page) {
  const stops = [];
  for (let press = 0; press < 600; press += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      // A field may be drawn as its label.
      const box = (element.closest("label") ?? element).getBoundingClientRect();
      // In drawings it is the box that is marked.
      const strokes = step => parseFloat(step.matches("svg a") && getComputedStyle(step.querySelector(".dg-box, .dg-bar, .dg-reach, rect, circle") ?? step).strokeWidth) || 0;
      // A stop is covered if something else is at every point of it that is in the window.
      const isOwn = found => found && (element.contains(found) || found.contains(element) || element.labels && [...element.labels].some(label => label.contains(found)));
      const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y])
        .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
      return {
        place: globalThis.placeOf.get(element),
        covered: points.length > 0 && !points.some(([x, y]) => isOwn(document.elementFromPoint(x, y))),
        html: element.outerHTML.slice(0, 160),
        ring: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3 || strokes(element) >= 3,
        shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && (Number(style.opacity) > 0 || element.closest("label") !== null),
        inMain: Boolean(element.closest("main")),
        inFoot: Boolean(element.closest(".base")),
      };
    });
    if (!stop) return stops;
    stops.push(stop);
  }
  throw new Error("600 stops and no end");
}
