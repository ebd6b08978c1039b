//! References that mean something else after a move, and how to write them so
//! that they mean the same.
//!
//! A `[[name]]` can be made of a file's name, as can the page of a folder; a
//! path without its ending can now be a folder. What such a reference meant
//! is known, so it is written with the id or the whole path of that.

use super::links::{Edits, is_path};
use super::meaning::{Meaning, file_of};
use super::{Linked, parts};
use crate::base::{FileId, SitePath, TextRange};
use crate::edit::text::TextEdit;
use crate::model::catalog::{Catalog, PageId, loose};
use crate::model::change::Relocation;
use crate::model::document::{Reference, ReferenceKind};
use crate::model::front::KINDS;
use crate::model::site::Site;
use crate::text::destination::PageText;

/// A reference that means something else.
#[derive(Clone, Copy)]
pub struct Turned<'a> {
    /// Where it stands, afterwards.
    pub page: Linked<'a>,
    /// What is written there.
    pub reference: &'a Reference,
}

/// Finds all references that mean something else after a move (paths from the
/// content folder), with what they have to mean.
pub fn turned<'a>(
    before: &Site,
    after: &'a Site,
    moved: &Relocation,
) -> Vec<(Turned<'a>, Meaning)> {
    let mut found = Vec::new();
    for page in before.pages.values() {
        let path = moved.apply(&page.document.source.content_path);
        let after_page = after.catalog.by_path.get(&path).and_then(|id| after.pages.get(id));
        let Some(after_page) = after_page else { continue };
        for (old, new) in parts(page).zip(parts(after_page)) {
            if new.targets.len() != old.targets.len() {
                continue;
            }
            let pairs = old.targets.iter().zip(new.targets).zip(&new.document.references);
            for ((target, now), reference) in pairs {
                let Some(meaning) = Meaning::of(target, old, &before.catalog) else { continue };
                let meaning = meaning.moved(moved);
                let now = Meaning::of(now, new, &after.catalog);
                if !now.is_some_and(|now| meaning.is_same(&now)) {
                    found.push((Turned { page: new, reference }, meaning));
                }
            }
        }
    }
    found
}

/// Writes the references that mean something else anew, where that helps.
pub fn edits(before: &Site, after: &Site, moved: &Relocation) -> Edits {
    let mut edits = Edits::new();
    // References come page by page, so each page is taken apart once.
    let mut last: Option<(FileId, PageText<'_>)> = None;
    for (turned, meaning) in turned(before, after, moved) {
        let source = &turned.page.document.source;
        let text = match last {
            Some((file, text)) if file == source.file => text,
            _ => PageText::new(&source.text),
        };
        last = Some((source.file, text));
        if let Some(edit) = edit(text, &turned, &meaning, &after.catalog) {
            edits.entry(source.file).or_default().push(edit);
        }
    }
    edits
}

fn edit(
    text: PageText<'_>,
    turned: &Turned<'_>,
    meaning: &Meaning,
    catalog: &Catalog,
) -> Option<TextEdit> {
    let source = &turned.page.document.source;
    let reference = turned.reference;
    if reference.kind == ReferenceKind::Name || reference.kind.is_role() {
        let page = match &meaning.file {
            Some(file) => catalog.by_path.get(file),
            None => catalog.sections.get(meaning.section.as_ref()?),
        };
        return name_edit(&source.text, reference, *page?, catalog);
    }
    if !is_path(reference) {
        return None;
    }
    let path = meaning.file.as_ref().or(meaning.section.as_ref())?;
    let address = text.destination(reference.range, reference.destination.trim());
    let (range, text) = address.leading_to(path, &source.content_path.parent())?;
    let is_file = path.extension() != "";
    Some(TextEdit::new(range, if is_file { text.trim_end_matches(['/', '\\']) } else { &text }))
}

/// Writes a name by the id of the page; its kind, anchor and text stay.
fn name_edit(
    text: &str,
    reference: &Reference,
    page: PageId,
    catalog: &Catalog,
) -> Option<TextEdit> {
    let name = reference.destination.split('#').next()?;
    let (kind, rest) = match name.split_once(':') {
        Some((kind, rest)) if KINDS.contains(&kind) => (format!("{kind}:"), rest.trim()),
        _ => (String::new(), name.trim()),
    };
    let raw = reference.range.of(text);
    let at = reference.range.start as usize + raw.find(name)?;
    let id = id_for(rest, page, catalog)?;
    let range = TextRange::new(at, at + name.len());
    Some(TextEdit::new(range, format!("{kind}{id}")))
}

/// Returns the shortest id that means a page: the last part of it where the
/// author wrote one part, if that is enough.
fn id_for<'a>(written: &str, page: PageId, catalog: &'a Catalog) -> Option<&'a str> {
    let id = &*catalog.page(page)?.id;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ' ');
    if !id.chars().all(plain) {
        return None;
    }
    let short = id.rsplit('/').next().unwrap_or(id);
    let by_short = catalog.by_short_id.get(short).map(Vec::as_slice).unwrap_or_default();
    let is_enough = !catalog.by_id.contains_key(short)
        && !catalog.by_name.contains_key(&loose(short))
        && *by_short == [page];
    if !written.contains('/') && is_enough {
        return Some(short);
    }
    (catalog.by_id.get(id) == Some(&page)).then_some(id)
}

/// Lists the files of pages that are published before and not after.
pub fn lost(before: &Catalog, after: &Catalog, moved: &Relocation) -> Vec<SitePath> {
    let files = before.pages.iter().filter_map(file_of).map(|file| moved.apply(file));
    files.filter(|file| !after.by_path.contains_key(file)).collect()
}
