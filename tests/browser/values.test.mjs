// Values of a page: typed once, filled in everywhere, kept here, and copied in a form that a shell reads back.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { build, fileAddress } from "./lib/site.mjs";

const page = `---
kind: runbook
owner: desk
---

# Restart it

## Parameters

| Name | What it is | Type | Pattern | Example | Where to find it | Variable |
|---|---|---|---|---|---|---|
| job | Number of the job | | \`TJ-[0-9]+\` | TJ-1 | Step 1 | |
| text | A text | lines | | | In the ticket | |
| queue | Queue | | east, west or north | west | | |
| ns | Namespace | | | orders | | NS |
| token | The token | secret | | | In the vault | |

## Steps

1. **Look.** See [the job](https://jobs.example/{{job}}?q={{queue}}) of {{queue}}, with {{token}}.

   \`\`\`console
   $ printf '%s|' {{job}} "{{text}}" $NS
   printed {{job}}
   \`\`\`

   - Undo: \`printf %s {{text}}\`

2. **Take.** Plain only.

   \`\`\`sh
   printf %s $(( {{job}} ))
   \`\`\`

## Verification

All is well.
`;

const hostile = "it's $HOME \"`id`\" !! \\ ж\n^second *";

describe("values", () => {
  let browser, site, context, at;
  before(async () => {
    site = build({ "handover.toml": "title = \"Values\"\n", "content/index.md": "# Home\n", "content/restart.md": page });
    browser = await launch();
    context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    at = await context.newPage();
    await at.goto(fileAddress("restart/index.html", site.out));
  });
  after(async () => { await browser?.close(); site?.remove(); });

  const copy = async number => {
    const button = at.locator("main .copy").nth(number);
    await button.evaluate(element => { element.textContent = "Copy"; });
    await button.click();
    await at.waitForFunction(element => element.textContent !== "Copy", await button.elementHandle());
    const words = await button.textContent();
    return [words, await at.evaluate(() => navigator.clipboard.readText())];
  };
  const run = code => execFileSync("sh", ["-c", code], { encoding: "utf8", env: { ...process.env, NS: "n" } });

  test("what is missing is said, and stays a name", async () => {
    const [words, text] = await copy(1);
    assert.equal(words, "Copied, 2 values missing: job, text");
    assert.equal(text, "printf '%s|' {{job}} \"{{text}}\" $NS");
  });

  test("a value stands in all its places, and a shell reads it back", async () => {
    await at.fill("[data-param=job]", "TJ-7");
    await at.fill("[data-param=text]", hostile);
    await at.selectOption("[data-param=queue]", "west");
    await at.fill("[data-param=ns]", "o'r");
    assert.equal(await at.locator("a[data-href]").getAttribute("href"), "https://jobs.example/TJ-7?q=west");
    const [words, text] = await copy(1);
    assert.equal(words, "Copied");
    assert.equal(run(text), "TJ-7|" + hostile + "|n|");
    assert.equal(run((await copy(2))[1]), hostile);
    assert.equal((await copy(0))[1], "export NS='o'\\''r'");
  });

  test("what cannot be written safely is not copied", async () => {
    await at.fill("[data-param=job]", "TJ 7");
    assert.match((await copy(3))[0], /^Not copied: job: here can only be letters/);
    assert.equal(await at.locator("[data-param=job] + .amiss").textContent(), "It looks like TJ-1.");
    assert.equal((await copy(1))[0], "Copied, does not look right: job");
  });

  test("values stay in this browser, and a secret has no field", async () => {
    await at.reload();
    assert.equal(await at.inputValue("[data-param=text]"), hostile);
    assert.equal(await at.inputValue("[data-param=queue]"), "west");
    assert.equal(await at.locator("[data-param=token]").count(), 0);
    assert.match(await at.locator(".params").textContent(), /The token Secret: never typed into this page\. In the vault/);
  });

  test("without a script the fields are there to be filled in by hand", async () => {
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const plain = await bare.newPage();
    await plain.goto(fileAddress("restart/index.html", site.out));
    assert.equal(await plain.locator(".params :is(input, select, textarea)").count(), 4);
    assert.equal(await plain.locator(".params label").count(), 4);
    assert.equal(await plain.locator(".once").first().isVisible(), false);
    await bare.close();
  });
});
