// What holds for every page of the handbook, whichever way it is opened.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, listen, overflow, sizes } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { fileAddress, pages, site } from "./lib/site.mjs";

// The page for addresses that lead nowhere comes last: from a folder it asks for files that are not there.
const all = pages().sort((a, b) => (a === "404.html") - (b === "404.html"));
let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), serve(site)]); });
after(async () => { await browser?.close(); await server?.close(); });

/** Several windows, each with what its page complains about: while one waits the others go on. */
const windows = 3;
async function open(options) {
  const pages = await Promise.all(Array.from({ length: windows }, () => browser.newPage(options)));
  const free = pages.map(page => ({ page, complaints: listen(page) }));
  return async look => {
    const own = free.pop();
    own.complaints.length = 0;
    try { await look(own.page, own.complaints); } finally { free.push(own); }
  };
}

describe("every page over http with the strict policy", { concurrency: windows }, () => {
  let look;
  before(async () => { look = await open(); });
  for (const path of all) {
    test(path, () => look(async (page, complaints) => {
      const response = await page.goto(`${server.address}/${path}`);
      assert.equal(response.status(), 200);
      assert.deepEqual(complaints, []);
    }));
  }
});

/** Path of a page to what a link may lead to in it. */
const anchors = new Map();
const links = [];

describe("every page from a folder", { concurrency: windows }, () => {
  let look;
  before(async () => { look = await open({ viewport: sizes.least }); });

  for (const path of all) {
    test(path, () => look(async (page, complaints) => {
      await page.goto(fileAddress(path));
      // No page scrolls sideways at 320 pixels.
      if (path !== "404.html") assert.equal(await overflow(page), 0);
      const facts = await page.evaluate(inspect);
      anchors.set(fileAddress(path), new Set(facts.ids));
      // The page for addresses that lead nowhere is served at any depth: its links begin at the root of the host.
      if (path !== "404.html") {
        assert.deepEqual(complaints, []);
        links.push(...facts.links.map(link => ({ from: path, link })));
      }
      checkShape(facts);
    }));
  }
});

test("every link inside the site leads to a page and a place that exist", () => {
  const lost = links.filter(({ link }) => link.startsWith("file:") && !reaches(link, anchors));
  assert.deepEqual(lost, []);
  assert.ok(links.length > all.length * 10, `only ${links.length} links were looked at`);
});

test("the page for unknown addresses works at any depth", async () => {
  const page = await browser.newPage();
  const complaints = listen(page);
  const response = await page.goto(`${server.address}/no/such/page/`);
  assert.equal(response.status(), 404);
  assert.ok(await page.locator(".top .brand svg").isVisible());
  const targets = await page.locator("main a, .top a:not(.skip)").evaluateAll(found => found.map(link => new URL(link.getAttribute("href"), document.baseURI).href));
  for (const target of targets) assert.equal((await fetch(target)).status, 200, target);
  // The browser itself notes the status 404; nothing else may be wrong.
  assert.deepEqual(complaints.filter(text => !text.includes("404 (Not Found)")), []);
  await page.close();
});

/** Runs in the browser: the facts about a page that the checks below judge. */
function inspect() {
  const every = selector => [...document.querySelectorAll(selector)];
  const outline = element => element.outerHTML.slice(0, 160);
  const inSection = element => element.closest("article, aside, main, nav, section");
  return {
    lang: document.documentElement.lang,
    title: document.title.trim(),
    headings: every("h1, h2, h3, h4, h5, h6").map(heading => [Number(heading.tagName[1]), heading.textContent.trim()]),
    ids: every("[id]").map(element => element.id),
    // A link in a picture has no address of its own, only what is written.
    links: every("a[href]").map(link => new URL(link.getAttribute("href"), document.baseURI).href),
    banners: every("header, [role=banner]").filter(element => !inSection(element)).length,
    mains: every("main, [role=main]").length,
    contentinfos: every("footer, [role=contentinfo]").filter(element => !inSection(element)).length,
    unnamedNavs: every("nav").filter(nav => !nav.getAttribute("aria-label")).map(outline),
    inline: every("style, script:not([src]), [style]").map(outline),
    handlers: every("*").filter(element => element.getAttributeNames().some(name => /^on/i.test(name))).map(outline),
    unsafeLinks: every("[href], [src]").map(element => element.getAttribute("href") ?? element.getAttribute("src")).filter(address => /^\s*javascript:/i.test(address)),
    pictures: every("img:not([alt])").map(outline),
    unnamedLinks: every("a[href]").filter(link => !(link.getAttribute("aria-label") ?? link.textContent).trim() && !link.querySelector("img[alt]:not([alt=''])")).map(outline),
    headless: every("table:not(.blanks)").filter(table => !table.querySelector("th")).map(outline),
    dangling: every("[aria-labelledby], [aria-describedby], label[for]").flatMap(element =>
      ["aria-labelledby", "aria-describedby", "for"].flatMap(name => (element.getAttribute(name) ?? "").split(/\s+/)))
      .filter(id => id && !document.getElementById(id)),
    symbols: every("use").map(use => use.getAttribute("href")).filter(target => !document.getElementById(target.slice(1))),
  };
}

function checkShape(facts) {
  assert.match(facts.lang, /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, "`lang`");
  assert.notEqual(facts.title, "", "title");
  assert.equal(facts.headings.filter(([level]) => level === 1).length, 1, "headings of the first level");
  let above = 0;
  for (const [level, text] of facts.headings) {
    assert.ok(level <= above + 1, `heading "${text}" skips from level ${above} to ${level}`);
    assert.notEqual(text, "", `an empty heading of level ${level}`);
    above = level;
  }
  assert.deepEqual(facts.ids.filter((id, index) => facts.ids.indexOf(id) !== index), [], "ids used twice");
  assert.deepEqual([facts.banners, facts.mains, facts.contentinfos], [1, 1, 1], "banner, main, contentinfo");
  for (const list of ["unnamedNavs", "inline", "handlers", "unsafeLinks", "pictures", "unnamedLinks", "headless", "dangling", "symbols"]) {
    assert.deepEqual(facts[list], [], list);
  }
}

function reaches(link, anchors) {
  const [address, fragment] = link.split("#", 2);
  if (!existsSync(fileURLToPath(address))) return false;
  if (!fragment) return true;
  return anchors.get(address)?.has(decodeURIComponent(fragment)) ?? false;
}
