// What a reader sees of a page as numbers: where its parts stand, and what is wrong with how they stand. The functions
// run in the browser and know nothing of what is around them.

/** How a page can be looked at: the sizes of windows in CSS pixels. */
export const widths = { 360: { width: 360, height: 740 }, 768: { width: 768, height: 1024 }, 1280: { width: 1280, height: 800 } };

/** The parts whose places are kept, by selector. */
export const parts = [".top > div", ".index", ".menu", ".bar > div", ".crumbs", ".tree", "main", "main h1", ".lede", ".docket", ".side", ".toc", "main .wide", ".code", ".note", ".foot", ".base p"];

/** Left edge and width in CSS pixels of the first of each part that is shown, and its size of type. */
export function places(parts) {
  const found = {};
  for (const selector of parts) {
    const shown = [...document.querySelectorAll(selector)].find(element => element.checkVisibility() && element.getBoundingClientRect().width > 1);
    if (!shown) continue;
    const { left, width } = shown.getBoundingClientRect();
    // What is as wide as its words depends on the fonts of the machine.
    const byWords = shown.matches(".index, .menu");
    found[selector] = byWords ? "shown" : `${Math.round(left)} ${Math.round(width)} ${getComputedStyle(shown).fontSize}`;
  }
  return found;
}

/** Colour of text and ground of each part, the ground being that of the nearest ancestor that has one. */
export function colours(parts) {
  const found = {};
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\)$/.test(colour)) return colour;
    }
    return "none";
  };
  const short = colour => colour.replace(/^rgb\((\d+), (\d+), (\d+)\)$/, (_, ...parts) => "#" + parts.slice(0, 3).map(part => Number(part).toString(16).padStart(2, "0")).join(""));
  for (const selector of parts) {
    const shown = [...document.querySelectorAll(selector)].find(element => element.checkVisibility());
    if (shown) found[selector] = `${short(getComputedStyle(shown).color)} on ${short(ground(shown))}`;
  }
  return found;
}

/** What no page may have: text on text, text outside the window, tiny text, lines too long to read. */
export function faults() {
  const style = element => getComputedStyle(element);
  const isHidden = element => element.closest(".hide, .skip, [aria-hidden=true], option, select, textarea") || !element.checkVisibility({ opacityProperty: true });
  const scrolls = element => {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(style(at).overflowX)) return true;
    return false;
  };
  const isFloating = element => {
    for (let at = element; at; at = at.parentElement) if (/fixed|sticky/.test(style(at).position)) return true;
    return false;
  };
  const about = (element, text) => `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className} "${text.trim().slice(0, 40)}"`;
  const list = { outside: [], tiny: [], long: [], overlapping: [] };
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || isHidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(rect => rect.width > 1 && rect.height > 1);
    const isDrawn = element.closest("svg");
    if (!isDrawn && rects.length && parseFloat(style(element).fontSize) < 12) list.tiny.push(`${about(element, node.data)} ${style(element).fontSize}`);
    if (rects.some(rect => rect.right > innerWidth + 1 || rect.left < -1) && !scrolls(element)) list.outside.push(about(element, node.data));
    if (!isDrawn && !isFloating(element) && !scrolls(element)) for (const rect of rects) boxes.push({ rect, element, text: node.data });
  }
  boxes.sort((one, other) => one.rect.top - other.rect.top);
  for (const [index, one] of boxes.entries()) {
    for (let next = index + 1; next < boxes.length && boxes[next].rect.top < one.rect.bottom; next++) {
      const other = boxes[next];
      if (one.element === other.element || one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const high = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
      // Lines stand close in headings; letters touch only where boxes share more than a third of a line.
      if (wide > 3 && high > 0.34 * Math.min(one.rect.height, other.rect.height)) list.overlapping.push(`${about(one.element, one.text)} and ${about(other.element, other.text)}`);
    }
  }
  for (const paragraph of document.querySelectorAll("main p, main li")) {
    if (isHidden(paragraph) || paragraph.querySelector("p, ul, ol, div, table")) continue;
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const lines = new Set([...range.getClientRects()].map(rect => Math.round(rect.bottom / 6))).size;
    const letters = paragraph.textContent.trim().length;
    if (lines > 2 && letters / (lines - 0.5) > 84) list.long.push(`${about(paragraph, paragraph.textContent)} ${Math.round(letters / (lines - 0.5))} letters`);
  }
  return list;
}

/** How the fonts of this machine measure: other fonts, other pictures. */
export function fonts() {
  const context = document.createElement("canvas").getContext("2d");
  return ["system-ui", "serif", "monospace"].map(family => {
    context.font = `100px ${family}`;
    return Math.round(context.measureText("Handover 0123 wxyz").width);
  }).join(" ");
}

/** A picture as lines of hexadecimal digits: how bright each square of so many pixels is. */
export async function brightness({ picture, square }) {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const rows = [];
  for (let top = 0; top < image.height; top += square) {
    let row = "";
    for (let left = 0; left < image.width; left += square) {
      const { data } = context.getImageData(left, top, Math.min(square, image.width - left), Math.min(square, image.height - top));
      let sum = 0;
      for (let at = 0; at < data.length; at += 4) sum += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
      row += Math.min(15, Math.floor(sum / (data.length / 4) / 16)).toString(16);
    }
    rows.push(row);
  }
  return rows;
}
