//! Lists the pages of each kind, for those that menus show.

use std::collections::BTreeMap;

use crate::model::by_kind::{ByKind, KindPages};
use crate::model::catalog::{Catalog, PageId};

/// Lists the pages of each kind by title.
pub(super) fn collect(catalog: &Catalog) -> ByKind {
    let mut kinds: BTreeMap<&str, KindPages> = BTreeMap::new();
    for (id, page) in catalog.ids().filter(|(_, page)| page.listed) {
        let Some(kind) = page.kind() else { continue };
        let new = || KindPages { kind, definition: None, pages: Vec::new() };
        let own = kinds.entry(kind.titles[1]).or_insert_with(new);
        let known = page.document.as_ref().and_then(|document| document.kind);
        own.definition = own.definition.or(known.map(|known| known.kind));
        own.pages.push(id);
    }
    let mut all: Vec<KindPages> = kinds.into_values().collect();
    let title = |id: PageId| catalog.page(id).map(|page| page.title.to_lowercase());
    for own in &mut all {
        own.pages.sort_by_cached_key(|id| (title(*id), *id));
    }
    ByKind { all }
}
