//! The kind `role`.

use crate::model::kind::{Field, Kind, Section, Takes};
use crate::model::relation::RelationKind;

/// The kind `role`.
pub const KIND: Kind = Kind {
    name: "role",
    synonyms: &[],
    article: "a role",
    titles: ["Role", "Roles"],
    about: "Who somebody is at work: what the role answers for, does and must know. The page of a role gathers it from all other pages.",
    fields: &[
        Field::new("teams", Takes::Texts, "teams it belongs to")
            .or(&["team"])
            .like("[lisbon-desk]"),
        Field::new(
            "alternate",
            Takes::Role(RelationKind::Alternate),
            "the role that stands in for it",
        )
        .like("support-lead"),
        Field::new("reports_to", Takes::Role(RelationKind::ReportsTo), "the role it answers to")
            .like("service-owner"),
        Field::new("levels", Takes::Texts, "levels of support it gives").like("[2, 3]"),
        Field::new("contact", Takes::Any, "how it is reached").like("{channel: pager}"),
        Field::new("training", Takes::Pages(RelationKind::Training), "courses it must have done")
            .like("[batch-jobs]"),
        Field::new("trains", Takes::Pages(RelationKind::Teaches), "courses it gives")
            .like("[service-desk-path]"),
    ],
    needs: &[],
    sections: &[
        Section::new("Responsibilities", "what it answers for").or(&["What you answer for"])
    ],
    scaffold: include_str!("scaffold.md"),
};
