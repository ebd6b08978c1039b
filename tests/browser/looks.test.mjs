// The sample pages in every size and theme: nothing that axe objects to, nothing that scrolls sideways.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { fileAddress, samples, site } from "./lib/site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), serve(site)]); });
after(async () => { await browser?.close(); await server?.close(); });

for (const colorScheme of ["light", "dark"]) {
  for (const size of ["desk", "phone"]) {
    describe(`${size}, ${colorScheme}`, () => {
      for (const path of samples) {
        test(path, () => visit(browser, `${server.address}/${path}`, { viewport: sizes[size], colorScheme }, async page => {
          assert.equal(await overflow(page), 0, "pixels too wide");
          assert.deepEqual(await violations(page), []);
        }));
      }
    });
  }
}

test("text doubled in size still fits the window", async () => {
  for (const path of samples.filter(path => path !== "404.html")) {
    await visit(browser, fileAddress(path), { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, async page => {
      assert.equal(await overflow(page), 0, path);
    });
  }
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

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(values => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }), rules);
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).slice(0, 5).join(" , ")}`);
}
