//! What pages link to and what roles do, as data. Both ends are ids of pages,
//! as `model/graph.rs` knows them.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::base::SitePath;
use crate::model::graph::{End, Graph, Part as File};
use crate::model::page::{Page, Target};
use crate::model::relation::{Duty, DutySource, Part};
use crate::model::site::Site;
use crate::outputs::html::address;

/// The pages a page links to, and those it would if they were written.
#[derive(Serialize)]
pub(super) struct LinksLine<'a> {
    from: &'a str,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    to: BTreeSet<&'a str>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    planned: BTreeSet<&'a str>,
}

/// What a role does, as a page says it.
#[derive(Serialize)]
pub(super) struct DutyLine<'a> {
    page: &'a str,
    /// The place on the page, from the root of the site.
    address: String,
    role: End<'a>,
    part: &'static str,
    source: &'static str,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
}

/// Returns the pages each page links to, itself left out.
pub(super) fn links<'a>(site: &'a Site, graph: &Graph<'a>) -> Vec<LinksLine<'a>> {
    let lines = site.pages.values().filter_map(|page| {
        let (mut to, mut planned) = (BTreeSet::new(), BTreeSet::new());
        for (_, _, target) in page.references() {
            match target {
                Target::Page(id, _) if *id != page.id => to.extend(graph.id(*id)),
                Target::Planned(name) => {
                    planned.insert(graph.title(name));
                }
                _ => {}
            }
        }
        let is_empty = to.is_empty() && planned.is_empty();
        (!is_empty).then_some(LinksLine { from: graph.id(page.id)?, to, planned })
    });
    let mut lines: Vec<LinksLine<'a>> = lines.collect();
    lines.sort_by_key(|line| line.from);
    lines
}

/// Returns all duties, by page and place; those in files that a page includes
/// come after its own.
pub(super) fn duties<'a>(site: &'a Site, graph: &Graph<'a>) -> Vec<DutyLine<'a>> {
    let mut pages: Vec<&'a Page> = site.pages.values().collect();
    pages.sort_by_key(|page| graph.id(page.id));
    let mut lines = Vec::new();
    for page in pages {
        let Some(line) = Lines::of(site, graph, page) else { continue };
        let duties = page.duties().filter_map(|(document, targets, duty)| {
            line.duty(File { page: page.id, document, targets }, &duty)
        });
        lines.extend(duties);
    }
    lines
}

/// Writes the duties of one page.
struct Lines<'g, 'a> {
    site: &'a Site,
    graph: &'g Graph<'a>,
    id: &'a str,
    address: String,
}

impl<'g, 'a> Lines<'g, 'a> {
    fn of(site: &'a Site, graph: &'g Graph<'a>, page: &'a Page) -> Option<Lines<'g, 'a>> {
        let identity = site.catalog.page(page.id)?;
        let address = address::page(&SitePath::default(), &identity.output, site.config.links);
        Some(Lines { site, graph, id: &identity.id, address })
    }

    fn duty(&self, file: File<'a>, duty: &Duty) -> Option<DutyLine<'a>> {
        let address = address::with_fragment(self.address.clone(), duty.anchor.as_deref());
        let role = self.graph.end(file, duty.role)?;
        let records = &self.site.catalog.records;
        let what = records.fill(&duty.what).into_owned();
        let when = duty.when.as_deref().map(|when| records.fill(when).into_owned());
        let (part, source) = (part(duty.part), source(duty.source));
        Some(DutyLine { page: self.id, address, role, part, source, what, when })
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Does => "does",
        Part::Accountable => "accountable",
        Part::Consulted => "consulted",
        Part::Informed => "informed",
        Part::Signs => "signs",
        Part::Approves => "approves",
    }
}

fn source(source: DutySource) -> &'static str {
    match source {
        DutySource::Routine => "routine",
        DutySource::Step => "step",
        DutySource::Item => "item",
        DutySource::Gate => "gate",
        DutySource::Matrix => "matrix",
    }
}
