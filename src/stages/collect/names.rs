//! The names pages are found by: ids, titles, aliases, codes.

use std::collections::{BTreeMap, HashMap};

use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::{Catalog, Identity, PageId, loose};

pub(super) fn collect(catalog: &mut Catalog, found: &mut Vec<Diagnostic>) {
    let mut by_id: HashMap<Box<str>, PageId> = HashMap::new();
    let mut by_short_id: HashMap<Box<str>, Vec<PageId>> = HashMap::new();
    let mut by_name: HashMap<String, Vec<PageId>> = HashMap::new();
    let written = |page: &Identity| {
        page.document.as_ref().is_some_and(|document| document.front.id.is_some())
    };
    for (id, page) in catalog.ids().filter(|(_, page)| written(page)) {
        match by_id.get(&page.id).copied() {
            Some(first) => report_twice(catalog, first, id, found),
            None => {
                by_id.insert(page.id.clone(), id);
            }
        }
    }
    for (id, page) in catalog.ids() {
        // An id made of a path gives way to one that is written.
        by_id.entry(page.id.clone()).or_insert(id);
        let short = page.id.rsplit('/').next().unwrap_or_default();
        by_short_id.entry(short.into()).or_default().push(id);
        let mut name = |name: &str| {
            let pages = by_name.entry(loose(name)).or_default();
            if pages.last() != Some(&id) {
                pages.push(id);
            }
        };
        name(&page.title);
        if let Some(role) = catalog.roles.of_page(id) {
            role.aliases.iter().for_each(|alias| name(alias));
        }
        let Some(document) = &page.document else { continue };
        let front = &document.front;
        if let Some(heading) = &document.heading
            && front.title.is_some()
        {
            name(&crate::model::document::plain_text(&heading.content, &document.source.text));
        }
        front.aliases.iter().chain(&front.code).for_each(|alias| name(&alias.text));
    }
    catalog.by_id = by_id;
    catalog.by_short_id = by_short_id;
    catalog.by_name = by_name;
}

/// Adds what the menu calls pages. Such a name counts only where no other
/// page has it, in the menu or as a title, an alias, a code or an id.
pub(super) fn add_menu_names(catalog: &mut Catalog, names: Vec<(Box<str>, PageId)>) {
    let mut by_name: BTreeMap<String, Option<PageId>> = BTreeMap::new();
    for (name, id) in names {
        // A group of the menu is no page anyone can mean by its name.
        let page = catalog.page(id);
        let is_named = page.is_some_and(Identity::has_name);
        let id = is_named.then_some(id);
        let known = by_name.entry(loose(&name)).or_insert(id);
        if *known != id {
            *known = None;
        }
    }
    for (name, id) in by_name {
        let Some(id) = id else { continue };
        let of_id = catalog.by_short_id.get(&*name.replace(' ', "-"));
        if of_id.is_none_or(|pages| *pages == [id]) {
            catalog.by_name.entry(name).or_insert_with(|| vec![id]);
        }
    }
}

fn report_twice(catalog: &Catalog, first: PageId, second: PageId, found: &mut Vec<Diagnostic>) {
    let Some(document) = super::document(catalog, second) else { return };
    let place = |id: PageId| {
        let document = super::document(catalog, id)?;
        let range = document.front.id.as_ref().map(|id| id.range).unwrap_or_default();
        Some(Span::new(document.source.file, range))
    };
    let Some(span) = place(second) else { return };
    let id = document.front.id.as_ref().map_or("", |id| &*id.text);
    let mut diagnostic = Diagnostic::new(
        Code::DUPLICATE_ID,
        span,
        format!("the id `{id}` is taken by another page"),
    )
    .help("choose another; an id is for ever");
    if let Some(first) = place(first) {
        diagnostic = diagnostic.label(first, "first here");
    }
    found.push(diagnostic);
}
