//! Old addresses, and the permanent ones of alerts: a page each that leads to
//! where the page is now.

use serde::Serialize;

use crate::base::{Diagnosed, url};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::locate::Moved;
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
    /// The alert whose permanent address it is.
    alert: Option<&'a str>,
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
        redirects.map(|(path, moved)| Job { path: path.clone(), subject: subject(moved) }).collect()
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let catalog = &ctx.site.catalog;
        let (href, title) = match catalog.redirects.get(&job.path) {
            Some(Moved::Page(id, anchor)) => {
                let page = catalog.page(*id);
                let output = page.map(|page| page.output.clone()).unwrap_or_default();
                let href = address::page(&job.path.parent(), &output, ctx.site.config.links);
                let anchor = anchor.as_ref().map(|id| format!("#{}", url::encode_fragment(id)));
                (href + &anchor.unwrap_or_default(), page.map_or("", |page| &*page.title))
            }
            Some(Moved::External(address)) => (url::encode_address(address), &**address),
            None => return Diagnosed::clean(Rendered::Bytes(Vec::new())),
        };
        let lang = &ctx.site.config.lang;
        let folder = job.path.parent();
        let theme_file = |name: &str| address::file(&folder, &Theme::folder().child(name));
        let alert = catalog.alerts.at(&job.path).map(|alert| &*alert.name);
        let view = View {
            redirect: Redirect { href, title, alert },
            site: SiteView { title: &ctx.site.title, lang },
            assets: AssetsView { css: theme_file("theme.css"), icon: theme_file("icon.svg") },
        };
        template::render(ctx, "redirect.html", &view)
    }
}

/// A redirect out of the site has no page whose problem it could be.
fn subject(moved: &Moved) -> Subject {
    match moved {
        Moved::Page(id, _) => Subject::Redirect(*id),
        Moved::External(_) => Subject::Special("redirect"),
    }
}
