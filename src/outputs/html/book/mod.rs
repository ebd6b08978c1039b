//! Books: pages gathered to be printed as one page, which begins with a
//! cover and its contents. No menu, no list and no search has it.

mod chapter;

use std::collections::BTreeMap;

use serde::Serialize;

use self::chapter::Neighbours;
use super::page::{frame, theme_file};
use super::{address, template};
use crate::base::{Diagnosed, SitePath};
use crate::model::book::Volume;
use crate::model::catalog::PageId;
use crate::model::extension::{Job, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::Theme;

/// What its template sees of a volume.
#[derive(Serialize)]
pub(super) struct BookView<'a> {
    title: &'a str,
    /// Which volume it is, from 1.
    number: usize,
    /// How many volumes the book has.
    of: usize,
    /// The other volumes.
    others: Vec<Other>,
    contents: Vec<Entry<'a>>,
    /// The chapters, safe HTML.
    html: String,
}

/// Another volume of a book.
#[derive(Serialize)]
struct Other {
    number: usize,
    href: String,
}

/// A line of the contents.
#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    /// What the page is; of an article nothing is said.
    kind: Option<&'static str>,
    href: String,
    /// How far below the first page it stands, from 0.
    depth: u16,
}

/// At most so deep the contents are shown as a tree.
const DEPTH: u16 = 3;

/// Lists the volumes of a site.
pub(super) fn jobs(site: &Site) -> impl Iterator<Item = Job> {
    let volumes = site.books.volumes.iter().zip(0u32..);
    volumes.map(|(volume, at)| Job { path: volume.output(), subject: Subject::Book(at) })
}

/// Returns where the book of a folder or a role is.
pub(super) fn href(site: &Site, page: PageId, folder: &SitePath) -> Option<String> {
    let volume = site.books.volumes.get(*site.books.by_page.get(&page)?)?;
    Some(address::page(folder, &volume.output(), site.config.links))
}

/// Renders a volume, as the file `path`.
pub(super) fn render(ctx: &RenderContext<'_>, at: u32, path: &SitePath) -> Diagnosed<Rendered> {
    let Some(volume) = ctx.site.books.volumes.get(at as usize) else {
        return Diagnosed::clean(Rendered::Bytes(Vec::new()));
    };
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, &volume.title);
    let neighbours = Neighbours::of(ctx.site, volume, &folder);
    let mut found = Vec::new();
    let mut html = String::new();
    for id in &volume.pages {
        let chapter = chapter::render(ctx, *id, (&folder, &neighbours));
        html.push_str(&chapter.drain_into(&mut found).into_view(&mut view));
    }
    view.breadcrumb.clear();
    view.symbols.sort_unstable();
    view.symbols.dedup();
    view.assets.css = theme_file(&folder, &Theme::book_styles());
    view.book = Some(BookView {
        title: &volume.title,
        number: volume.number,
        of: volume.of,
        others: others(ctx.site, at as usize, &folder),
        contents: contents(ctx.site, volume, &neighbours),
        html,
    });
    let rendered = template::render(ctx, "book.html", &view);
    found.extend(rendered.diagnostics);
    Diagnosed::new(rendered.value, found)
}

/// Lists the other volumes of the same book.
fn others(site: &Site, at: usize, folder: &SitePath) -> Vec<Other> {
    let volumes = &site.books.volumes;
    let Some(own) = volumes.get(at) else { return Vec::new() };
    let first = (at + 1).saturating_sub(own.number);
    let all = volumes.iter().skip(first).take(own.of);
    all.filter(|volume| volume.number != own.number)
        .map(|volume| Other {
            number: volume.number,
            href: address::page(folder, &volume.output(), site.config.links),
        })
        .collect()
}

/// Lists the chapters as the tree that the menu makes of them.
fn contents<'a>(site: &'a Site, volume: &Volume, neighbours: &Neighbours<'_>) -> Vec<Entry<'a>> {
    let sequence = site.catalog.navigation.sequence.iter().copied();
    let depths: BTreeMap<PageId, u16> = sequence.collect();
    let depth = |id: &PageId| depths.get(id).copied().unwrap_or_default();
    let top = volume.pages.iter().map(depth).min().unwrap_or_default();
    let entry = |id: &PageId| {
        let page = site.catalog.page(*id)?;
        Some(Entry {
            title: &page.title,
            kind: page.kind().map(|kind| kind.titles[0]),
            href: format!("#{}", neighbours.chapter(*id)?),
            depth: (depth(id) - top).min(DEPTH),
        })
    };
    volume.pages.iter().filter_map(entry).collect()
}
