//! Paths in pages and menus that must be written anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::data;
use super::meaning::Moves;
use super::{Linked, linked};
use crate::base::{FileId, SitePath, Span, url};
use crate::edit::text::TextEdit;
use crate::model::config::{Config, NavEntry};
use crate::model::document::{Document, Reference, ReferenceKind};
use crate::model::page::Target;
use crate::model::site::Site;
use crate::model::source::Texts;
use crate::text::destination::{Destination, Encoding, PageText};
use crate::text::variable;

/// Edits by file.
pub type Edits = BTreeMap<FileId, Vec<TextEdit>>;

/// Finds the paths to write anew on the pages of a site, and in files that
/// only announce a page.
pub fn in_pages(moves: &Moves<'_>, site: &Site, announced: &[Arc<Document>]) -> Edits {
    let mut edits = Edits::new();
    let nowhere = |document: &Document| vec![Target::Broken; document.references.len()];
    let unresolved: Vec<Vec<Target>> = announced.iter().map(|document| nowhere(document)).collect();
    let announced = announced.iter().zip(&unresolved);
    let announced = announced.map(|(document, targets)| Linked { document, targets, page: None });
    // Pages of data are read as data.
    let is_text = |page: &Linked<'_>| !data::is_candidate(&page.document.source.path);
    for page in linked(site).chain(announced).filter(is_text) {
        let found = in_document(moves, page);
        if !found.is_empty() {
            edits.entry(page.document.source.file).or_default().extend(found);
        }
    }
    edits
}

fn in_document(moves: &Moves<'_>, page: Linked<'_>) -> Vec<TextEdit> {
    let source = &page.document.source;
    let own = page.page.map(|page| page.id);
    let text = PageText::new(&source.text);
    let mut edits = Vec::new();
    for (reference, target) in page.document.references.iter().zip(page.targets) {
        if !is_path(reference) {
            continue;
        }
        let address = text.destination(reference.range, reference.destination.trim());
        edits.extend(match reference.kind {
            ReferenceKind::Include => in_include(moves, page, &address, target),
            _ => moves.edit(&address, &source.content_path, moves.page(target, own)),
        });
    }
    edits
}

/// Writes the path of an include anew. It is seen from its file's folder, or
/// from the content folder where MkDocs looks too; one that is mapped to
/// another folder by the configuration stays.
fn in_include(
    moves: &Moves<'_>,
    page: Linked<'_>,
    address: &Destination<'_>,
    target: &Target,
) -> Option<TextEdit> {
    let file = &page.document.source.content_path;
    let written = address.decoded_path();
    let beside = moves.read(&written, &file.parent());
    let is_there = |path: &SitePath| moves.is_known(path) || page.shown(target) == Some(path);
    let root = SitePath::default();
    let from_root = moves.read(&written, &root).filter(is_there);
    match from_root.filter(|_| !beside.as_ref().is_some_and(is_there)) {
        Some(_) => moves.edit_from(address, (&root, &root), None),
        None => moves.edit(address, file, None),
    }
}

/// Tells whether a reference is written as a path within the site.
pub fn is_path(reference: &Reference) -> bool {
    let destination = reference.destination.trim();
    match reference.kind {
        ReferenceKind::Name
        | ReferenceKind::Role
        | ReferenceKind::Party
        | ReferenceKind::Mention
        | ReferenceKind::Ignored => false,
        // An address with a value in it is written by whoever keeps the value.
        _ if !variable::find(destination).is_empty() => false,
        _ => url::scheme(destination).is_none() && !destination.starts_with("//"),
    }
}

/// Finds the paths to write anew in the site's menu.
pub fn in_menu(moves: &Moves<'_>, config: &Config, texts: &Texts) -> Edits {
    let mut edits = Edits::new();
    // The menu of another tool is in a file that is read as data.
    if config.nav_file.is_none() {
        return edits;
    }
    let mut waiting: Vec<&NavEntry> = config.nav.iter().flatten().collect();
    while let Some(entry) = waiting.pop() {
        waiting.extend(&entry.children);
        if let Some((path, span)) = &entry.page
            && let Some(edit) = in_entry(moves, config, texts, (path, *span))
        {
            edits.entry(span.file).or_default().push(edit);
        }
    }
    edits
}

/// Writes one entry anew. The menu's own folder counts where paths are seen
/// from it, else the content folder.
fn in_entry(
    moves: &Moves<'_>,
    config: &Config,
    texts: &Texts,
    (path, span): (&str, Span),
) -> Option<TextEdit> {
    let (file, text) = texts.get(span.file)?;
    let raw = span.range.of(text);
    let inner = raw.strip_prefix(['"', '\'']).and_then(|inner| inner.strip_suffix(['"', '\'']));
    let written = inner.unwrap_or(raw);
    let wanted = SitePath::new(path)?;
    let root = SitePath::default();
    let here =
        file.below(&config.content).map(|file| (file.parent(), moves.moved.apply(&file).parent()));
    let (before, after) = match written == path {
        true => (root.clone(), root),
        false => here.filter(|(folder, _)| {
            folder.join(url::split(written).path).as_ref() == Some(&wanted)
        })?,
    };
    let encoding = if written == path { Encoding::Path } else { Encoding::Address };
    let address = Destination::in_yaml(text, span.range, written, encoding);
    let page = moves.catalog.by_path.get(&wanted).or_else(|| moves.catalog.sections.get(&wanted));
    let page = page.and_then(|id| moves.catalog.page(*id));
    moves.edit_from(&address, (&before, &after), page)
}
