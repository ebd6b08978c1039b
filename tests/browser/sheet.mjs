// Makes one picture of every kind of page, on a desk and on a phone, in light and dark:
// `node tests/browser/sheet.mjs [FILE]`, by default `docs/sheet.webp`. HANDOVER_SITE names the built handbook.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch, visit } from "./lib/browser.mjs";
import { book, kinds } from "./lib/kinds.mjs";
import { serve } from "./lib/server.mjs";
import { root, site } from "./lib/site.mjs";

const limit = 420 * 1024;
const path = resolve(process.argv[2] ?? join(root, "docs/sheet.webp"));
const height = 208;
const windows = [{ width: 1280, height: 832 }, { width: 360, height: 640 }];

const [browser, server] = await Promise.all([launch(), serve(site)]);
const shots = [];
for (const [name, page] of Object.entries({ ...kinds, book })) {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of windows) {
      const taken = await visit(browser, `${server.address}/${page}`, { viewport, colorScheme }, tab => tab.screenshot());
      shots.push({ name, viewport, picture: taken.toString("base64") });
    }
  }
}
const canvas = await browser.newPage();
const sheet = await canvas.evaluate(compose, { shots, height });
await Promise.all([browser.close(), server.close()]);
const bytes = Buffer.from(sheet.split(",")[1], "base64");
writeFileSync(path, bytes);
console.log(`${path} ${bytes.length} bytes, ${shots.length} pictures`);
if (bytes.length > limit) {
  console.error(`the sheet is larger than ${limit} bytes`);
  process.exitCode = 1;
}

/** Runs in the browser: two kinds in a row, each with its name above its pictures. */
async function compose({ shots, height }) {
  const [gap, line] = [12, 28];
  const widthOf = shot => Math.round(shot.viewport.width * height / shot.viewport.height);
  const names = [...new Set(shots.map(shot => shot.name))];
  const cell = shots.filter(shot => shot.name === names[0]).reduce((width, shot) => width + widthOf(shot) + gap, 0);
  const canvas = document.createElement("canvas");
  canvas.width = 2 * cell + 3 * gap;
  canvas.height = Math.ceil(names.length / 2) * (height + line + gap) + gap;
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#8a9094";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = "600 17px system-ui, sans-serif";
  for (const [index, name] of names.entries()) {
    const top = gap + Math.floor(index / 2) * (height + line + gap);
    let left = gap + (index % 2) * (cell + gap);
    context.fillStyle = "#101416";
    context.fillText(name[0].toUpperCase() + name.slice(1), left, top + 18);
    for (const shot of shots.filter(shot => shot.name === name)) {
      const picture = new Image();
      picture.src = "data:image/png;base64," + shot.picture;
      await picture.decode();
      context.drawImage(picture, left, top + line, widthOf(shot), height);
      left += widthOf(shot) + gap;
    }
  }
  return canvas.toDataURL("image/webp", 0.6);
}
