//! Which pages name a page in a relation, the other way round.

use std::collections::BTreeMap;

use crate::model::areas::Areas;
use crate::model::catalog::PageId;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;

/// Lists for each page the pages that name it, by what they say of it, each
/// once, and the areas that are part of it without saying so. Roles are left
/// out: what names them is their work.
pub(super) fn collect(
    pages: &BTreeMap<PageId, Page>,
    areas: &Areas,
) -> BTreeMap<PageId, Vec<(RelationKind, PageId)>> {
    let mut named: BTreeMap<PageId, Vec<(RelationKind, PageId)>> = BTreeMap::new();
    for page in pages.values() {
        let relations = page.document.relations.iter();
        for relation in relations.filter(|relation| !relation.kind.names_role()) {
            let target = page.targets.get(relation.reference as usize);
            if let Some(Target::Page(to, _)) = target
                && *to != page.id
            {
                named.entry(*to).or_default().push((relation.kind, page.id));
            }
        }
    }
    for (area, parent) in &areas.parents {
        named.entry(parent.page).or_default().push((RelationKind::PartOf, *area));
    }
    for pages in named.values_mut() {
        pages.sort_unstable();
        pages.dedup();
    }
    named
}
