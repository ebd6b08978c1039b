// A page with steps as the program writes it, small enough to be told in a test: the theme's files are those of
// the built handbook, the text is made here, so that a step can be changed, moved and renamed between two builds.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { site } from "./site.mjs";

/** The steps of the page; a test changes a copy of them. */
export const steps = [
  { id: "read-state", hash: "00000001", name: "Read the state of the job", code: "orchardctl job show {{job-id}}", time: "PT2M", expect: "state: FAILED" },
  {
    id: "still-running", hash: "00000002", name: "Is the job still running?", branches: [
      { text: "Yes: wait, then go to ", to: "read-state", attributes: "data-max=\"2\" data-wait=\"PT5M\"" },
      { text: "No: go to ", to: "release-lock" },
      { text: "The log says that it is broken: ", to: "escalation", attributes: "data-end=\"escalate\"" },
    ],
  },
  { id: "hold-queue", hash: "00000003", name: "Hold the queue", code: "orchardctl queue hold {{queue}}", expect: "held" },
  { id: "release-lock", hash: "00000004", name: "Release the lock", code: "orchardctl lock release {{job-id}}", danger: "A live job that loses its lock leaves half a file.", expect: "released 1 lock" },
  { id: "tell-desk", hash: "00000005", name: "Tell the desk" },
];

/** Writes the page into a folder of its own. `write` writes it anew with other steps; `remove` takes all away. */
export function procedure() {
  const folder = mkdtempSync(join(tmpdir(), "handover-run-"));
  cpSync(join(site, "_handover"), join(folder, "_handover"), { recursive: true });
  mkdirSync(join(folder, "runbooks/job"), { recursive: true });
  writeFileSync(join(folder, "404.html"), "");
  const write = (own = steps, version = "0123456789abcdef") => writeFileSync(join(folder, "runbooks/job/index.html"), html(own, version));
  write();
  return { folder, path: "runbooks/job/index.html", address: pathToFileURL(join(folder, "runbooks/job/index.html")).href, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const escape = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
const code = text => `<figure class="code"><figcaption><span>bash</span><button class="copy" type="button" hidden>Copy</button></figcaption><pre><code>`
  + escape(text).replace(/\{\{(.*?)\}\}/g, "<var class=\"param\" data-p=\"$1\">{{$1}}</var>") + "</code></pre></figure>";

const step = ({ id, hash, name, code: command, time, expect, branches, danger }, index) => `<li class="step${danger ? " danger" : ""}${branches ? " decision" : ""}" id="${id}" data-hash="${hash}" data-no="${index + 1}"${time ? ` data-time="${time}"` : ""}>
<p class="do"><strong>${escape(name)}</strong></p>
${danger ? `<label class="guard"><input type="checkbox" id="${id}:guard"><span><strong>Cannot be undone.</strong> ${escape(danger)}</span></label>` : ""}
${command ? code(command) : ""}
${expect ? `<dl class="labels"><dt>Expect</dt><dd><code>${escape(expect)}</code></dd></dl>` : ""}
${branches ? `<ul>${branches.map(({ text, to, attributes = "" }) => `<li data-branch ${attributes}>${escape(text)}<a href="#${to}">${to}</a></li>`).join("")}</ul>` : ""}
<label class="tick"><input type="checkbox" id="${id}:done"><span>Step ${index + 1} done</span></label></li>`;

const task = (id, hash, text) => `<li class="task" id="${id}" data-hash="${hash}"><label class="tick"><input type="checkbox" id="${id}:done"><span>${text}</span></label></li>`;

const html = (own, version) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Restart a failed job</title><meta name="color-scheme" content="light dark">
<script src="../../_handover/theme.js"></script><script src="../../_handover/run.js" defer></script>
<link rel="stylesheet" href="../../_handover/theme.css"><link rel="stylesheet" href="../../_handover/run.css"><link rel="icon" href="../../_handover/icon.svg"></head>
<body class="runbook"><a class="skip" href="#site:main">Skip to content</a>
<header class="top"><div><a class="brand" href="index.html"><span>Orchard</span></a></div></header>
<div class="page solo"><main id="site:main" data-page="runbooks/job" data-version="${version}">
<h1 id="restart">Restart a failed job</h1>
<section class="params" aria-labelledby="run:values"><h2 id="run:values">Values for this run</h2>
<p><label for="p:job-id">Job</label><input id="p:job-id" data-param="job-id" data-type="text" aria-describedby="p:job-id:help"><small id="p:job-id:help">In the alert.</small></p>
<p><label for="p:queue">Queue</label><input id="p:queue" data-param="queue" data-type="text" aria-describedby="p:queue:help"><small id="p:queue:help">In the alert.</small></p>
<p><b>Token</b> <small id="p:token:help">Secret: never typed into this page.</small></p></section>
<h2 id="steps">Steps</h2>
<ol class="thread steps">${own.map(step).join("\n")}</ol>
<h2 id="clean-up">Clean-up</h2>
<ul class="checks">${task("close-ticket", "0000000a", "Close the ticket")}${task("mail-owner", "0000000b", "Mail the owner")}</ul>
<h2 id="escalation">Escalation</h2><p>Call the night desk.</p>
</main></div><footer class="base"><p>Orchard</p></footer></body></html>
`;
