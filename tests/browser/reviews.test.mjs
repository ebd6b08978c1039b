// A stale page and the page of reviews that are due: all words fit a phone, in light, dark and on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { fileAddress, build } from "./lib/site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const stale = "reviewed: {on: 2020-09-20, by: Support lead, hash: 0123456789abcdef}\nreview_every: 6 months";
const files = {
  "handover.toml": "",
  "content/index.md": "---\nreviewed: 2020-09-20\nreview_every: 1 month\n---\n# Home\n\nText.\n",
  "content/a.md": `---\nowner: The lead of those who answer at night\ndescription: What to do.\n${stale}\n---\n# A page with a long name that goes on\n\nText.\n`,
  "content/b.md": "---\nreview_every: 6 months\n---\n# B\n\nText.\n",
};
let browser, made;
before(async () => { made = build(files); browser = await launch(); });
after(async () => { await browser?.close(); made?.remove(); });

/** The chips of which a part lies outside the window or their scroller. */
const cut = page => page.locator(".sev").evaluateAll(chips => chips.filter(chip => {
  const edge = Math.min(innerWidth, chip.closest(".wide")?.getBoundingClientRect().right ?? innerWidth);
  return chip.getBoundingClientRect().right > edge + 0.5;
}).map(chip => chip.textContent));

describe("on a phone", () => {
  for (const path of ["a/index.html", "index.html", "reviews-due/index.html"]) {
    for (const settings of [{ colorScheme: "light" }, { colorScheme: "dark" }, { media: "print" }]) {
      const { media = "screen", colorScheme } = settings;
      test(`${path}, ${colorScheme ?? media}`, () => visit(browser, fileAddress(path, made.out), { viewport: sizes.least, colorScheme }, async page => {
        await page.emulateMedia({ media, colorScheme });
        assert.ok(await page.locator(".sev:visible").count() > 0, "its state is shown");
        assert.deepEqual(await cut(page), []);
        assert.equal(await overflow(page), 0, "pixels too wide");
        if (media === "print") return;
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.length]), []);
      }));
    }
  }
});

test("a stale page says so above its text", () => visit(browser, fileAddress("a/index.html", made.out), {}, async page => {
  const [chips, text] = await Promise.all([page.locator(".stale").boundingBox(), page.getByText("Text.").boundingBox()]);
  assert.ok(chips.y + chips.height <= text.y);
  assert.equal(await page.locator(".stale .sev svg").count(), 2, "with a shape each");
}));
