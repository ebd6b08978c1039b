// What axe objects to, and what it cannot judge.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const script = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The looks that every kind of page is judged in. */
export const looks = {
  light: { colorScheme: "light", forcedColors: "none", size: "desk" },
  dark: { colorScheme: "dark", forcedColors: "none", size: "desk" },
  phone: { colorScheme: "light", forcedColors: "none", size: "phone" },
  "dark phone": { colorScheme: "dark", forcedColors: "none", size: "phone" },
  forced: { colorScheme: "light", forcedColors: "active", size: "desk" },
};

/** Looks at a page, or at what `within` selects, and says what is wrong with it in lines. The script is put in once. */
export async function judge(page, within) {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(script);
  const result = await page.evaluate(([values, within]) => globalThis.axe.run(within ? { include: [within] } : document, { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] }), [rules, within]);
  const lines = found => found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(node => `${node.html.slice(0, 160)} (${node.any[0]?.data?.messageKey ?? node.any[0]?.message ?? ""})`).join(" , ")}`);
  return { violations: lines(result.violations), incomplete: lines(result.incomplete) };
}
