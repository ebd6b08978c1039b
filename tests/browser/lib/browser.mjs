// Chromium and the contexts that pages are looked at in.
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** The program file of Chromium: the variable CHROMIUM, the usual place, or the first on PATH. */
export function executable() {
  const onPath = (process.env.PATH ?? "").split(delimiter)
    .flatMap(folder => ["chromium", "chromium-browser", "google-chrome"].map(name => join(folder, name)));
  const found = [process.env.CHROMIUM, "/usr/bin/chromium", ...onPath].find(path => path && runs(path));
  if (!found) throw new Error("there is no Chromium; install it or set CHROMIUM to its path");
  return found;
}

/** Starts the browser. It reaches nothing but the pages it is given, and a page is there when its last script is. */
export async function launch({ args = [] } = {}) {
  const browser = await chromium.launch({
    executablePath: executable(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", ...args],
  });
  const page = await browser.newPage();
  waitForScripts(Object.getPrototypeOf(page));
  await page.close();
  return browser;
}

/** Waits until the script of pages that are run has come; it comes when the page is shown. */
export const arrived = page => page.locator("html:not([data-waits])").waitFor({ state: "attached" });

/** The option `early` of a visit leaves that out. */
function waitForScripts(pages) {
  if (pages.goes) return;
  pages.goes = { goto: pages.goto, reload: pages.reload };
  for (const [name, go] of Object.entries(pages.goes)) {
    pages[name] = async function (...given) {
      const response = await go.apply(this, given);
      if (!this.isEarly) await arrived(this);
      return response;
    };
  }
}

/** The sizes that pages are looked at in, in CSS pixels. */
export const sizes = {
  desk: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
  least: { width: 320, height: 640 },
};

/** Opens `address` in a context of its own, and closes that afterwards. Returns what `look` returns. */
export async function visit(browser, address, options, look) {
  const { permissions, early = false, ...settings } = options;
  const context = await browser.newContext({ viewport: sizes.desk, ...settings });
  try {
    if (permissions) await context.grantPermissions(permissions, { origin: new URL(address).origin });
    const page = Object.assign(await context.newPage(), { isEarly: early });
    const complaints = listen(page);
    await page.goto(address);
    return await look(page, complaints);
  } finally {
    await context.close();
  }
}

/** What a page complains about from now on: errors of scripts, refused sources, files not found. */
export function listen(page) {
  const complaints = [];
  page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  page.on("pageerror", error => complaints.push(String(error)));
  page.on("requestfailed", request => {
    // What a page had not finished asking for when it was left is no complaint.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") complaints.push(`not loaded: ${request.url()} (${reason})`);
  });
  return complaints;
}

/** How many CSS pixels the page is wider than its window. */
export const overflow = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

function runs(path) {
  if (!existsSync(path)) return false;
  try { accessSync(path, constants.X_OK); return true; } catch { return false; }
}
