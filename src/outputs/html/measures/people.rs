//! Audiences of a plan with their sessions, and what they learn, with its
//! holes.

use serde::Serialize;

use super::target;
use crate::base::SitePath;
use crate::model::catalog::{PageId, loose};
use crate::model::extension::RenderContext;
use crate::model::page::{Page, Target};
use crate::model::site::Site;
use crate::model::training::{Audience, Need, Plan, Session, Subject, Taught, Training, When};
use crate::outputs::html::course::words;
use crate::outputs::html::nav::Viewpoint;
use crate::outputs::html::page::person;
use crate::outputs::html::view::FactTerm;

/// At most so many subjects are shown.
const MOST: usize = 40;

/// An audience, and its sessions.
#[derive(Serialize)]
pub(in crate::outputs::html) struct AudienceRow<'a> {
    pub name: &'a str,
    pub role: Option<FactTerm>,
    pub people: Option<u32>,
    pub sessions: Sum,
}

/// Sessions by the day of the build.
#[derive(Serialize)]
pub(in crate::outputs::html) struct Sum {
    /// How many people there are, where all audiences are counted.
    pub people: u32,
    pub held: usize,
    pub planned: usize,
    /// How long those with hours take together.
    pub time: Option<String>,
    /// How many have no hours, but whole days.
    pub whole_days: usize,
}

/// A subject, and what it is to each audience.
#[derive(Serialize)]
pub(in crate::outputs::html) struct SubjectRow<'a> {
    pub title: &'a str,
    /// Its page, if it is written.
    pub href: Option<String>,
    /// Whether its page is announced and not written.
    pub planned: bool,
    pub cells: Vec<SubjectCell>,
}

/// What a subject is to an audience.
#[derive(Serialize)]
pub(in crate::outputs::html) struct SubjectCell {
    /// `must`, `may` or empty.
    pub need: &'static str,
    /// What is lacking.
    pub lacks: Option<&'static str>,
}

/// Who learns what.
pub(super) struct Subjects<'a> {
    pub rows: Vec<SubjectRow<'a>>,
    /// How many there are beyond these.
    pub more: usize,
    /// How many cells lack something.
    pub lacking: usize,
}

/// Returns the audiences of a plan.
pub(super) fn audiences<'a>(
    ctx: &RenderContext<'a>,
    plan: &'a Plan,
    folder: &SitePath,
) -> Vec<AudienceRow<'a>> {
    let row = |audience: &'a Audience| {
        let own = plan.sessions.iter().filter(|session| session.is_for(audience));
        let role = audience.role.as_ref().map(|role| {
            let (text, href) = person(ctx, &role.text, folder);
            FactTerm { text, href }
        });
        AudienceRow {
            name: &audience.name.text,
            role,
            people: audience.people,
            sessions: sessions(ctx.site, own),
        }
    };
    plan.audiences.iter().map(row).collect()
}

/// Returns the people and sessions of a plan together.
pub(super) fn sum(site: &Site, plan: &Plan) -> Sum {
    let people = plan.audiences.iter().filter_map(|audience| audience.people);
    let people = people.fold(0_u32, u32::saturating_add);
    Sum { people, ..sessions(site, plan.sessions.iter()) }
}

fn sessions<'a>(site: &Site, all: impl Iterator<Item = &'a Session>) -> Sum {
    let all: Vec<Option<&When>> = all.map(|session| session.when.as_ref()).collect();
    // On its last day a session is not over.
    let is_over = |when: &When| when.days.1 < site.config.today;
    let held = all.iter().flatten().filter(|when| is_over(when)).count();
    let times = all.iter().flatten().filter_map(|when| when.minutes());
    let minutes = times.clone().fold(0_u32, u32::saturating_add);
    Sum {
        people: 0,
        held,
        planned: all.len() - held,
        time: (0 < minutes).then(|| words(minutes)),
        whole_days: all.iter().flatten().filter(|when| when.time.is_none()).count(),
    }
}

/// Returns who learns what.
pub(super) fn subjects<'a>(
    viewpoint: &Viewpoint<'a>,
    (page, plan): (&'a Page, &'a Plan),
    taught: &Taught,
) -> Subjects<'a> {
    let learners = plan.learners.iter().map(|name| {
        let mut all = plan.audiences.iter();
        let own = all.find(|own| loose(&own.name.text) == loose(&name.text));
        own.and_then(|own| own.role(viewpoint.site))
    });
    let learners: Vec<Option<PageId>> = learners.collect();
    let rows = plan.subjects.iter().take(MOST);
    let rows: Vec<SubjectRow<'a>> =
        rows.map(|subject| row(viewpoint, (page, subject), (&learners, taught))).collect();
    let cells = rows.iter().flat_map(|row| &row.cells);
    let lacking = cells.filter(|cell| cell.lacks.is_some()).count();
    Subjects { rows, more: plan.subjects.len().saturating_sub(MOST), lacking }
}

fn row<'a>(
    viewpoint: &Viewpoint<'a>,
    (page, subject): (&'a Page, &'a Subject),
    (learners, taught): (&[Option<PageId>], &Taught),
) -> SubjectRow<'a> {
    let site = viewpoint.site;
    let own = subject.references.iter().find_map(|reference| target(page, *reference));
    let identity = own.and_then(|id| site.catalog.page(id));
    let planned = subject
        .references
        .iter()
        .any(|reference| matches!(page.targets.get(*reference as usize), Some(Target::Planned(_))));
    let cells = subject.needs.iter().enumerate().map(|(at, need)| {
        let role = learners.get(at).copied().flatten();
        let lacks = (*need == Some(Need::Must)).then(|| lacks(site, own, (role, taught))).flatten();
        let need = match need {
            Some(Need::Must) => "must",
            Some(Need::May) => "may",
            None => "",
        };
        SubjectCell { need, lacks }
    });
    SubjectRow {
        title: identity.map_or(&*subject.name.text, |own| &*own.title),
        href: identity.map(|own| viewpoint.href(own)),
        planned: planned && own.is_none(),
        cells: cells.collect(),
    }
}

/// Says what is lacking for a role that must learn a subject.
fn lacks(
    site: &Site,
    subject: Option<PageId>,
    (role, taught): (Option<PageId>, &Taught),
) -> Option<&'static str> {
    let Some(subject) = subject else { return Some("not written") };
    let page = site.pages.get(&subject)?;
    let courses = taught.courses.get(&role?);
    let takes = |course: PageId| courses.is_some_and(|courses| courses.contains(&course));
    let is_taken = match page.document.training.as_deref()? {
        Training::Module(_) => takes(subject),
        Training::Path(path) => {
            path.stages.iter().filter_map(|stage| stage.page(&page.targets)).all(takes)
        }
        Training::Unit(_) | Training::Plan(_) => true,
    };
    (!is_taken).then_some("on no path of the role")
}
