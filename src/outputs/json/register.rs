//! What a site has beside its pages, as data: kinds, planned pages, roles,
//! taxonomies.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::graph::{Graph, Part};
use crate::model::page::Page;
use crate::model::relation::RelationKind;
use crate::model::site::Site;
use crate::model::topics::Topic;
use crate::model::vocabulary::Vocabulary;

/// A kind of pages.
#[derive(Serialize)]
pub(super) struct KindLine<'a> {
    name: &'a str,
    /// What readers see, of one and of many.
    #[serde(skip_serializing_if = "Option::is_none")]
    titles: Option<[&'static str; 2]>,
    /// What a page of the kind is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'static str>,
    /// How many pages there are of it.
    pages: usize,
}

/// A page announced or asked for, and not written.
#[derive(Serialize)]
pub(super) struct PlannedLine<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    announced: bool,
    /// The ids of pages that ask for it.
    asked_by: Vec<&'a str>,
}

/// A role: a page of that kind, or a name that stands where roles do.
#[derive(Serialize, Default)]
pub(super) struct RoleLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    title: &'a str,
    /// The ids of pages it answers for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    owns: Vec<&'a str>,
    /// The ids of pages it answers for when the owner cannot.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    backs: Vec<&'a str>,
    /// How many duties it has.
    #[serde(skip_serializing_if = "is_zero")]
    duties: usize,
}

/// A term of a vocabulary.
#[derive(Serialize)]
pub(super) struct TermLine<'a> {
    taxonomy: &'a str,
    term: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    /// Other spellings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<&'a str>,
    /// The ids of listed pages that name it.
    pages: Vec<&'a str>,
}

/// A vocabulary.
#[derive(Serialize)]
pub(super) struct TaxonomyLine<'a> {
    name: &'a str,
    title: &'a str,
    terms: usize,
}

/// Lists the kinds that pages have, by name.
pub(super) fn kinds(site: &Site) -> Vec<KindLine<'_>> {
    let mut kinds: BTreeMap<&str, KindLine<'_>> = BTreeMap::new();
    for (id, identity) in site.catalog.ids() {
        let name = identity.kind().map_or("article", |kind| kind.name);
        let line = KindLine { name, titles: None, about: None, pages: 0 };
        let line = kinds.entry(name).or_insert(line);
        line.pages += 1;
        let document = site.pages.get(&id).map(|page| &*page.document);
        if let Some(known) = document.and_then(|document| document.kind) {
            line.titles = Some(known.kind.titles);
            line.about = Some(known.kind.about);
        }
    }
    kinds.into_values().collect()
}

/// Lists planned pages in the order of the register.
pub(super) fn planned<'a>(site: &'a Site, graph: &Graph<'a>) -> Vec<PlannedLine<'a>> {
    let planned = site.planned.iter();
    planned
        .map(|(planned, asked_by)| PlannedLine {
            title: &planned.title,
            kind: planned.kind.as_deref(),
            owner: planned.owner.as_deref(),
            due: planned.due.map(|day| day.to_string()),
            announced: planned.announced.is_some(),
            asked_by: asked_by.iter().filter_map(|id| graph.id(*id)).collect(),
        })
        .collect()
}

/// Lists roles: those with a page by id, then those that are only named.
pub(super) fn roles<'a>(site: &'a Site, graph: &Graph<'a>) -> Vec<RoleLine<'a>> {
    let mut roles = Roles { site, graph, lines: BTreeMap::new() };
    for role in &site.catalog.roles.all {
        if let Some(identity) = site.catalog.page(role.page) {
            let (id, title) = (&*identity.id, &*identity.title);
            let line = RoleLine { id: Some(id), title, ..RoleLine::default() };
            roles.lines.insert((false, id), line);
        }
    }
    let mut pages: Vec<&Page> = site.pages.values().collect();
    pages.sort_by_key(|page| graph.id(page.id));
    pages.into_iter().for_each(|page| roles.add(page));
    roles.lines.into_values().collect()
}

/// Roles, as pages that name them are read.
struct Roles<'g, 'a> {
    site: &'a Site,
    graph: &'g Graph<'a>,
    /// By whether it is only a name, which sorts behind all ids, and id.
    lines: BTreeMap<(bool, &'a str), RoleLine<'a>>,
}

impl<'a> Roles<'_, 'a> {
    fn add(&mut self, page: &'a Page) {
        let Some(own) = self.graph.id(page.id) else { return };
        for relation in &page.document.relations {
            let (file, number) = (Part::own(page), relation.reference);
            match relation.kind {
                RelationKind::Owner => self.fill(file, number, |line| line.owns.push(own)),
                RelationKind::Backup => self.fill(file, number, |line| line.backs.push(own)),
                _ => {}
            }
        }
        for (document, targets, duty) in page.duties() {
            let file = Part { page: page.id, document, targets };
            self.fill(file, duty.role, |line| line.duties += 1);
        }
    }

    fn fill(&mut self, file: Part<'a>, number: u32, fill: impl FnOnce(&mut RoleLine<'a>)) {
        let Some(end) = self.graph.end(file, number) else { return };
        let Some(name) = end.to.or(end.named).or(end.planned) else { return };
        let catalog = &self.site.catalog;
        let page = catalog.by_id.get(name).filter(|_| end.to.is_some());
        let title = page.and_then(|id| catalog.page(*id)).map_or(name, |page| &*page.title);
        let line = RoleLine { id: end.to, title, ..RoleLine::default() };
        fill(self.lines.entry((end.to.is_none(), name)).or_insert(line));
    }
}

/// Lists vocabularies that pages name terms of.
pub(super) fn taxonomies(site: &Site) -> Vec<TaxonomyLine<'_>> {
    fn line<'a>(site: &Site, own: &'a Vocabulary) -> TaxonomyLine<'a> {
        let terms = site.topics.of(&own.taxonomy).count();
        TaxonomyLine { name: own.taxonomy.key(), title: &own.title, terms }
    }
    site.config
        .vocabularies
        .iter()
        .map(|own| line(site, own))
        .filter(|line| 0 < line.terms)
        .collect()
}

/// Lists terms with their pages, by vocabulary and term.
pub(super) fn terms<'a>(site: &'a Site, graph: &Graph<'a>) -> Vec<TermLine<'a>> {
    let line = |topic: &'a Topic| TermLine {
        taxonomy: topic.taxonomy.key(),
        term: topic.name(),
        code: topic.code.as_deref(),
        also: topic.also(),
        pages: topic.pages.iter().filter_map(|id| graph.id(*id)).collect(),
    };
    site.topics.all.iter().map(line).collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}
