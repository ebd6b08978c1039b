// A run of a procedure in a browser: what is done is kept, followed through edits, told in a record, and goes on elsewhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, beforeEach, describe, test } from "node:test";
import { launch, listen, overflow, sizes, visit } from "./lib/browser.mjs";
import { procedure, steps } from "./lib/procedure.mjs";
import { serve } from "./lib/server.mjs";
import { build, fileAddress } from "./lib/site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const hostile = "' \" $(id) `id` \\ <b>&amp;</b> {{job-id}}\n## not a heading\n| x | ../é 日本 🌳 \u202e";
let browser, made, server;
before(async () => { made = procedure(); [browser, server] = await Promise.all([launch(), serve(made.folder)]); });
beforeEach(() => made.write());
after(async () => { await browser?.close(); await server?.close(); made?.remove(); });

const served = () => `${server.address}/${made.path}`;
const press = (page, name, within = page) => within.getByRole("button", { name, exact: true }).click();
const step = (page, id) => page.locator(`#${id}`);
const isTicked = (page, id) => page.locator(`[id="${id}:done"]`).isChecked();
const answer = async (page, text, name = "Save") => {
  await page.locator("dialog textarea").fill(text);
  await press(page, name, page.locator("dialog"));
  await page.locator("dialog").waitFor({ state: "detached" });
};
/** What is kept of the run. */
const kept = page => page.evaluate(() => JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith("handover:run:"))[1]));
/** The record, as the file that is saved. */
async function saved(page, name = /^run-runbooks-job-[\w-]+\.json$/) {
  await press(page, "Record", page.locator(".runner"));
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save as a file")]);
  assert.match(download.suggestedFilename(), name);
  const text = readFileSync(await download.path(), "utf8");
  await press(page, "Close", page.locator("dialog"));
  return JSON.parse(text);
}
async function paste(page, text) {
  await press(page, "Record", page.locator(".runner"));
  await page.locator("dialog summary").click();
  await page.locator("dialog textarea").fill(text);
  await press(page, "Go on", page.locator("dialog"));
}
/** Goes through a whole run: an expected result, a loop, a way past a step, a warning, notes and a reason. */
async function run(page) {
  await press(page, "Start the run");
  await press(page, "As expected", step(page, "read-state"));
  await step(page, "read-state").locator(".tick").click();
  await step(page, "still-running").getByRole("button", { name: /^This is what I see: Yes/ }).click();
  assert.ok(!await isTicked(page, "read-state"), "what comes again is open again");
  await step(page, "read-state").locator(".tick").click();
  await press(page, "Note", step(page, "read-state"));
  await answer(page, hostile);
  await step(page, "still-running").getByRole("button", { name: /^This is what I see: No/ }).click();
  await step(page, "release-lock").locator(".guard").click();
  await press(page, "Something else", step(page, "release-lock"));
  await answer(page, "released 0 locks");
  await step(page, "release-lock").locator(".tick").click();
  await press(page, "Skip", step(page, "tell-desk"));
  await answer(page, hostile);
  await page.locator("[id=\"close-ticket:done\"]").check();
}

describe("a run", () => {
  test("is begun, branched, noted, skipped, and tells it all in its record", () => visit(browser, served(), {}, async (page, complaints) => {
    await run(page);
    assert.equal(await page.locator("dialog").count(), 0);
    const record = await saved(page);
    assert.deepEqual(record.steps.map(({ id, state }) => [id, state]), [
      ["read-state", "done"], ["still-running", "done"], ["hold-queue", "skipped"], ["release-lock", "done"], ["tell-desk", "skipped"],
    ]);
    const [read, , hold, release, tell] = record.steps;
    assert.equal(read.note, hostile.trim());
    assert.equal(read.expected, null, "a round more asks anew");
    assert.equal(hold.reason, "not on the way: No: go to Release the lock");
    assert.deepEqual([release.expected, release.actual], ["no", "released 0 locks"]);
    assert.equal(tell.reason, hostile.trim());
    assert.deepEqual(record.secrets, ["token"]);
    assert.deepEqual(record.others.map(({ id, state }) => [id, state]), [["close-ticket", "done"]]);
    assert.deepEqual(record.events.filter(({ what }) => what === "branch").map(({ step, to }) => [step, to]), [["still-running", "read-state"], ["still-running", "release-lock"]]);
    assert.ok(record.events.some(({ what, step }) => what === "guarded" && step === "release-lock"));
    for (const { at } of record.events) assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(record.page.version, made.version());
    assert.equal(await page.locator("main b:text-is('&')").count(), 0);
    assert.deepEqual(complaints, []);
  }));

  test("a loop has an end, and a wait is counted down", () => visit(browser, made.address, {}, async page => {
    const again = step(page, "still-running").getByRole("button", { name: /^This is what I see: Yes/ });
    await again.click();
    assert.match(await page.locator(".runner .note:visible").innerText(), /^Wait 0[45]:\d\d more/);
    await press(page, "Wait no longer");
    assert.equal(await page.locator(".runner .note:visible").count(), 0);
    assert.match(await step(page, "still-running").innerText(), /1 of 2 times/);
    await again.click();
    assert.ok(await again.isDisabled());
    assert.match(await step(page, "still-running").innerText(), /2 of 2 times: not again/);
  }));

  test("a warning comes before the copy and the tick", () => visit(browser, served(), { permissions: ["clipboard-read", "clipboard-write"] }, async page => {
    const danger = step(page, "release-lock");
    await page.evaluate(() => navigator.clipboard.writeText("before"));
    assert.ok(await danger.locator(".tick input").isDisabled());
    await danger.locator(".copy").click({ force: true });
    assert.equal(await danger.locator(".copy").textContent(), "Tick the warning first");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "before");
    await danger.locator(".guard").click();
    await danger.locator(".copy").click();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^orchardctl lock release /);
    await danger.locator(".tick").click();
    assert.ok(await isTicked(page, "release-lock"));
  }));

  test("survives a reload, also in the middle of a step, and ends when it is said how it went", () => visit(browser, made.address, {}, async page => {
    await press(page, "Start the run");
    await step(page, "read-state").locator(".tick").click();
    await press(page, "One step at a time");
    await press(page, "Next");
    const before = await kept(page);
    await page.reload();
    assert.deepEqual(await kept(page), before);
    assert.match(await page.locator(".pager p").innerText(), /^Step 3, 3 of 5$/);
    assert.ok(await page.locator("#hold-queue").isVisible() && !await page.locator("#read-state").isVisible());
    await press(page, "Whole list");
    assert.match(await page.locator(".runner").innerText(), /Begun \d\d:\d\d UTC, 1 of 5 steps/);
    assert.match(await page.locator(".bar").innerText(), /Elapsed 00:\d\d/);
    await press(page, "Record", page.locator(".runner"));
    await page.locator("dialog select").last().selectOption("passed");
    await press(page, "Close", page.locator("dialog"));
    assert.match(await page.locator(".runner").innerText(), /Ended \d\d:\d\d UTC, passed/);
    await press(page, "Start again");
    await press(page, "Forget this run");
    await page.locator("dialog").waitFor({ state: "detached" });
    assert.match(await page.locator(".runner").innerText(), /Not begun/);
    assert.ok(!await isTicked(page, "read-state"));
  }));
});

describe("an edit of the page", () => {
  test("keeps ticks, flags what changed, follows new names, lists what is gone", () => visit(browser, made.address, {}, async page => {
    for (const id of ["read-state", "hold-queue", "tell-desk"]) await step(page, id).locator(".tick").click();
    await step(page, "release-lock").locator(".guard").click();
    const [read, question, hold, release] = steps;
    const hashes = await page.locator(".step").evaluateAll(all => all.map(one => one.dataset.hash));
    made.write([{ ...read, code: "orchardctl job show --all {{job-id}}" }, question, { ...hold, id: "pause-queue" }, { ...release, code: "orchardctl lock release --now {{job-id}}" }]);
    await page.reload();
    assert.ok(await isTicked(page, "read-state"));
    assert.match(await step(page, "read-state").innerText(), /Changed since you ticked it/);
    assert.ok(await isTicked(page, "pause-queue"));
    assert.doesNotMatch(await step(page, "pause-queue").innerText(), /Changed/);
    assert.ok(!await page.locator("[id=\"release-lock:guard\"]").isChecked(), "what changed is guarded anew");
    assert.match(await page.locator(".runner").innerText(), /The page has changed since/);
    assert.match(await page.locator(".runner").innerText(), /No longer there:\s+Step 5: Tell the desk, done/);
    const record = await saved(page);
    assert.deepEqual(record.steps.map(({ id, hash, changed }) => [id, hash, changed]), [
      ["read-state", hashes[0], true], ["still-running", hashes[1], undefined], ["pause-queue", hashes[2], undefined], ["release-lock", hashes[3], undefined],
    ]);
    assert.deepEqual(record.others.map(({ id, state }) => [id, state]), [["tell-desk", "done"]]);
    await press(page, "Still right: Read the state of the job");
    assert.doesNotMatch(await step(page, "read-state").innerText(), /Changed/);
    assert.ok(await isTicked(page, "read-state"));
  }));

  test("and a build does the same", async () => {
    const page = (queue, desk, more = "") => `---
kind: runbook
owner: platform-operator
---

# Restart a failed job

## Steps

1. **Read the state of the job**, so that you know what it waits for. {#read-state}

   - Expect: a line with \`state\`
${more}1. **${queue}**, so that nothing starts. {#hold-queue}

   - Undo: release it
1. **Tell the desk**, in words they know. {#${desk}}

## Verification

The list is empty.

## Clean-up

- [ ] Close the ticket
`;
    const built = build({ "handover.toml": "", "content/job.md": page("Hold the queue", "tell-desk") });
    try {
      await visit(browser, fileAddress("job/index.html", built.out), {}, async (view, complaints) => {
        for (const box of ["read-state", "hold-queue", "tell-desk"]) await step(view, box).locator(".tick").click();
        await view.locator("li.task .tick").click();
        built.again({ "content/job.md": page("Pause the queue", "tell-all", "1. **Look who works on it.**\n") });
        await view.reload();
        assert.match(await step(view, "hold-queue").innerText(), /Changed since you ticked it/);
        for (const box of ["read-state", "hold-queue", "tell-all"]) assert.ok(await isTicked(view, box), box);
        assert.doesNotMatch(await step(view, "read-state").innerText(), /Changed/);
        assert.ok(await view.locator("li.task input").isChecked());
        assert.match(await view.locator(".runner").innerText(), /3 of 4 steps\. The page has changed since/);
        assert.deepEqual((await saved(view, /^run-job-/)).steps.map(({ no, name, state }) => [no, name, state]), [
          ["1", "Read the state of the job, so that you know what it waits for.", "done"], ["2", "Look who works on it.", "open"],
          ["3", "Pause the queue, so that nothing starts.", "done"], ["4", "Tell the desk, in words they know.", "done"],
        ]);
        assert.deepEqual(complaints, []);
      });
    } finally { built.remove(); }
  });

  test("of what is kept starts anew where nobody can read it", () => visit(browser, made.address, {}, async (page, complaints) => {
    await step(page, "read-state").locator(".tick").click();
    for (const text of ["{", "7", "[]", "{\"entries\":7}", "{\"entries\":[null]}", "{\"events\":{}}", "{\"values\":null}"]) {
      await page.evaluate(value => { for (const key of Object.keys(localStorage)) localStorage.setItem(key, value); }, text);
      await page.reload();
      await step(page, "hold-queue").locator(".tick").click();
      assert.ok(await isTicked(page, "hold-queue"), text);
    }
    assert.deepEqual(complaints, []);
  }));
});

describe("a record", () => {
  test("goes on elsewhere as it was", async () => {
    const record = await visit(browser, made.address, {}, async page => { await run(page); return saved(page); });
    await visit(browser, made.address, {}, async (page, complaints) => {
      await paste(page, JSON.stringify(record));
      assert.equal(await page.locator("dialog").count(), 0);
      assert.deepEqual(await saved(page), record);
      await page.reload();
      assert.deepEqual(await saved(page), record);
      assert.deepEqual(complaints, []);
    });
  });

  test("of any run leads to the same state", () => visit(browser, made.address, {}, async page => {
    for (let seed = 1; seed <= 6; seed += 1) {
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await page.evaluate(anyRun, seed);
      const [record, state] = [await saved(page), await kept(page)];
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await paste(page, JSON.stringify(record));
      assert.deepEqual(await saved(page), record, `seed ${seed}`);
      const { entries, wait, ...rest } = state;
      const again = await kept(page);
      assert.deepEqual({ ...again, entries: 0, wait: 0 }, { ...rest, entries: 0, wait: 0 }, `seed ${seed}`);
    }
  }));

  test("takes values along, whatever is in them, and no secret", async () => {
    const values = { "job-id": "it's $(id) `id` \"x\" \\ 日本 🌳", queue: "east west", reason: "one  line\n\n$HOME 'two'\n## three\n" };
    const look = page => page.locator(".step .code code").evaluateAll(all => all.map(one => one.textContent.trim()));
    const [record, filled] = await visit(browser, made.address, {}, async page => {
      for (const [name, text] of Object.entries(values)) await page.locator(`[id="p:${name}"]`).fill(text);
      assert.equal(await page.locator("[id=\"p:token\"]").count(), 0);
      await step(page, "read-state").locator(".tick").click();
      return [await saved(page), await look(page)];
    });
    assert.deepEqual(record.values, values);
    assert.deepEqual(record.secrets, ["token"]);
    assert.ok(filled[1].startsWith("orchardctl queue hold 'east west' --reason \"one  line\n\n\\$HOME 'two'\n## three"), filled[1]);
    await visit(browser, made.address, {}, async page => {
      await paste(page, JSON.stringify(record));
      for (const [name, text] of Object.entries(values)) assert.equal(await page.locator(`[id="p:${name}"]`).inputValue(), text);
      assert.deepEqual(await look(page), filled);
      assert.deepEqual(await saved(page), record);
      await page.reload();
      assert.deepEqual(await look(page), filled);
    });
  });

  test("comes in from a file too", async () => {
    const record = await visit(browser, made.address, {}, async page => { await step(page, "read-state").locator(".tick").click(); return saved(page); });
    await visit(browser, made.address, {}, async page => {
      await press(page, "Record", page.locator(".runner"));
      await page.locator("dialog summary").click();
      await page.locator("dialog input[type=file]").setInputFiles({ name: "run.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(record)) });
      await page.locator("dialog").waitFor({ state: "detached" });
      assert.ok(await isTicked(page, "read-state"));
    });
  });

  test("that is hostile or broken changes nothing", () => visit(browser, made.address, {}, async (page, complaints) => {
    await step(page, "read-state").locator(".tick").click();
    const [before, good] = [await kept(page), await saved(page)];
    const with_ = change => { const copy = structuredClone(good); change(copy); return JSON.stringify(copy); };
    const bad = {
      "no JSON": "{", "a list": "[]", "null": "null", "another form": with_(copy => { copy.handover = "x"; }), "another version": with_(copy => { copy.version = 2; }),
      "another page": with_(copy => { copy.page.id = "runbooks/other"; }), "a state of its own": with_(copy => { copy.steps[0].state = "maybe"; }),
      "an object for a text": with_(copy => { copy.steps[0].note = { toString: 1 }; }), "a list for a time": with_(copy => { copy.started = ["2026-01-01T00:00:00Z"]; }),
      "no day": with_(copy => { copy.steps[0].at = "2026-99-99T00:00:00Z"; }), "an id twice": with_(copy => { copy.steps[1].id = copy.steps[0].id; }),
      "an event of its own": with_(copy => { copy.events[0].what = "exec"; }), "a text too long": with_(copy => { copy.who = "x".repeat(30000); }),
      "too much": " ".repeat(2_000_001), "too many": with_(copy => { copy.events = Array(2001).fill(copy.events[0]); }),
    };
    await press(page, "Record", page.locator(".runner"));
    await page.locator("dialog summary").click();
    for (const [name, text] of Object.entries(bad)) {
      await page.locator("dialog textarea").evaluate((area, value) => { area.value = value; }, text);
      await press(page, "Go on", page.locator("dialog"));
      assert.match(await page.locator("dialog [role=alert]").innerText(), /^Not taken over: /, name);
      assert.deepEqual(await kept(page), before, name);
    }
    await press(page, "Close", page.locator("dialog"));
    // What is not known is left out, and text is text.
    const odd = JSON.parse(with_(copy => { copy.steps[0].note = "<img src=x onerror=document.title=1>"; copy.more = 1; copy.steps[0].more = 1; }).replace("\"values\":{", "\"values\":{\"__proto__\":\"x\",\"token\":\"secret\",\"unknown\":\"y\""));
    await paste(page, JSON.stringify(odd));
    assert.match(await page.locator("#read-state .noted").innerText(), /<img src=x/);
    assert.equal(await page.locator("main img").count(), 0);
    const state = await kept(page);
    assert.deepEqual(state.values, {});
    assert.ok(!("more" in state) && !("more" in state.entries[0]));
    assert.deepEqual(complaints, []);
  }));

  test("as text for a ticket holds all of it, and no markup of its values", () => visit(browser, served(), { permissions: ["clipboard-read", "clipboard-write"] }, async page => {
    await run(page);
    await press(page, "Record", page.locator(".runner"));
    await page.locator("dialog input").first().fill("A. Operator");
    await press(page, "Copy for the ticket");
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^# Restart a failed job\n\n- Page: http.*, version [0-9a-f]{16}\n- Who: A\. Operator\n- Kind: real\n- Result: open\n/);
    assert.match(text, /\n- \[x\] 4 Release the lock; done .* UTC; seen instead: released 0 locks\n/);
    assert.match(text, /\n- \[ \] 3 Hold the queue; skipped .* UTC; not on the way/);
    assert.match(text, /\n- token: secret\n/);
    assert.deepEqual(text.match(/^#+ .*$/gm), ["# Restart a failed job", "## Steps", "## Others", "## Values", "## Events"]);
    assert.doesNotMatch(text, /(?<!\\)</);
  }));
});

test("a condition, a value that is found and evidence are part of a run", async () => {
  const built = build({ "handover.toml": "", "content/index.md": "# Home\n", "content/job.md": `---
kind: runbook
owner: platform-operator
---

# Hold a job

## Parameters

| Name | What it is |
|---|---|
| owner | Who owns it |

## Steps

1. **Find the owner.** {#find-owner}

   - Record: \`{{owner}}\`, in the first line
2. **Hold the queue.** {#hold-queue}

   - Only if: the job is late
3. **Send it.** {#send-it}

   - Evidence: the number of the message
` });
  try {
    await visit(browser, fileAddress("job/index.html", built.out), {}, async (page, complaints) => {
      const inView = () => page.locator(".step.shown").getAttribute("id");
      await press(page, "Start the run");
      await press(page, "One step at a time");
      await press(page, "Done, next");
      assert.equal(await page.evaluate(() => document.activeElement.id), "p:owner");
      await page.keyboard.type("the night desk");
      await press(page, "Done, next");
      assert.equal(await inView(), "hold-queue");
      await press(page, "Does not apply");
      assert.equal(await inView(), "send-it");
      await press(page, "Evidence");
      assert.match(await page.locator("dialog").innerText(), /Evidence: the number of the message/);
      await answer(page, "M-7");
      assert.match(await page.locator("#send-it").innerText(), /Evidence: M-7/);
      const record = await saved(page, /^run-job-/);
      assert.deepEqual(record.steps.map(({ state, reason, evidence }) => [state, reason, evidence]), [
        ["done", "", ""], ["skipped", "does not apply: only if the job is late", ""], ["open", "", "M-7"],
      ]);
      assert.deepEqual(record.values, { owner: "the night desk" });
      assert.match(record.page.built, /^\d{4}-\d\d-\d\d$/);
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await paste(page, JSON.stringify(record));
      assert.deepEqual(await saved(page, /^run-job-/), record);
      assert.deepEqual(complaints, []);
    });
  } finally { built.remove(); }
});

test("two windows of a run agree", async () => {
  const context = await browser.newContext();
  try {
    const [one, two] = [await context.newPage(), await context.newPage()];
    await one.goto(served());
    await two.goto(served());
    await step(one, "read-state").locator(".tick").click();
    await two.waitForFunction(() => document.getElementById("read-state:done").checked);
    await step(two, "hold-queue").locator(".tick").click();
    await one.waitForFunction(() => document.getElementById("hold-queue:done").checked);
    await step(one, "tell-desk").locator(".tick").click();
    await two.waitForFunction(() => document.getElementById("tell-desk:done").checked);
    assert.match(await two.locator(".runner").innerText(), /3 of 5 steps/);
    assert.deepEqual(await saved(one), await saved(two));
  } finally { await context.close(); }
});

describe("where a browser keeps nothing", () => {
  test("that is said, and the run goes on", () => visit(browser, "about:blank", {}, async page => {
    await page.addInitScript(() => Object.defineProperty(globalThis, "localStorage", { get() { throw new Error("refused"); } }));
    const complaints = listen(page);
    await page.goto(served());
    await step(page, "read-state").locator(".tick").click();
    await step(page, "hold-queue").locator(".tick").click();
    assert.match(await page.locator("[id=\"run:lost\"]").innerText(), /keeps nothing/);
    assert.match(await page.locator(".runner").innerText(), /2 of 5 steps/);
    assert.deepEqual(complaints, []);
  }));
});

test("from a folder, without a network, at 360 pixels, by keyboard alone", () => visit(browser, made.address, { viewport: sizes.phone, offline: true }, async (page, complaints) => {
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
  const reach = async words => {
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press("Tab");
      if ((await focused()) === words) return;
    }
    assert.fail(`the Tab key does not reach ${words}`);
  };
  await reach("One step at a time");
  await page.keyboard.press("Enter");
  assert.equal(await overflow(page), 0);
  assert.equal(await focused(), "Read the state of the job 2 minutes");
  await page.keyboard.press("Control+Enter");
  assert.equal(await focused(), "Is the job still running?");
  await page.keyboard.press("Control+Enter");
  assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /^This is what I see: Yes/);
  while (!/^This is what I see: No/.test(await page.evaluate(() => document.activeElement.ariaLabel ?? ""))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "Release the lock");
  await page.keyboard.press("Control+Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "release-lock:guard");
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  assert.equal(await focused(), "Tell the desk");
  await page.keyboard.press("Alt+PageUp");
  assert.equal(await focused(), "Release the lock");
  await page.keyboard.press("Alt+PageDown");
  await reach("Skip");
  await page.keyboard.press("Enter");
  await page.keyboard.type("nobody is there");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.equal((await kept(page)).entries.find(({ id }) => id === "tell-desk").reason, "nobody is there");
  await page.keyboard.press("Escape");
  assert.ok(!await page.locator(".pager").isVisible());
  assert.deepEqual(complaints, []);
}));

test("without scripts it is a list with boxes", () => visit(browser, made.address, { javaScriptEnabled: false }, async page => {
  assert.equal(await page.locator(".step:visible").count(), steps.length);
  assert.equal(await page.locator("main button:visible, .runner:visible, .pager").count(), 0);
  await page.locator("[id=\"release-lock:done\"]").check();
}));

describe("axe objects to nothing", () => {
  for (const [colorScheme, viewport] of [["light", sizes.desk], ["dark", sizes.desk], ["light", sizes.phone]]) {
    test(`${colorScheme}, ${viewport.width}`, () => visit(browser, made.address, { colorScheme, viewport, reducedMotion: "reduce" }, async page => {
      await run(page);
      await page.evaluate(axe);
      // Of what the bar covers nobody can tell the contrast.
      await page.evaluate(() => scrollTo(0, 0));
      assert.deepEqual(await objections(page), [], "the list");
      assert.equal(await overflow(page), 0);
      await press(page, "Record", page.locator(".runner"));
      await page.locator("dialog summary").click();
      assert.deepEqual(await objections(page), [], "the record");
      await press(page, "Close", page.locator("dialog"));
      await press(page, "One step at a time");
      assert.deepEqual(await objections(page), [], "one step");
      await press(page, "Note", page.locator(".step.shown"));
      assert.deepEqual(await objections(page), [], "a question");
      const small = await page.evaluate(() => [...document.querySelectorAll("button")].filter(button => button.checkVisibility() && !button.matches(".copy") && button.getBoundingClientRect().height < 44).map(button => button.textContent));
      assert.deepEqual(small, [], "less than a thumb needs");
    }));
  }
});

async function objections(page) {
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  return [...result.violations, ...result.incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).slice(0, 4).join(" , ")}`);
}

/** Runs in the browser: presses what can be pressed, as a seed says. */
async function anyRun(seed) {
  const next = most => { seed = seed * 48271 % 2147483647; return seed % most; };
  for (let action = 0; action < 15; action += 1) {
    const open = [...document.querySelectorAll(".step button:not(.copy), .step input, .task input")].filter(one => one.checkVisibility() && !one.disabled);
    open[next(open.length)].click();
    const dialog = document.querySelector("dialog");
    if (!dialog) continue;
    const gone = new Promise(done => dialog.addEventListener("close", done));
    if (dialog.querySelector("textarea[required], textarea:not([rows='2'])")) {
      dialog.querySelector("textarea").value = ["plain", "a \"b\" <i> `c`\n# d", "日本 🌳 \u202e", "x"][next(4)] + action;
      dialog.querySelector(".go").click();
    } else dialog.close();
    await gone;
  }
}
