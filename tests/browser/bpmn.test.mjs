// BPMN of ours as an editor of BPMN reads it: without a warning, with everything that is in the flow.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./lib/browser.mjs";

const program = process.env.HANDOVER;
const flows = fileURLToPath(new URL("flows/", import.meta.url));
const viewer = createRequire(import.meta.url).resolve("bpmn-js/dist/bpmn-viewer.production.min.js");
const print = (page, format) =>
  execFileSync(program, ["diagram", page, "--site", flows, "--format", format], { encoding: "utf8" });

describe("flows in an editor of BPMN", () => {
  let browser, page;
  before(async () => {
    browser = await launch();
    page = await browser.newPage();
    await page.setContent("<div id=canvas style='width:1400px;height:1600px'></div>");
    await page.addScriptTag({ path: viewer });
  });
  after(async () => { await browser?.close(); });

  for (const name of ["Approve a purchase", "Restore a service", "Close the month", "Hostile <words> & \"marks\""]) {
    test(name, async () => {
      const graph = JSON.parse(print(name, "json"));
      const drawn = await page.evaluate(async xml => {
        document.querySelector("#canvas").replaceChildren();
        const viewer = new BpmnJS({ container: "#canvas" });
        const { warnings } = await viewer.importXML(xml);
        const elements = viewer.get("elementRegistry").getAll().map(element => ({
          type: element.type, name: element.businessObject?.name, from: element.source?.id, to: element.target?.id,
          waypoints: element.waypoints?.map(({ x, y }) => [x, y]),
          box: [element.x, element.y, element.width, element.height],
        }));
        return { warnings: warnings.map(warning => warning.message), elements };
      }, print(name, "bpmn"));
      assert.deepEqual(drawn.warnings, []);
      const of = type => drawn.elements.filter(element => type.test(element.type));
      assert.equal(of(/SequenceFlow$/).length, graph.edges.length);
      assert.equal(of(/Lane$/).length, graph.lanes.length);
      const nodes = of(/Event$|Gateway$|Task$|Activity$/);
      const named = nodes.filter(node => node.type !== "label");
      assert.equal(named.length, graph.nodes.length);
      assert.ok(of(/SequenceFlow$/).every(flow => flow.waypoints.length > 1 && flow.from && flow.to));
      // Each line ends at what it leads to, as the editor draws it.
      for (const flow of of(/SequenceFlow$/)) {
        assert.ok(flow.waypoints.every(([x, y]) => Number.isInteger(x) && Number.isInteger(y)));
      }
      if (process.env.SHOTS) await page.locator("#canvas").screenshot({ path: `${process.env.SHOTS}/${name.split(" ")[0]}.png` });
    });
  }
});
