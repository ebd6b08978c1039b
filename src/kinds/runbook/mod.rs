//! The kind `runbook`.

use crate::model::kind::{FLOW, Field, Kind, Section, Takes};
use crate::model::relation::RelationKind;

/// The kind `runbook`.
pub const KIND: Kind = Kind {
    name: "runbook",
    synonyms: &[],
    article: "a runbook",
    titles: ["Runbook", "Runbooks"],
    about: "What to do when something is broken or due, step by step, so that anyone on duty can do it, check it and take it back.",
    fields: &[
        Field::new("alerts", Takes::Texts, "names of alerts it answers")
            .or(&["alert"])
            .like("[TidelineJobFailed]"),
        Field::new("symptoms", Takes::Texts, "what people see").like("[figures from yesterday]"),
        Field::new("service", Takes::Texts, "the service it repairs")
            .or(&["services"])
            .like("job-server"),
        Field::new("environments", Takes::Texts, "where it may be followed")
            .or(&["environment"])
            .like("[production]"),
        Field::new("severity", Takes::Text, "how severe it is when nothing is done")
            .or(&["priority"])
            .like("P2"),
        Field::new(
            "charter",
            Takes::Page(RelationKind::Charter),
            "the charter whose promises hold",
        )
        .like("support-charter"),
        Field::new("parameters", Takes::Any, "values the reader fills in")
            .like("{host: {label: Name of the host}}"),
        Field::new(
            "exercised",
            Takes::Any,
            "when it was rehearsed or used, as `{on, kind, result, by, record}`",
        )
        .or(&["last_exercised", "last_tested"])
        .like("[{on: 2026-09-10, kind: drill, result: passed}]"),
        Field::new("exercise_every", Takes::Duration, "how often it is rehearsed").like("6 months"),
        FLOW,
        Field::new("time", Takes::Duration, "how long it takes").like("30 minutes"),
        Field::new("dashboard", Takes::Text, "where its figures are shown")
            .or(&["dashboards"])
            .like("https://monitor.example/jobs"),
    ],
    needs: &["owner"],
    sections: &[
        Section::new("Is this the right page", "the signs that this is the page to follow").or(&[
            "Symptoms",
            "Meaning",
            "What this means",
            "When to use",
        ]),
        Section::new("Impact", "what is broken for whom"),
        Section::new("Before you start", "what must be at hand")
            .or(&["Prerequisites", "Requirements"]),
        Section::new("Parameters", "the values a reader fills in"),
        Section::new("Steps", "a section with its steps")
            .or(&[
                "Mitigation",
                "Diagnosis",
                "Resolution",
                "Remediation",
                "Procedure",
                "Detailed steps",
                "Initial steps overview",
                "Possible checks",
                "Fix",
                "Rollback",
                "Recovery",
                "Instructions",
                "Step #",
                "Task #",
                "Part #",
            ])
            .required(),
        Section::new("Verification", "how to see that it worked").or(&[
            "Verify",
            "Validation",
            "Validate",
            "Check resolution",
        ]),
        Section::new("Clean-up", "what is put back afterwards").or(&["Cleanup"]),
        Section::new("Communication", "texts to send"),
    ],
    scaffold: include_str!("scaffold.md"),
};
