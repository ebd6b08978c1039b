// Courses in the page: a path learnt by keyboard on a phone, progress that survives, moves and is honest, answers that nobody reads by accident.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { judge, show } from "./lib/axe.mjs";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { build, fileAddress, site as handbook } from "./lib/site.mjs";


const course = (title, order, questions) => `---\nkind: module\nid: ${title.toLowerCase()}\nowner: trainer\npart_of: way\norder: ${order}\n---\n\n# ${title}\n\n## Objectives\n\n- Know it. {#know-${order}}\n\n## Text\n\n- Time: 5 minutes\n- Objective: [[#know-${order}]]\n\nRead.\n\n## Knowledge check\n\n${questions}`;
const label = order => `From: [[#text]]\n\nObjective: [[#know-${order}]]\n`;
const files = {
  "handover.toml": "title = \"Courses\"\n",
  "content/index.md": "# Home\n\n[[Way]]\n",
  "content/data/roles.yml": "operator: {title: Operator}\ntrainer: {title: Trainer}\n",
  "content/way.md": "---\nkind: path\nid: way\nowner: trainer\nroles: [operator]\n---\n\n# Way\n\n## Outcomes\n\n- Work alone. {#alone}\n\n## Modules\n\n1. [[Queues]]\n2. [[Words]]\n\n## Finish\n\n- Pass: 100 %\n- Sign-off: Trainer\n",
  "content/queues.md": course("Queues", 1, `### One? {#q-one}\n\n- [ ] Wrongly\n  - Because: plumcake is far away.\n- [x] Rightly\n\nWhy: The cherry says it.\n\n${label(1)}\n### Several? {#q-several}\n\n- [x] Alpha\n- [ ] Beta\n- [x] Gamma\n\n${label(1)}\n### Order? {#q-order}\n\n1. Hold\n2. Read\n3. Reload\n\n${label(1)}`),
  "content/words.md": course("Words", 2, `### Exact? {#q-exact}\n\n- Answer: \`Held\`\n- From: [[#text]]\n- Objective: [[#know-2]]\n\n### Loose? {#q-loose}\n\n- Answer: the desk | service desk\n- From: [[#text]]\n- Objective: [[#know-2]]\n\n### Pattern? {#q-pattern}\n\n- Answer: /P[12]/\n- From: [[#text]]\n- Objective: [[#know-2]]\n`),
};

let browser, small, server;
before(async () => { small = build(files); [browser, server] = await Promise.all([launch(), serve(small.out)]); });
after(async () => { await browser?.close(); await server?.close(); small?.remove(); });
const served = path => `${server.address}/${path}`;
const phone = { viewport: sizes.phone };

/** Goes on with the tab key until the focus is on what `selector` names, and says how many stops that took. */
async function tabTo(page, selector) {
  for (let stops = 1; stops < 150; stops++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(selector => document.activeElement?.matches(selector), selector)) return stops;
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}
const ask = id => `fieldset[data-q="${id}"]`;
const focus = (page, selector) => page.evaluate(selector => { const at = document.querySelector(selector); at.tabIndex ??= -1; at.focus(); }, selector);
/** Presses "Check" of a question and returns the verdict. */
async function check(page, id) {
  await tabTo(page, `${ask(id)} .acts button`);
  await page.keyboard.press("Enter");
  return page.locator(`${ask(id)} .verdict`).textContent();
}
const total = page => page.locator(".score .total").textContent();

/** Returns what axe objects to on pages, light at a desk and dark on a phone, and which are too wide. */
async function objections(paths, address) {
  const wrong = [];
  for (const path of paths) {
    await visit(browser, address(path), { reducedMotion: "reduce" }, async page => {
      for (const [size, colorScheme] of [["desk", "light"], ["phone", "dark"]]) {
        await show(page, { size, colorScheme });
        wrong.push(...(await judge(page)).map(line => `${path}, ${size}: ${line}`));
        if (await overflow(page)) wrong.push(`${path}, ${size}: too wide`);
      }
    });
  }
  return wrong;
}

/** Answers all of the first course with the keyboard alone. */
async function queues(page) {
  await tabTo(page, `${ask("q-one")} input`);
  await page.keyboard.press("Space");
  assert.match(await check(page, "q-one"), /^Not this\. plumcake is far away\. Choose again\./);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.locator(`${ask("q-one")} .verdict`).isHidden(), "what changed is no longer judged");
  assert.match(await check(page, "q-one"), /^Right\..*The cherry says it\./);
  await tabTo(page, `${ask("q-several")} input`);
  await page.keyboard.press("Space");
  assert.match(await check(page, "q-several"), /^Not this\./, "one of two is not all");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Space");
  assert.match(await check(page, "q-several"), /^Right\./);
}

/** Gives the things of the third question their numbers. */
async function order(page) {
  const things = await page.locator(`${ask("q-order")} .opt span`).allTextContents();
  assert.deepEqual([...things].sort(), ["Hold", "Read", "Reload"]);
  assert.notDeepEqual(things, ["Hold", "Read", "Reload"], "not shown in the right order");
  assert.match(await check(page, "q-order"), /^Give each a number first/);
  await focus(page, `${ask("q-several")} .acts button`);
  for (const thing of things) {
    await tabTo(page, `${ask("q-order")} select`);
    await page.keyboard.press(String(["Hold", "Read", "Reload"].indexOf(thing) + 1));
  }
  assert.match(await check(page, "q-order"), /^Right\./);
}

async function words(page) {
  for (const [id, wrong, right] of [["q-exact", "held", "Held"], ["q-loose", "desk", " The  Desk."], ["q-pattern", "P3", "P2"]]) {
    await tabTo(page, `${ask(id)} input`);
    await page.keyboard.type(wrong);
    assert.match(await check(page, id), /^Not this\./, `${id}: ${wrong}`);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(right);
    assert.match(await check(page, id), /^Right\./, `${id}: ${right}`);
  }
}

const stages = page => page.locator("[data-course] [data-said]").allTextContents();
const ready = page => page.waitForSelector(".acts button");

describe("a path by keyboard on a phone", () => {
  test("from its first link to its sheet, over a reload, and in another browser from a file", () => visit(browser, served("way/index.html"), phone, async (page, complaints) => {
    await page.waitForSelector(".sheet .acts");
    await tabTo(page, ".onward a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/queues/);
    await ready(page);
    assert.equal(await total(page), "0 of 3 right.");
    await queues(page);
    assert.equal(await total(page), "2 of 3 right.");
    await page.reload();
    await ready(page);
    assert.equal(await total(page), "2 of 3 right.", "kept over a reload");
    await order(page);
    assert.equal(await total(page), "3 of 3 right.");
    assert.equal(await overflow(page), 0);
    await page.goto(served("way/index.html"));
    await page.waitForSelector(".sheet .acts");
    assert.deepEqual(await stages(page), ["3 of 3 right", "0 of 3 right"]);
    assert.equal(await page.locator(".onward a").textContent(), "Continue with Words");
    await tabTo(page, ".onward a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/words/);
    await ready(page);
    await words(page);
    await page.goto(served("way/index.html"));
    await page.waitForSelector(".sheet .acts");
    assert.deepEqual(await stages(page), ["3 of 3 right", "3 of 3 right"]);
    assert.match(await page.locator(".onward a").textContent(), /All done/);
    await tabTo(page, ".sheet .acts button");
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    const saved = await download.path();
    const progress = JSON.parse(readFileSync(saved, "utf8"));
    assert.deepEqual(Object.keys(progress.courses), ["queues", "words"]);
    assert.deepEqual(complaints, []);
    await visit(browser, served("way/index.html"), phone, async other => {
      await other.waitForSelector(".sheet .acts");
      assert.deepEqual(await stages(other), ["0 of 3 right", "0 of 3 right"], "a fresh browser");
      // The browser must know that somebody waits before the key is pressed.
      const asked = other.waitForEvent("filechooser");
      await tabTo(other, ".sheet .acts input");
      await other.keyboard.press("Enter");
      await (await asked).setFiles(saved);
      await other.waitForFunction(() => document.querySelector("[data-course] [data-said]").textContent.startsWith("3"));
      assert.deepEqual(await stages(other), ["3 of 3 right", "3 of 3 right"]);
      await other.goto(served("queues/index.html"));
      await ready(other);
      assert.equal(await total(other), "3 of 3 right.");
    });
  }));

  test("a file that is no progress changes nothing", () => visit(browser, served("queues/index.html"), phone, async page => {
    await ready(page);
    for (const text of ["", "{}", "[]", '{"handover":"progress","format":1,"courses":[]}', '{"handover":"progress","format":1,"courses":{"queues":7,"__proto__":{"x":{"right":true}}}}']) {
      await page.locator(".score input[type=file]").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
      await page.waitForTimeout(50);
      assert.equal(await total(page), "0 of 3 right.", text);
    }
  }));
});

describe("answers", () => {
  const plain = ["plumcake", "cherry", "Held", "service desk", "P[12]"];

  test("are on the pages of answers and of trainers and nowhere else in plain text", () => {
    const texts = readdirSync(small.out, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.(html|md|json|js|txt)$/.test(entry.name))
      .map(entry => join(entry.parentPath ?? entry.path, entry.name));
    const found = texts.filter(path => plain.some(word => readFileSync(path, "utf8").includes(word)));
    assert.deepEqual(found.map(path => path.slice(small.out.length + 1)).sort(), ["queues/answers.html", "queues/trainer.html", "words/answers.html", "words/trainer.html"]);
    assert.ok(!readFileSync(join(small.out, "queues/index.md"), "utf8").includes("[x]"));
  });

  test("without a script a closed line leads to them", () => visit(browser, served("queues/index.html"), { ...phone, javaScriptEnabled: false }, async page => {
    assert.equal(await page.locator(".acts").count(), 0);
    const answer = page.locator(`${ask("q-one")} details.answer`);
    await answer.locator("summary").click();
    await answer.locator("a").first().click();
    assert.match(page.url(), /queues\/answers\.html#q-one$/);
    assert.match(await page.locator("#q-one + ul").textContent(), /Right:.*Rightly/s);
    await page.locator("a", { hasText: "Back to the question" }).first().click();
    assert.match(page.url(), /queues\/index\.html#q-one$/);
  }));
});

describe("pages about learning in the handbook", () => {
  const pages = readdirSync(join(handbook, "training"), { recursive: true }).map(String).filter(path => path.endsWith(".html")).map(path => `training/${path.replaceAll("\\", "/")}`).sort();

  test("there are paths, courses, plans, answers, pages of trainers and certificates", () => {
    const made = name => pages.filter(path => path.endsWith(`/${name}`)).length;
    assert.ok(pages.length > 30 && made("answers.html") > 10 && made("trainer.html") > 10 && made("certificate.html") === 3, pages.join(" "));
  });

  test("axe objects to nothing, light at a desk and dark on a phone", async () => {
    assert.deepEqual(await objections(pages, fileAddress), []);
  });

  test("on paper a path ends with its sheet, and no button is printed", () => visit(browser, fileAddress("training/service-desk-agent/index.html"), {}, async page => {
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".sheet table").first().isVisible());
    assert.equal(await page.locator("main button:visible, main input:not([type=checkbox]):visible").count(), 0);
  }));
});

describe("a course whose units have pages of their own", () => {
  const unit = (title, order, text) => `---\npart_of: queues\norder: ${order}\n---\n\n# ${title}\n\n- Time: ${order * 5} minutes\n- Objective: [[queues#know-1]]\n\n${text}\n`;
  let site;
  before(() => { site = build({ ...files, "content/hold.md": unit("Hold", 1, "Hold it.\n\n::: details For the trainer\nThe plum falls.\n:::"), "content/look.md": unit("Look", 2, "## Twice\n\nLook [twice](#twice).") }); });
  after(() => site?.remove());
  const page = path => `file://${join(site.out, path)}`;

  test("it is learnt by their links, from the course and back", () => visit(browser, page("queues/index.html"), phone, async page => {
    await page.locator("nav[aria-label=Units] a").first().click();
    assert.match(await page.locator(".brief").textContent(), /Unit 1 of 3|Unit 2 of 3/);
    await page.locator(".seq [rel=next]").click();
    assert.equal(await page.locator("h1").textContent(), "Look");
    await page.locator(".seq [rel=next]").click();
    assert.equal(await page.locator("h1").textContent(), "Queues");
    assert.match(await page.locator(".kind").textContent(), /20 minutes/, "all units count");
  }));

  test("the trainer has their text and notes, and whoever learns has no note", () => visit(browser, page("queues/trainer.html"), {}, async page => {
    assert.ok(await page.getByText("The plum falls.").isVisible());
    assert.ok(!readFileSync(join(site.out, "hold/index.html"), "utf8").includes("plum"));
    const order = await page.locator("main h2").allTextContents();
    assert.ok(order.findIndex(text => text.startsWith("Look")) < order.findIndex(text => text.startsWith("Knowledge check")), order.join());
    await page.getByRole("link", { name: "twice", exact: true }).click();
    assert.match(page.url(), /trainer\.html#look:twice$/);
  }));

  test("axe objects to nothing", async () => {
    assert.deepEqual(await objections(["queues/index.html", "queues/trainer.html", "hold/index.html"], page), []);
  });
});

describe("what is to be put in order", () => {
  test("looks unanswered until it is, and has room for a number on paper", () => visit(browser, served("queues/index.html"), {}, async page => {
    const border = selector => page.locator(selector).first().evaluate(own => getComputedStyle(own).borderTopColor);
    assert.equal(await border(`${ask("q-order")} .opt`), await border(`${ask("q-one")} .opt`));
    await page.emulateMedia({ media: "print" });
    const select = page.locator(`${ask("q-order")} select`).first();
    assert.deepEqual(await select.evaluate(own => [getComputedStyle(own).appearance, getComputedStyle(own).color]), ["none", "rgba(0, 0, 0, 0)"]);
  }));
});
