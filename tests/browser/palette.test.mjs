// The colours of the theme against each other, as WCAG counts contrast.
// Pages cannot show this: not every pair is on a page, and checkers skip what they cannot see.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { root } from "./lib/site.mjs";

const css = readFileSync(join(root, "themes/default/assets/theme.css"), "utf8");
const blocks = {
  light: block(/^:root\{([^}]*)\}/m),
  "dark by the system": block(/:root:not\(\[data-theme=light\]\)\{([^}]*)\}/),
  "dark by choice": block(/:root\[data-theme=dark\]\{([^}]*)\}/),
};
/** The values that the second theme gives to tokens, in a table of its settings. */
const sober = table => {
  const settings = readFileSync(join(root, "themes/sober/theme.toml"), "utf8");
  const lines = settings.split(`\n[${table}]\n`)[1].split("\n\n")[0];
  return Object.fromEntries([...lines.matchAll(/^(\w+) = "(#[0-9a-f]{3,6})"$/gm)].map(([, name, value]) => [name, value]));
};
blocks["the second theme"] = sober("tokens");
blocks["the second theme in the dark"] = { ...blocks["dark by choice"], ...sober("dark") };
const severities = ["s1", "s2", "s3", "s4", "ok"];

/** Least contrast, then the pairs of text and ground that must have it. */
const demands = [
  [7, ["ink", "soft", "link", "hover", "seen"].map(text => [text, "paper"])],
  [7, [["ink", "surface"], ["ink", "raised"], ["ink", "mark"], ["ink", "code"], ["ink", "lit"], ["paper", "ink"]]],
  [4.5, [["soft", "surface"], ["link", "surface"], ["link", "raised"], ["link", "code"], ["soft", "code"]]],
  [4.5, ["k", "s", "c", "n", "link", "s4", "seen"].map(text => [text, "code"])],
  [4.5, ["k", "s", "c", "n", "link", "s4", "seen"].map(text => [text, "lit"])],
  [4.5, severities.flatMap(text => [[text, text + "t"], ["ink", text + "t"], ["link", text + "t"], [text, "paper"]])],
  [4.5, [["ht", "h1"], ["ht", "h2"], ["ht3", "h3"], ["ht4", "h4"]]],
  [3, [["edge", "paper"], ["edge", "raised"], ["edge", "surface"], ["link", "raised"]]],
];

for (const [name, declared] of Object.entries(blocks)) {
  const colours = { ...blocks.light, ...declared };
  describe(name, () => {
    for (const [least, pairs] of demands) {
      test(`at least ${least}: ${pairs.map(pair => pair.join(" on ")).join(", ")}`, () => {
        const poor = pairs
          .map(([text, ground]) => [`${text} on ${ground}`, contrast(colours[text], colours[ground])])
          .filter(([, found]) => !(found >= least));
        assert.deepEqual(poor, []);
      });
    }
  });
}

test("one of the two colours of the focus ring stands out on any ground", () => {
  for (const [name, declared] of Object.entries(blocks)) {
    const colours = { ...blocks.light, ...declared };
    for (const ground of ["paper", "surface", "raised", "code", "mark", ...severities.map(severity => severity + "t")]) {
      const best = Math.max(contrast(colours.ink, colours[ground]), contrast(colours.ring, colours[ground]));
      assert.ok(best >= 3, `${name}, on ${ground}: ${best}`);
    }
  }
});

test("both ways into the dark mean the same colours", () => {
  assert.deepEqual(blocks["dark by choice"], blocks["dark by the system"]);
  assert.ok(Object.keys(blocks["dark by choice"]).length > 30);
});

test("contrast is counted as WCAG does", () => {
  assert.equal(contrast("#fff", "#000"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

function block(pattern) {
  const found = pattern.exec(css);
  assert.ok(found, `theme.css has no block like ${pattern}`);
  return Object.fromEntries([...found[1].matchAll(/--([\w-]+):(#[0-9a-f]{3,6})\b/gi)].map(([, name, value]) => [name, value]));
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const digits = colour.slice(1);
  const full = digits.length === 3 ? [...digits].map(digit => digit + digit).join("") : digits;
  const [red, green, blue] = [0, 2, 4].map(at => parseInt(full.slice(at, at + 2), 16) / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
