//! Parts of a site: pages that are named together, by what they are, where
//! they lie, what they are called, or the service they are about.

use std::collections::BTreeSet;

use crate::model::catalog::{Identity, PageId, loose};
use crate::model::kind::FieldData;
use crate::model::site::Site;
use crate::text::glob::{Globs, Rules};

/// The pages of a part, in the order of the site.
pub type Part = BTreeSet<PageId>;

/// The word for all pages.
pub const ALL: &str = "all";

/// Returns the pages that a word names: a kind, an id or a title, a folder, or
/// a pattern of paths, in this order; from the content folder. What names a
/// folder and its page means the folder. `None` if it names nothing.
pub fn named(site: &Site, word: &str) -> Option<Part> {
    let word = word.trim().trim_end_matches('/');
    let catalog = &site.catalog;
    let of = |is_meant: &dyn Fn(&Identity) -> bool| -> Part {
        catalog.ids().filter(|(_, page)| is_meant(page)).map(|(id, _)| id).collect()
    };
    let by_kind = of(&|page| {
        page.kind().is_some_and(|kind| {
            kind.name == word || kind.titles.iter().any(|title| title.eq_ignore_ascii_case(word))
        })
    });
    let by_name = || -> Part {
        let one = catalog.by_id.get(word).copied();
        let one = one.or_else(|| catalog.by_short_id.get(word)?.first().copied());
        one.or_else(|| catalog.by_name.get(&loose(word))?.first().copied()).into_iter().collect()
    };
    let by_path = || {
        let globs = Globs::new([word, &*format!("{word}/**")], Rules::Own);
        of(&|page| {
            let source = page.document.as_ref().map(|document| &document.source.content_path);
            source.is_some_and(|path| globs.is_match(path.as_str()))
        })
    };
    // Who names a folder means what is in it, even where its page has its name.
    let is_of_folder = |id: &PageId| {
        let document = catalog.page(*id).and_then(|page| page.document.as_ref());
        document.is_none_or(|own| own.source.content_path.parent().as_str() == word)
    };
    let by_folder = || match by_name() {
        one if one.iter().all(is_of_folder) => match by_path() {
            below if below.is_empty() => below,
            below => below.into_iter().chain(one).collect(),
        },
        _ => Part::new(),
    };
    let ways: [&dyn Fn() -> Part; 4] = [&|| by_kind.clone(), &by_folder, &by_name, &by_path];
    ways.iter().map(|way| way()).find(|part| !part.is_empty())
}

/// Returns the pages about a service, given by its id, its title or as pages
/// write it. `None` if there are none.
pub fn of_service(site: &Site, name: &str) -> Option<Part> {
    let services = &site.catalog.records.services;
    let id = |name: &str| services.find(name).map(|service| service.head.id.clone());
    let wanted = id(name);
    let is_it = |text: &str| match &wanted {
        Some(wanted) => id(text).as_ref() == Some(wanted),
        None => loose(text) == loose(name),
    };
    let is_about = |page: PageId| {
        let fields = site.pages.get(&page)?.document.front.fields.iter();
        let mut named = fields.filter(|own| matches!(own.field.name, "service" | "services"));
        named.find(|own| match &own.value {
            FieldData::Texts(texts) => texts.iter().any(|text| is_it(&text.text)),
            _ => false,
        })
    };
    let pages = site.catalog.ids().map(|(id, _)| id);
    let part: Part = pages.filter(|id| is_about(*id).is_some()).collect();
    (!part.is_empty()).then_some(part)
}
