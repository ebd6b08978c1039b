//! What has an id on a page, as data, so that a later build can tell which
//! ids it would lose.

use serde::Serialize;

use crate::model::page::Page;
use crate::model::published;

/// Something with an id.
#[derive(Serialize)]
pub(super) struct NamedView {
    id: Box<str>,
    kind: Box<str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: Box<str>,
    /// The hash of its own text, as the page has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
}

/// Lists what has an id on a page, in order.
pub(super) fn of(page: &Page) -> Vec<NamedView> {
    let named = published::named(page).into_iter();
    let view = named.map(|(own, _)| NamedView {
        id: own.id,
        kind: own.kind,
        name: own.name,
        hash: own.hash.map(|hash| format!("{hash:08x}")),
    });
    view.collect()
}
