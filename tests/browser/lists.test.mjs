// Lists of tasks: gates and their days, and what was ticked as a file that other programs read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { build, fileAddress } from "./lib/site.mjs";

const list = `---
kind: checklist
owner: trainer
---

# Ready

## Gate 1: People

- Expected outcome: ready
- Sign-off: Desk lead
- Due: 20 business days before go-live

- [ ] =HYPERLINK("http://x","y")
  - Evidence: a "list", signed
- [ ] **Ready**, *all*
  - Due: 1 month before go-live

## Gate 2: Pages

- Expected outcome: written
- Sign-off: Desk lead

- [ ] Pages 日本
`;
const note = "# Note\n\n- [ ] One\n- [ ] Two\n  - [ ] Below\n\nEnd.\n";
const roles = "trainer: {title: Trainer}\ndesk-lead: {title: Desk lead}\n";
let browser, made;
before(async () => { made = build({ "handover.toml": "", "content/list.md": list, "content/note.md": note, "content/data/roles.yml": roles }); browser = await launch(); });
after(async () => { await browser?.close(); made?.remove(); });
const address = name => fileAddress(`${name}/index.html`, made.out);
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, name)]);
  return readFileSync(await download.path(), "utf8");
}
/** Reads a table as RFC 4180 has it. */
function table(text) {
  const rows = [[]];
  for (const [, quoted, end] of text.replace(/^\ufeff/, "").matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1).push(quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}

test("gates count what is open, with the keyboard alone", () => visit(browser, address("list"), {}, async page => {
  const open = () => page.locator("[data-gate]").allTextContents();
  assert.deepEqual(await open(), ["2 of 2", "1 of 1"]);
  await page.locator(".tick input").first().focus();
  await page.keyboard.press("Space");
  assert.deepEqual(await open(), ["1 of 2", "1 of 1"]);
  await page.reload();
  assert.deepEqual(await open(), ["1 of 2", "1 of 1"]);
  assert.match(await page.locator("[data-open]").textContent(), /^No go yet: 2 of 3/);
  for (const box of await page.locator(".tick input").all()) await box.check();
  assert.match(await page.locator("[data-open]").textContent(), /^All items/);
  await press(page, "Start again");
  await page.locator("dialog").getByRole("button", { name: "Start again" }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.deepEqual(await open(), ["2 of 2", "1 of 1"]);
}));

test("days are counted from the day that a reader fills in", () => visit(browser, address("list"), {}, async page => {
  const days = () => page.locator("time:visible").allTextContents();
  assert.deepEqual(await days(), []);
  await page.locator("input[data-day]").fill("2127-03-31");
  assert.deepEqual(await days(), ["Mon 3 March 2127", "Fri 28 February 2127"]);
  await page.reload();
  assert.equal((await days()).length, 2);
}));

test("a list is saved as tables and data that parse back", () => visit(browser, address("list"), {}, async page => {
  await page.locator(".tick input").nth(2).check();
  const rows = table(await saved(page, "Save as CSV"));
  assert.deepEqual(rows[0], ["Part", "Item", "State", "At", "Evidence", "Due"]);
  assert.deepEqual(rows.slice(1).map(row => [row[0], row[1], row[2], row[4]]), [
    ["Gate 1: People", `'=HYPERLINK("http://x","y")`, "open", 'a "list", signed'],
    ["Gate 1: People", "Ready, all", "open", ""],
    ["Gate 2: Pages", "Pages 日本", "done", ""],
  ]);
  assert.match(rows[3][3], /^\d{4}-\d\d-\d\dT[\d:]+Z$/);
  const data = JSON.parse(await saved(page, "Save as JSON"));
  assert.deepEqual([data.handover, data.page.title, data.items.length], ["list", "Ready", 3]);
  assert.deepEqual(data.items[0].labels, { Evidence: 'a "list", signed' });
  assert.deepEqual(data.items.map(item => item.state), ["open", "open", "done"]);
}));

test("any page's list is saved, without sideways scroll on a phone", () => visit(browser, address("note"), { viewport: sizes.phone }, async page => {
  await page.locator(".tick input").nth(1).check();
  const names = table(await saved(page, "Save as CSV")).map(row => row.slice(1, 3));
  assert.deepEqual(names, [["Item", "State"], ["One", "open"], ["Two", "done"], ["Below", "open"]]);
  assert.equal(await overflow(page), 0);
}));

test("without a script the gates and a blank for the day are there, and no dead button", () =>
  visit(browser, address("list"), { javaScriptEnabled: false }, async page => {
    assert.equal(await page.locator("main button:visible, main input[type=date]:visible").count(), 0);
    assert.ok(await page.locator(".day .blank").isVisible());
    assert.deepEqual(await page.locator("[data-gate]").allTextContents(), ["2 of 2", "1 of 1"]);
  }));
