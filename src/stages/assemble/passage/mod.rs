//! Gathers where the flows of pages lead: charts of the areas of each
//! process, and of all processes.
//!
//! A flow says it by connectors, and by steps that are areas or processes
//! themselves. What it says of two pages is lifted to the process both are
//! part of, and to the processes from end to end.

mod flow;
mod names;

use std::collections::{BTreeMap, HashMap};

use self::flow::Said;
use self::names::Names;
use crate::model::areas::{AreaState, Areas};
use crate::model::catalog::{Catalog, PageId, loose};
use crate::model::chart::{Charts, Known, Passage, Stop};
use crate::model::page::Page;

/// Nobody keeps processes deeper than this.
const DEEPEST: usize = 16;

/// Gathers the charts of a site.
pub(super) fn collect(pages: &BTreeMap<PageId, Page>, catalog: &Catalog, areas: &Areas) -> Charts {
    let names = Names::of(pages, catalog, areas);
    let ground = Ground { catalog, areas, names, planned: planned(areas) };
    let mut charts = Charts { names: ground.names.of_processes(), ..Charts::default() };
    for page in pages.values().filter(|page| ground.is_part(page.id)) {
        let own = ground.above(&Stop::Page(ground.whole(page.id)));
        for shown in page.flows() {
            let said = flow::read(&ground, page, shown, &own);
            said.into_iter().for_each(|said| ground.lift(said, &own, &mut charts));
        }
    }
    charts
}

/// The process of each planned area, by its loosely written name.
fn planned(areas: &Areas) -> HashMap<String, PageId> {
    let mut planned = HashMap::new();
    for (id, process) in &areas.processes {
        for area in &process.areas {
            if let AreaState::Planned(name) = &area.state {
                planned.entry(loose(name)).or_insert(*id);
            }
        }
    }
    planned
}

/// What is known of the pages that flows name.
struct Ground<'a> {
    catalog: &'a Catalog,
    areas: &'a Areas,
    names: Names,
    planned: HashMap<String, PageId>,
}

impl Ground<'_> {
    /// Tells whether a page is an area or a process.
    fn is_part(&self, id: PageId) -> bool {
        let is_kind =
            |page: &crate::model::catalog::Identity| page.is_of("area") || page.is_of("process");
        self.areas.processes.contains_key(&id)
            || self.areas.places.contains_key(&id)
            || self.catalog.page(id).is_some_and(is_kind)
    }

    /// Returns the page that stands for what a page is about.
    fn whole(&self, id: PageId) -> PageId {
        self.areas.introduced.get(&id).map_or(id, |group| group.page)
    }

    /// Returns a stop with everything it is part of, the nearest first.
    fn above(&self, stop: &Stop) -> Vec<Stop> {
        let mut all = vec![stop.clone()];
        let mut next = match stop {
            Stop::Page(id) => self.process_of(*id),
            Stop::Planned(name) => self.planned.get(&loose(name)).copied(),
        };
        while let Some(id) = next {
            let above = Stop::Page(id);
            if DEEPEST < all.len() || all.contains(&above) {
                break;
            }
            all.push(above);
            next = self.process_of(id);
        }
        all
    }

    fn process_of(&self, id: PageId) -> Option<PageId> {
        let place = self.areas.places.get(&id)?.first()?;
        Some(self.whole(place.process))
    }

    /// Adds what a flow says to the charts it belongs to; `own` is its page
    /// with everything that is part of.
    fn lift(&self, said: Said, own: &[Stop], charts: &mut Charts) {
        let Said { from, to, when } = said;
        let known = |from: &Stop, to: &Stop| Known {
            when: when.clone(),
            is_said_before: own.contains(from),
            is_said_after: own.contains(to),
        };
        let (from, to) = (self.above(&from), self.above(&to));
        let (Some(first), Some(last)) = (from.last(), to.last()) else { return };
        let mut add = |process: &Stop, from: &Stop, to: &Stop| {
            if let (Stop::Page(id), true) = (process, from != to) {
                let passage = Passage { from: from.clone(), to: to.clone() };
                charts.processes.entry(*id).or_default().add(passage, known(from, to));
            }
        };
        for pair in from.windows(2) {
            let [area, process] = pair else { continue };
            match to.iter().position(|stop| stop == process) {
                None => add(process, area, last),
                // Both are part of it.
                Some(at) => {
                    if let Some(other) = at.checked_sub(1).and_then(|at| to.get(at)) {
                        add(process, area, other);
                    }
                    break;
                }
            }
        }
        for pair in to.windows(2) {
            let [area, process] = pair else { continue };
            if from.contains(process) {
                break;
            }
            add(process, first, area);
        }
        // What the process says as a whole.
        if let ([_], false) = (&*from, to.contains(first)) {
            add(first, first, last);
        }
        if let ([_], false) = (&*to, from.contains(last)) {
            add(last, first, last);
        }
        if first != last {
            let passage = Passage { from: first.clone(), to: last.clone() };
            charts.site.add(passage, known(first, last));
        }
    }
}
