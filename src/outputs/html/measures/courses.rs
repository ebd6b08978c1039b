//! Duties of the roles of a plan with and without a course, and whether its
//! courses are still right.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::target;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::page::Page;
use crate::model::training::{Plan, Taught, Training, count_duties, holes, since_reviews};
use crate::outputs::html::nav::Viewpoint;
use crate::outputs::html::reviews;
use crate::outputs::html::view::{Link, StateView};
use crate::text::date::format_day;

/// At most so many courses are shown, and so many pages of a role are named.
const MOST: usize = 60;
const NAMED: usize = 6;

/// The duties of a role.
#[derive(Serialize)]
pub(in crate::outputs::html) struct DutyRow<'a> {
    pub role: Link<'a>,
    /// How many a course of the role teaches.
    pub taught: usize,
    /// How many none does.
    pub untaught: usize,
    /// Pages that give such a duty.
    pub pages: Vec<Link<'a>>,
    /// How many more there are.
    pub more: usize,
}

/// A course of a plan.
#[derive(Serialize)]
pub(in crate::outputs::html) struct CourseRow<'a> {
    pub link: Link<'a>,
    /// When it was reviewed.
    pub reviewed: Option<String>,
    /// Where someone should act.
    pub states: Vec<StateView>,
    /// When its review is due, where nobody need act.
    pub next: String,
    /// How many of its questions are drawn from what says something else now.
    pub outdated: usize,
    /// How many questions it has.
    pub questions: usize,
}

/// Returns the duties of the roles of a plan's audiences.
pub(super) fn duties<'a>(
    viewpoint: &Viewpoint<'a>,
    plan: &Plan,
    taught: &Taught,
) -> Vec<DutyRow<'a>> {
    let site = viewpoint.site;
    let roles: BTreeSet<PageId> =
        plan.audiences.iter().filter_map(|audience| audience.role(site)).collect();
    let (counts, holes) = (count_duties(site, taught), holes(site, taught));
    let row = |role: &PageId| {
        let (taught, untaught) = counts.get(role).copied().unwrap_or_default();
        let own = holes.iter().filter(|hole| hole.role == *role).map(|hole| hole.page.id);
        let pages: BTreeSet<PageId> = own.collect();
        let named = pages.iter().take(NAMED).filter_map(|page| viewpoint.link(*page)).collect();
        let more = pages.len().saturating_sub(NAMED);
        Some(DutyRow { role: viewpoint.link(*role)?, taught, untaught, pages: named, more })
    };
    roles.iter().filter_map(row).collect()
}

/// Returns the courses of a plan, each once, and how many more there are.
pub(super) fn courses<'a>(
    ctx: &RenderContext<'a>,
    (page, plan): (&'a Page, &'a Plan),
    viewpoint: &Viewpoint<'a>,
) -> (Vec<CourseRow<'a>>, usize) {
    let site = ctx.site;
    let mut ids: Vec<PageId> = Vec::new();
    for reference in plan.subjects.iter().flat_map(|subject| &subject.references) {
        let Some(own) = target(page, *reference).and_then(|id| site.pages.get(&id)) else {
            continue;
        };
        let path = own.document.training.as_deref().and_then(Training::path);
        let stages = path.into_iter().flat_map(|path| &path.stages);
        let stages = stages.filter_map(|stage| stage.page(&own.targets));
        ids.extend(std::iter::once(own.id).chain(stages));
    }
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    let outdated = outdated(ctx);
    let rows: Vec<CourseRow<'a>> =
        ids.iter().filter_map(|id| row(ctx, (viewpoint, &outdated), *id)).collect();
    let more = rows.len().saturating_sub(MOST);
    (rows.into_iter().take(MOST).collect(), more)
}

/// Counts, for each course, the questions that are outdated.
fn outdated(ctx: &RenderContext<'_>) -> BTreeMap<PageId, usize> {
    let mut questions: BTreeMap<PageId, BTreeSet<&str>> = BTreeMap::new();
    for change in since_reviews(ctx.site) {
        for touched in change.courses {
            let own = questions.entry(touched.page.id).or_default();
            own.extend(touched.questions.iter().map(|question| &*question.id));
        }
    }
    questions.into_iter().map(|(page, own)| (page, own.len())).collect()
}

fn row<'a>(
    ctx: &RenderContext<'a>,
    (viewpoint, outdated): (&Viewpoint<'a>, &BTreeMap<PageId, usize>),
    id: PageId,
) -> Option<CourseRow<'a>> {
    let module = ctx.site.pages.get(&id)?.document.training.as_deref()?.module();
    let (states, next) = reviews::brief(ctx, id);
    let standing = ctx.site.reviews.standings.get(&id);
    let reviewed = standing.and_then(|standing| standing.on).map(format_day);
    Some(CourseRow {
        link: viewpoint.link(id)?,
        reviewed,
        states,
        next,
        outdated: outdated.get(&id).copied().unwrap_or_default(),
        questions: module.map_or(0, |module| module.questions.len()),
    })
}
