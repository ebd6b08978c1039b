// Scripts of a theme do the same after they were made compact.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { program } from "./lib/programs.mjs";
import { build } from "./lib/site.mjs";

const count = 600;
/** Whether a text is a program at all; some made by chance are none. */
function isProgram(text) {
  try { return !!new Script(text); } catch { return false; }
}

/** What programs say, each as a list of lines. A promise that nobody waits for may fail. */
const said = texts => JSON.parse(execFileSync(process.execPath, ["--unhandled-rejections=none", fileURLToPath(new URL("lib/said.mjs", import.meta.url))], { input: JSON.stringify(texts), maxBuffer: 1e9 }));

test("programs made by chance do the same with short names", () => {
  const files = {};
  for (let seed = 1; Object.keys(files).length < count; seed += 1) {
    const text = program(seed);
    if (isProgram(text)) files[`themes/default/assets/made/${seed}.js`] = text;
  }
  const site = build({ "handover.toml": "", "content/index.md": "# Home\n", ...files });
  try {
    const pairs = Object.entries(files).map(([path, text]) => [text, readFileSync(join(site.out, path.replace("themes/default/assets", "_handover")), "utf8")]);
    const [before, after] = [0, 1].map(side => said(pairs.map(pair => pair[side])));
    pairs.forEach((pair, at) => assert.deepEqual(after[at], before[at], pair.join("\n----\n")));
    assert.ok(before.flat().length > count, "programs that say nothing show nothing");
    const shorter = pairs.filter(([text, made]) => made.length < text.length * 0.95).length;
    assert.ok(shorter > count / 4, `only ${shorter} of ${count} were made shorter`);
  } finally { site.remove(); }
});
