//! What is published under an address of its own: pages, and on them
//! headings, steps, tasks and other items. `outputs/json` writes it;
//! `checks/id_changed` and `training/again` compare it with what an earlier
//! build wrote.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::base::{SitePath, Span};
use crate::model::document::{Anchor, Document};
use crate::model::graft::id_in_page;
use crate::model::material::TextHash;
use crate::model::named_item::IdOrigin;
use crate::model::page::Page;

/// What kind of thing a heading is.
pub const HEADING: &str = "heading";
/// An id in HTML.
pub const PLACE: &str = "place";

/// What an earlier build published.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The day of the build, as it is written; empty if it is not.
    pub built: Box<str>,
    /// Its pages, in order.
    pub pages: Vec<PublishedPage>,
}

/// A page of an earlier build.
#[derive(Clone, Debug)]
pub struct PublishedPage {
    /// Its id.
    pub id: Box<str>,
    /// The file of its address.
    pub file: SitePath,
    /// Whether an author wrote it.
    pub is_written: bool,
    /// Where the earlier build says so.
    pub span: Span,
    /// What it had, in order.
    pub named: Vec<Named>,
    /// What it was drawn from, if it is a course, by name, with the hash of
    /// what that said.
    pub drawn_from: BTreeMap<Box<str>, TextHash>,
}

/// Something of a page that has an id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The id, as it is in the page.
    pub id: Box<str>,
    /// What it is: `heading`, `step`, `task` and others.
    pub kind: Box<str>,
    /// What it is called; empty where nothing says so.
    pub name: Box<str>,
    /// The hash of its own text, of a step and of a task.
    pub hash: Option<u32>,
}

/// Returns what a page has that has an id, in order, each with its place: its
/// own, then what it includes.
pub fn named(page: &Page) -> Vec<(Named, Span)> {
    let document = &page.document;
    let grafts = document.grafts.iter().filter_map(|graft| Some((graft, graft.document()?)));
    let grafted = grafts.flat_map(|(graft, document)| {
        of_document(document, &|anchor| graft.shows(anchor.range), &graft.ids)
    });
    let grafted: Vec<(Named, Span)> = grafted.collect();
    // A page has the ids of what it includes among its own, and its title has
    // the address of the page.
    let included: HashSet<&str> = grafted.iter().map(|(own, _)| &*own.id).collect();
    let title = document.heading.as_ref().map(|heading| heading.range);
    let is_own = |anchor: &Anchor| !included.contains(&*anchor.id) && Some(anchor.range) != title;
    let mut all = of_document(document, &is_own, &[]);
    all.extend(grafted);
    all
}

fn of_document(
    document: &Document,
    is_meant: &dyn Fn(&Anchor) -> bool,
    ids: &[(Box<str>, Box<str>)],
) -> Vec<(Named, Span)> {
    let headings = document.outline.iter().map(|entry| (&*entry.id, &*entry.text));
    let title = document.heading.as_ref().map(|title| &*title.id);
    let headings = headings.chain(title.map(|id| (id, "")));
    let headings: HashMap<&str, &str> = headings.collect();
    let hashes = hashes(document);
    let mut anchors: Vec<_> = document.anchors.iter().filter(|own| is_meant(own)).collect();
    anchors.sort_by_key(|anchor| anchor.range);
    let named = anchors.into_iter().filter_map(|anchor| {
        let item = document.item(&anchor.id);
        if item.is_some_and(|item| item.origin == IdOrigin::Other) {
            return None;
        }
        let heading = headings.get(&*anchor.id).copied();
        let (kind, name) = match (item, heading) {
            (Some(item), _) => (item.kind.name(), &*item.name),
            (None, Some(text)) => (HEADING, text),
            (None, None) => (PLACE, ""),
        };
        let named = Named {
            id: id_in_page(ids, &anchor.id).into(),
            kind: kind.into(),
            name: name.into(),
            hash: hashes.get(&*anchor.id).copied(),
        };
        let mut range = item.map_or(anchor.range, |item| item.range);
        let written = range.of(&document.source.text);
        range.end -= u32::try_from(written.len() - written.trim_end().len()).unwrap_or_default();
        Some((named, Span::new(document.source.file, range)))
    });
    named.collect()
}

/// Returns the hashes of steps and tasks, by their ids.
fn hashes(document: &Document) -> HashMap<&str, u32> {
    let steps = document.procedure.iter().flat_map(|section| &section.steps);
    let steps = steps.filter_map(|step| Some((step.id.as_deref()?, step.hash)));
    let tasks = document.groups.iter().flat_map(|group| &group.tasks);
    let tasks = tasks.filter_map(|task| Some((task.id.as_deref()?, task.hash)));
    steps.chain(tasks).collect()
}
