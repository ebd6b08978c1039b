//! The kind `charter`.

use crate::model::charter::columns;
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
        Field::new("freezes", Takes::Texts, "calendars of days on which nothing is changed")
            .like("[year-end-freeze]"),
        Field::new("dates", Takes::Any, "named days that tasks and periods count from")
            .like("{period-end: [2027-01-31, 2027-02-28]}"),
        Field::new("scope", Takes::Records(columns::SCOPE), "the table *Scope* as data"),
        Field::new("levels", Takes::Records(columns::LEVELS), "the table *Levels* as data"),
        Field::new(
            "teams",
            Takes::TextsOrRecords(columns::TEAMS),
            "names of the teams that provide it; or the table *Hours* as data",
        )
        .like("[lisbon-desk]"),
        Field::new(
            "periods",
            Takes::Records(columns::PERIODS),
            "the table *Special periods* as data",
        )
        .or(&["special_periods"]),
        Field::new(
            "out_of_hours",
            Takes::Records(columns::OUT_OF_HOURS),
            "the table *Out of hours* as data",
        ),
        Field::new(
            "priorities",
            Takes::Any,
            "for each impact the urgencies, and for each the priority",
        )
        .like("{A whole site: {Work stands still: P1, Can wait: P3}}"),
        Field::new("sla", Takes::Records(columns::SLA), "the table *Service levels* as data")
            .or(&["service_levels"])
            .like("[{priority: P1, respond: 15 min, restore: 4 h, clock: around the clock}]"),
        Field::new("escalation", Takes::Any, "for each ladder its steps, as a list of records"),
        Field::new("raci", Takes::Any, "for each task the roles, and for each its letters")
            .or(&["who_does_what"])
            .like("{Set the priority: {service-desk-agent: R, support-lead: A}}"),
        Field::new("tasks", Takes::Records(columns::TASKS), "the table *Routine tasks* as data")
            .or(&["routine_tasks"]),
        Field::new("tools", Takes::Records(columns::TOOLS), "the table *Tools* as data"),
        Field::new("access", Takes::Records(columns::ACCESS), "the table *Access* as data"),
        Field::new(
            "changes",
            Takes::Records(columns::CHANGES),
            "the table *Change control* as data",
        )
        .or(&["change_control"]),
        Field::new(
            "hypercare",
            Takes::Records(columns::HYPERCARE),
            "the table *Hypercare* as data",
        ),
        Field::new(
            "agreements",
            Takes::Records(columns::AGREEMENTS),
            "the table *Agreements* as data",
        ),
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
