//! The kind `module`.

use crate::model::kind::{Field, Kind, Section, Takes};
use crate::model::relation::RelationKind;

/// The kind `module`.
pub const KIND: Kind = Kind {
    name: "module",
    synonyms: &["course"],
    article: "a course",
    titles: ["Course", "Courses"],
    about: "What somebody learns in one sitting: objectives, units and a check.",
    fields: &[
        Field::new("roles", Takes::Roles(RelationKind::Learners), "roles it is for")
            .like("[platform-operator]"),
        Field::new("level", Takes::Text, "how much is known before").like("beginner"),
        Field::new("minutes", Takes::Number, "how long it takes; else the sum of its units")
            .like("45"),
        Field::new(
            "delivery",
            Takes::Text,
            "how it is given: self-paced, instructor-led, webinar, train-the-trainer",
        )
        .like("self-paced"),
        Field::new("teaches", Takes::Pages(RelationKind::Teaches), "pages and steps it teaches")
            .like("[failed-job]"),
    ],
    needs: &[],
    sections: &[
        Section::new("Objectives", "a section with its objectives")
            .or(&["Learning objectives"])
            .required(),
        Section::new("Knowledge check", "questions").or(&["Quiz", "Check your knowledge"]),
    ],
    scaffold: include_str!("scaffold.md"),
};
