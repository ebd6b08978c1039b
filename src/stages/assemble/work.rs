//! Gathers what each role owns, does and must know.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalog::PageId;
use crate::model::document::Document;
use crate::model::page::{Page, Target};
use crate::model::relation::{Duty, DutySource, Part, RelationKind};
use crate::model::role::{Role, Roles};
use crate::model::work::Work;

/// Collects the work of every role that a page names, by the role's page.
pub(super) fn collect(pages: &BTreeMap<PageId, Page>, roles: &Roles) -> BTreeMap<PageId, Work> {
    let mut all: BTreeMap<PageId, Work> = BTreeMap::new();
    for page in pages.values() {
        if page.document.kind_name() == "role" {
            all.entry(page.id).or_default();
        }
        relations((page.id, &page.document), &page.targets, roles, &mut all);
        for (_, targets, duty) in page.duties() {
            let Some(role) = role(targets, duty.role, roles) else { continue };
            let duties = &mut all.entry(role).or_default().duties;
            // A role may be named twice, by two of its names.
            let is_same = |(id, last): &(PageId, Duty)| {
                (*id, last.part, last.range) == (page.id, duty.part, duty.range)
            };
            if !duties.last().is_some_and(is_same) {
                duties.push((page.id, duty.into_owned()));
            }
        }
    }
    let records = roles.all.iter().filter(|role| !pages.contains_key(&role.page));
    records.for_each(|record| relations_of_record(record, roles, &mut all));
    for work in all.values_mut() {
        work.named.sort_unstable();
        work.named.dedup();
        work.names.sort_unstable();
        work.names.dedup();
        work.runbooks = runbooks(work, pages);
    }
    all
}

/// Returns the runbooks that a role owns or has a step in.
fn runbooks(work: &Work, pages: &BTreeMap<PageId, Page>) -> Vec<PageId> {
    let steps = work
        .duties
        .iter()
        .filter(|(_, duty)| (duty.source, duty.part) == (DutySource::Step, Part::Does));
    let known = work.named(RelationKind::Owner).chain(steps.map(|(page, _)| *page));
    let is_runbook =
        |id: &PageId| pages.get(id).is_some_and(|page| page.document.kind_name() == "runbook");
    known.filter(is_runbook).collect::<BTreeSet<PageId>>().into_iter().collect()
}

fn relations(
    (page, document): (PageId, &Document),
    targets: &[Target],
    roles: &Roles,
    all: &mut BTreeMap<PageId, Work>,
) {
    let is_role = document.kind_name() == "role";
    for relation in &document.relations {
        let role = role(targets, relation.reference, roles);
        if let Some(role) = role.filter(|_| relation.kind.names_role()) {
            all.entry(role).or_default().named.push((relation.kind, page));
        }
        let target = targets.get(relation.reference as usize);
        if let (true, Some(Target::Page(other, _))) = (is_role, target) {
            all.entry(page).or_default().names.push((relation.kind, *other));
        }
    }
}

/// Adds what the record of a role says of other roles.
fn relations_of_record(record: &Role, roles: &Roles, all: &mut BTreeMap<PageId, Work>) {
    let named = [
        (RelationKind::Alternate, &record.part.alternate),
        (RelationKind::ReportsTo, &record.part.reports_to),
    ];
    for (kind, name) in named {
        let Some(name) = name else { continue };
        if let [other] = roles.find(&name.text).as_slice() {
            all.entry(other.page).or_default().named.push((kind, record.page));
            all.entry(record.page).or_default().names.push((kind, other.page));
        }
    }
}

/// Returns the page of the role that a reference names, by its name, in
/// brackets or with a link.
fn role(targets: &[Target], number: u32, roles: &Roles) -> Option<PageId> {
    match targets.get(number as usize)? {
        Target::Page(id, _) => roles.of_page(*id).map(|role| role.page),
        _ => None,
    }
}
