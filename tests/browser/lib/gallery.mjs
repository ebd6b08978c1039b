// One page of the handbook for every kind of page there is, in the order in which a reader meets them.

/** What a page is an example of, to its path below the site. */
export const kinds = {
  "front page": "index.html",
  "folder": "runbooks/index.html",
  "article": "handover/writing-pages/index.html",
  "runbook": "runbooks/restart-failed-job/index.html",
  "charter": "support/charter/index.html",
  "process": "processes/index.html",
  "area": "processes/run-background-jobs/index.html",
  "role": "roles/service-desk-agent/index.html",
  "checklist": "checklists/go-live-gate/index.html",
  "policy": "policies/production-access/index.html",
  "term": "glossary/restore-point/index.html",
  "path": "training/service-desk-agent/index.html",
  "module": "training/take-a-request/index.html",
  "answers": "training/take-a-request/answers.html",
  "trainer": "training/take-a-request/trainer.html",
  "certificate": "training/service-desk-agent/certificate.html",
  "training plan": "training/plan-2027/index.html",
  "measures": "training/plan-2027/measures.html",
  "calendar": "support/routine-tasks/index.html",
  "tasks of a role": "all-tasks/role/service-desk-agent/index.html",
  "all pages": "all-pages/index.html",
  "planned pages": "planned-pages/index.html",
  "reviews due": "reviews-due/index.html",
  "pages of a kind": "all-kinds/runbook/index.html",
  "topics": "all-topics/index.html",
  "vocabulary": "all-topics/services/index.html",
  "topic": "all-topics/services/tideline/index.html",
  "lost": "404.html",
};

/** How a page can be looked at: the sizes of windows in CSS pixels. */
export const widths = { 360: { width: 360, height: 740 }, 768: { width: 768, height: 1024 }, 1280: { width: 1280, height: 800 } };
