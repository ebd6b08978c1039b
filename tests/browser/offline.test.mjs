// Without a network: the handbook from a folder, its copies as an archive and as one file, and what a browser keeps of a site.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { unzip } from "./lib/archive.mjs";
import { arrived, launch, listen, overflow, sizes, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { build, fileAddress, pages, root, site } from "./lib/site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const runbook = "runbooks/restart-failed-job/index.html";
const folder = mkdtempSync(join(tmpdir(), "handover-offline-"));
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); rmSync(folder, { recursive: true, force: true }); });

/** Opens a file where there is no network; whatever asks for one fails the test. */
async function away(address, options, look) {
  return visit(browser, "about:blank", { offline: true, ...options }, async (page, complaints) => {
    const asked = [];
    page.on("request", request => { if (!/^(file|data|blob|about):/.test(request.url())) asked.push(request.url()); });
    await page.goto(address);
    const value = await look(page);
    assert.deepEqual([asked, complaints], [[], []]);
    return value;
  });
}
const press = (page, name, within = page) => within.getByRole("button", { name, exact: true }).click();

/** Follows the runbook as far as every part of it is used, and returns the record. */
async function follow(page) {
  await page.fill("[id='p:job-id']", "TJ-118042");
  await page.selectOption("[id='p:queue']", "europe");
  assert.equal(await page.locator("#read-state code var").first().textContent(), "TJ-118042");
  await press(page, "Start the run");
  await page.locator("#read-state .tick").click();
  await page.locator("#still-running").getByRole("button", { name: /^This is what I see: No/ }).click();
  assert.ok(await page.locator("[id='still-running:done']").isChecked(), "a branch ends its step");
  await press(page, "Record", page.locator(".runner"));
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save as a file")]);
  const record = JSON.parse(readFileSync(await download.path(), "utf8"));
  await press(page, "Close", page.locator("dialog"));
  assert.equal(record.page.id, "failed-job");
  assert.ok(JSON.stringify(record).includes('"read-state"'), "steps have the ids of the site");
  return record;
}

/** What axe objects to or cannot judge. */
async function objections(page) {
  await page.evaluate(axe);
  const { violations, incomplete } = await page.evaluate(values => globalThis.axe.run(document, { preload: false, runOnly: { type: "tag", values } }), rules);
  return [...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`);
}

test("every address of every page leads to a file that is there", () => {
  const wrong = [];
  let seen = 0;
  for (const path of pages().filter(path => path !== "404.html")) {
    for (const [, tag, name, written] of readFileSync(join(site, path), "utf8").matchAll(/<([a-z]+)[^<>]*? (href|src|data-run)="([^"]*)"/g)) {
      const address = written.replaceAll("&amp;", "&").replaceAll("&#39;", "'");
      if (address.startsWith("#")) continue;
      seen += 1;
      if (/^(https?|mailto|tel|sms):/.test(address)) {
        if (tag !== "a") wrong.push(`${path}: ${tag} loads ${address}`);
        continue;
      }
      const target = posix.join(posix.dirname(path), decodeURIComponent(address.split(/[?#]/)[0]));
      if (address.startsWith("/") || target.startsWith("..") || !existsSync(join(site, target)) || target.endsWith("/")) wrong.push(`${path}: ${name} ${address}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen > 5000, `${seen} addresses were looked at`);
});

describe("from a folder", () => {
  test("home, and the menus from there", () => away(fileAddress("index.html"), {}, async page => {
    for (const name of ["Runbooks", "Support", "Training"]) {
      await page.locator(".index").getByRole("link", { name }).click();
      await arrived(page);
      assert.match(await page.locator("h1").textContent(), /\S/);
    }
    await page.setViewportSize(sizes.phone);
    await page.locator(".menu").click();
    assert.ok(await page.locator("main a").count() > 100, "the list of all pages is the menu of a phone");
  }));

  test("a runbook is followed, and what was done is still there", () => away(fileAddress(runbook), {}, async page => {
    await follow(page);
    await page.reload();
    assert.ok(await page.locator("[id='read-state:done']").isChecked());
    assert.equal(await page.inputValue("[id='p:job-id']"), "TJ-118042");
  }));

  test("a charter says who is there now", () => away(fileAddress("support/charter/index.html"), {}, async page => {
    await page.locator("[data-now]").waitFor();
    assert.match(await page.locator("[data-now]").textContent(), /\d\d:\d\d/);
  }));

  test("calendars and drawings are there", async () => {
    await away(fileAddress("all-tasks/index.html"), {}, async page => assert.ok(await page.locator("main table, main li").count() > 5));
    const drawn = pages().find(path => readFileSync(join(site, path), "utf8").includes('class="dg'));
    await away(fileAddress(drawn), {}, async page => {
      const { width, height } = await page.locator("svg.dg, .dg svg").first().boundingBox();
      assert.ok(width > 100 && height > 50, `${width} × ${height}`);
    });
  });

  test("a course asks, and remembers", () => away(fileAddress("training/take-a-request/index.html"), {}, async page => {
    const first = page.locator("fieldset.ask").first();
    await first.locator("input").first().check();
    await first.locator(".acts button").first().click();
    assert.match(await first.locator(".verdict").textContent(), /\S/);
    const said = await page.locator(".score .total").textContent();
    await page.reload();
    assert.equal(await page.locator(".score .total").textContent(), said);
  }));

  test("what is printed is whole", () => away(fileAddress(runbook), {}, async page => {
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".ph").isVisible());
    assert.ok(await page.locator("#release-queue").isVisible());
    assert.ok(!await page.locator(".top").isVisible());
  }));

  test("a question is answered by the search", async t => {
    if (!existsSync(join(site, "_handover/search.js"))) return t.skip("the site has no search");
    await away(fileAddress("index.html"), {}, async page => {
      await page.keyboard.press("/");
      await page.getByRole("combobox").waitFor();
      await page.keyboard.type("failed job");
      await page.getByRole("option", { name: /Restart a failed job/ }).first().waitFor();
    });
  });
});

/** Writes a copy of the handbook and returns its path. */
function bundle(name, ...options) {
  const out = join(folder, name);
  execFileSync(process.env.HANDOVER, ["bundle", root, "--out", out, ...options], { stdio: ["ignore", "ignore", "inherit"] });
  return out;
}
/** Takes a copy out of its archive, elsewhere. */
function unpacked(archive, name) {
  const out = join(folder, name);
  for (const [path, bytes] of unzip(readFileSync(archive))) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), bytes);
  }
  return out;
}

describe("a copy as an archive", () => {
  let copy;
  before(() => { copy = unpacked(bundle("part.zip", "--kind", "runbook,charter"), "elsewhere é"); });

  test("begins with the way to what is needed first", () => away(fileAddress("START-HERE.html", copy), {}, async page => {
    await page.getByRole("link", { name: "Restart a failed job" }).click();
    await arrived(page);
    await follow(page);
    await page.locator(".brand").click();
    assert.match(await page.locator("h1").textContent(), /without a network/);
  }));
  test("reads without a script", () => away(fileAddress("START-HERE.html", copy), { javaScriptEnabled: false }, async page => {
    await page.getByRole("link", { name: "Restart a failed job" }).click();
    assert.ok(await page.locator("#read-state").isVisible());
    assert.match(await page.locator("main").textContent(), /Run background jobs \(not in this copy\)/);
  }));
  for (const path of ["START-HERE.html", runbook]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${path} in ${colorScheme} has nothing that axe objects to`, () => away(fileAddress(path, copy), { colorScheme, viewport: sizes.phone }, async page => {
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await objections(page), []);
      }));
    }
  }
});

describe("pages in one file", () => {
  let file;
  before(() => { file = pathToFileURL(bundle("one file.html", "--single")).href; });
  const shown = page => page.locator(".leaf:visible");

  test("are shown one at a time, and each is followed", () => away(file, {}, async page => {
    assert.equal(await shown(page).count(), 0);
    await page.getByRole("link", { name: "Restart a failed job" }).click();
    await page.locator(".runner").waitFor();
    assert.equal(await shown(page).count(), 1);
    assert.equal(await page.title(), "Restart a failed job | Pellworth");
    await follow(page);
    await page.locator("main").getByRole("link", { name: "Free space on the job server" }).first().click();
    await page.locator("h1", { hasText: "Free space on the job server" }).waitFor();
    await page.locator(".runner").waitFor();
    assert.ok(!await page.locator(".tick input:checked").count(), "each page has its own state");
    await page.goBack();
    await page.locator("h1", { hasText: "Restart a failed job" }).waitFor();
    // What was done is still there.
    await page.locator("[id='read-state:done']:checked").waitFor({ state: "attached" });
    await page.locator(".runner").waitFor();
    await page.locator(".toc a").nth(2).click();
    await page.reload();
    await page.locator(".runner").waitFor();
    assert.equal(await page.locator("h1:visible").textContent(), "Restart a failed job");
    await page.locator(".brand").click();
    await page.locator(".contents-of-file").waitFor();
  }));
  test("a charter in it says who is there now", () => away(`${file}#support-charter!:`, {}, async page => {
    await page.locator("[data-now]").waitFor();
    assert.match(await page.locator("[data-now]").textContent(), /\d\d:\d\d/);
  }));
  test("a place in a page is where the reader is taken", () => away(`${file}#failed-job!:restart-job`, {}, async page => {
    await page.locator(".runner").waitFor();
    await page.waitForFunction(() => Math.abs(document.getElementById("restart-job").getBoundingClientRect().top) < 300);
  }));
  test("are read without a script, one at a time", () => away(file, { javaScriptEnabled: false }, async page => {
    assert.equal(await shown(page).count(), 0);
    await page.getByRole("link", { name: "Restart a failed job" }).click();
    assert.equal(await shown(page).count(), 1);
    assert.ok(!await page.locator(".contents-of-file").isVisible());
    await page.locator(".leaf:visible .toc a").nth(2).click();
    assert.ok(await page.locator("[id='failed-job!:hold-queue']").isVisible());
    await page.locator(".brand").click();
    assert.equal(await shown(page).count(), 0);
  }));
  for (const place of ["", "#failed-job!:", "#support-charter!:"]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${place || "the contents"} in ${colorScheme}: nothing that axe objects to`, () => away(file + place, { colorScheme, viewport: sizes.phone }, async page => {
        await page.waitForLoadState();
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await objections(page), []);
      }));
    }
  }
});

describe("what a browser keeps", () => {
  const step = word => `---\nkind: runbook\nid: pump\ntitle: Start the pump\nseverity: P1\nowner: Keeper\n---\n\n# Start the pump\n\nThe word is ${word}.\n\n## Steps\n\n### Step 1: Look\n\n\`\`\`sh\npump\n\`\`\`\n\n- Expect: it runs\n`;
  const files = (word, offline = "offline = [\"runbook\"]\n") => ({
    "handover.toml": `title = "Harbour"\n${offline}`,
    "content/index.md": `# Harbour\n\nThe word is ${word}. [Pump](pump.md), [note](note.md)\n`,
    "content/pump.md": step(word),
    "content/note.md": "# Note\n\nNot kept.\n",
    "themes/default/assets/word.js": `globalThis.word = "${word}";\n`,
  });
  const settled = page => page.evaluate(async () => (await navigator.serviceWorker.ready).active.state);
  const words = page => page.locator("main").textContent();
  const cached = page => page.evaluate(async () => (await caches.keys()).filter(name => name.startsWith("handover:")));
  /** A script that a page loads late. */
  const late = page => page.evaluate(() => new Promise(done => {
    const script = document.createElement("script");
    script.src = new URL("word.js", document.querySelector("script[src*='_handover']").src);
    script.onload = () => done(globalThis.word);
    document.head.append(script);
  }));
  const until = async (what, is) => {
    for (let left = 100; left > 0; left -= 1) {
      if (await is()) return;
      await new Promise(done => { setTimeout(done, 100); });
    }
    assert.fail(what);
  };

  test("a site in a folder of a server, its builds, and its end", async () => {
    const made = build(files("one"), "--date", "2026-11-22");
    let server = await serve(made.out, { base: "/hand/book" });
    const { address, port } = server;
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      const complaints = listen(page);
      await page.goto(`${address}/index.html`);
      await settled(page);
      await page.goto(`${address}/pump/index.html`);
      assert.equal(await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL), `${address}/service-worker.js`);
      assert.equal(await page.locator(".away").count(), 0);
      assert.deepEqual(complaints, []);

      // The server is gone.
      await server.close();
      await page.reload();
      assert.match(await words(page), /The word is one/);
      assert.equal(await page.locator(".away").textContent(), "No network. This is the copy of 22 November 2026.");
      await page.locator(".tick").first().click();
      await page.goto(`${address}/note/`);
      assert.match(await words(page), /not on this device/);
      assert.equal(page.url(), `${address}/note/`);
      assert.deepEqual(await objections(page), []);
      await page.getByRole("link", { name: "front page" }).click();
      assert.match(await words(page), /The word is one/);

      // It is back, with the same build.
      server = await serve(made.out, { base: "/hand/book", port });
      await page.goto(`${address}/note/index.html`);
      assert.match(await words(page), /Not kept/);
      await page.goto(`${address}/pump/index.html`);
      assert.equal(await page.locator(".away").count(), 0);

      // A new build comes while a page is open: that page stays of its build, the next one is of the new.
      const open = await context.newPage();
      await open.goto(`${address}/pump/index.html`);
      const [before] = await cached(open);
      made.again(files("two"));
      await page.goto(`${address}/index.html`);
      assert.match(await words(page), /The word is one/);
      await until("the new build is taken", async () => (await cached(page)).some(name => name !== before));
      await settled(page);
      await until("the next load is of the new build", async () => { await page.goto(`${address}/index.html`); return /The word is two/.test(await words(page)); });
      assert.equal(await late(page), "two");
      assert.equal(await late(open), "one");
      await open.close();
      await until("the old build is removed", async () => { await page.reload(); return (await cached(page)).length === 1; });
      assert.notEqual((await cached(page))[0], before);

      // A build that did not arrive whole is not taken.
      made.again(files("three"));
      const whole = readFileSync(join(made.out, "pump/index.html"));
      writeFileSync(join(made.out, "pump/index.html"), "half of a pa");
      await page.goto(`${address}/index.html`);
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update().catch(() => null));
      await page.evaluate(async () => { const { installing } = await navigator.serviceWorker.ready; if (installing) await new Promise(done => installing.addEventListener("statechange", done)); });
      await page.goto(`${address}/pump/index.html`);
      assert.match(await words(page), /The word is two/);
      writeFileSync(join(made.out, "pump/index.html"), whole);
      await until("it is taken when it is whole", async () => {
        await page.goto(`${address}/index.html`);
        await page.evaluate(async () => (await navigator.serviceWorker.ready).update().catch(() => null));
        return /The word is three/.test(await words(page));
      });

      // The setting is taken away: so is everything that was kept.
      made.again(files("four", ""));
      await until("nothing is kept any more", async () => {
        await page.goto(`${address}/index.html`);
        return /The word is four/.test(await words(page)) && (await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)) === 0;
      });
      await until("nothing of it is left", async () => (await page.evaluate(() => caches.keys())).length === 0);
    } finally {
      await context.close();
      await server.close().catch(() => null);
      made.remove();
    }
  });

  test("a folder keeps nothing, and says nothing of it", async () => {
    const made = build(files("one"));
    try {
      await away(fileAddress("pump/index.html", made.out), {}, async page => assert.match(await words(page), /The word is one/));
    } finally { made.remove(); }
  });
});
