//! The kind `term`.

use crate::model::kind::{Field, Kind, Takes};
use crate::model::relation::RelationKind;

/// The kind `term`.
pub const KIND: Kind = Kind {
    name: "term",
    synonyms: &[],
    article: "a term",
    titles: ["Term", "Terms"],
    about: "A word with one meaning. Its first paragraph is the definition; other pages link to it by themselves.",
    fields: &[
        Field::new("see", Takes::Pages(RelationKind::See), "where to read more")
            .like("[keep-data-flowing]"),
        Field::new("not", Takes::Pages(RelationKind::Not), "words it is not to be confused with")
            .like("[restore-time]"),
    ],
    needs: &[],
    sections: &[],
    scaffold: include_str!("scaffold.md"),
};
