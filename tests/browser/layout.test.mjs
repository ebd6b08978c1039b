// How pages stand: one of every kind, a book and the page of components, at three widths, in light, dark and on paper, against
// what `layout.json` keeps. Heights and words are not kept, so a changed sentence or another font changes nothing.
// The page of components is compared as a picture too, where browser and fonts are those that made the kept one.
// `UPDATE=1` writes both files; read the difference.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, overflow, visit } from "./lib/browser.mjs";
import { book, kinds } from "./lib/kinds.mjs";
import { brightness, colours, faults, fonts, parts, places, widths } from "./lib/layout.mjs";
import { serve } from "./lib/server.mjs";
import { root, site } from "./lib/site.mjs";

const update = process.env.UPDATE === "1";
const components = "reference/components/index.html";
const all = { ...kinds, book, components };
const kept = file => existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const [layoutFile, pictureFile] = ["layout.json", "pictures.json"].map(name => join(root, "tests/browser", name));
const [layout, pictures] = [kept(layoutFile), kept(pictureFile)];
const seen = {};
let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), serve(site)]); });
after(async () => {
  await browser?.close();
  await server?.close();
  if (update) writeFileSync(layoutFile, lined(seen));
});

// A line for each look of a page: what changed is seen in a difference.
const lined = pages => JSON.stringify(pages, null, 1).replace(/\{([^{}]*)\}/g, (_, inside) => "{ " + inside.trim().replace(/\n\s+/g, " ") + " }") + "\n";

for (const [name, path] of Object.entries(all)) {
  test(name, async () => {
    const now = seen[name] = {};
    const look = (options, action) => visit(browser, `${server.address}/${path}`, { reducedMotion: "reduce", ...options }, async page => {
      // The script of search comes last, and takes away what is said where none runs.
      await page.locator("[data-alone]:not([hidden])").waitFor({ state: "detached" });
      await action(page);
    });
    for (const [width, viewport] of Object.entries(widths)) {
      await look({ viewport, colorScheme: "light" }, async page => {
        assert.equal(await overflow(page), 0, `pixels too wide at ${width}`);
        for (const [fault, found] of Object.entries(await page.evaluate(faults))) assert.deepEqual(found, [], `${fault} at ${width}`);
        now[width] = await page.evaluate(places, parts);
        if (width === "1280") now.light = await page.evaluate(colours, parts);
      });
    }
    await look({ viewport: widths[1280], colorScheme: "dark" }, async page => {
      now.dark = await page.evaluate(colours, parts);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      now.paper = await page.evaluate(colours, parts);
    });
    assert.equal(new Set(Object.values(now.paper).map(pair => pair.split(" on ")[1])).has("#13181b"), false, "paper is light");
    if (!update) assert.deepEqual(now, layout[name], "the layout changed; look at the page, then run again with UPDATE=1");
  });
}

describe("the picture of the components", () => {
  const square = 48;
  const looks = Object.entries(widths).flatMap(([width, viewport]) => ["light", "dark", "paper"].map(look => [`${width} ${look}`, viewport, look]));

  test("is the one that was kept", async t => {
    const page = await browser.newPage();
    const machine = `${browser.version()}, ${await page.evaluate(fonts)}`;
    if (!update && pictures.machine !== machine) return t.skip(`the kept picture is of another browser or of other fonts: ${pictures.machine}, not ${machine}`);
    const now = { machine, square };
    for (const [key, viewport, look] of looks) {
      await visit(browser, `${server.address}/${components}`, { viewport, colorScheme: look === "dark" ? "dark" : "light", reducedMotion: "reduce" }, async tab => {
        if (look === "paper") await tab.emulateMedia({ media: "print" });
        await tab.evaluate(() => document.querySelectorAll("img").forEach(picture => { picture.loading = "eager"; }));
        const picture = (await tab.locator("main").screenshot()).toString("base64");
        now[key] = await page.evaluate(brightness, { picture, square });
      });
    }
    await page.close();
    if (update) return writeFileSync(pictureFile, JSON.stringify(now, null, 1) + "\n");
    for (const [key] of looks) {
      const row = now[key].findIndex((line, at) => !isLike(line, pictures[key][at]));
      const lost = row < 0 && now[key].length !== pictures[key].length ? now[key].length : row;
      assert.equal(lost, -1, `${key}: differs ${lost * square} pixels below the head of the page; look at it, then run again with UPDATE=1`);
    }
  });

  // The edge of a letter may fall on either side of a pixel: one of sixteen steps is nothing that anybody sees.
  const isLike = (one, other = "") => one.length === other.length && [...one].every((digit, at) => Math.abs(parseInt(digit, 16) - parseInt(other[at], 16)) <= 1);
});
