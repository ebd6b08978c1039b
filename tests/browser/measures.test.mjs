// Measures of training plans and who must learn again: axe has nothing to say, figures keep their letters, their values stand in tables.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { judge } from "./lib/axe.mjs";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { build, fileAddress } from "./lib/site.mjs";

const earlier = { version: 1, site: { built: "2026-10-01" }, pages: [{ id: "course", address: "course/index.html", source: "content/course.md", ids: [{ id: "know", kind: "objective", name: "Know it" }], drawn_from: { "job#hold": "0000000000000000" } }] };
const files = {
  "handover.toml": "title = \"Measures\"\nsince = \"before.json\"\n",
  "before.json": JSON.stringify(earlier),
  "content/index.md": "# Home\n\n[[Plan]]\n",
  "content/data/roles.yml": "ops: {title: Operator}\n",
  "content/data/adoption.csv": "date;Paths signed;Mood\n2026-09-30;12,5;-2\n2026-10-31;40;1\n2026-11-10;;\n2026-11-20;85;3\n",
  "content/job.md": "---\nkind: runbook\nid: job\nowner: ops\nreviewed: 2026-11-01\nreview_every: 6 months\n---\n\n# Job\n\n## Steps\n\n1. **Hold the queue.** {#hold}\n\n## Verification\n\nIt runs.\n",
  "content/course.md": "---\nkind: module\nid: course\nowner: ops\nteaches: [job]\n---\n\n# A course\n\n## Objectives\n\n- Know it. {#know}\n\n## Knowledge check\n\n### Which first?\n\n- [x] This\n- [ ] That\n\nFrom: [[job#hold]]\n\nObjective: [[#know]]\n",
  "content/plan.md": "---\nkind: training-plan\nid: plan\nowner: ops\nperiod: 2026-10-01 to 2027-12-31\n---\n\n# Plan\n\n## Audiences\n\n| Audience | Role | People |\n|---|---|---|\n| Night shift | Operator | 6 |\n\n## Who learns what\n\n| Subject | Night shift |\n|---|---|\n| [[A course]] | must |\n| [[To come]] | must |\n\n## Sessions\n\n| Session | Audience | When |\n|---|---|---|\n| Queues | Night shift | 2026-11-20 10:00-11:30 UTC |\n\n## Measures\n\n| Measure | Target |\n|---|---|\n| Paths signed | at least 80 % |\n| Mood | good |\n",
};
const measures = "plan/measures.html";
const looked = [measures, "learn-again/index.html", "reviews-due/index.html"];

let browser, small;
before(async () => { small = build(files, "--date", "2026-11-27"); browser = await launch(); });
after(async () => { await browser?.close(); small?.remove(); });
const look = (path, options, what) => visit(browser, fileAddress(path, small.out), options, what);

describe("axe has nothing to say and cannot judge nothing", () => {
  for (const options of [{}, { viewport: sizes.phone, colorScheme: "dark" }, { viewport: sizes.least }, { forcedColors: "active" }]) {
    test(JSON.stringify(options), async () => {
      for (const path of looked) {
        await look(path, options, async page => {
          await page.locator("details").evaluateAll(all => all.forEach(own => { own.open = true; }));
          assert.deepEqual(await judge(page), [], path);
          assert.equal(await overflow(page), 0, path);
        });
      }
    });
  }
});

test("one form of each figure is seen, with letters of at least 12 pixels", async () => {
  for (const [width, form] of [[1280, "wide"], [360, "narrow"]]) {
    await look(measures, { viewport: { width, height: 800 } }, async page => {
      const seen = await page.locator(".plot:visible").evaluateAll(all => all.map(own => [own.getAttribute("class"), own.getBoundingClientRect().width / own.viewBox.baseVal.width * 13]));
      assert.deepEqual(seen.map(([name]) => name), [`plot plot-${form}`, `plot plot-${form}`]);
      for (const [, size] of seen) assert.ok(12 <= size, `${width}: letters of ${size} pixels`);
      const names = await page.getByRole("img").evaluateAll(all => all.filter(own => own.checkVisibility()).map(own => own.getAttribute("aria-label")));
      assert.deepEqual(names, [
        "Paths signed: 12.5\u00a0% on 30 September 2026, 85\u00a0% on 20 November 2026; target 80\u00a0%",
        "Mood: \u22122 on 30 September 2026, 3 on 20 November 2026",
      ]);
    });
  }
});

test("the line can be told from the target and from what is behind it", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await look(measures, { colorScheme }, async page => {
      const colours = await page.evaluate(() => ["plot-line", "plot-target"].map(name => getComputedStyle(document.querySelector(`.${name}`)).stroke).concat(getComputedStyle(document.body).backgroundColor));
      assert.equal(new Set(colours).size, 3, `${colorScheme}: ${colours}`);
    });
  }
});

test("on paper figures are wide and their tables open", () => look(measures, {}, async page => {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 672, height: 900 });
  assert.equal(await page.locator(".plot-wide:visible").count(), 2);
  assert.equal(await page.locator(".plot-narrow:visible").count(), 0);
  assert.ok(await page.getByText("12.5\u00a0%").first().isVisible());
}));

test("everything is there without a script", () => look(measures, { javaScriptEnabled: false, early: true }, async page => {
  await page.locator("summary").first().click();
  assert.ok(await page.getByRole("cell", { name: "85\u00a0%" }).isVisible());
}));
