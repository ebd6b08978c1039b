//! What a site has beside its pages, as data: kinds, planned pages, roles,
//! taxonomies.

use std::collections::BTreeMap;

use serde::Serialize;

use super::graph::Graph;
use crate::model::document::Document;
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
    for (id, _) in site.catalog.ids() {
        let document = site.pages.get(&id).map(|page| &*page.document);
        let name = document.map_or("article", Document::kind_name);
        let line = KindLine { name, titles: None, about: None, pages: 0 };
        let line = kinds.entry(name).or_insert(line);
        line.pages += 1;
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
    // A name sorts behind all ids.
    let mut roles: BTreeMap<(bool, &str), RoleLine<'a>> = BTreeMap::new();
    for (id, identity) in site.catalog.ids() {
        let document = site.pages.get(&id).map(|page| &*page.document);
        if document.is_some_and(|document| document.kind_name() == "role") {
            let (id, title) = (&*identity.id, &*identity.title);
            roles.insert((false, id), RoleLine { id: Some(id), title, ..RoleLine::default() });
        }
    }
    let mut pages: Vec<_> = site.pages.values().collect();
    pages.sort_by_key(|page| graph.id(page.id));
    for page in pages {
        let Some(own) = graph.id(page.id) else { continue };
        let mut role = |number: u32, fill: &dyn Fn(&mut RoleLine<'a>)| {
            let Some(end) = graph.end(page, number) else { return };
            let Some(name) = end.to.or(end.named).or(end.planned) else { return };
            let title = site.catalog.by_id.get(name).and_then(|id| site.catalog.page(*id));
            let title = title.map_or(name, |page| &*page.title);
            let line = RoleLine { id: end.to, title, ..RoleLine::default() };
            fill(roles.entry((end.to.is_none(), name)).or_insert(line));
        };
        for relation in &page.document.relations {
            match relation.kind {
                RelationKind::Owner => role(relation.reference, &|line| line.owns.push(own)),
                RelationKind::Backup => role(relation.reference, &|line| line.backs.push(own)),
                _ => {}
            }
        }
        for duty in &page.document.duties {
            role(duty.role, &|line| line.duties += 1);
        }
    }
    roles.into_values().collect()
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
