//! `id-changed`: what an earlier build published under an address is not
//! there any more, or the id of it is that of something else now. Links from
//! elsewhere, and what readers ticked, go by these ids.

mod matching;

use std::collections::HashMap;

use self::matching::{Fate, Matching};
use crate::base::{Code, Diagnostic, SitePath, Span};
use crate::model::catalog::{PageId, redirect_file};
use crate::model::extension::Check;
use crate::model::page::Page;
use crate::model::published::{Named, PublishedPage, named};
use crate::model::site::Site;

/// The check `id-changed`.
pub struct IdChanged;

impl Check for IdChanged {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let Some(published) = &site.published else { return };
        let outputs = site.catalog.ids().map(|(id, page)| (&page.output, id)).collect();
        for earlier in published.pages.iter().filter(|page| page.is_written) {
            match page_of(site, &outputs, earlier) {
                Now::Page(id) => {
                    found.extend(address(site, &outputs, (earlier, id)));
                    found.extend(
                        site.pages.get(&id).into_iter().flat_map(|page| ids(earlier, page)),
                    );
                }
                Now::Elsewhere => {}
                Now::Gone => found.push(gone(earlier)),
            }
        }
    }
}

/// Pages by their files.
type Outputs<'a> = HashMap<&'a SitePath, PageId>;

/// What a page of an earlier build is now.
enum Now {
    Page(PageId),
    /// Outside of the site.
    Elsewhere,
    Gone,
}

fn page_of(site: &Site, outputs: &Outputs<'_>, earlier: &PublishedPage) -> Now {
    let catalog = &site.catalog;
    let at_address = || outputs.get(&earlier.file).copied();
    let redirected = || catalog.redirected(&earlier.file);
    match catalog.by_id.get(&earlier.id).copied().or_else(at_address).or_else(redirected) {
        Some(id) => Now::Page(id),
        None if catalog.redirects.contains_key(&earlier.file) => Now::Elsewhere,
        None => Now::Gone,
    }
}

/// Reports a page that is no longer at its address.
fn gone(earlier: &PublishedPage) -> Diagnostic {
    let message = format!("the published page `{}` is gone", earlier.id);
    let address = written(&earlier.file);
    Diagnostic::new(Code::ID_CHANGED, earlier.span, message)
        .help(format!("write `aliases: [{address}]` on the page that took its place"))
}

/// Reports a page that moved and left nothing at its address.
fn address(
    site: &Site,
    outputs: &Outputs<'_>,
    (earlier, id): (&PublishedPage, PageId),
) -> Option<Diagnostic> {
    let is_there = outputs.contains_key(&earlier.file)
        || site.catalog.redirects.contains_key(&redirect_file(&earlier.file));
    let page = site.pages.get(&id).filter(|_| !is_there)?;
    let address = written(&earlier.file);
    let message = format!("nothing is at the published address `{address}` of this page");
    let help = format!("write `aliases: [{address}]` in its front matter");
    Some(Diagnostic::new(Code::ID_CHANGED, place(page), message).help(help))
}

/// Writes an address as an alias has it.
fn written(file: &SitePath) -> String {
    let path = file.as_str();
    format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
}

fn place(page: &Page) -> Span {
    Span::new(page.document.source.file, page.document.place_of(None))
}

/// Reports the ids of a page that are gone, or went to something else.
fn ids(earlier: &PublishedPage, page: &Page) -> Vec<Diagnostic> {
    let now = named(page);
    let matching = Matching::of(&earlier.named, &now);
    let at = |index: usize| now.get(index);
    let reports = earlier.named.iter().enumerate().filter_map(|(index, own)| {
        Some(match matching.fate(index)? {
            Fate::Gone(replacement) => lost(own, replacement.and_then(at), page),
            Fate::Taken { by, own: moved } => taken(own, at(by)?, at(moved)?),
        })
    });
    reports.collect()
}

/// Reports an id that is gone, at what replaced it.
fn lost(own: &Named, replacement: Option<&(Named, Span)>, page: &Page) -> Diagnostic {
    let id = &own.id;
    let (span, help) = match replacement {
        Some((new, span)) => (*span, format!("write `{{#{id}}}` at {}", called(new))),
        None => (place(page), format!("write `{{#{id}}}` at what replaced it")),
    };
    let message = format!("the published id `{id}` of {} is gone", called(own));
    let help = format!("{help}; `handover ids --write` keeps ids when words change");
    Diagnostic::new(Code::ID_CHANGED, span, message).help(help)
}

/// Reports an id that is that of something else now.
fn taken(own: &Named, (by, _): &(Named, Span), (moved, span): &(Named, Span)) -> Diagnostic {
    let id = &own.id;
    let message = format!("the published id `{id}` of {} went to {}", called(own), called(by));
    Diagnostic::new(Code::ID_CHANGED, *span, message).help(format!(
        "write `{{#{id}}}` here in place of `{}`, and give the other one an id of its own",
        moved.id
    ))
}

/// Says what something is and what it is called.
fn called(own: &Named) -> String {
    let short: String = own.name.chars().take(60).collect();
    match short.is_empty() {
        true => format!("a {}", own.kind),
        false => format!("the {} \"{}\"", own.kind, short.trim()),
    }
}
