//! What the page of a term of the glossary shows around its text.

use std::collections::BTreeSet;

use serde::Serialize;

use super::nav::Viewpoint;
use super::view::Link;
use super::writer::Written;
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::glossary::{Definition, definition};
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;

/// At most so many pages that use a term are listed.
const USES: usize = 24;

/// A term of the glossary.
#[derive(Serialize)]
pub(super) struct TermView<'a> {
    /// The beginning of the page's text, safe HTML: what it means.
    pub definition: String,
    /// The text after it, safe HTML.
    pub rest: String,
    /// Other names.
    pub also: Vec<&'a str>,
    /// Where to look as well.
    pub see: Vec<Link<'a>>,
    /// What it is not to be confused with.
    pub not: Vec<Link<'a>>,
    /// Pages that use the word or link here.
    pub used_by: Vec<Link<'a>>,
    /// How many of these there are beyond those listed.
    pub more_uses: usize,
}

/// Returns what the page of a term shows; `written` is its text.
pub(super) fn view<'a>(
    ctx: &RenderContext<'a>,
    page: &'a Page,
    written: &Written<'_>,
    folder: &'a SitePath,
) -> TermView<'a> {
    let viewpoint = Viewpoint { site: ctx.site, folder, page: Some(page.id) };
    let is_first = matches!(definition(&page.document), Definition::Given(_));
    let first = if is_first { written.first } else { 0 };
    let (meaning, rest) = written.body.split_at_checked(first).unwrap_or(("", &written.body));
    let uses = uses(ctx, page.id);
    let title = ctx.site.catalog.page(page.id).map_or("", |page| &page.title);
    let also = page.document.front.aliases.iter().map(|alias| &*alias.text);
    TermView {
        definition: meaning.to_string(),
        rest: rest.to_string(),
        also: also.filter(|alias| *alias != title).collect(),
        see: related(&viewpoint, page, RelationKind::See),
        not: related(&viewpoint, page, RelationKind::Not),
        more_uses: uses.len().saturating_sub(USES),
        used_by: uses.into_iter().take(USES).filter_map(|id| viewpoint.link(id)).collect(),
    }
}

/// Returns the pages that mention a term or link to it, by title.
fn uses(ctx: &RenderContext<'_>, term: PageId) -> Vec<PageId> {
    let mentions = ctx.site.glossary.uses.get(&term).into_iter().flatten();
    let links = ctx.site.backlinks.get(term.0 as usize).into_iter().flatten();
    let uses: BTreeSet<PageId> = mentions.chain(links).copied().collect();
    let mut uses: Vec<PageId> = uses.into_iter().collect();
    uses.sort_by_cached_key(|id| {
        (ctx.site.catalog.page(*id).map(|page| page.title.to_lowercase()), *id)
    });
    uses
}

/// Returns the pages that one names in a relation.
fn related<'a>(viewpoint: &Viewpoint<'a>, page: &Page, kind: RelationKind) -> Vec<Link<'a>> {
    let relations = page.document.relations.iter().filter(|relation| relation.kind == kind);
    let target = |at: u32| match page.targets.get(at as usize) {
        Some(Target::Page(id, _)) => Some(*id),
        _ => None,
    };
    let pages = relations.filter_map(|relation| target(relation.reference));
    pages.filter_map(|id| viewpoint.link(id)).collect()
}
