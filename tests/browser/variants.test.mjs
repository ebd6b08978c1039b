// Smaller variants of pictures: which of them a browser loads, and that nothing moves when it comes.
// HANDOVER_IMAGES names a program that was built with the feature `images`; `tests/run` sets it.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, sizes, visit } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { fileAddress } from "./lib/site.mjs";

const folder = mkdtempSync(join(tmpdir(), "handover-variants-"));
const out = join(folder, "public");
const page = "rooms/index.html";
let browser, server;

/** A photo as a camera makes them: rough, and larger than any screen. */
const photo = (width, height) => browser.newPage().then(async page => {
  const bytes = await page.evaluate(async ([width, height]) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    const sky = context.createLinearGradient(0, 0, width, height);
    ["#234", "#9bc", "#e84", "#123"].forEach((colour, at) => sky.addColorStop(at / 3, colour));
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
    for (let at = 0, seed = 1; at < 60000; at += 1) {
      seed = (seed * 16807) % 2147483647;
      context.fillStyle = `hsl(${seed % 360} 40% ${seed % 90}% / .35)`;
      context.fillRect(seed % width, (seed >> 4) % height, 3 + seed % 29, 2 + seed % 17);
    }
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
    const reader = new FileReader();
    reader.readAsDataURL(blob);
    await new Promise(done => { reader.onload = done; });
    return reader.result.split(",")[1];
  }, [width, height]);
  await page.close();
  return Buffer.from(bytes, "base64");
});

/** The files of the pictures that a page loads, and whether anything moved. */
async function loaded(address, options) {
  return visit(browser, address, options, async (page, complaints) => {
    const names = await page.evaluate(async () => {
      const pictures = [...document.querySelectorAll("main img")];
      for (const picture of pictures) {
        picture.scrollIntoView();
        if (!picture.complete) await new Promise(done => { picture.onload = picture.onerror = done; });
      }
      return pictures.map(picture => picture.currentSrc);
    });
    const moved = await page.evaluate(() => new Promise(done => {
      let moved = 0;
      new PerformanceObserver(list => list.getEntries().forEach(entry => { moved += entry.hadRecentInput ? 0 : entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(moved), 100);
    }));
    const widths = await page.evaluate(() => [...document.querySelectorAll("main img")].map(picture => picture.clientWidth));
    assert.deepEqual(complaints, []);
    return { names: names.map(name => decodeURIComponent(basename(name))), moved, widths };
  });
}

before(async () => {
  const program = process.env.HANDOVER_IMAGES;
  if (!program) throw new Error("HANDOVER_IMAGES is not set; it names a program built with `--features images`. Run tests/run, which sets it.");
  browser = await launch();
  mkdirSync(join(folder, "content/rooms"), { recursive: true });
  writeFileSync(join(folder, "handover.toml"), "title = \"Rooms\"\n[images]\nwidths = [480, 960, 1440]\n");
  writeFileSync(join(folder, "content/index.md"), "# Home\n\n![The first rack](rooms/one.jpg)\n\n[Rooms](rooms/index.md)\n");
  writeFileSync(join(folder, "content/rooms/index.md"), "# Rooms\n\n![The first rack](one.jpg)\n\nText.\n\n![The second rack](two.jpg)\n");
  writeFileSync(join(folder, "content/rooms/pump.md"), "---\nkind: runbook\ntitle: Pump\n---\n\n# Pump\n\n![The first rack](one.jpg)\n\n## Steps\n\n### Step 1: Look\n\n![The second rack](two.jpg)\n");
  writeFileSync(join(folder, "content/rooms/one.jpg"), await photo(4000, 3000));
  writeFileSync(join(folder, "content/rooms/two.jpg"), await photo(4000, 3000));
  execFileSync(program, ["build", folder, "--out", out], { stdio: "inherit" });
  server = await serve(out);
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("variants of pictures", () => {
  const widths = names => names.map(name => Number(name.match(/\.(\d+)w\./)?.[1] ?? 4000));
  const addresses = () => [fileAddress(page, out), `${server.address}/${page}`];

  test("a phone loads the small one", async () => {
    for (const address of addresses()) {
      const { names, moved } = await loaded(address, { viewport: sizes.phone });
      assert.deepEqual(widths(names), [480, 480], address);
      assert.equal(moved, 0);
    }
  });

  test("a sharp phone loads one that is sharp there", async () => {
    const { names, widths: shown } = await loaded(addresses()[0], { viewport: sizes.phone, deviceScaleFactor: 3 });
    for (const width of widths(names)) assert.ok(shown[0] * 3 * 0.85 < width && width < 4000, `${width} for ${shown[0]}`);
  });

  test("a desk loads what its column needs, and a sharp one more", async () => {
    for (const address of addresses()) {
      const usual = await loaded(address, { viewport: sizes.desk });
      assert.deepEqual(widths(usual.names), [960, 960]);
      assert.equal(usual.moved, 0);
      for (const width of usual.widths) assert.ok(width <= 960, "nothing is shown larger than it is");
      const sharp = await loaded(address, { viewport: sizes.desk, deviceScaleFactor: 2 });
      assert.deepEqual(widths(sharp.names), [1440, 1440]);
    }
  });

  test("between the two nothing is shown larger than what was loaded", async () => {
    for (const width of [640, 768, 900, 960, 1024, 1152, 1400]) {
      for (const path of [page, "index.html", "rooms/pump/index.html"]) {
        const { names, widths: shown } = await loaded(fileAddress(path, out), { viewport: { width, height: 800 } });
        widths(names).forEach((own, at) => assert.ok(shown[at] <= own, `${path}: ${own} for ${shown[at]} at ${width}`));
      }
    }
  });

  test("the picture itself opens large", async () => {
    await visit(browser, addresses()[0], { viewport: sizes.desk }, async page => {
      await page.locator("main a.zoom").first().click();
      assert.match(await page.locator("dialog img").getAttribute("src"), /one\.jpg$/);
    });
  });

  test("a page takes a fraction of the bytes", () => {
    const files = readdirSync(join(out, "rooms")).filter(name => name.endsWith(".jpg"));
    const bytes = width => files.filter(name => widths([name])[0] === width).reduce((sum, name) => sum + statSync(join(out, "rooms", name)).size, 0);
    assert.ok(bytes(480) * 20 < bytes(4000), `${bytes(480)} of ${bytes(4000)}`);
    console.log(`# two photos: ${bytes(4000)} bytes; at 480 ${bytes(480)}, at 960 ${bytes(960)}, at 1440 ${bytes(1440)}`);
  });

  test("a program without the feature says so, and publishes the pictures", { skip: !process.env.HANDOVER && "HANDOVER is not set" }, () => {
    const plain = join(folder, "plain");
    const { status, stderr } = spawnSync(process.env.HANDOVER, ["build", folder, "--out", plain], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    assert.match(stderr, /warning\[picture-not-reduced\].*built without/);
    assert.match(stderr, /handover\.toml:3:10/);
    assert.deepEqual(readdirSync(join(plain, "rooms")).filter(name => name.endsWith(".jpg")), ["one.jpg", "two.jpg"]);
  });
});
