//! Which old addresses a move makes, and which it ends.

use std::collections::BTreeMap;

use super::aliases::Addresses;
use super::meaning::file_of;
use crate::base::{FileId, SitePath, TextRange};
use crate::model::catalog::{Catalog, Identity, PageId, redirect_file};
use crate::model::change::Relocation;

/// Compares the addresses of all pages before and after a move (paths from
/// the content folder); returns what becomes of those that differ, by the
/// file of the page afterwards.
pub fn changed(
    before: &Catalog,
    after: &Catalog,
    moved: &Relocation,
) -> BTreeMap<FileId, Addresses> {
    let outputs: BTreeMap<&SitePath, PageId> =
        after.ids().map(|(id, page)| (&page.output, id)).collect();
    let mut changed = BTreeMap::new();
    for page in &before.pages {
        let Some((id, now)) = page_after(page, after, moved) else { continue };
        if now.output == page.output {
            continue;
        }
        let is_free = !outputs.contains_key(&page.output);
        let leads_here = after.redirected(&page.output) == Some(id);
        let add = (is_free && !leads_here).then(|| address(&page.output));
        let remove = obsolete(now);
        if let (Some(document), true) = (&now.document, add.is_some() || !remove.is_empty()) {
            changed.insert(document.source.file, Addresses { add, remove });
        }
    }
    changed
}

/// Finds what a page has become.
pub fn page_after<'a>(
    page: &Identity,
    after: &'a Catalog,
    moved: &Relocation,
) -> Option<(PageId, &'a Identity)> {
    let id = *after.by_path.get(&moved.apply(file_of(page)?))?;
    Some((id, after.page(id)?))
}

/// Lists where a page names the address it has as an old one.
fn obsolete(page: &Identity) -> Vec<TextRange> {
    let front = page.document.as_ref().map(|document| &document.front);
    let redirects = front.map(|front| &*front.redirects).unwrap_or_default();
    let is_own = |(address, _): &&(SitePath, TextRange)| redirect_file(address) == page.output;
    redirects.iter().filter(is_own).map(|(_, range)| *range).collect()
}

/// Writes the address of a published file as `aliases` has it.
fn address(output: &SitePath) -> String {
    let folder = output.parent();
    match folder.extension() {
        // Such a folder would be taken for a file.
        "html" | "htm" => format!("/{output}"),
        _ => format!("/{folder}/"),
    }
}
