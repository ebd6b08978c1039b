//! Which pages name a page in a relation, the other way round.

use std::collections::BTreeMap;

use crate::model::catalog::PageId;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;

/// Lists for each page the pages that name it, by what they say of it, each
/// once. Roles are left out: what names them is their work.
pub(super) fn collect(
    pages: &BTreeMap<PageId, Page>,
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
    for pages in named.values_mut() {
        pages.sort_unstable();
        pages.dedup();
    }
    named
}
