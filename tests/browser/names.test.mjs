// A folder that was written for no site: long names in one word, many of them, pages that declare nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, overflow, sizes, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { build } from "./lib/site.mjs";

const long = "VirtualMachineInstanceHasEphemeralHotplugVolume";
const names = [long, "AlertmanagerClusterFailedToSendAlerts", "HighlyAvailableWorkloadIncorrectlySpread", "KubePersistentVolumeInodesFillingUp"];
const alert = name => `# ${name}\n\n## Meaning\n\nIt fires when something is wrong.\n\n## Impact\n\nSome.\n\n## Diagnosis\n\n\`\`\`sh\noc get pod\n\`\`\`\n\n## Mitigation\n\nMend it.\n`;
const files = {
  "handover.toml": "title = \"Incident Response Documentation of the Harbour\"\n",
  "content/index.md": "# Harbour\n\nWelcome.\n",
  ...Object.fromEntries(names.map(name => [`content/alerts/${name}.md`, alert(name)])),
  "content/steps.md": "---\nkind: runbook\n---\n# Steps\n\n## Steps\n\n1. **Look.**\n2. **Act.**\n",
};
const runbook = `alerts/${long.toLowerCase()}/index.html`;
let browser, server, site;
before(async () => {
  site = build(files);
  [browser, server] = await Promise.all([launch(), serve(site.out)]);
});
after(async () => { await browser?.close(); await server?.close(); site?.remove(); });
const at = path => `${server.address}/${path}`;

for (const size of ["desk", "phone", "least"]) {
  test(`nothing is too wide (${size})`, async () => {
    for (const path of ["index.html", "all-pages/index.html", "alerts/index.html", runbook]) {
      await visit(browser, at(path), { viewport: sizes[size] }, async page => assert.equal(await overflow(page), 0, path));
    }
  });
}

test("a name goes on in the next line where one of its words begins", () => visit(browser, at("alerts/index.html"), {}, async page => {
  const link = page.locator(`.tree a[href*="${long.toLowerCase()}"]`);
  const parts = await link.evaluate(link => {
    const lines = new Map();
    for (const node of link.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
      lines.set(node.data, new Set(tops).size);
    }
    return [...lines];
  });
  assert.ok(parts.length > 3, "there are places to break");
  assert.deepEqual(parts.filter(([, lines]) => lines > 1), [], "no word is torn");
  assert.equal(await link.textContent(), long, "who copies the name has it whole");
}));

test("the title of the site stays in its bar on a phone", () => visit(browser, at("index.html"), { viewport: sizes.phone }, async page => {
  const [bar, name] = await Promise.all([".top", ".brand span"].map(part => page.locator(part).boundingBox()));
  assert.ok(bar.height <= 61, `${bar.height} pixels`);
  assert.ok(bar.y <= name.y && name.y + name.height <= bar.y + bar.height, JSON.stringify(name));
}));

test("a list of pages is as wide as its column, not as a line of text", () => visit(browser, at("alerts/index.html"), {}, async page => {
  const [column, list] = await Promise.all(["main", "main > .listing"].map(part => page.locator(part).boundingBox()));
  assert.equal(list.width, column.width);
}));

test("a runbook that declares nothing has no bar, and one with steps has", async () => {
  await visit(browser, at(runbook), {}, async page => {
    assert.equal(await page.locator("body.runbook").count(), 1, "it is known to be one");
    assert.equal(await page.locator(".bar").count(), 0);
  });
  await visit(browser, at("steps/index.html"), {}, async page => assert.equal(await page.locator(".bar [data-count]").textContent(), "2 steps"));
});

test("letters typed behind the key are kept where the field is not shown", () => visit(browser, at("index.html"), { viewport: sizes.phone }, async page => {
  await page.route("**/search.js", async route => {
    await new Promise(done => setTimeout(done, 300));
    await route.continue();
  });
  await page.keyboard.press("/");
  await page.keyboard.type("ephemeral");
  const field = page.locator("dialog.finder").getByRole("combobox");
  await field.waitFor();
  await page.keyboard.type(" volume");
  assert.equal(await field.inputValue(), "ephemeral volume");
  await page.keyboard.press("Escape");
  assert.ok(!await page.locator(".find input").isVisible(), "it is not shown afterwards either");
}));
