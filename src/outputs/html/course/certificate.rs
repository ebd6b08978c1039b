//! The page of the certificate of a path: what was learnt in which version,
//! with room for names. What this browser keeps of the questions is shown as
//! on the page of the path, by the same script.

use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{Job, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::{Family, Shown, Theme};
use crate::model::training::Training;
use crate::outputs::html::page::{frame, theme_file};
use crate::outputs::html::view::View;
use crate::outputs::html::{course, template};

/// Lists the pages of certificates.
pub(super) fn jobs(site: &Site) -> impl Iterator<Item = Job> {
    site.pages.values().filter_map(|page| {
        let path = page.document.training.as_deref().and_then(Training::path)?;
        let file = path.certificate(site, &site.catalog.page(page.id)?.output)?;
        Some(Job { path: file, subject: Subject::Certificate(page.id) })
    })
}

/// Renders the certificate of a path.
pub(in crate::outputs::html) fn certificate(
    ctx: &RenderContext<'_>,
    id: PageId,
    path: &SitePath,
) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let (Some(page), Some(identity)) = (ctx.site.pages.get(&id), ctx.site.catalog.page(id)) else {
        return Diagnosed::clean(Rendered::Bytes(Vec::new()));
    };
    let title = format!("Certificate: {}", identity.title);
    let mut view: View<'_> = frame(ctx, &folder, Some(id), &title);
    view.page.kind = "certificate";
    view.page.description = Some(&*identity.description).filter(|text| !text.is_empty());
    view.course = course::view(ctx, page, &folder);
    view.assets.css = theme_file(&folder, &Theme::styles(Family::Course, Shown::Text));
    view.assets.js = theme_file(&folder, &Theme::script(Family::Course));
    (view.previous, view.next) = (None, None);
    (view.backlinks, view.more_backlinks) = (Vec::new(), 0);
    template::render(ctx, "certificate.html", &view)
}
