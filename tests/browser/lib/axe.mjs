// What axe objects to, and what neither it nor we can judge.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { sizes } from "./browser.mjs";

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

/** Shows a page in one of the looks, and waits until its scripts have seen the window that it has now. */
export async function show(page, { size, ...media }) {
  await page.setViewportSize(sizes[size]);
  await page.emulateMedia({ ...media, reducedMotion: "reduce" });
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/**
 * Looks at a page, or at what `within` selects, and says in lines what is wrong. axe leaves some things to people:
 * text in drawings, on grounds that are painted in several layers, or below something else, and names of one sign.
 * These are judged by `clears`; what it cannot clear is wrong too. Where a script took away what axe looked at (the
 * bar of a charter, when a shift ends), the page is looked at once more.
 */
export async function judge(page, within, isAgain = false) {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(script);
  const result = await page.evaluate(([values, within]) => globalThis.axe.run(within ? { include: [within] } : document,
    { runOnly: { type: "tag", values }, resultTypes: ["violations", "incomplete"] }), [rules, within]);
  const open = result.incomplete.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, target, any }) => ({ html, target: target[0], reason: any[0]?.data?.messageKey ?? any[0]?.message })) }));
  const isGone = targets => targets.some(target => typeof target === "string" && !document.querySelector(target));
  if (!isAgain && await page.evaluate(isGone, open.flatMap(({ nodes }) => nodes.map(({ target }) => target)))) return judge(page, within, true);
  return [...lines(result.violations), ...lines(await page.evaluate(clears, open))];
}

const lines = found => found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 160) + (node.reason ? ` (${node.reason})` : "")).join(" , ")}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""}`);

/** Runs in the browser: takes what is right from what axe could not judge. */
function clears(open) {
  const parts = text => text.match(/[\d.]+/g).map(Number);
  const isClear = text => text === "none" || text === "transparent" || parts(text)[3] === 0;
  const luminance = text => parts(text).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left);
    return (light + 0.05) / (dark + 0.05);
  };
  /** The colour behind an element: of its box in a drawing, else of what it stands in. */
  const ground = element => {
    const box = element.closest("svg") && element.closest("a, g")?.querySelector(":scope > .dg-box");
    const fill = box && getComputedStyle(box).fill;
    if (fill && !isClear(fill)) return fill;
    for (let at = element; at; at = at.parentElement) {
      const own = getComputedStyle(at).backgroundColor;
      if (!isClear(own)) return own;
    }
    return "rgb(255, 255, 255)";
  };
  const reads = element => {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    return contrast(element.closest("svg") ? style.fill : style.color, ground(element)) >= (isLarge ? 3 : 4.5);
  };
  const judges = {
    "color-contrast": reads,
    // What a script writes while axe looks is no longer where it was.
    "heading-order": element => {
      const all = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(heading => heading.checkVisibility());
      const at = all.indexOf(element);
      return at === 0 || at > 0 && Number(element.tagName[1]) <= Number(all[at - 1].tagName[1]) + 1;
    },
    // The rule asks whether the name holds what is seen.
    "label-content-name-mismatch": element => {
      const seen = element.textContent.trim();
      return [...seen].length <= 1 && (element.getAttribute("aria-label") ?? "").includes(/\w/.test(seen) ? seen : "");
    },
  };
  return open.map(({ id, nodes }) => ({ id, nodes: nodes.filter(({ target }) => {
    const element = document.querySelector(target);
    return !(element && judges[id]?.(element));
  }) })).filter(({ nodes }) => nodes.length);
}
