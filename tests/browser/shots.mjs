// Takes the pictures of the README: `node tests/browser/shots.mjs [FOLDER]`, by default into `docs/`.
// HANDOVER_SITE names the built handbook, as for the tests. `pngquant` makes them smaller where it is installed.
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch, sizes, visit } from "./lib/browser.mjs";
import { fileAddress, root } from "./lib/site.mjs";

const limit = 150 * 1024;
const folder = resolve(process.argv[2] ?? join(root, "docs"));
const ask = async tab => {
  await tab.keyboard.press("/");
  await tab.locator("dialog.finder [role=combobox]").fill("faild job");
  await tab.locator("dialog.finder [role=option]").first().waitFor();
};
const shots = [
  { name: "home.png", page: "index.html", options: { viewport: sizes.desk, colorScheme: "light" } },
  { name: "runbook-dark.png", page: "runbooks/restart-failed-job/index.html", options: { viewport: sizes.desk, colorScheme: "dark" } },
  { name: "phone.png", page: "runbooks/restart-failed-job/index.html", options: { viewport: sizes.phone, colorScheme: "light" } },
  { name: "search.png", page: "runbooks/restart-failed-job/index.html", act: ask, options: { viewport: sizes.desk, colorScheme: "light" } },
  { name: "flow.png", page: "processes/run-background-jobs/index.html", part: ".dg-figure", options: { viewport: sizes.desk, colorScheme: "light" } },
  { name: "hours.png", page: "support/charter/index.html", part: ".heat", options: { viewport: sizes.desk, colorScheme: "light" } },
];

mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const { name, page, part, act, options } of shots) {
  const path = join(folder, name);
  await visit(browser, fileAddress(page), options, async tab => {
    await act?.(tab);
    await (part ? tab.locator(part).first() : tab).screenshot({ path });
  });
  spawnSync("pngquant", ["--force", "--skip-if-larger", "--strip", "--speed", "1", "--ext", ".png", path], { stdio: "ignore" });
  const bytes = statSync(path).size;
  console.log(`${path} ${bytes} bytes`);
  if (bytes > limit) {
    console.error(`${name} is larger than ${limit} bytes`);
    process.exitCode = 1;
  }
}
await browser.close();
