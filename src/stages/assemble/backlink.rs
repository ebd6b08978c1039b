//! Which pages link to a page.

use std::collections::BTreeMap;

use crate::model::catalog::PageId;
use crate::model::document::ReferenceKind;
use crate::model::page::{Page, Target};

/// Lists for each of `count` pages the other pages that link to it, sorted,
/// each once.
pub(super) fn collect(pages: &BTreeMap<PageId, Page>, count: usize) -> Vec<Vec<PageId>> {
    let mut backlinks: Vec<Vec<PageId>> = vec![Vec::new(); count];
    for page in pages.values() {
        for (_, reference, target) in page.references() {
            // A role's page lists what it owns and does by itself.
            if reference.kind.is_role() || reference.kind == ReferenceKind::Mention {
                continue;
            }
            let Target::Page(to, _) = target else { continue };
            let Some(list) = backlinks.get_mut(to.0 as usize) else { continue };
            // Pages come in order, so a page that is there is there last.
            if *to != page.id && list.last() != Some(&page.id) {
                list.push(page.id);
            }
        }
    }
    backlinks
}
