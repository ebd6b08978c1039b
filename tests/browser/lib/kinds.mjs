// A page of every kind that the theme has.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { site } from "./site.mjs";

const known = {
  home: "index.html", article: "handover/learn/index.html", "long article": "handover/writing-pages/index.html",
  process: "processes/index.html", area: "processes/run-background-jobs/index.html",
  runbook: "runbooks/restart-failed-job/index.html", charter: "support/charter/index.html",
  module: "training/take-a-request/index.html", path: "training/service-desk-agent/index.html",
  "training plan": "training/plan-2027/index.html", measures: "training/plan-2027/measures.html",
  answers: "training/take-a-request/answers.html",
  trainer: "training/take-a-request/trainer.html", certificate: "training/service-desk-agent/certificate.html",
  checklist: "checklists/month-end-close/index.html", role: "roles/platform-operator/index.html",
  term: "glossary/restore-point/index.html", policy: "policies/production-access/index.html",
  section: "runbooks/index.html", index: "reference/diagnostics/index.html", "all pages": "all-pages/index.html",
  "all kinds": "all-kinds/index.html", kind: "all-kinds/runbook/index.html", calendar: "all-tasks/index.html",
  "tasks of a role": "all-tasks/role/service-desk-agent/index.html",
  topics: "all-topics/index.html", vocabulary: "all-topics/tags/index.html", topic: "all-topics/tags/jobs/index.html",
  service: "all-topics/services/tideline/index.html",
  "planned pages": "planned-pages/index.html", "reviews due": "reviews-due/index.html",
  search: "search/index.html", accessibility: "accessibility/index.html", "not found": "404.html",
};

/** Kinds whose pages a site may be without. */
const optional = ["search", "measures", "accessibility"];

/** Kind to its page, as a path below the built handbook. */
export const kinds = Object.fromEntries(Object.entries(known)
  .filter(([kind, path]) => !optional.includes(kind) || existsSync(join(site, path))));

/** What is made to be printed: as long as all that it gathers, whatever that weighs. */
export const book = "print/role-platform-operator/index.html";
