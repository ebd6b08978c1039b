//! The kind `checklist`.

use crate::model::kind::{Field, Kind, Takes};
use crate::model::relation::RelationKind;

/// The kind `checklist`.
pub const KIND: Kind = Kind {
    name: "checklist",
    synonyms: &[],
    article: "a checklist",
    titles: ["Checklist", "Checklists"],
    about: "What must be true or done, item by item, in groups or gates that somebody signs.",
    fields: &[
        Field::new("phase", Takes::Text, "when in a project it is worked through").like("prepare"),
        Field::new("repeat", Takes::Text, "when it is due again")
            .like("last business day of the month 16:00 Europe/Lisbon"),
        Field::new("charter", Takes::Page(RelationKind::Charter), "the charter it checks")
            .like("support-charter"),
        Field::new("dates", Takes::Any, "named days that items count from")
            .like("{go-live: 2027-02-01}"),
        Field::new("keep", Takes::Duration, "how long the signed sheet is kept").like("10 years"),
    ],
    needs: &[],
    sections: &[],
    scaffold: include_str!("scaffold.md"),
};
