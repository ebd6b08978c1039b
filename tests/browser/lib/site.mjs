// Where the things under test are: the built handbook, the program, its pages.
// HANDOVER_SITE and HANDOVER are set by `tests/run`.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The folder of the built handbook. */
export const site = required("HANDOVER_SITE", "the folder of the built handbook");

/** A few pages that show every part of the theme between them, as paths below the site. */
export const samples = [
  "index.html",
  "runbooks/index.html",
  "reference/diagnostics/index.html",
  "handover/writing-pages/index.html",
  "reference/components/index.html",
  "runbooks/restart-failed-job/index.html",
  "support/charter/index.html",
  "checklists/month-end-close/index.html",
  "training/plan-2027/index.html",
  "training/take-a-request/index.html",
  "training/service-desk-agent/index.html",
  "glossary/restore-point/index.html",
  "all-pages/index.html",
  "search/index.html",
  "planned-pages/index.html",
  "404.html",
];

/** Every published page, as paths below `folder` with slashes, in a fixed order. What only sends on is none. */
export function pages(folder = site) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith(".html"))
    .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .filter(path => !readFileSync(join(folder, path), "utf8").includes('http-equiv="refresh"'));
  return found.sort();
}

/** The `file:` address of a page. */
export const fileAddress = (page, folder = site) => pathToFileURL(join(folder, page)).href;

/** Builds a site from `files` (path to text) in a temporary folder; `again` builds it with other files, `remove` takes all of it away. `options` are those of the command. */
export function build(files, ...options) {
  const folder = mkdtempSync(join(tmpdir(), "handover-browser-"));
  const out = join(folder, "public");
  const again = files => {
    for (const [path, text] of Object.entries(files)) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    execFileSync(program(), ["build", folder, "--out", out, ...options], { stdio: ["ignore", "inherit", "inherit"] });
  };
  again(files);
  return { out, again, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function program() {
  const path = required("HANDOVER", "the program `handover`");
  return resolve(path);
}

function required(name, meaning) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; it names ${meaning}. Run tests/run, which sets it.`);
  if (!existsSync(value)) throw new Error(`${name} names ${value}, which does not exist`);
  return resolve(value);
}
