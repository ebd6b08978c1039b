//! The kind `path`.

use crate::model::kind::{Field, Kind, Section, Takes};
use crate::model::relation::RelationKind;

/// The kind `path`.
pub const KIND: Kind = Kind {
    name: "path",
    synonyms: &[],
    article: "a path",
    titles: ["Learning path", "Learning paths"],
    about: "Courses in order, for people who take on a role.",
    fields: &[
        Field::new("roles", Takes::Roles(RelationKind::Learners), "roles it is for")
            .like("[service-desk-agent]")
            .required(),
        Field::new("level", Takes::Text, "how much is known before").like("beginner"),
        Field::new("hours", Takes::Text, "how long it takes, in hours").like("6"),
        Field::new("valid_for", Takes::Duration, "how long what was learnt holds")
            .like("12 months"),
    ],
    needs: &[],
    sections: &[
        Section::new("Outcomes", "what somebody can do afterwards"),
        Section::new("Modules", "its courses, in order"),
        Section::new("Finish", "what must be passed and signed"),
    ],
    scaffold: include_str!("scaffold.md"),
};
