//! Duties that no course teaches to whom they belong.

use std::collections::{BTreeMap, BTreeSet};

use super::Taught;
use crate::base::TextRange;
use crate::model::catalog::PageId;
use crate::model::document::ReferenceKind;
use crate::model::front::Status;
use crate::model::page::{Page, Target};
use crate::model::relation::{Duty, DutySource, Part};
use crate::model::role::Role;
use crate::model::site::Site;

/// A duty of a role that no course it takes teaches.
#[derive(Clone, Copy, Debug)]
pub struct Hole<'a> {
    /// The page that gives the duty.
    pub page: &'a Page,
    /// The duty.
    pub duty: &'a Duty,
    /// The page of the role.
    pub role: PageId,
}

/// Returns the duties of runbooks and routine tasks that no course teaches, in
/// the order of pages: of a runbook the first of each role. A site without
/// courses that say what they teach has none.
pub fn holes<'a>(site: &'a Site, taught: &Taught) -> Vec<Hole<'a>> {
    let pages = || site.pages.values().filter(|page| page.document.front.status != Status::Draft);
    if taught.pages.values().all(BTreeSet::is_empty) {
        return Vec::new();
    }
    let duties = pages().flat_map(|page| of_page(site, page, taught));
    duties.filter(|(_, is_taught)| !is_taught).map(|(hole, _)| hole).collect()
}

/// Counts, for each role, the duties that a course teaches it, and those that
/// none does: the same that [`holes`] looks at.
pub fn count_duties(site: &Site, taught: &Taught) -> BTreeMap<PageId, (usize, usize)> {
    let pages = site.pages.values().filter(|page| page.document.front.status != Status::Draft);
    let mut counts: BTreeMap<PageId, (usize, usize)> = BTreeMap::new();
    for (duty, is_taught) in pages.flat_map(|page| of_page(site, page, taught)) {
        let (with, without) = counts.entry(duty.role).or_default();
        *(if is_taught { with } else { without }) += 1;
    }
    counts
}

/// Returns the duties of a page, each with whether a course teaches it.
fn of_page<'a>(site: &Site, page: &'a Page, taught: &Taught) -> Vec<(Hole<'a>, bool)> {
    let is_runbook = page.document.kind_name() == "runbook";
    let mut done: BTreeSet<PageId> = BTreeSet::new();
    let mut duties = Vec::new();
    for duty in page.document.duties.iter().filter(|duty| duty.part == Part::Does) {
        let is_routine = duty.source == DutySource::Routine;
        let Some(role) = role(site, page, duty).filter(|_| is_routine || is_runbook) else {
            continue;
        };
        if !is_routine && !done.insert(role) {
            continue;
        }
        let named = if is_routine { on_line(page, duty.range) } else { Vec::new() };
        let mut pages = named.into_iter().chain([page.id]);
        let is_taught = pages.any(|id| taught.teaches(role, id));
        duties.push((Hole { page, duty, role }, is_taught));
    }
    duties
}

fn role(site: &Site, page: &Page, duty: &Duty) -> Option<PageId> {
    match page.targets.get(duty.role as usize)? {
        Target::Page(id, _) => {
            let role = site.catalog.roles.of_page(*id)?;
            (!is_external(site, role)).then_some(role.page)
        }
        _ => None,
    }
}

/// Tells whether only teams of other companies play a role: these learn
/// elsewhere.
fn is_external(site: &Site, role: &Role) -> bool {
    let teams = role.part.teams.iter();
    let teams = teams.filter_map(|name| site.catalog.records.teams.find(&name.text));
    let teams: Vec<bool> = teams.map(|team| team.external).collect();
    !teams.is_empty() && teams.into_iter().all(|external| external)
}

/// Returns the pages that the line names on which a routine task stands; who
/// does it is no page about it.
fn on_line(page: &Page, range: TextRange) -> Vec<PageId> {
    let document = &page.document;
    let text = &document.source.text;
    let start = range.start as usize;
    let begin = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let rest = text.get(start..).and_then(|rest| rest.find('\n'));
    let end = rest.map_or(text.len(), |at| start + at);
    let references = document.references.iter().zip(&page.targets);
    let is_here = |at: u32| (begin..end).contains(&(at as usize));
    let is_named = |kind: ReferenceKind| !kind.is_role() && kind != ReferenceKind::Mention;
    let own = references.filter(|(reference, _)| is_named(reference.kind));
    let own = own.filter(|(reference, _)| is_here(reference.range.start));
    let pages = own.filter_map(|(_, target)| match target {
        Target::Page(id, _) => Some(*id),
        _ => None,
    });
    pages.collect()
}
