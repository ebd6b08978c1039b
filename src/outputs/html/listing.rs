//! Pages the site makes about itself: all pages, planned pages, not found.

use super::nav::Viewpoint;
use super::page::{frame, person};
use super::view::{CoverageView, Flat, PlannedView};
use super::{address, template};
use crate::base::{Diagnosed, SitePath, url};
use crate::model::catalog::MenuLink;
use crate::model::extension::{Mode, RenderContext, Rendered};
use crate::model::site::Coverage;
use crate::text::date::format_day;

/// Renders the tree of all pages: the menu of small screens, and what is
/// left when nothing else works.
pub(super) fn all_pages(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "All pages");
    let catalog = &ctx.site.catalog;
    view.flat = flat(ctx, &folder);
    let viewpoint = Viewpoint { site: ctx.site, folder: &folder, page: None };
    let outside = catalog.navigation.outside.iter();
    view.outside = outside.filter_map(|id| viewpoint.link(*id)).collect();
    let has_link_out = view.flat.iter().any(|entry| entry.external);
    if has_link_out && !view.symbols.contains(&"out") {
        view.symbols.push("out");
    }
    template::render(ctx, "pages.html", &view)
}

/// Lists the whole tree: each page, and the links of the menu below it in
/// their places.
fn flat<'a>(ctx: &RenderContext<'a>, folder: &SitePath) -> Vec<Flat<'a>> {
    let catalog = &ctx.site.catalog;
    let navigation = &catalog.navigation;
    let style = ctx.site.config.links;
    let mut flat = Vec::with_capacity(navigation.sequence.len());
    // For each page that is open: the depth below it, and its links to come.
    let mut open: Vec<(u16, std::slice::Iter<'a, MenuLink>)> = Vec::new();
    for (id, depth) in &navigation.sequence {
        close(&mut open, *depth, &mut flat);
        let position = navigation.position.get(id.0 as usize).copied().flatten();
        if let Some((_, links)) = open.last_mut() {
            let is_before = |link: &MenuLink| position.is_some_and(|at| link.position <= at);
            while let Some(link) = links.as_slice().first().filter(|link| is_before(link)) {
                flat.push(menu_link(link, *depth));
                links.next();
            }
        }
        let Some(page) = catalog.page(*id) else { continue };
        let href = Some(address::page(folder, &page.output, style));
        let title = &*page.nav_title;
        flat.push(Flat { title, href, depth: *depth, planned: false, external: false });
        let links = navigation.links.get(id).map(Vec::as_slice).unwrap_or_default();
        open.push((depth + 1, links.iter()));
    }
    close(&mut open, 0, &mut flat);
    flat
}

/// Ends the pages that nothing more stands below, with their last links.
fn close<'a>(
    open: &mut Vec<(u16, std::slice::Iter<'a, MenuLink>)>,
    depth: u16,
    flat: &mut Vec<Flat<'a>>,
) {
    while let Some((below, links)) = open.pop_if(|(below, _)| depth < *below) {
        flat.extend(links.map(|link| menu_link(link, below)));
    }
}

fn menu_link(link: &MenuLink, depth: u16) -> Flat<'_> {
    let href = Some(url::encode_address(&link.address));
    Flat { title: &link.title, href, depth, planned: false, external: true }
}

/// Renders the register of pages not written yet.
pub(super) fn planned_pages(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "Planned pages");
    let viewpoint = Viewpoint { site: ctx.site, folder: &folder, page: None };
    view.planned = ctx
        .site
        .planned
        .iter()
        .map(|(planned, asked_by)| PlannedView {
            title: &planned.title,
            kind: planned.kind.as_deref(),
            owner: planned.owner.as_deref().map(|owner| person(ctx, owner, &folder).0),
            due: planned.due.map(format_day),
            announced: planned.announced.is_some(),
            asked_by: asked_by.iter().filter_map(|id| viewpoint.link(*id)).collect(),
        })
        .collect();
    view.coverage = coverage(ctx.site.coverage);
    template::render(ctx, "planned.html", &view)
}

fn coverage(coverage: Coverage) -> Option<CoverageView> {
    let Coverage { written, entries } = coverage;
    let percent = (u64::from(written) * 100).checked_div(u64::from(entries))?;
    let percent = u32::try_from(percent).ok()?;
    Some(CoverageView { written: grouped(written), entries: grouped(entries), percent })
}

/// Writes a number with a comma before each group of three digits.
fn grouped(number: u32) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1000), number % 1000),
    }
}

/// Renders the page for addresses that lead nowhere. A server shows it at
/// any depth, so its own addresses begin at the root of the host, or at the
/// place there that the site says it has; a preview is at the root.
pub(super) fn not_found(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "Page not found");
    let home = &ctx.site.config.home;
    let own = home.path.as_ref().filter(|_| home.is_given && ctx.mode == Mode::Publish);
    let root =
        own.map_or_else(|| "/".to_owned(), |path| format!("/{}/", url::encode_path(path.as_str())));
    let from_root = |href: &mut String| href.insert_str(0, &root);
    from_root(&mut view.site.home);
    from_root(&mut view.site.all_pages);
    from_root(&mut view.site.accessibility);
    view.site.search.as_mut().map(from_root);
    view.site.planned.as_mut().map(from_root);
    view.site.kinds.as_mut().map(from_root);
    view.site.topics.as_mut().map(from_root);
    view.site.reviews.as_mut().map(from_root);
    view.site.calendar.as_mut().map(from_root);
    from_root(&mut view.assets.css);
    from_root(&mut view.assets.js);
    from_root(&mut view.assets.icon);
    view.tabs.iter_mut().for_each(|tab| from_root(&mut tab.href));
    let own = view.breadcrumb.iter_mut().filter(|crumb| !crumb.external);
    own.filter_map(|crumb| crumb.href.as_mut()).for_each(from_root);
    template::render(ctx, "404.html", &view)
}
