//! The register of pages not written yet.

use std::collections::BTreeMap;

use crate::base::nearest::nearest_within;
use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::{Catalog, PageId, Planned, loose};
use crate::model::page::{Page, Target};

/// One name that is asked for.
#[derive(Default)]
struct Wanted<'a> {
    name: &'a str,
    pages: Vec<PageId>,
    places: Vec<Span>,
}

/// Lists announced pages and names that are only asked for, sorted by
/// title, each with the pages that ask for it.
pub(super) fn collect(
    pages: &BTreeMap<PageId, Page>,
    catalog: &Catalog,
    found: &mut Vec<Diagnostic>,
) -> Vec<(Planned, Vec<PageId>)> {
    let wanted = wanted(pages);
    let titles = catalog.pages.iter().map(|page| &*page.title);
    let announced = catalog.planned.iter().map(|planned| &*planned.title);
    let known: Vec<(String, &str)> =
        titles.chain(announced).map(|title| (loose(title), title)).collect();
    let mut register: Vec<(Planned, Vec<PageId>)> =
        catalog.planned.iter().map(|planned| (planned.clone(), Vec::new())).collect();
    for (name, wanted) in wanted {
        if let Some(known) = catalog.planned_by_name.get(&name) {
            if let Some((_, asked_by)) = register.get_mut(known.0 as usize) {
                asked_by.extend(wanted.pages);
            }
            continue;
        }
        report(&name, &wanted, &known, found);
        let planned = Planned {
            title: wanted.name.into(),
            kind: None,
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
    register.sort_by_cached_key(|(planned, _)| loose(&planned.title));
    register
}

fn wanted(pages: &BTreeMap<PageId, Page>) -> BTreeMap<String, Wanted<'_>> {
    let mut wanted: BTreeMap<String, Wanted<'_>> = BTreeMap::new();
    for page in pages.values() {
        for (document, reference, target) in page.references() {
            let Target::Planned(name) = target else { continue };
            let entry = wanted.entry(loose(name)).or_default();
            entry.name = if entry.name.is_empty() { name } else { entry.name };
            entry.places.push(Span::new(document.source.file, reference.range));
            if entry.pages.last() != Some(&page.id) {
                entry.pages.push(page.id);
            }
        }
    }
    wanted
}

/// How many letters may differ for a name to be taken for a slip.
const SLIP: usize = 3;

/// Reports every place that asks for a name; `known` are the titles there
/// are, as they are compared and as they are written.
fn report(name: &str, wanted: &Wanted<'_>, known: &[(String, &str)], found: &mut Vec<Diagnostic>) {
    // A short name is not a slip of another short name.
    let limit = SLIP.min(name.chars().count() / 4);
    let near = match limit {
        0 => None,
        limit => nearest_within(name, known.iter().map(|(loose, _)| loose.as_str()), limit),
    };
    let near = near.and_then(|near| known.iter().find(|(loose, _)| loose == near));
    for span in &wanted.places {
        let message = format!("no page is called \"{}\"", wanted.name);
        found.push(match near {
            Some((_, near)) => Diagnostic::new(Code::MAYBE_MISSPELT, *span, message).help(format!(
                "did you mean \"{near}\"? If it is to be written, announce it under `planned:`"
            )),
            None => Diagnostic::new(Code::NOT_ANNOUNCED, *span, message)
                .help("announce it under `planned:` with an owner and a date, or write it"),
        });
    }
}
