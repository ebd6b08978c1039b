//! The kind `policy`.

use crate::model::kind::{Field, Kind, Section, Takes};
use crate::model::relation::RelationKind;

/// The kind `policy`.
pub const KIND: Kind = Kind {
    name: "policy",
    synonyms: &[],
    article: "a policy",
    titles: ["Policy", "Policies"],
    about: "Rules that bind somebody, who approved them, and the exceptions.",
    fields: &[
        Field::new(
            "approved_by",
            Takes::Role(RelationKind::ApprovedBy),
            "the role that approved it",
        )
        .like("service-owner")
        .required(),
        Field::new("effective", Takes::Date, "the day from which it holds")
            .or(&["in_force_from"])
            .like("2026-07-01")
            .required(),
        Field::new("applies_to", Takes::Roles(RelationKind::AppliesTo), "roles it binds")
            .like("[platform-operator]"),
        Field::new("until", Takes::Date, "the day after which it no longer holds")
            .like("2028-06-30"),
    ],
    needs: &[],
    sections: &[
        Section::new("Rules", "the rules"),
        Section::new("Exceptions", "who need not follow which rule, until when and why"),
    ],
    scaffold: include_str!("scaffold.md"),
};
