//! The kind `charter`.

use crate::model::kind::{Field, Kind, Section, Takes};

/// The kind `charter`.
pub const KIND: Kind = Kind {
    name: "charter",
    synonyms: &[],
    article: "a charter",
    titles: ["Charter", "Charters"],
    about: "What is promised to whom: what is supported, who does it, when, how fast, and who is called next.",
    fields: &[
        Field::new("zone", Takes::Text, "the time zone of times that name none")
            .like("Europe/Lisbon")
            .required(),
        Field::new("services", Takes::Texts, "services it is about").like("[job-server]"),
        Field::new(
            "model",
            Takes::Choice(&["internal", "outsourced", "mixed"]),
            "who provides the support",
        )
        .like("mixed"),
        Field::new("teams", Takes::Texts, "teams that provide it").like("[lisbon-desk]"),
        Field::new("freezes", Takes::Texts, "calendars of days on which nothing is changed")
            .like("[year-end-freeze]"),
    ],
    needs: &["owner"],
    sections: &[
        Section::new("Scope", "what is supported, in detail, by whom, when and how"),
        Section::new("Levels", "who takes what, and hands it on to whom").or(&["Support levels"]),
        Section::new("Hours", "when somebody is there").or(&[
            "Teams",
            "Service hours",
            "Support hours",
        ]),
        Section::new("Special periods", "days on which other hours hold"),
        Section::new("Out of hours", "who answers when nobody is there"),
        Section::new("Priorities", "impact and urgency, and the priority they give"),
        Section::new("Service levels", "how fast, by priority")
            .or(&["SLA", "Service level agreements"]),
        Section::new("Escalation", "who is called next, and after how long").or(&["Escalations"]),
        Section::new("Who does what", "a table of tasks and roles").or(&["RACI"]),
        Section::new("Routine tasks", "what is done again and again")
            .or(&["Task calendar", "Calendar"]),
        Section::new("Tools", "what the work is done with"),
        Section::new("Access", "who may enter what"),
        Section::new("Change control", "who approves which change"),
        Section::new("Hypercare", "when the project may leave"),
        Section::new("Agreements", "what was agreed with other parties"),
    ],
    scaffold: include_str!("scaffold.md"),
};
