// A page with steps, written in Markdown and built by the program, so that a step can be changed, moved and renamed
// between two builds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, fileAddress } from "./site.mjs";

const path = "runbooks/job/index.html";

/** The steps of the page; a test changes a copy of them. */
export const steps = [
  { id: "read-state", name: "Read the state of the job", code: "orchardctl job show {{job-id}}", labels: ["Time: 2 minutes", "Expect: `state: FAILED`"] },
  {
    id: "still-running", name: "Is the job still running?", labels: [
      "Yes: wait 5 minutes, then go to [[#read-state]], at most 2 times",
      "No: go to [[#release-lock]]",
      "The log says that it is broken: escalate",
    ],
  },
  { id: "hold-queue", name: "Hold the queue", code: "orchardctl queue hold {{queue}} --reason \"{{reason}}\"", labels: ["Expect: `held`", "Undo: `orchardctl queue release {{queue}}`"] },
  {
    id: "release-lock", name: "Release the lock", code: "orchardctl lock release {{job-id}}",
    labels: ["Danger: A live job that loses its lock leaves half a file.", "Expect: `released 1 lock`", "Undo: cannot be undone, the file is written anew"],
  },
  { id: "tell-desk", name: "Tell the desk", labels: [] },
];

/** Builds the page in a folder of its own. `write` builds it anew with other steps; `remove` takes all away. */
export function procedure() {
  const built = build({ "handover.toml": "title = \"Orchard\"\n", "content/index.md": "# Orchard\n", "content/runbooks/job.md": markdown(steps) });
  let last = markdown(steps);
  const write = (own = steps) => {
    const text = markdown(own);
    if (text !== last) built.again({ "content/runbooks/job.md": text });
    last = text;
  };
  /** The hash of what the page says now. */
  const version = () => /data-version="([0-9a-f]{16})"/.exec(readFileSync(join(built.out, path), "utf8"))[1];
  return { folder: built.out, path, address: fileAddress(path, built.out), write, version, remove: built.remove };
}

const step = ({ id, name, code, labels }, index) => {
  const below = [...(code ? ["```bash", code, "```", ""] : []), ...labels.map(label => `- ${label}`)];
  return [`${index + 1}. **${name}** {#${id}}`, "", ...below.map(line => (line ? "   " + line : ""))].join("\n");
};

const markdown = own => `---
kind: runbook
id: runbooks-job
owner: platform-operator
---

# Restart a failed job

## Parameters

| Name | What it is | Type | Where to find it |
|---|---|---|---|
| job-id | Job | text | In the alert. |
| queue | Queue | text | In the alert. |
| reason | Reason | lines | In the ticket. |
| token | Token | secret | In the vault. |

## Steps

${own.map(step).join("\n")}

## Verification

The queue is empty, and nobody asks for the {{token}}.

## Clean-up

- [ ] Close the ticket {#close-ticket}
- [ ] Mail the owner {#mail-owner}

## Escalation

Call the night desk.
`;
