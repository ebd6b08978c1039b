//! What pages have to do with each other, with roles and with pages not yet
//! written, by names that stay: the values of `site.json` and of `handover
//! graph`. Both ends are ids of pages; an end that is none says so.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::domain::diagram::graph::NodeKind;
use crate::model::catalog::{PageId, loose};
use crate::model::document::Document;
use crate::model::flow::Side;
use crate::model::page::{Page, ShownFlow, Target};
use crate::model::relation::RelationKind;
use crate::model::role::Role;
use crate::model::site::Site;

/// A page's relation to another.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie<'a> {
    /// The id of the page that says so.
    pub from: &'a str,
    /// The name of the relation.
    pub kind: &'static str,
    /// The other end.
    #[serde(flatten)]
    pub end: End<'a>,
}

/// The other end of a relation: exactly one of the first four.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord, Default, Clone)]
pub struct End<'a> {
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
    pub place: Option<&'a str>,
}

/// A file of a page, with what its references mean there.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// The page.
    pub page: PageId,
    /// The page's own document, or one that it includes.
    pub document: &'a Document,
    /// The meaning of each of its references.
    pub targets: &'a [Target],
}

impl<'a> Part<'a> {
    /// Returns the page's own.
    pub fn own(page: &'a Page) -> Part<'a> {
        Part { page: page.id, document: &page.document, targets: &page.targets }
    }
}

/// Knows what references mean, in words of this file.
pub struct Graph<'a> {
    site: &'a Site,
    /// Titles of planned pages by loosely written name.
    planned: BTreeMap<String, &'a str>,
}

impl<'a> Graph<'a> {
    /// Learns the titles of planned pages.
    pub fn of(site: &'a Site) -> Graph<'a> {
        let titles = site.planned.iter().map(|(planned, _)| &*planned.title);
        Graph { site, planned: titles.map(|title| (loose(title), title)).collect() }
    }

    /// Returns all relations, by page, kind and other end, each once.
    pub fn relations(&self) -> Vec<Tie<'a>> {
        let pages = self.site.pages.values();
        let mut all: BTreeSet<Tie<'a>> = pages.flat_map(|page| self.relations_of(page)).collect();
        let roles = self.site.catalog.roles.all.iter();
        let records = roles.filter(|role| !self.site.pages.contains_key(&role.page));
        all.extend(records.flat_map(|role| self.relations_of_record(role)));
        all.into_iter().collect()
    }

    /// Returns what a role says that is only a record.
    fn relations_of_record(&self, role: &'a Role) -> Vec<Tie<'a>> {
        let Some(from) = self.id(role.page) else { return Vec::new() };
        let part = &role.part;
        let roles = [
            (RelationKind::Alternate, &part.alternate),
            (RelationKind::ReportsTo, &part.reports_to),
        ];
        let roles = roles.into_iter().filter_map(|(kind, name)| {
            let name = &*name.as_ref()?.text;
            Some((kind, name, self.role(name)))
        });
        let courses =
            [(RelationKind::Training, &part.training), (RelationKind::Teaches, &part.trains)];
        let courses = courses.into_iter().flat_map(|(kind, names)| {
            names.iter().map(move |name| (kind, &*name.text, self.page(&name.text)))
        });
        let tie = |(kind, name, page): (RelationKind, &'a str, Option<PageId>)| {
            let to = page.and_then(|page| self.id(page));
            let end = match to {
                Some(_) => End { to, ..End::default() },
                None => End { named: Some(name), ..End::default() },
            };
            Tie { from, kind: kind.name(), end }
        };
        roles.chain(courses).map(tie).collect()
    }

    /// Returns the page of the only role a name can mean.
    fn role(&self, name: &str) -> Option<PageId> {
        match self.site.catalog.roles.find(name).as_slice() {
            [role] => Some(role.page),
            _ => None,
        }
    }

    /// Returns the only page a name can mean.
    fn page(&self, name: &str) -> Option<PageId> {
        let catalog = &self.site.catalog;
        let only = |pages: &Vec<PageId>| match pages.as_slice() {
            [page] => Some(*page),
            _ => None,
        };
        let by_id = catalog.by_id.get(name).copied();
        let by_name = || catalog.by_name.get(&loose(name)).and_then(only);
        by_id.or_else(by_name).or_else(|| catalog.by_short_id.get(name).and_then(only))
    }

    fn relations_of(&self, page: &'a Page) -> impl Iterator<Item = Tie<'a>> {
        let own = page.document.relations.iter().filter_map(|relation| {
            let from = self.id(page.id)?;
            let end = self.end(Part::own(page), relation.reference)?;
            Some(Tie { from, kind: relation.kind.name(), end })
        });
        let parent = self.site.areas.parents.get(&page.id).and_then(|parent| {
            let (from, to) = (self.id(page.id)?, Some(self.id(parent.page)?));
            let kind = RelationKind::PartOf.name();
            Some(Tie { from, kind, end: End { to, ..End::default() } })
        });
        own.chain(parent).chain(page.flows().flat_map(|flow| self.ways_of(page, flow)))
    }

    /// Returns which pages a flow leads to, and which lead to it.
    fn ways_of(&self, page: &'a Page, shown: ShownFlow<'a>) -> impl Iterator<Item = Tie<'a>> {
        let from = self.id(page.id);
        let ShownFlow { flow, document, targets, .. } = shown;
        let part = Part { page: page.id, document, targets };
        let named = flow.entered().filter(move |(node, _)| {
            let target = node.reference.and_then(|number| shown.target(number));
            !matches!(target, Some(Target::Page(id, _)) if *id == page.id)
        });
        named.filter_map(move |(node, is_entered)| {
            let end = self.end(part, node.reference?)?;
            // A name of nothing is only words.
            if end.named.is_some() {
                return None;
            }
            let is_before = node.side == Some(Side::Upstream)
                || (node.kind == NodeKind::Connector && !is_entered);
            let kind = if is_before { RelationKind::ComesFrom } else { RelationKind::LeadsTo };
            Some(Tie { from: from?, kind: kind.name(), end })
        })
    }

    /// Returns what a reference means; `None` if it is a mistake that names
    /// nothing.
    pub fn end(&self, part: Part<'a>, number: u32) -> Option<End<'a>> {
        let end = End::default();
        let reference = part.document.references.get(number as usize)?;
        Some(match part.targets.get(number as usize)? {
            Target::Page(id, place) => {
                End { to: Some(self.id(*id)?), place: place.as_deref(), ..end }
            }
            Target::Here(place) => End { to: Some(self.id(part.page)?), place: Some(place), ..end },
            Target::Planned(name) => End { planned: Some(self.title(name)), ..end },
            Target::External(address) => End { external: Some(address), ..end },
            // A role without a page, one that nobody knows, or a kind.
            Target::Ignored | Target::Kind(_) => End { named: Some(&reference.destination), ..end },
            Target::Broken if reference.kind.is_role() => {
                End { named: Some(&reference.destination), ..end }
            }
            Target::Asset(..) | Target::Graft(_) | Target::Broken => return None,
        })
    }

    /// Returns the title a planned page has in the register.
    pub fn title(&self, name: &'a str) -> &'a str {
        let catalog = &self.site.catalog;
        let key = loose(name);
        let announced = catalog.planned_by_name.get(&key);
        let announced = announced.and_then(|id| catalog.planned.get(id.0 as usize));
        let asked_for = self.planned.get(&key).copied();
        announced.map(|planned| &*planned.title).or(asked_for).unwrap_or(name)
    }

    /// Returns the id of a page.
    pub fn id(&self, id: PageId) -> Option<&'a str> {
        self.site.catalog.page(id).map(|page| &*page.id)
    }
}
