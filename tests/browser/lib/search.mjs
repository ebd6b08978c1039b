// The engine of the search, as the site has it, run without a browser.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import vm from "node:vm";
import { fileURLToPath } from "node:url";
import { readdirSync } from "node:fs";

const parts = fileURLToPath(new URL("../../../themes/default/assets/search/", import.meta.url));

/**
 * Returns the engine of a site that was built to `site`, what it loads, and `ways`, how often it waited for files: those
 * that are asked for at the same time come on one way there and back.
 */
export function engineOf(site) {
  const names = readdirSync(parts).filter((name) => /^[1-5].*\.js$/.test(name)).sort();
  const context = vm.createContext({ console });
  const scripts = names.map((name) => readFileSync(join(parts, name), "utf8")).join("\n");
  vm.runInContext(`(() => { "use strict";\n${scripts}\nglobalThis.makeEngine = makeEngine; })()`, context);
  const loaded = new Map();
  let ways = 0, coming;
  const load = async (address) => {
    coming ??= new Promise((done) => setTimeout(() => { coming = undefined; ways += 1; done(); }));
    await coming;
    const script = readFileSync(join(site, decodeURIComponent(address)), "utf8");
    loaded.set(address, gzipSync(script).length);
    vm.runInContext(script, context);
  };
  return { engine: context.makeEngine("", load), loaded, ways: () => ways };
}
