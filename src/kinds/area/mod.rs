//! The kind `area`.

use crate::model::kind::{FLOW, Field, Kind, Section, Takes};
use crate::model::relation::RelationKind;

/// The kind `area`.
pub const KIND: Kind = Kind {
    name: "area",
    synonyms: &[],
    article: "an area",
    titles: ["Area", "Areas"],
    about: "A part of a process that somebody owns: what is done, in which order, by whom, and with which runbooks, checklists and courses.",
    fields: &[
        Field::new("level", Takes::Number, "its level in the catalogue of processes").like("2"),
        Field::new("runbooks", Takes::Pages(RelationKind::Runbook), "runbooks it is worked by")
            .like("[failed-job]"),
        Field::new(
            "checklists",
            Takes::Pages(RelationKind::Checklist),
            "checklists it is worked by",
        )
        .like("[month-end-close]"),
        Field::new("training", Takes::Pages(RelationKind::Training), "courses that teach it")
            .like("[batch-jobs]"),
        FLOW,
        Field::new("impact", Takes::Text, "what goes well because of it")
            .like("The day starts with right figures."),
        Field::new("benefits", Takes::Any, "what it is good for, as `{title, text, kpis}`")
            .like("[{title: Trust in the figures}]"),
    ],
    needs: &["part_of"],
    sections: &[
        Section::new("Impact", "what goes well because of it"),
        Section::new("Stakeholders", "who is concerned: groups, roles and what they do"),
        Section::new("Process flow", "its flow as a list or a `process` fence"),
        Section::new("Who does what", "a table of tasks and roles")
            .or(&["RACI", "Responsibilities"]),
        Section::new("Benefits", "what it is good for, with measures"),
    ],
    scaffold: include_str!("scaffold.md"),
};
