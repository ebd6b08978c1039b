//! The register of pages not written yet.
//!
//! A `[[name]]` is written for us, so each place that asks for a page nobody
//! announced is reported. Names in italics were there before, by the
//! hundred: one note for each name says how many pages ask for it.

use std::collections::BTreeMap;

use super::title::Titles;
use crate::base::code::Profile;
use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::{Catalog, PageId, Planned, loose};
use crate::model::config::Config;
use crate::model::document::ReferenceKind;
use crate::model::page::{Page, Target};

/// One name that is asked for.
#[derive(Default)]
struct Wanted<'a> {
    name: &'a str,
    pages: Vec<PageId>,
    /// Where it stands in brackets or a link.
    places: Vec<Span>,
    /// Where it first stands in italics in a list of next steps.
    entry: Option<Span>,
}

/// Lists announced pages and names that are only asked for, each with the
/// pages that ask for it: what most ask for comes first, then by title.
pub(super) fn collect(
    pages: &BTreeMap<PageId, Page>,
    catalog: &Catalog,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Vec<(Planned, Vec<PageId>)> {
    let wanted = wanted(pages);
    let titles = std::cell::LazyCell::new(|| Titles::of(catalog));
    let mut register: Vec<(Planned, Vec<PageId>)> =
        catalog.planned.iter().map(|planned| (planned.clone(), Vec::new())).collect();
    for (name, wanted) in wanted {
        if let Some(known) = catalog.planned_by_name.get(&name) {
            if let Some((_, asked_by)) = register.get_mut(known.0 as usize) {
                asked_by.extend(wanted.pages);
            }
            continue;
        }
        let near = titles.near(&name);
        report(&wanted, near, announcement(config, &wanted), found);
        let planned = Planned {
            title: wanted.name.into(),
            kind: None,
            code: None,
            owner: None,
            due: None,
            announced: None,
        };
        register.push((planned, wanted.pages));
    }
    for (_, asked_by) in &mut register {
        asked_by.sort_unstable();
        asked_by.dedup();
    }
    register.sort_by_cached_key(|(planned, asked_by)| {
        (std::cmp::Reverse(asked_by.len()), loose(&planned.title))
    });
    register
}

fn wanted(pages: &BTreeMap<PageId, Page>) -> BTreeMap<String, Wanted<'_>> {
    let mut wanted: BTreeMap<String, Wanted<'_>> = BTreeMap::new();
    for page in pages.values() {
        for (document, reference, target) in page.references() {
            let Target::Planned(name) = target else { continue };
            let entry = wanted.entry(loose(name)).or_default();
            entry.name = if entry.name.is_empty() { name } else { entry.name };
            let span = Span::new(document.source.file, reference.range);
            match reference.kind {
                ReferenceKind::Italic => entry.entry = entry.entry.or(Some(span)),
                _ => entry.places.push(span),
            }
            if entry.pages.last() != Some(&page.id) {
                entry.pages.push(page.id);
            }
        }
    }
    wanted
}

/// Whether a name nobody announced is worth a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announcement {
    Expected,
    /// The folder was not written for us, and has its own way to say
    /// "planned": italics.
    NotExpected,
}

fn announcement(config: &Config, wanted: &Wanted<'_>) -> Announcement {
    let is_foreign = config.profile == Profile::Adopt
        && !config.levels.contains_key(&Code::NOT_ANNOUNCED)
        && wanted.places.is_empty();
    if is_foreign { Announcement::NotExpected } else { Announcement::Expected }
}

/// Reports the places that ask for a name; `near` is the title it may be a
/// slip of.
fn report(
    wanted: &Wanted<'_>,
    near: Option<&str>,
    announcement: Announcement,
    found: &mut Vec<Diagnostic>,
) {
    let entry = wanted.entry.filter(|_| wanted.places.is_empty());
    for span in wanted.places.iter().chain(&entry) {
        let message = match (entry, wanted.pages.len()) {
            (None, _) | (_, 1) => format!("no page is called \"{}\"", wanted.name),
            (_, pages) => {
                format!("no page is called \"{}\", which {pages} pages ask for", wanted.name)
            }
        };
        found.push(match near {
            Some(near) => Diagnostic::new(Code::MAYBE_MISSPELT, *span, message).help(format!(
                "did you mean \"{near}\"? If it is to be written, announce it under `planned:`"
            )),
            None if announcement == Announcement::NotExpected => continue,
            None => Diagnostic::new(Code::NOT_ANNOUNCED, *span, message)
                .help("announce it under `planned:` with an owner and a date, or write it"),
        });
    }
}
