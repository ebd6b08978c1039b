//! The measures of a training plan, on a page beside it: what was to be
//! reached and what was measured, who learns what, which duties no course
//! teaches, and whether the courses are still right.
//!
//! `aims.rs` has the measures with their readings, `people.rs` audiences,
//! their sessions and what they learn, `courses.rs` duties and reviews.

mod aims;
mod courses;
mod people;

use serde::Serialize;

use self::aims::Aim;
use self::courses::{CourseRow, DutyRow};
use self::people::{AudienceRow, SubjectRow, Sum};
use super::nav::Viewpoint;
use super::page::{frame, theme_file};
use super::view::Link;
use super::{address, template};
use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{Job, Mode, RenderContext, Rendered, Subject};
use crate::model::front::Status;
use crate::model::page::{Page, Target};
use crate::model::site::Site;
use crate::model::theme::{Family, Shown, Theme};
use crate::model::training::{Plan, Taught, Training};
use crate::text::date::format_day;

/// What the page of measures shows.
#[derive(Serialize)]
pub(super) struct MeasuresView<'a> {
    pub plan: Link<'a>,
    /// The first and last day of the plan.
    pub period: Option<[String; 2]>,
    /// What was to be reached, in the words of the plan.
    pub objectives: Vec<&'a str>,
    pub aims: Vec<Aim<'a>>,
    pub audiences: Vec<AudienceRow<'a>>,
    /// All audiences together.
    pub sum: Sum,
    /// The audiences, as heads of the columns of who learns what.
    pub learners: Vec<&'a str>,
    pub subjects: Vec<SubjectRow<'a>>,
    /// How many subjects there are beyond those.
    pub more_subjects: usize,
    /// How many cells of it lack something.
    pub lacking: usize,
    pub duties: Vec<DutyRow<'a>>,
    pub courses: Vec<CourseRow<'a>>,
    /// How many courses there are beyond those.
    pub more_courses: usize,
    /// The page of who must learn again, where it is known.
    pub again: Option<String>,
    /// The page of reviews that are due.
    pub reviews: Option<String>,
}

/// Lists the pages of measures.
pub(super) fn jobs(site: &Site) -> impl Iterator<Item = Job> {
    site.pages
        .keys()
        .filter_map(|id| Some(Job { path: file(site, *id)?, subject: Subject::Measures(*id) }))
}

/// Returns the file of the measures of a plan; `None` of any other page, and
/// of a draft.
fn file(site: &Site, id: PageId) -> Option<SitePath> {
    let page = site.pages.get(&id).filter(|own| own.document.front.status != Status::Draft)?;
    plan(page)?.page_of_measures(site, &site.catalog.page(id)?.output)
}

fn plan(page: &Page) -> Option<&Plan> {
    page.document.training.as_deref().and_then(Training::plan)
}

/// Returns where the measures of plans are: those of a plan on its page, those
/// of plans that name a path or a course on that, all of them for no page.
pub(super) fn links<'a>(
    ctx: &RenderContext<'a>,
    page: Option<&Page>,
    folder: &SitePath,
) -> Vec<Link<'a>> {
    let site = ctx.site;
    let is_asked = |own: &&Page| match page {
        None => true,
        Some(page) if page.id == own.id => true,
        Some(page) => {
            let is_path = page.document.training.as_deref().and_then(Training::path).is_some();
            is_path && plan(own).is_some_and(|plan| names(own, plan, page.id))
        }
    };
    if ctx.mode == Mode::Package || page.is_some_and(|page| page.document.training.is_none()) {
        return Vec::new();
    }
    let plans = site.pages.values().filter(is_asked);
    let link = |own: &Page| {
        let href = address::file(folder, &file(site, own.id)?);
        Some(Link { title: &site.catalog.page(own.id)?.title, href })
    };
    plans.filter_map(link).collect()
}

/// Tells whether a page is a subject of a plan.
fn names(page: &Page, plan: &Plan, subject: PageId) -> bool {
    let mut references = plan.subjects.iter().flat_map(|own| &own.references);
    references.any(|own| target(page, *own) == Some(subject))
}

fn target(page: &Page, reference: u32) -> Option<PageId> {
    match page.targets.get(reference as usize)? {
        Target::Page(id, _) => Some(*id),
        _ => None,
    }
}

/// Renders the measures of a plan.
pub(super) fn render(ctx: &RenderContext<'_>, id: PageId, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let nothing = || Diagnosed::clean(Rendered::Bytes(Vec::new()));
    let Some(page) = ctx.site.pages.get(&id) else { return nothing() };
    let Some(plan) = plan(page) else { return nothing() };
    let mut view = frame(ctx, &folder, Some(id), "Measures");
    let viewpoint = Viewpoint { site: ctx.site, folder: &folder, page: None };
    let Some(link) = viewpoint.link(id) else { return nothing() };
    let taught = Taught::of(ctx.site);
    let subjects = people::subjects(&viewpoint, (page, plan), &taught);
    let (courses, more_courses) = courses::courses(ctx, (page, plan), &viewpoint);
    let again = super::again::is_known(ctx.site);
    let again = again.then(|| super::special_path(super::LEARN_AGAIN));
    let audiences = people::audiences(ctx, plan, &folder);
    view.measures = Some(MeasuresView {
        plan: link,
        period: plan.period.map(|(first, last)| [format_day(first), format_day(last)]),
        objectives: plan.objectives.iter().map(|own| &*own.name).collect(),
        aims: aims::aims(ctx.site, plan),
        sum: people::sum(ctx.site, plan),
        audiences,
        learners: plan.learners.iter().map(|own| &*own.text).collect(),
        lacking: subjects.lacking,
        more_subjects: subjects.more,
        subjects: subjects.rows,
        duties: courses::duties(&viewpoint, plan, &taught),
        courses,
        more_courses,
        again: again.map(|page| address::page(&folder, &page, ctx.site.config.links)),
        reviews: view.site.reviews.clone(),
    });
    view.assets.css = theme_file(&folder, &Theme::styles(Family::Course, Shown::Text));
    view.symbols.extend(["ok", "s2", "s3", "s4"]);
    (view.previous, view.next) = (None, None);
    (view.backlinks, view.more_backlinks) = (Vec::new(), 0);
    template::render(ctx, "measures.html", &view)
}
