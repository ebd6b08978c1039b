//! Pages the site makes about itself: all pages, planned pages, not found.

use super::nav::Viewpoint;
use super::page::{frame, person};
use super::view::{CoverageView, Flat, PlannedView};
use super::{address, template};
use crate::base::{Diagnosed, SitePath};
use crate::model::extension::{RenderContext, Rendered};
use crate::model::site::Coverage;
use crate::text::date::format_day;

/// Renders the tree of all pages: the menu of small screens, and what is
/// left when nothing else works.
pub(super) fn all_pages(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "All pages");
    let catalog = &ctx.site.catalog;
    let style = ctx.site.config.links;
    view.flat = catalog
        .navigation
        .sequence
        .iter()
        .filter_map(|(id, depth)| {
            let page = catalog.page(*id)?;
            let href = Some(address::page(&folder, &page.output, style));
            Some(Flat { title: &page.nav_title, href, depth: *depth, planned: false })
        })
        .collect();
    template::render(ctx, "pages.html", &view)
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
/// any depth, so its own addresses begin at the root.
pub(super) fn not_found(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "Page not found");
    let from_root = |href: &mut String| *href = format!("/{href}");
    from_root(&mut view.site.home);
    from_root(&mut view.site.all_pages);
    view.site.planned.as_mut().map(from_root);
    view.site.topics.as_mut().map(from_root);
    from_root(&mut view.assets.css);
    from_root(&mut view.assets.js);
    from_root(&mut view.assets.icon);
    view.tabs.iter_mut().for_each(|tab| from_root(&mut tab.href));
    view.breadcrumb.iter_mut().filter_map(|crumb| crumb.href.as_mut()).for_each(from_root);
    template::render(ctx, "404.html", &view)
}
