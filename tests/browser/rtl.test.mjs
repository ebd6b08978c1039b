// A site in a script that runs from right to left.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { build, fileAddress, pages } from "./lib/site.mjs";

const home = `---
title: دستی کتاب
description: نظام کو کیسے چلایا جائے
---

# دستی کتاب

یہ کتاب بتاتی ہے کہ نظام کو کیسے چلایا جائے۔ [پہلا صفحہ](runbooks/restart.md) پڑھیں۔
`;
const runbook = `---
kind: runbook
title: رکا ہوا کام دوبارہ چلائیں
description: رات کا کام رک گیا ہے
owner: desk
---

# رکا ہوا کام دوبارہ چلائیں

## پہلے دیکھیں

- [ ] پشتہ محفوظ ہے
- [ ] میز کو بتایا گیا

> [!WARNING]
> یہ حکم واپس نہیں ہو سکتا۔

## حکم

\`\`\`bash
tidectl job restart --from post-invoices --reason "a long reason that fills the line to its very end and beyond it"
\`\`\`

## جدول

| نام | معنی | مثال | جگہ | وقت |
|---|---|---|---|---:|
| قطار | قطار کا نام | europe | الرٹ میں | 10 |
| کام | کام کا نمبر | TJ-118042 | الرٹ میں | 20 |
`;

let built, browser;
before(async () => {
  built = build({
    "handover.toml": 'title = "دستی کتاب"\nlang = "ur"\n',
    "content/index.md": home,
    "content/runbooks/restart.md": runbook,
    "content/runbooks/index.md": "# رن بک\n",
    "content/roles/desk.md": "---\nid: desk\nkind: role\n---\n\n# میز\n",
    "content/roles/index.md": "# کردار\n",
  });
  browser = await launch();
});
after(async () => { await browser?.close(); built?.remove(); });

describe("from right to left", () => {
  for (const size of ["desk", "phone", "least"]) {
    test(`every page runs from the right and fits (${size})`, async () => {
      for (const path of pages(built.out).filter(path => path !== "404.html")) {
        await visit(browser, fileAddress(path, built.out), { viewport: sizes[size] }, async page => {
          const facts = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, getComputedStyle(document.body).direction]);
          assert.deepEqual(facts, ["ur", "rtl", "rtl"], path);
          assert.equal(await overflow(page), 0, path);
        });
      }
    });
  }

  const leftOf = page => selector => page.locator(selector).first().evaluate(element => element.getBoundingClientRect().left);

  test("columns are mirrored, and code is not", () => visit(browser, fileAddress("runbooks/restart/index.html", built.out), {}, async page => {
    const left = leftOf(page);
    assert.ok(await left(".side") < await left(".lead"), "the list of steps stands on the left");
    assert.ok(await left("button.theme") < await left(".brand"), "the name of the site stands on the right");
    const code = await page.locator("pre code").first().evaluate(element => [getComputedStyle(element).direction, getComputedStyle(element.parentElement).textAlign]);
    assert.deepEqual(code, ["ltr", "left"]);
  }));

  test("the menu stands on the right", () => visit(browser, fileAddress("roles/desk/index.html", built.out), {}, async page => {
    const left = leftOf(page);
    assert.ok(await left("main") < await left(".tree"));
  }));

  test("a page may turn back to the left", async () => {
    const other = build({ "handover.toml": 'title = "Two"\nlang = "ur"\n', "content/index.md": "# ایک\n", "content/english.md": "---\nlang: en\n---\n\n# English\n" });
    try {
      await visit(browser, fileAddress("english/index.html", other.out), {}, async page => {
        assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).direction]), ["en", "ltr"]);
      });
    } finally {
      other.remove();
    }
  });
});

test("a page that names no language runs as its title does", async () => {
  const folder = build({ "handover.toml": "title = \"Book\"\n", "content/index.md": "# Book\n", "content/ur.md": "# کتاب\n\nCNCF ایک پروجیکٹ ہے۔\n", "content/de.md": "---\nlang: de\n---\n# کتاب auf Deutsch\n" });
  try {
    for (const [name, dir] of [["index.html", "ltr"], ["ur/index.html", "rtl"], ["de/index.html", "ltr"]]) {
      await visit(browser, fileAddress(name, folder.out), {}, async page => assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("main")).direction), dir, name));
    }
  } finally {
    folder.remove();
  }
});
