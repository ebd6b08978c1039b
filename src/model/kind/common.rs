//! The fields that pages of all kinds have.

use super::{Field, Takes};
use crate::model::relation::RelationKind;

/// The fields that pages of all kinds have, in the order the reference lists
/// them.
pub const COMMON: &[Field] = &[
    Field::new("kind", Takes::Text, "what the page is").like("runbook"),
    Field::new("id", Takes::Text, "its permanent identity; else the path of its file")
        .or(&["uid"])
        .like("failed-job"),
    Field::new("title", Takes::Text, "its title; else the first heading")
        .like("Restart a failed job"),
    Field::new("description", Takes::Text, "what it is about, in a sentence")
        .like("A batch job ended in state failed."),
    Field::new("code", Takes::Text, "its number in a catalogue").like("90.30"),
    Field::new("aliases", Takes::Texts, "other names; one that begins with `/` is an old address")
        .like("[Job failed, /ops/failed-job]"),
    Field::new("owner", Takes::Role(RelationKind::Owner), "the role that answers for the page")
        .like("platform-operator"),
    Field::new(
        "backup",
        Takes::Role(RelationKind::Backup),
        "the role that answers when the owner cannot",
    )
    .like("support-lead"),
    Field::new("audience", Takes::Text, "who may read it").like("internal"),
    Field::new(
        "status",
        Takes::Choice(&["draft", "published", "retired", "planned"]),
        "its state; a file that is `planned` only announces a page",
    )
    .like("published"),
    Field::new("reviewed", Takes::Any, "when it was last reviewed: a date, or `{on, by, hash}`")
        .or(&["last_reviewed_on", "ms.date"])
        .like("2026-11-02"),
    Field::new("review_every", Takes::Duration, "how long a review holds")
        .or(&["review_in", "ms.update-cycle"])
        .like("6 months"),
    Field::new("part_of", Takes::Pages(RelationKind::PartOf), "the page it belongs to")
        .like("administer-to-operate"),
    Field::new(
        "requires",
        Takes::Pages(RelationKind::Requires),
        "pages a reader must know or have done before",
    )
    .like("[production-access]"),
    Field::new("related", Takes::Pages(RelationKind::Related), "pages a reader may want as well")
        .like("[month-end-close]"),
    Field::new("replaces", Takes::Pages(RelationKind::Replaces), "older pages it stands for")
        .like("[old-failed-job]"),
    Field::new("planned", Takes::Any, "pages it announces that are not written yet")
        .like("[{title: Restore test, kind: runbook, owner: platform-operator, due: 2027-01-31}]"),
    Field::new("tags", Takes::Texts, "words to find it by").like("[jobs, night]"),
    Field::new("products", Takes::Texts, "products it is about").like("[tideline]"),
    Field::new("industries", Takes::Texts, "industries it is about").like("[Retail trade]"),
    Field::new("stakeholders", Takes::Texts, "who is concerned").like("[Finance]"),
    Field::new("order", Takes::Number, "its place among its neighbours; smaller comes first")
        .or(&["weight"])
        .like("10"),
    Field::new("nav_title", Takes::Text, "a shorter title for menus").like("Failed job"),
    Field::new("hidden", Takes::Flag, "whether menus leave it out").like("true"),
    Field::new("allow", Takes::Any, "findings that are known here, each with its reason")
        .like("{missing-alt: the pictures are decoration}"),
    Field::new("lang", Takes::Text, "its language, as BCP 47 says it").like("de"),
];
