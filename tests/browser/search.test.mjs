// Search as readers see it: the field in the header, the dialog, the page, and what is left without a script.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { build, fileAddress } from "./lib/site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const standIn = readFileSync(new URL("lib/stand-in.js", import.meta.url), "utf8");
const pages = Array.from({ length: 24 }, (_, at) => [`content/pages/p${at + 1}.md`, `# Export ${at + 1} of the ledger\n`]);
const files = {
  "handover.toml": "title = \"Orchard\"\n",
  "content/index.md": "# Orchard\n\nHow [the payroll](payroll.md) is paid: https://example.com.\n",
  "content/payroll.md": `---\nkind: runbook\n---\n# Payroll export fails\n\n## Steps\n\n${"Wait for the export.\n\n".repeat(60)}<a id="step-5"></a>\n\nText.\n`,
  "content/form.md": "# Form\n\n- [ ] One\n- [ ] Two\n",
  ...Object.fromEntries(pages),
  "themes/default/assets/search/50-engine.js": standIn,
};
const question = "payrol export stuck";
const asked = `search/index.html?q=${encodeURIComponent(question)}`;
let browser, server, site;
before(async () => {
  site = build(files);
  [browser, server] = await Promise.all([launch(), serve(site.out)]);
});
after(async () => { await browser?.close(); await server?.close(); site?.remove(); });

const served = path => `${server.address}/${path}`;
const opened = address => address.replace(/^[^?]+/, path => fileAddress(path, site.out));
const dialog = page => page.locator("dialog.finder");
const field = page => dialog(page).getByRole("combobox");
const options = page => dialog(page).getByRole("option");
const chosen = page => dialog(page).locator("[aria-selected=true]");
/** Opens the dialog with the key and types a question. */
async function search(page, text = question) {
  await page.keyboard.press("/");
  await field(page).fill(text);
  await page.waitForFunction(() => document.querySelector(".finder .told b"));
}

describe("the dialog", () => {
  for (const [way, address] of [["over http", served], ["from a folder", opened]]) {
    test(`is opened, asked and followed with keys alone (${way})`, () => visit(browser, address("index.html"), {}, async (page, complaints) => {
      await search(page);
      assert.equal(await field(page).getAttribute("aria-expanded"), "true");
      const names = await options(page).allTextContents();
      assert.match(names[0], /Runbook.*Payroll export fails or hangs.*S2 High.*Hire to retire/);
      assert.match(names[1], /Step 5.*Release the stuck lock/);
      assert.match(await dialog(page).getByRole("status").first().textContent(), /^24 pages Nothing has “payrol”, so “payroll” was looked for\.$/);
      assert.equal(await chosen(page).getAttribute("id"), await field(page).getAttribute("aria-activedescendant"));
      await page.keyboard.press("ArrowDown");
      assert.equal(await options(page).nth(1).getAttribute("aria-selected"), "true");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.equal(await options(page).last().getAttribute("aria-selected"), "true", "the list goes round");
      assert.equal(await chosen(page).getAttribute("id"), await field(page).getAttribute("aria-activedescendant"));
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/payroll\/index\.html#step-5$/);
      assert.deepEqual(complaints, []);
    }));
  }

  test("gives the focus back when it is closed", () => visit(browser, served("index.html"), {}, async page => {
    const link = page.locator("main a").first();
    await link.focus();
    await search(page);
    await page.keyboard.press("Escape");
    assert.ok(!await dialog(page).isVisible());
    assert.ok(await link.evaluate(link => link === document.activeElement));
    await page.keyboard.press("Control+k");
    assert.ok(await field(page).evaluate(field => field === document.activeElement));
    assert.equal(await field(page).inputValue(), question, "the question is still there");
  }));

  test("takes over what is typed in the header, letter for letter", () => visit(browser, served("index.html"), {}, async page => {
    await page.route("**/search.js", async route => { await new Promise(resolve => setTimeout(resolve, 300)); await route.continue(); });
    const header = page.locator(".top input");
    assert.equal(await header.getAttribute("aria-haspopup"), "dialog");
    await header.focus();
    assert.ok(!await dialog(page).isVisible(), "the focus alone opens nothing");
    await page.keyboard.type("export", { delay: 20 });
    await field(page).waitFor();
    assert.equal(await field(page).inputValue(), "export");
    assert.equal(await header.inputValue(), "");
  }));

  test("keeps what is typed behind a key, before the script is there", () => visit(browser, served("index.html"), {}, async page => {
    await page.route("**/search.js", async route => { await new Promise(resolve => setTimeout(resolve, 300)); await route.continue(); });
    const link = page.locator("main a").first();
    await link.focus();
    await page.keyboard.press("/");
    await page.keyboard.type("export", { delay: 20 });
    await field(page).waitFor();
    await page.keyboard.type("s");
    assert.equal(await field(page).inputValue(), "exports", "no letter is lost, and none is replaced");
    assert.equal(await page.locator(".top input").inputValue(), "");
    await page.keyboard.press("Escape");
    assert.ok(await link.evaluate(link => link === document.activeElement), "the focus is where it was");
  }));

  test("the keys are letters where somebody types, and `/` can be turned off", () => visit(browser, served("form/index.html"), {}, async page => {
    await page.evaluate(() => document.querySelector("main").append(document.createElement("textarea")));
    const area = page.locator("textarea");
    await area.focus();
    await page.keyboard.type("a/b");
    await page.keyboard.press("Control+k");
    assert.equal(await area.inputValue(), "a/b");
    assert.equal(await dialog(page).count(), 0);
    await page.locator(".tick input").first().focus();
    await page.keyboard.press("/");
    await field(page).waitFor();
    await page.keyboard.type("a/b");
    assert.equal(await field(page).inputValue(), "a/b");
    await dialog(page).getByRole("checkbox").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    assert.ok(!await dialog(page).isVisible());
    await page.reload();
    await page.keyboard.press("/");
    await page.keyboard.press("Control+k");
    await field(page).waitFor();
    assert.equal(await field(page).inputValue(), "", "the slash opened nothing");
  }));

  test("commands are copied and numbers called from the list, one Tab away", () => visit(browser, served("index.html"), { permissions: ["clipboard-read", "clipboard-write"] }, async page => {
    await search(page);
    const copy = dialog(page).getByRole("button", { name: "Copy" });
    assert.equal(await copy.evaluate(button => document.getElementById(button.getAttribute("aria-describedby")).textContent), "batchctl unlock --run RUN_ID");
    await copy.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("dialog.finder > .hide")?.textContent === "Copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "batchctl unlock --run RUN_ID");
    assert.equal(await dialog(page).getByRole("link", { name: "+44 20 7946 0142" }).getAttribute("href"), "tel:+442079460142");
    assert.equal(await dialog(page).locator("[href^='javascript']").count(), 0);
    assert.equal(await dialog(page).locator("[role=option] :is(a, button, input)").count(), 0, "an entry holds nothing to press");
    assert.ok(await dialog(page).getByText("Not on this page: stuck").isVisible());
    assert.ok(await dialog(page).getByText("Bank gateway <b>unreachable</b>").isVisible(), "text is text");
  }));

  test("leads to all results with the question", () => visit(browser, served("index.html"), {}, async page => {
    await search(page);
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/search\/index\.html\?q=payrol\+export\+stuck$/);
    await page.locator(".hits > li").first().waitFor();
    assert.equal(await page.locator(".ask input").inputValue(), question);
  }));

  test("the later answer wins, and an earlier one that comes after it is dropped", () => visit(browser, served("index.html"), {}, async page => {
    await page.keyboard.press("/");
    await field(page).fill("nothing slowly");
    await field(page).fill("export");
    await page.waitForFunction(() => document.querySelectorAll(".finder [role=option]").length > 5);
    await page.waitForTimeout(900);
    assert.match(await dialog(page).getByRole("status").first().textContent(), /^24 pages/);
    assert.ok(await options(page).count() > 5);
  }));

  test("says what can be tried where nothing is found", () => visit(browser, served("index.html"), {}, async page => {
    await search(page, "nothing");
    assert.match(await dialog(page).getByRole("status").first().textContent(), /^Nothing was found\. No page has “export”\.$/);
    assert.equal(await field(page).getAttribute("aria-expanded"), "false");
    await dialog(page).getByRole("link", { name: "list of all pages" }).click();
    await page.waitForURL(/all-pages\/index\.html$/);
  }));
});

describe("the page", () => {
  test("answers the question in its address, with facets and more on request", () => visit(browser, served(asked), {}, async (page, complaints) => {
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 10);
    assert.equal(await page.locator(".ask input").inputValue(), question);
    assert.match(await page.getByRole("status").first().textContent(), /^24 pages/);
    assert.equal(await page.title(), `${question} | Search | Orchard`);
    assert.equal(await page.locator("[data-lookup]").isVisible(), false);
    await page.getByRole("button", { name: "Show 10 more" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 20);
    assert.equal(await page.evaluate(() => [...document.querySelectorAll(".hits h2 a")].indexOf(document.activeElement)), 10);
    await page.getByRole("button", { name: "Show 4 more" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 24);
    assert.ok(!await page.locator(".more").isVisible());
    await page.getByLabel("Runbook").check();
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 2);
    assert.match(page.url(), /\?q=payrol\+export\+stuck&kind=runbook$/);
    assert.ok(await page.getByLabel("Runbook").evaluate(box => box === document.activeElement), "the focus stays");
    await page.getByLabel("S1 Critical").check();
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 1);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 2);
    assert.ok(!await page.getByLabel("S1 Critical").isChecked());
    await page.getByRole("button", { name: "Clear" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 10);
    assert.deepEqual(complaints, []);
  }));

  for (const [way, address] of [["over http", served], ["from a folder", opened]]) {
    test(`the way back leads to the same results at the same place (${way})`, () => visit(browser, address(`${asked}&kind=article`), {}, async page => {
      await page.getByRole("button", { name: "Show 10 more" }).click();
      await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 20);
      const link = page.locator(".hits h2 a").nth(17);
      await link.scrollIntoViewIfNeeded();
      const top = await page.evaluate(() => scrollY);
      assert.ok(top > 500);
      await link.click();
      await page.waitForURL(/pages\/p20\/index\.html$/);
      await page.goBack();
      await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 20);
      await page.waitForFunction(top => Math.abs(scrollY - top) < 3, top);
    }));
  }

  test("what is typed is asked, and asked questions are places on the way back", () => visit(browser, served("search/index.html"), {}, async page => {
    assert.ok(await page.locator("[data-lookup]").isVisible());
    await page.locator(".ask input:focus").waitFor();
    await page.keyboard.type("export");
    await page.waitForFunction(() => location.search === "?q=export");
    await page.keyboard.press("Enter");
    await page.locator(".ask input").fill("nothing at all");
    await page.waitForFunction(() => location.search === "?q=nothing+at+all");
    assert.ok(await page.getByText("What may help:").isVisible());
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 10);
    assert.equal(await page.locator(".ask input").inputValue(), "export");
  }));

  test("a command is copied from a hit", () => visit(browser, served(asked), { permissions: ["clipboard-read", "clipboard-write"] }, async page => {
    await page.locator(".hits .copy").click();
    await page.waitForFunction(() => document.querySelector("body > [role=status]").textContent === "Copied");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "batchctl unlock --run RUN_ID");
    assert.equal(await page.locator(".hits .tel").getAttribute("href"), "tel:+442079460142");
  }));

  test("an error is said, and can be tried again", () => visit(browser, served("search/index.html?q=broken"), {}, async page => {
    await page.getByText("Search does not work now.").waitFor();
    assert.ok(await page.getByText("_handover/search/words.js could not be loaded").isVisible());
    await page.locator(".ask input").fill("export");
    await page.waitForFunction(() => document.querySelectorAll(".hits > li").length === 10);
    assert.ok(!await page.getByText("Search does not work now.").isVisible());
  }));

  test("paper has the hits and no form", () => visit(browser, served(asked), {}, async page => {
    await page.locator(".hits > li").first().waitFor();
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".hits > li").first().isVisible());
    for (const part of [".ask", ".facets", ".more", ".hits .copy"]) assert.ok(!await page.locator(part).first().isVisible(), part);
    await page.goto(served("index.html"));
    assert.ok(!await page.locator(".find").isVisible());
  }));
});

describe("without what it needs", () => {
  for (const [way, address] of [["over http", served], ["from a folder", opened]]) {
    test(`the form leads to the list of all pages without a script (${way})`, () => visit(browser, address("index.html"), { javaScriptEnabled: false }, async page => {
      await page.locator(".top input").fill("export");
      await page.keyboard.press("Enter");
      await page.waitForURL(/search\/index\.html\?q=export$/);
      assert.ok(!await page.locator(".ask").isVisible(), "no field that does nothing");
      assert.ok(await page.getByText("Searching needs a script").isVisible());
      const links = await page.locator(".lookup a").evaluateAll(links => links.map(link => link.href));
      assert.equal(links.length, new Set(links).size);
      assert.ok(links.length >= 27, `${links.length} pages`);
      assert.ok(await page.getByRole("heading", { name: "Runbooks" }).isVisible());
      await page.locator(".lookup a", { hasText: "Export 7 of the ledger" }).click();
      await page.waitForURL(/pages\/p7\/index\.html$/);
    }));
  }

  test("on a phone without a script the button leads there", () => visit(browser, served("index.html"), { javaScriptEnabled: false, viewport: sizes.phone }, async page => {
    await page.getByRole("button", { name: "Search" }).click();
    await page.waitForURL(/search\/index\.html\?q=$/);
    assert.equal(await overflow(page), 0);
  }));

  test("a script that does not come leaves the list of pages on the page of search", () => visit(browser, served("index.html"), {}, async page => {
    await page.route("**/search.js", route => route.abort());
    await page.goto(served(asked));
    await page.locator(".lookup a").first().waitFor();
    assert.ok(await page.getByText("Searching needs a script").isVisible());
  }));

  test("a script that does not come leaves the form, which leads to the page, which says what is left", () => visit(browser, served("index.html"), {}, async page => {
    await page.route("**/search.js", route => route.abort());
    await page.getByRole("button", { name: "Search" }).click();
    await page.waitForURL(/search\/index\.html/);
    assert.ok(await page.locator(".lookup a").first().isVisible());
  }));
});

test("nothing of search is loaded before somebody searches", () => visit(browser, served("index.html"), {}, async page => {
  const loaded = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname).filter(path => path.includes("search")));
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await loaded(), []);
  await search(page);
  assert.deepEqual((await loaded()).filter(path => !path.startsWith("/_handover/search/")).sort(), ["/_handover/search.css", "/_handover/search.js"]);
}));

describe("looks", () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const unsure = async page => {
    await page.evaluate(axe);
    const result = await page.evaluate(values => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), rules);
    return [...result.violations, ...result.incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(" , ")}`);
  };
  for (const colorScheme of ["light", "dark"]) {
    for (const size of ["desk", "phone", "least"]) {
      test(`nothing to object to, nothing too wide (${size}, ${colorScheme})`, () => visit(browser, served(asked), { viewport: sizes[size], colorScheme, reducedMotion: "reduce" }, async (page, complaints) => {
        await page.locator(".hits > li").first().waitFor();
        assert.deepEqual([await overflow(page), await unsure(page)], [0, []], "the page");
        await page.goto(served("search/index.html"));
        await page.locator(".ask").waitFor();
        assert.deepEqual([await overflow(page), await unsure(page)], [0, []], "the page without a question");
        await page.goto(served("index.html"));
        await search(page);
        assert.deepEqual([await overflow(page), await unsure(page)], [0, []], "the dialog");
        const wide = await dialog(page).evaluate(dialog => dialog.scrollWidth - dialog.clientWidth);
        assert.equal(wide, 0, "the dialog scrolls sideways");
        assert.deepEqual(complaints, []);
      }));
    }
  }

  test("the chosen entry can be told apart in forced colours", () => visit(browser, served("index.html"), { forcedColors: "active" }, async page => {
    await search(page);
    const outline = option => option.evaluate(option => getComputedStyle(option).outlineStyle);
    assert.equal(await outline(options(page).first()), "solid");
    assert.notEqual(await outline(options(page).nth(2)), "solid");
    assert.deepEqual(await unsure(page), []);
  }));
});
