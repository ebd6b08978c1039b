// The second theme of the project, which builds upon the built-in one: its tokens, styles and parts, as readers see them.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { build, fileAddress, pages, root } from "./lib/site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const theme = join(root, "themes/sober");
const own = readdirSync(theme, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath ?? entry.path, entry.name));
const components = readFileSync(join(root, "content/reference/components.md"), "utf8")
  .split("\n").filter(line => !/^!\[|buoy|language\/|\.\.\/handover/.test(line)).join("\n");
const site = {
  "handover.toml": "title = \"Harbour\"\ntheme = \"sober\"\n[severity]\nbroken-link = \"off\"\n",
  "content/index.md": "# Harbour\n\nSee [[Rope store]].\n",
  "content/parts.md": components.replace(/^owner:.*\n|^review.*\n/gm, ""),
  "content/roles/platform-operator.md": "---\nkind: role\ntitle: Platform operator\n---\n\n# Platform operator\n",
  "content/roles/service-desk-agent.md": "---\nkind: role\ntitle: Service desk agent\n---\n\n# Service desk agent\n",
  ...Object.fromEntries(own.map(path => [path.slice(root.length + 1), readFileSync(path, "utf8")])),
};
let built, browser;
before(async () => { built = build(site); browser = await launch(); });
after(async () => { await browser?.close(); built?.remove(); });

const look = (path, options, action) => visit(browser, fileAddress(path, built.out), { reducedMotion: "reduce", ...options }, action);
const style = (page, selector, property) => page.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);

test("tokens and styles are those of the theme, in light, in the dark and on paper", async () => {
  for (const [colorScheme, paper, link] of [["light", "rgb(255, 255, 255)", "rgb(0, 58, 140)"], ["dark", "rgb(0, 0, 0)", "rgb(156, 201, 255)"]]) {
    await look("parts/index.html", { colorScheme }, async page => {
      assert.equal(await style(page, "body", "backgroundColor"), paper);
      assert.equal(await style(page, ".kind, .foot a, main a:not([class])", "textDecorationThickness"), "2px");
      assert.ok((await page.locator("a").evaluateAll(links => links.map(link => getComputedStyle(link).color))).includes(link));
      assert.doesNotMatch(await style(page, "h1", "fontFamily"), /Charter/);
      await page.emulateMedia({ media: "print" });
      assert.match(await style(page, "body", "backgroundColor"), /255, 255, 255|, 0\)/);
    });
  }
});

test("its parts are shown, and all others as they come", () => look("planned-pages/index.html", {}, async page => {
  assert.match(await page.locator("main").innerText(), /Rope store \(planned\)/);
  assert.ok(await page.locator("header.top .brand").isVisible());
}));

describe("nothing that axe objects to, nothing too wide", () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const size of ["desk", "phone"]) {
      test(`${size}, ${colorScheme}`, async () => {
        for (const path of pages(built.out).filter(path => path !== "404.html")) {
          await look(path, { viewport: sizes[size], colorScheme }, async page => {
            assert.equal(await overflow(page), 0, path);
            await page.evaluate(axe);
            const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
            assert.deepEqual(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0].html.slice(0, 160)}`), []);
          });
        }
      });
    }
  }
});
