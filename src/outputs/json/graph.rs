//! What pages have to do with each other and with roles, as data: relations,
//! links, duties. Both ends are ids of pages; an end that is not written yet
//! says so.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::base::SitePath;
use crate::model::catalog::{PageId, loose};
use crate::model::page::{Page, Target};
use crate::model::relation::{Duty, DutySource, Part};
use crate::model::site::Site;
use crate::outputs::html::address;

/// A page's relation to another.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RelationLine<'a> {
    from: &'a str,
    kind: &'static str,
    #[serde(flatten)]
    end: End<'a>,
}

/// The other end of a relation: exactly one of the first four.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord, Default, Clone)]
pub(super) struct End<'a> {
    /// The id of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'a str>,
    /// The title of a planned page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<&'a str>,
    /// A name that no page has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<&'a str>,
    /// An address outside the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external: Option<&'a str>,
    /// A place in the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

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
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a str>,
}

/// Knows what references mean, in words of this file.
pub(super) struct Graph<'a> {
    site: &'a Site,
    /// Titles of planned pages by loosely written name.
    planned: BTreeMap<String, &'a str>,
}

impl<'a> Graph<'a> {
    pub fn of(site: &'a Site) -> Graph<'a> {
        let titles = site.planned.iter().map(|(planned, _)| &*planned.title);
        Graph { site, planned: titles.map(|title| (loose(title), title)).collect() }
    }

    /// Returns all relations, by page, kind and other end, each once.
    pub fn relations(&self) -> Vec<RelationLine<'a>> {
        let pages = self.site.pages.values();
        let all: BTreeSet<RelationLine<'a>> =
            pages.flat_map(|page| self.relations_of(page)).collect();
        all.into_iter().collect()
    }

    fn relations_of(&self, page: &'a Page) -> impl Iterator<Item = RelationLine<'a>> {
        page.document.relations.iter().filter_map(|relation| {
            let from = self.id(page.id)?;
            let end = self.end(page, relation.reference)?;
            Some(RelationLine { from, kind: relation.kind.name(), end })
        })
    }

    /// Returns the pages each page links to, itself left out.
    pub fn links(&self) -> Vec<LinksLine<'a>> {
        let lines = self.site.pages.values().filter_map(|page| {
            let (mut to, mut planned) = (BTreeSet::new(), BTreeSet::new());
            for (_, _, target) in page.references() {
                match target {
                    Target::Page(id, _) if *id != page.id => to.extend(self.id(*id)),
                    Target::Planned(name) => {
                        planned.insert(self.title(name));
                    }
                    _ => {}
                }
            }
            let is_empty = to.is_empty() && planned.is_empty();
            (!is_empty).then_some(LinksLine { from: self.id(page.id)?, to, planned })
        });
        let mut lines: Vec<LinksLine<'a>> = lines.collect();
        lines.sort_by_key(|line| line.from);
        lines
    }

    /// Returns all duties, by page and place.
    pub fn duties(&self) -> Vec<DutyLine<'a>> {
        let mut pages: Vec<&'a Page> = self.site.pages.values().collect();
        pages.sort_by_key(|page| self.id(page.id));
        pages.into_iter().flat_map(|page| self.duties_of(page)).collect()
    }

    fn duties_of(&self, page: &'a Page) -> impl Iterator<Item = DutyLine<'a>> {
        page.document.duties.iter().filter_map(|duty| {
            let identity = self.site.catalog.page(page.id)?;
            let links = self.site.config.links;
            let mut address = address::page(&SitePath::default(), &identity.output, links);
            if let Some(anchor) = &duty.anchor {
                address.push('#');
                address.push_str(&crate::base::url::encode_fragment(anchor));
            }
            let role = self.end(page, duty.role)?;
            let Duty { what, when, .. } = duty;
            let (part, source) = (part(duty.part), source(duty.source));
            let when = when.as_deref();
            Some(DutyLine { page: &identity.id, address, role, part, source, what, when })
        })
    }

    /// Returns what a reference of a page means; `None` if it was reported.
    pub fn end(&self, page: &'a Page, number: u32) -> Option<End<'a>> {
        let end = End::default();
        Some(match page.targets.get(number as usize)? {
            Target::Page(id, place) => {
                End { to: Some(self.id(*id)?), place: place.as_deref(), ..end }
            }
            Target::Here(place) => End { to: Some(self.id(page.id)?), place: Some(place), ..end },
            Target::Planned(name) => End { planned: Some(self.title(name)), ..end },
            Target::External(address) => End { external: Some(address), ..end },
            // A role without a page of its own.
            Target::Ignored => {
                let reference = page.document.references.get(number as usize)?;
                End { named: Some(&reference.destination), ..end }
            }
            Target::Asset(..) | Target::Graft(_) | Target::Broken => return None,
        })
    }

    /// Returns the title a planned page has in the register.
    fn title(&self, name: &'a str) -> &'a str {
        let catalog = &self.site.catalog;
        let key = loose(name);
        let announced = catalog.planned_by_name.get(&key);
        let announced = announced.and_then(|id| catalog.planned.get(id.0 as usize));
        let asked_for = self.planned.get(&key).copied();
        announced.map(|planned| &*planned.title).or(asked_for).unwrap_or(name)
    }

    pub fn id(&self, id: PageId) -> Option<&'a str> {
        self.site.catalog.page(id).map(|page| &*page.id)
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
