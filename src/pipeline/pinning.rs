//! Writes down ids that are only derived: the front half of a build, an edit
//! for each id, and the front half again on what comes of them. A page that
//! would not have the same ids afterwards is left as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Options, Prepared, Session, prepare};
use crate::base::{SitePath, Span};
use crate::edit::overlay::Overlay;
use crate::edit::text::{TextEdit, apply, compatible};
use crate::model::change::{Change, Rewritten};
use crate::model::document::Document;
use crate::model::named_item::{IdOrigin, NamedItem};
use crate::model::source::Texts;
use crate::model::world::{Failure, World};

/// An edit that is not read as it was meant is left out, and the rest is
/// tried again; after so many times the page stays as it is.
const ROUNDS: usize = 3;

/// The derived ids of a site, and what writing them changes.
#[derive(Default)]
pub struct Pinning {
    /// The texts as they would be.
    pub change: Change,
    /// The ids in order, each with its place.
    pub ids: Vec<(Span, NamedItem)>,
    /// How many of them are written.
    pub pinned: usize,
    /// Pages that stay as they are, each with the reason.
    pub refused: Vec<(SitePath, &'static str)>,
    /// The texts that places point into.
    pub texts: Texts,
}

/// Finds the derived ids of pages, and the change that writes them down.
/// `paths` are files and folders from the site's root; without any, all pages
/// are meant that say what they are. Nothing is written. The error inside is
/// a path where no page is.
///
/// # Errors
/// A [`Failure`] of the environment.
pub fn plan(
    session: &Session,
    world: World<'_>,
    options: Options,
    paths: &[SitePath],
) -> Result<Result<Pinning, SitePath>, Failure> {
    let prepared = prepare(session, world, options)?;
    let documents = documents(&prepared);
    let is_page = |path: &&SitePath| documents.keys().any(|page| page.is_within(path));
    if let Some(nowhere) = paths.iter().find(|path| !is_page(path)) {
        return Ok(Err(nowhere.clone()));
    }
    let is_meant = |document: &Document| match paths {
        [] => document.kind.is_some_and(|known| known.because.is_said()),
        _ => paths.iter().any(|path| document.source.path.is_within(path)),
    };
    let mut meant: BTreeMap<SitePath, Page> = BTreeMap::new();
    let mut pinning = Pinning::default();
    for (path, document) in documents.into_iter().filter(|(_, document)| is_meant(document)) {
        let page = Page::of(document);
        let file = page.document.source.file;
        let ids = page.items.iter().map(|item| (Span::new(file, item.range), item.clone()));
        pinning.ids.extend(ids);
        meant.insert(path, page);
    }
    meant.retain(|_, page| !page.edits.is_empty());
    keep_text(world, &mut meant, &mut pinning)?;
    settle(session, world, options, (meant, &mut pinning))?;
    pinning.texts = prepared.texts;
    Ok(Ok(pinning))
}

/// A page whose ids are to be written.
struct Page {
    document: Arc<Document>,
    /// Its derived ids, in the order of the page.
    items: Vec<NamedItem>,
    /// Those that can be written, and where.
    edits: BTreeMap<Box<str>, u32>,
}

impl Page {
    fn of(document: Arc<Document>) -> Page {
        let is_derived =
            |item: &&NamedItem| matches!(item.origin, IdOrigin::Derived(_) | IdOrigin::Placeless);
        let mut items: Vec<NamedItem> = document.items.iter().filter(is_derived).cloned().collect();
        items.sort_by_key(|item| item.range);
        let place = |item: &NamedItem| match item.origin {
            IdOrigin::Derived(at) => Some((item.id.clone(), at)),
            _ => None,
        };
        let edits = items.iter().filter_map(place).collect();
        Page { document, items, edits }
    }

    /// Returns its text with the ids written.
    fn text(&self) -> Rewritten {
        let inserts = self.edits.iter();
        let inserts = inserts.map(|(id, at)| TextEdit::insert(*at as usize, format!(" {{#{id}}}")));
        let edits = compatible(inserts.collect());
        let before = Arc::clone(&self.document.source.text);
        let after = apply(&before, &edits).into();
        Rewritten { before, after }
    }
}

fn documents(prepared: &Prepared) -> BTreeMap<SitePath, Arc<Document>> {
    let pages = prepared.site.pages.values();
    pages.map(|page| (page.document.source.path.clone(), Arc::clone(&page.document))).collect()
}

/// Leaves out what is not UTF-8: it was read with replacements and must not
/// be written back.
fn keep_text(
    world: World<'_>,
    pages: &mut BTreeMap<SitePath, Page>,
    pinning: &mut Pinning,
) -> Result<(), Failure> {
    for path in pages.keys().cloned().collect::<Vec<_>>() {
        let bytes = world.files.read(&path)?;
        if bytes.is_none_or(|bytes| std::str::from_utf8(&bytes).is_err()) {
            pages.remove(&path);
            pinning.refused.push((path, "it is not UTF-8 text"));
        }
    }
    Ok(())
}

/// Reads the pages as they would be, and keeps what is read as it was meant.
fn settle(
    session: &Session,
    world: World<'_>,
    options: Options,
    (mut pages, pinning): (BTreeMap<SitePath, Page>, &mut Pinning),
) -> Result<(), Failure> {
    for round in 1..=ROUNDS {
        let texts = pages.iter().map(|(path, page)| (path.clone(), page.text()));
        let change = Change { texts: texts.collect(), ..Change::default() };
        if change.is_empty() {
            return Ok(());
        }
        let overlay = Overlay::new(world.files, &change);
        let after = documents(&prepare(session, World { files: &overlay, ..world }, options)?);
        let mut is_settled = true;
        for (path, page) in std::mem::take(&mut pages) {
            let Some(document) = after.get(&path) else { continue };
            if is_same(&page, document) {
                pages.insert(path, page);
                continue;
            }
            is_settled = false;
            match without_unread(page, document).filter(|_| round < ROUNDS) {
                Some(page) => drop(pages.insert(path, page)),
                None => pinning.refused.push((path, "it would not have the same ids")),
            }
        }
        if is_settled {
            pinning.pinned = pages.values().map(|page| page.edits.len()).sum();
            pinning.change = change;
            return Ok(());
        }
    }
    Ok(())
}

/// Tells whether a page has the ids it had, those to be written as written.
fn is_same(page: &Page, after: &Document) -> bool {
    let ids = |document: &Document| -> BTreeSet<Box<str>> {
        document.anchors.iter().map(|anchor| anchor.id.clone()).collect()
    };
    let is_one = |(before, now): (&NamedItem, &NamedItem)| {
        (&before.id, before.kind, &before.name) == (&now.id, now.kind, &now.name)
    };
    let before = &page.document;
    before.items.len() == after.items.len()
        && before.items.iter().zip(&after.items).all(is_one)
        && page.edits.keys().all(|id| is_written(after, id))
        && ids(before) == ids(after)
        && before.diagnostics.len() == after.diagnostics.len()
}

fn is_written(document: &Document, id: &str) -> bool {
    document.item(id).is_some_and(|item| item.origin == IdOrigin::Written)
}

/// Leaves out the ids that are not read as written; `None` where none is left,
/// or where all are read and something else differs.
fn without_unread(mut page: Page, after: &Document) -> Option<Page> {
    let all = page.edits.len();
    page.edits.retain(|id, _| is_written(after, id));
    (!page.edits.is_empty() && page.edits.len() < all).then_some(page)
}
