//! The page of all tasks that come again, and those of the tasks of a role, a
//! team, a service or an environment.

use super::{Place, titles, whole, write};
use crate::base::{Diagnosed, SitePath};
use crate::model::extension::{Job, RenderContext, Rendered, Subject};
use crate::model::records::Named;
use crate::model::routine::{Agenda, Ask, Scope, ScopeKind, Whose};
use crate::model::site::Site;
use crate::model::theme::{Family, Shown, Theme};
use crate::outputs::html::page::{frame, person, theme_file};
use crate::outputs::html::view::{Crumb, Fact, FactTerm};
use crate::outputs::html::{address, special_path, template};
use crate::text::html::escape;

const TITLE: &str = "Routine tasks";

/// Lists these pages, where something stands in a calendar.
pub(in crate::outputs::html) fn jobs(site: &Site) -> Vec<Job> {
    if !site.has_calendar() {
        return Vec::new();
    }
    let all = Job { path: special_path(Scope::PAGES), subject: Subject::Special(Scope::PAGES) };
    let own = site.task_scopes().iter().map(|scope| Job {
        path: scope.page(),
        subject: Subject::Record(scope.kind.name(), scope.id.clone()),
    });
    std::iter::once(all).chain(own).collect()
}

/// Renders one of them: that of all tasks, or that of a kind and an id.
pub(in crate::outputs::html) fn render(
    ctx: &RenderContext<'_>,
    own: Option<(&str, &str)>,
    path: &SitePath,
) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let kind = own.and_then(|(kind, id)| Some((ScopeKind::of_name(kind)?, id)));
    let scope = kind.and_then(|(kind, id)| ctx.site.task_scope(kind, id));
    let title = scope.map_or_else(|| TITLE.into(), |scope| format!("{}: tasks", scope.title));
    let mut view = frame(ctx, &folder, None, &title);
    let whose = scope.map_or(Whose::All, |scope| Whose::scopes(std::slice::from_ref(scope)));
    let agenda = Agenda::of(ctx.site, &whose, Ask::default().months);
    let place = Place { ctx, folder: &folder, number: 1 };
    view.page.body = write(place, &agenda, &scope.map_or_else(whole, Scope::file));
    view.assets.css = theme_file(&folder, &Theme::styles(Family::Calendar, Shown::Text));
    match scope {
        Some(scope) => {
            let above = address::page(&folder, &special_path(Scope::PAGES), ctx.site.config.links);
            let last = view.breadcrumb.len().saturating_sub(1);
            let crumb = Crumb { title: TITLE, href: Some(above), external: false };
            view.breadcrumb.insert(last, crumb);
            view.page.kind_label = titles(scope.kind)[0];
            view.facts = facts(ctx, scope, &folder);
        }
        None => view.page.body.push_str(&index(ctx, &folder)),
    }
    template::render(ctx, "tasks.html", &view)
}

/// Lists the pages of those whose tasks stand on a page of their own.
fn index(ctx: &RenderContext<'_>, folder: &SitePath) -> String {
    let mut out = String::new();
    for kind in ScopeKind::ALL {
        let all = ctx.site.task_scopes().iter();
        let own = all.filter(|scope| scope.kind == kind).map(|scope| {
            let href = address::page(folder, &scope.page(), ctx.site.config.links);
            format!("<li><a href=\"{}\">{}</a></li>\n", escape(&href), escape(&scope.title))
        });
        let own: String = own.collect();
        if !own.is_empty() {
            out.push_str(&format!(
                "<h2>{}</h2>\n<ul class=\"named\">\n{own}</ul>\n",
                titles(kind)[1]
            ));
        }
    }
    out
}

/// Says who answers for a service or an environment, and where it runs; of a
/// role, where it is described.
fn facts(ctx: &RenderContext<'_>, scope: &Scope, folder: &SitePath) -> Vec<Fact> {
    let records = &ctx.site.catalog.records;
    let person = |label: &'static str, name: &str| {
        let (text, href) = person(ctx, name, folder);
        Fact { href, ..Fact::new(label, text) }
    };
    let owner = |owner: &Option<Named>| owner.as_ref().map(|own| person("Owner", &own.text));
    match scope.kind {
        ScopeKind::Role => vec![person("Role", &scope.id)],
        ScopeKind::Team => Vec::new(),
        ScopeKind::Environment => {
            let known = records.environments.by_id(&scope.id);
            known.and_then(|own| owner(&own.owner)).into_iter().collect()
        }
        ScopeKind::Service => {
            let Some(own) = records.services.by_id(&scope.id) else { return Vec::new() };
            let titles = own.environments.iter().map(|name| {
                let known = records.environments.find(&name.text);
                let text = known.map_or(&name.text, |own| &own.head.title).to_string();
                let id = known.map_or(&name.text, |own| &own.head.id);
                let page = ctx.site.task_scope(ScopeKind::Environment, id).map(Scope::page);
                let style = ctx.site.config.links;
                FactTerm { text, href: page.map(|page| address::page(folder, &page, style)) }
            });
            let terms: Vec<FactTerm> = titles.collect();
            let places = Fact { terms, ..Fact::new("Environments", String::new()) };
            owner(&own.owner)
                .into_iter()
                .chain((!places.terms.is_empty()).then_some(places))
                .collect()
        }
    }
}
