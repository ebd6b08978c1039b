//! Gathers what each role owns, does and must know.

use std::collections::BTreeMap;

use crate::model::catalog::PageId;
use crate::model::document::{Document, ReferenceKind};
use crate::model::page::{Page, Target};
use crate::model::work::Work;

/// Collects the work of every role that a page names, by the role's page.
pub(super) fn collect(pages: &BTreeMap<PageId, Page>) -> BTreeMap<PageId, Work> {
    let mut all: BTreeMap<PageId, Work> = BTreeMap::new();
    for page in pages.values() {
        if page.document.kind_name() == "role" {
            all.entry(page.id).or_default();
        }
        for (document, targets) in page.parts() {
            relations(page.id, document, targets, &mut all);
            for duty in &document.duties {
                let Some(role) = role(document, targets, duty.role) else { continue };
                all.entry(role).or_default().duties.push((page.id, duty.clone()));
            }
        }
    }
    for work in all.values_mut() {
        work.named.sort_unstable();
        work.named.dedup();
        work.names.sort_unstable();
        work.names.dedup();
    }
    all
}

fn relations(
    page: PageId,
    document: &Document,
    targets: &[Target],
    all: &mut BTreeMap<PageId, Work>,
) {
    let is_role = document.kind_name() == "role";
    for relation in &document.relations {
        if let Some(role) = role(document, targets, relation.reference) {
            all.entry(role).or_default().named.push((relation.kind, page));
        }
        let target = targets.get(relation.reference as usize);
        if let (true, Some(Target::Page(other, _))) = (is_role, target) {
            all.entry(page).or_default().names.push((relation.kind, *other));
        }
    }
}

/// Returns the page of the role that a reference names.
fn role(document: &Document, targets: &[Target], number: u32) -> Option<PageId> {
    let reference = document.references.get(number as usize)?;
    let is_role = reference.kind == ReferenceKind::Role;
    match targets.get(number as usize)? {
        Target::Page(id, _) if is_role => Some(*id),
        _ => None,
    }
}
