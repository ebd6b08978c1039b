//! The pages of each kind, where `[[kind:runbook]]` leads, and the page of all
//! kinds.

use serde::Serialize;

use super::nav::Viewpoint;
use super::page::{frame, person, theme_file};
use super::view::{Child, Crumb, FactTerm, StateView};
use super::{ALL_KINDS, address, exercises, reviews, special_path, template};
use crate::base::{Diagnosed, SitePath};
use crate::model::by_kind::KindPages;
use crate::model::catalog::{PageId, Planned};
use crate::model::chart::figure::of_site;
use crate::model::extension::{Job, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::{Family, Shown, Theme};
use crate::text::date::format_day;

/// The pages of a kind.
#[derive(Serialize)]
pub(super) struct KindPage<'a> {
    /// Whether any page has an owner.
    pub owners: bool,
    /// Whether any page has or must have a review, or is planned.
    pub reviews: bool,
    /// Whether any was or must be exercised.
    pub exercises: bool,
    pub rows: Vec<KindRow<'a>>,
    /// For processes: where their flows lead, as a figure.
    pub chart: Option<String>,
}

/// A page of the kind; without an address it is not written.
#[derive(Serialize)]
pub(super) struct KindRow<'a> {
    pub title: &'a str,
    pub href: Option<String>,
    pub description: Option<&'a str>,
    pub owner: Option<FactTerm>,
    /// Where someone should act.
    pub states: Vec<StateView>,
    /// What else is known of its review.
    pub review: String,
    /// Where someone should act because of its exercises.
    pub exercise: Option<StateView>,
    /// Else the day of the last one.
    pub exercised: String,
}

/// Lists the pages of kinds, where pages are of any.
pub(super) fn jobs(site: &Site) -> Vec<Job> {
    let kinds = &site.catalog.kinds.all;
    let all = Job { path: special_path(ALL_KINDS), subject: Subject::Special(ALL_KINDS) };
    let own = (0u32..)
        .zip(kinds)
        .map(|(at, own)| Job { path: own.kind.index(), subject: Subject::Kind(at) });
    (!kinds.is_empty()).then_some(all).into_iter().chain(own).collect()
}

/// Renders the page of all kinds.
pub(super) fn all_kinds(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "Pages by kind");
    let kinds = ctx.site.catalog.kinds.all.iter();
    view.children = kinds.map(|own| child(ctx, own, &folder)).collect();
    template::render(ctx, "kinds.html", &view)
}

/// Returns a kind as a row that leads to its pages.
pub(super) fn child<'a>(ctx: &RenderContext<'_>, own: &KindPages, folder: &SitePath) -> Child<'a> {
    Child {
        title: own.kind.titles[1],
        href: address::page(folder, &own.kind.index(), ctx.site.config.links),
        description: about(own),
        count: u32::try_from(own.pages.len()).ok(),
    }
}

fn about(own: &KindPages) -> Option<&'static str> {
    own.definition.map(|kind| kind.about)
}

/// Renders the list of the pages of a kind.
pub(super) fn kind(ctx: &RenderContext<'_>, at: u32, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let Some(own) = ctx.site.catalog.kinds.all.get(at as usize) else {
        return Diagnosed::clean(Rendered::Bytes(Vec::new()));
    };
    let mut view = frame(ctx, &folder, None, own.kind.titles[1]);
    let last = view.breadcrumb.len().saturating_sub(1);
    let href = address::page(&folder, &special_path(ALL_KINDS), ctx.site.config.links);
    let above = Crumb { title: "Pages by kind", href: Some(href), external: false };
    view.breadcrumb.insert(last, above);
    view.page.description = about(own);
    let viewpoint = Viewpoint { site: ctx.site, folder: &folder, page: None };
    let mut rows: Vec<KindRow<'_>> =
        own.pages.iter().filter_map(|id| row(ctx, &viewpoint, *id)).collect();
    rows.extend(planned(ctx, own, &folder));
    let owners = rows.iter().any(|row| row.owner.is_some());
    let reviews = rows.iter().any(|row| !row.states.is_empty() || !row.review.is_empty());
    let exercises = rows.iter().any(|row| row.exercise.is_some() || !row.exercised.is_empty());
    let states = rows.iter().flat_map(|row| row.states.iter().chain(&row.exercise));
    view.symbols.extend(states.map(|state| state.symbol));
    view.symbols.sort_unstable();
    view.symbols.dedup();
    let chart = if own.is_named("process") { self::chart(ctx, &viewpoint) } else { None };
    if chart.is_some() {
        view.assets.css = theme_file(&folder, &Theme::styles(Family::Any, Shown::Drawings));
    }
    view.of_kind = Some(KindPage { owners, reviews, exercises, rows, chart });
    template::render(ctx, "kind.html", &view)
}

/// Draws how the processes of the site lead to each other.
fn chart(ctx: &RenderContext<'_>, viewpoint: &Viewpoint<'_>) -> Option<String> {
    let chart = of_site(ctx.site, &|page| viewpoint.href(page))?;
    Some(super::chart::figure(ctx.drawings, &chart, "Process"))
}

fn row<'a>(ctx: &RenderContext<'a>, viewpoint: &Viewpoint<'a>, id: PageId) -> Option<KindRow<'a>> {
    let page = ctx.site.catalog.page(id)?;
    let owner = page.document.as_ref().and_then(|document| document.front.owner.as_ref());
    let owner = owner.map(|owner| person(ctx, &owner.text, viewpoint.folder));
    let (states, review) = reviews::brief(ctx, id);
    let (exercise, exercised) = exercises::brief(ctx, id);
    Some(KindRow {
        title: &page.title,
        href: Some(viewpoint.href(page)),
        description: Some(&*page.description).filter(|text| !text.is_empty()),
        owner: owner.map(|(text, href)| FactTerm { text, href }),
        states,
        review,
        exercise,
        exercised,
    })
}

/// Lists announced pages of a kind, by title.
fn planned<'a>(ctx: &RenderContext<'a>, own: &KindPages, folder: &SitePath) -> Vec<KindRow<'a>> {
    let is_own = |planned: &Planned| planned.kind.as_ref().is_some_and(|kind| own.is_named(kind));
    let planned = ctx.site.planned.iter().map(|(planned, _)| planned);
    let mut planned: Vec<&Planned> = planned.filter(|planned| is_own(planned)).collect();
    planned.sort_by_cached_key(|planned| planned.title.to_lowercase());
    let row = |planned: &'a Planned| {
        let owner = planned.owner.as_deref().map(|owner| person(ctx, owner, folder));
        let due = planned.due.map(|due| format!(", due {}", format_day(due)));
        KindRow {
            title: &planned.title,
            href: None,
            description: None,
            owner: owner.map(|(text, href)| FactTerm { text, href }),
            states: Vec::new(),
            exercise: None,
            exercised: String::new(),
            review: format!("planned{}", due.unwrap_or_default()),
        }
    };
    planned.into_iter().map(row).collect()
}
