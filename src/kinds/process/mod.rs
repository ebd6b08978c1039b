//! The kind `process`.

use crate::model::kind::{FLOW, Field, Kind, Section, Takes};

/// The kind `process`.
pub const KIND: Kind = Kind {
    name: "process",
    synonyms: &[],
    article: "a process",
    titles: ["Process", "Processes"],
    about: "Work from its first cause to its last result, divided into areas. It tells readers what belongs together, who is concerned and what it is good for.",
    fields: &[
        Field::new(
            "level",
            Takes::Number,
            "its level in the catalogue of processes; an end-to-end process is 1",
        )
        .like("1")
        .required(),
        Field::new(
            "stage",
            Takes::Choice(&["foundational", "iterative"]),
            "whether it is settled once or again and again",
        )
        .or(&["configuration_stage"])
        .like("foundational"),
        FLOW,
        Field::new("impact", Takes::Text, "what goes well because of it")
            .like("Invoices leave on the day of delivery."),
        Field::new("benefits", Takes::Any, "what it is good for, as `{title, text, kpis}`")
            .like("[{title: Trust in the figures}]"),
    ],
    needs: &[],
    sections: &[
        Section::new("Impact", "what goes well because of it"),
        Section::new("Stakeholders", "who is concerned: groups, roles and what they do"),
        Section::new("Areas", "its areas, in order")
            .or(&["Process areas", "Business process areas"]),
        Section::new("Process flow", "its flow as a list or a `process` fence"),
        Section::new("Benefits", "what it is good for, with measures"),
    ],
    scaffold: include_str!("scaffold.md"),
};
