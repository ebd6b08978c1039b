//! Which processes there are, and where their areas stand.

use std::collections::BTreeMap;

use super::inferred::Ground;
use crate::base::Span;
use crate::model::areas::{Area, AreaPlace, AreaSource, AreaState, Areas, Parent, Process};
use crate::model::catalog::{Catalog, PageId};
use crate::model::config::Config;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::sequence::{EntryState, Sequence, SequenceKind};

/// Finds all processes and the places of their areas; whether somebody wrote
/// the menu decides what it can say.
pub(super) fn collect(pages: &BTreeMap<PageId, Page>, catalog: &Catalog, config: &Config) -> Areas {
    let mut parents: BTreeMap<PageId, Vec<PageId>> =
        pages.values().map(|page| (page.id, parents(page))).collect();
    let mut processes: BTreeMap<PageId, Process> = pages.values().filter_map(listed).collect();
    let ground = Ground::of(pages, catalog, config.nav.is_some());
    let inferred = ground.parents(&processes);
    for (page, parent) in &inferred {
        parents.insert(*page, vec![parent.page]);
    }
    let levels = ground.levels(&parents);
    for (process, areas) in parts(pages, &parents, &turns(catalog, &inferred)) {
        if processes.contains_key(&process) {
            continue;
        }
        let areas = areas.into_iter().filter_map(|id| {
            let name = catalog.page(id)?.title.clone();
            Some(Area { state: AreaState::Written(id), name, span: None })
        });
        let areas = areas.collect();
        processes.insert(process, Process { source: AreaSource::PartOf, areas });
    }
    let places = places(&processes, &parents);
    Areas { processes, places, parents: inferred, levels, introduced: ground.introduced() }
}

/// Returns when a reader comes to each page whose process the menu says.
fn turns(catalog: &Catalog, inferred: &BTreeMap<PageId, Parent>) -> BTreeMap<PageId, usize> {
    let sequence = catalog.navigation.sequence.iter().enumerate();
    let turns = sequence.map(|(at, (id, _))| (*id, at));
    turns.filter(|(id, _)| inferred.contains_key(id)).collect()
}

/// Reads the areas a page lists.
fn listed(page: &Page) -> Option<(PageId, Process)> {
    let is_areas = |sequence: &&Sequence| sequence.kind == SequenceKind::Areas;
    let sequence = page.document.sequences.iter().find(is_areas)?;
    let entries = sequence.entries.iter().filter(|entry| entry.depth == 0);
    let areas = entries.map(|entry| {
        let target = entry.reference().and_then(|number| page.targets.get(number as usize));
        let state = match target {
            _ if entry.state == EntryState::Current => AreaState::Written(page.id),
            Some(Target::Page(id, _)) => AreaState::Written(*id),
            Some(Target::Planned(name)) => AreaState::Planned(name.clone()),
            _ => AreaState::Other,
        };
        let span = Some(Span::new(page.document.source.file, entry.place));
        Area { state, name: entry.name.clone(), span }
    });
    Some((page.id, Process { source: AreaSource::List, areas: areas.collect() }))
}

/// Lists what a page says it is part of.
fn parents(page: &Page) -> Vec<PageId> {
    let relations = page.document.relations.iter();
    let part_of = relations.filter(|relation| relation.kind == RelationKind::PartOf);
    let targets = part_of.filter_map(|relation| page.targets.get(relation.reference as usize));
    let pages = targets.filter_map(|target| match target {
        Target::Page(id, _) if *id != page.id => Some(*id),
        _ => None,
    });
    pages.collect()
}

fn is_kind(page: &Page, kinds: &[&str]) -> bool {
    kinds.contains(&page.document.kind_name())
}

/// Lists the areas that are part of a process, in the order of `order`, then
/// of their codes, then of the menu that says it, then of their titles.
fn parts(
    pages: &BTreeMap<PageId, Page>,
    parents: &BTreeMap<PageId, Vec<PageId>>,
    turns: &BTreeMap<PageId, usize>,
) -> BTreeMap<PageId, Vec<PageId>> {
    let mut parts: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for page in pages.values().filter(|page| is_kind(page, &["area", "process"])) {
        for parent in parents.get(&page.id).into_iter().flatten() {
            if pages.get(parent).is_some_and(|parent| is_kind(parent, &["process"])) {
                parts.entry(*parent).or_default().push(page.id);
            }
        }
    }
    for areas in parts.values_mut() {
        areas.sort_by_cached_key(|id| pages.get(id).map(|page| order(page, turns)));
        areas.dedup();
    }
    parts
}

/// A part of a code: numbers are compared as such, so that 90.9 stands before
/// 90.10.
type CodePart = (u64, Box<str>);

fn order(
    page: &Page,
    turns: &BTreeMap<PageId, usize>,
) -> (i64, Vec<CodePart>, usize, Box<str>, PageId) {
    let front = &page.document.front;
    let code = front.code.as_ref().map_or("", |code| &*code.text);
    let part = |part: &str| match part.parse() {
        Ok(number) => (number, "".into()),
        Err(_) => (u64::MAX, part.into()),
    };
    let parts = code.split(|c: char| !c.is_alphanumeric()).map(part).collect();
    let title = front.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
    let turn = turns.get(&page.id).copied().unwrap_or(usize::MAX);
    (front.order.unwrap_or(i64::MAX), parts, turn, title, page.id)
}

/// Finds where each page stands; a page listed by several processes stands
/// first in the one it says it is part of.
fn places(
    processes: &BTreeMap<PageId, Process>,
    parents: &BTreeMap<PageId, Vec<PageId>>,
) -> BTreeMap<PageId, Vec<AreaPlace>> {
    let mut places: BTreeMap<PageId, Vec<AreaPlace>> = BTreeMap::new();
    for (process, Process { areas, .. }) in processes {
        for (at, area) in areas.iter().enumerate() {
            if let AreaState::Written(id) = area.state
                && id != *process
            {
                places.entry(id).or_default().push(AreaPlace { process: *process, at });
            }
        }
    }
    for (page, places) in &mut places {
        let own = parents.get(page).map(Vec::as_slice).unwrap_or_default();
        places.sort_by_key(|place| (!own.contains(&place.process), *place));
    }
    places
}
