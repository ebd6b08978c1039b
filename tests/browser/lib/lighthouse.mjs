// What Lighthouse says of pages that are served on the loopback address. It reports nothing to anybody: what would
// send its errors is not installed.
import { createServer } from "node:net";
import { launch } from "./browser.mjs";

const categories = ["performance", "accessibility", "best-practices", "seo"];

/** Starts a browser for Lighthouse. `measure` looks at an address, and `close` ends the browser. */
export async function lighthouse() {
  const [{ default: run }, { default: desktop }] = await Promise.all([import("lighthouse"), import("lighthouse/core/config/desktop-config.js")]);
  const port = await freePort();
  const browser = await launch({ args: [`--remote-debugging-port=${port}`] });
  return {
    close: () => browser.close(),
    /** Scores out of 100, milliseconds, layout shift, and what costs points, for `mobile` or `desktop`. */
    measure: async (address, form) => {
      const result = await run(address, { port, logLevel: "silent", output: "json", onlyCategories: categories }, form === "desktop" ? desktop : undefined);
      return summary(result.lhr);
    },
  };
}

function summary(report) {
  const value = audit => report.audits[audit]?.numericValue ?? Number.NaN;
  const failed = categories.flatMap(category => report.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && report.audits[id].score !== null && report.audits[id].score < 0.995)
    .map(({ id }) => `${id}${report.audits[id].displayValue ? ` (${report.audits[id].displayValue})` : ""}`));
  return {
    scores: categories.map(category => Math.round((report.categories[category].score ?? 0) * 100)),
    lcp: Math.round(value("largest-contentful-paint")), tbt: Math.round(value("total-blocking-time")),
    cls: Math.round(value("cumulative-layout-shift") * 1000) / 1000,
    failed, error: report.runtimeError?.message, version: report.lighthouseVersion,
  };
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
