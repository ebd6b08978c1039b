//! The page of the answers to the questions of a course.

use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{Job, Mode, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::training::{Module, Training};
use crate::outputs::html::page::frame;
use crate::outputs::html::view::View;
use crate::outputs::html::writer;
use crate::outputs::html::{address, template};

/// Returns the file with the answers to the questions of a page; `None` if it
/// asks nothing, or an author took the address.
fn answers_file(site: &Site, id: PageId) -> Option<SitePath> {
    module(site, id).filter(|module| !module.questions.is_empty())?;
    let file = site.catalog.page(id)?.output.parent().child("answers.html");
    let is_taken = site.assets.contains(&file) || site.catalog.redirects.contains_key(&file);
    (!is_taken).then_some(file)
}

/// Returns the file with the answers to the questions of a page, where it is
/// shown: a package has none.
pub(in crate::outputs::html) fn answers(ctx: &RenderContext<'_>, id: PageId) -> Option<SitePath> {
    answers_file(ctx.site, id).filter(|_| ctx.mode != Mode::Package)
}

/// Lists the pages of answers.
pub(in crate::outputs::html) fn jobs(site: &Site) -> impl Iterator<Item = Job> {
    site.pages.keys().filter_map(|id| {
        Some(Job { path: answers_file(site, *id)?, subject: Subject::Answers(*id) })
    })
}

/// Renders the page of the answers of a course.
pub(in crate::outputs::html) fn render(
    ctx: &RenderContext<'_>,
    id: PageId,
    path: &SitePath,
) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let nothing = || Diagnosed::clean(Rendered::Bytes(Vec::new()));
    let (Some(page), Some(module)) = (ctx.site.pages.get(&id), module(ctx.site, id)) else {
        return nothing();
    };
    let Some(identity) = ctx.site.catalog.page(id) else { return nothing() };
    let mut view: View<'_> = frame(ctx, &folder, Some(id), "Answers");
    let course = address::page(&folder, &identity.output, ctx.site.config.links);
    view.page.kind = "answers";
    view.page.body = format!(
        "<p><a href=\"{}\">{}</a></p>\n{}",
        crate::text::html::escape(&course),
        crate::text::html::escape(&identity.title),
        writer::answers(ctx, (page, module), &folder),
    );
    (view.previous, view.next) = (None, None);
    (view.backlinks, view.more_backlinks) = (Vec::new(), 0);
    template::render(ctx, "page.html", &view)
}

fn module(site: &Site, id: PageId) -> Option<&Module> {
    site.pages.get(&id)?.document.training.as_deref().and_then(Training::module)
}
