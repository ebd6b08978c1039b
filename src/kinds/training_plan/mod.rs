//! The kind `training-plan`.

use crate::model::kind::{Field, Kind, Section, Takes};
use crate::model::relation::RelationKind;

/// The kind `training-plan`.
pub const KIND: Kind = Kind {
    name: "training-plan",
    synonyms: &[],
    article: "a training plan",
    titles: ["Training plan", "Training plans"],
    about: "Who learns what, when and where in a period.",
    fields: &[
        Field::new("period", Takes::Text, "the time it plans")
            .like("2027-01-01 to 2027-06-30")
            .required(),
        Field::new("charter", Takes::Page(RelationKind::Charter), "the charter whose hours hold")
            .like("support-charter"),
    ],
    needs: &[],
    sections: &[
        Section::new("Objectives", "what is to be reached"),
        Section::new("Audiences", "who learns"),
        Section::new("Who learns what", "which subjects each role must learn"),
        Section::new("Sessions", "when and where"),
        Section::new("Materials", "what it is held with"),
        Section::new("Change impact", "what changes for people"),
        Section::new("Measures", "how one sees whether it worked"),
    ],
    scaffold: include_str!("scaffold.md"),
};
