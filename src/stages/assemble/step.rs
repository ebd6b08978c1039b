//! Names in the flows of lists that mean a page which is only planned.
//!
//! Such a name asks for nothing: most steps never have a page. Where a page
//! of its name is announced, or asked for elsewhere, it stands for that one.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalog::{Catalog, PageId, Planned, loose};
use crate::model::document::{Document, ReferenceKind};
use crate::model::page::{Page, Target};

/// Gives names that mean nothing yet the planned page that is called so.
pub(super) fn plan(
    pages: &mut BTreeMap<PageId, Page>,
    catalog: &Catalog,
    register: &[(Planned, Vec<PageId>)],
) {
    let titles: BTreeSet<String> =
        register.iter().map(|(planned, _)| loose(&planned.title)).collect();
    let is_planned = |name: &str| {
        let name = loose(name);
        titles.contains(&name) || catalog.planned_by_name.contains_key(&name)
    };
    for page in pages.values_mut() {
        let Page { document, targets, grafts, .. } = page;
        place(document, targets, &is_planned);
        for (graft, targets) in document.grafts.iter().zip(grafts) {
            if let Some(document) = graft.document() {
                place(document, targets, &is_planned);
            }
        }
    }
}

fn place(document: &Document, targets: &mut [Target], is_planned: &dyn Fn(&str) -> bool) {
    let nodes = document.flows.iter().flat_map(|flow| &flow.nodes);
    for number in nodes.filter_map(|node| node.reference) {
        let at = number as usize;
        let (Some(reference), Some(target)) = (document.references.get(at), targets.get_mut(at))
        else {
            continue;
        };
        let is_open = reference.kind == ReferenceKind::Bold && *target == Target::Ignored;
        if is_open && is_planned(&reference.destination) {
            *target = Target::Planned(reference.destination.clone());
        }
    }
}
