//! The page of a course in a package for a learning system: its text and its
//! questions, without the frame of the site.

use super::course::{self, Attempt};
use super::page::{frame, theme_file};
use super::view::View;
use super::{template, text};
use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{RenderContext, Rendered};

/// What a package adds to a course.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packaging<'a> {
    /// The script that tells a learning system of it.
    pub script: &'a SitePath,
    /// How much must be right, in percent.
    pub pass: u32,
}

/// Renders the page of a course, as the file `path`; `None` if it is none.
pub(crate) fn render(
    ctx: &RenderContext<'_>,
    id: PageId,
    path: &SitePath,
    packaging: Packaging<'_>,
) -> Option<Diagnosed<Rendered>> {
    let (page, identity) = (ctx.site.pages.get(&id)?, ctx.site.catalog.page(id)?);
    let folder = path.parent();
    let mut view: View<'_> = frame(ctx, &folder, Some(id), &identity.title);
    let (mut found, _) = text::fill(ctx, (page, identity, &folder), &mut view);
    alone(&mut view);
    view.course.as_mut()?.attempt = Some(Attempt {
        js: theme_file(&folder, packaging.script),
        pass: packaging.pass,
        version: course::version(ctx.site, id),
    });
    let rendered = template::render(ctx, "packaged.html", &view);
    found.extend(rendered.diagnostics);
    Some(Diagnosed::new(rendered.value, found))
}

/// Takes from a view what leads into the site, and what is only true on the
/// day of a build.
fn alone(view: &mut View<'_>) {
    view.tabs.clear();
    view.breadcrumb.clear();
    view.tree.groups.clear();
    view.toc.clear();
    (view.previous, view.next, view.place) = (None, None, None);
    (view.facts, view.docket, view.stale) = (Vec::new(), Vec::new(), Vec::new());
    (view.backlinks, view.more_backlinks) = (Vec::new(), 0);
    (view.page.source, view.page.status) = (None, None);
    view.readiness.clear();
}
