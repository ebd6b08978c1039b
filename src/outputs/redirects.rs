//! Old addresses: a page each that leads to where the page is now.

use serde::Serialize;

use crate::base::Diagnosed;
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::outputs::html::{address, template};

/// The output `redirects`.
pub struct Redirects;

#[derive(Serialize)]
struct View<'a> {
    redirect: Redirect<'a>,
    site: SiteView<'a>,
    assets: AssetsView,
}

#[derive(Serialize)]
struct Redirect<'a> {
    href: String,
    title: &'a str,
}

#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    lang: &'a str,
}

#[derive(Serialize)]
struct AssetsView {
    css: String,
    icon: String,
}

impl Output for Redirects {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let redirects = site.catalog.redirects.iter();
        redirects
            .map(|(path, id)| Job { path: path.clone(), subject: Subject::Redirect(*id) })
            .collect()
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let Subject::Redirect(id) = &job.subject else {
            return Diagnosed::clean(Rendered::Bytes(Vec::new()));
        };
        let Some(page) = ctx.site.catalog.page(*id) else {
            return Diagnosed::clean(Rendered::Bytes(Vec::new()));
        };
        let href = address::page(&job.path.parent(), &page.output, ctx.site.config.links);
        let lang = &ctx.site.config.lang;
        let folder = job.path.parent();
        let theme_file = |name: &str| address::file(&folder, &Theme::folder().child(name));
        let view = View {
            redirect: Redirect { href, title: &page.title },
            site: SiteView { title: &ctx.site.title, lang },
            assets: AssetsView { css: theme_file("theme.css"), icon: theme_file("icon.svg") },
        };
        template::render(ctx, "redirect.html", &view)
    }
}
