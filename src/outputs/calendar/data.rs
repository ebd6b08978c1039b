//! `calendar.json`: every task with its next dates, and every session of a
//! training plan that is still to be held.
//!
//! Every part of a role or a team in a task stands on a line of its own, and
//! so does every session. What is not said is left out. Fields are added without a new version; `version`
//! changes when the meaning of a field does.

use serde::Serialize;

use super::events::{environments, runbook};
use crate::base::SitePath;
use crate::domain::schedule::occurrence::Occurrence;
use crate::model::front::Located;
use crate::model::role::Role;
use crate::model::routine::{Routine, Turn, Whose, end, horizon};
use crate::model::site::Site;
use crate::model::training::PlannedSession;
use crate::outputs::html::address;

/// The version of the format.
const VERSION: u32 = 1;
/// At most so many dates are told of a task.
const MOST: usize = 600;

#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    site: &'a str,
    /// The day of the build.
    built: String,
    /// The last day that is looked at.
    until: String,
    /// The calendars for other programs.
    calendars: Vec<File<'a>>,
}

/// A calendar for other programs.
#[derive(Serialize)]
struct File<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    /// Where it is, from the root of the site.
    address: String,
}

#[derive(Serialize)]
struct Line<'a> {
    task: &'a str,
    /// The id of the page that says so.
    page: &'a str,
    /// Where that is, from the root of the site.
    address: String,
    /// When, as it is written.
    when: String,
    /// When, as it is understood.
    rule: String,
    /// The zone of its times.
    zone: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    environments: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    runbook: Option<Runbook>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a str>,
    dates: Vec<Time>,
    /// Whether there are more dates than are told.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    more: bool,
}

#[derive(Serialize)]
struct SessionLine<'a> {
    session: &'a str,
    /// The id of the page of its plan.
    page: &'a str,
    /// Where that is, from the root of the site.
    address: String,
    /// When, as it is written.
    when: &'a str,
    first: String,
    last: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<&'a str>,
    /// The roles that learn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trainer: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<&'a str>,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    title: &'a str,
}

#[derive(Serialize)]
struct Runbook {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
}

#[derive(Serialize)]
struct Time {
    day: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
}

/// Writes all tasks that have dates, and all sessions.
pub(super) fn write(site: &Site) -> String {
    let routines = site.dated_tasks_of(&Whose::All);
    let turns = routines.iter().flat_map(|own| own.turns.iter().map(move |turn| (own, turn)));
    let lines =
        turns.filter_map(|(routine, turn)| serde_json::to_string(&line(site, routine, turn)?).ok());
    let lines: Vec<String> = lines.collect();
    let sessions = site.sessions_of(&Whose::All);
    let sessions = sessions.iter().filter_map(|own| session_line(site, own));
    let sessions: Vec<String> =
        sessions.filter_map(|line| serde_json::to_string(&line).ok()).collect();
    let today = site.config.today;
    let until = horizon(today).to_string();
    let calendars = site.task_scopes().iter().map(|scope| File {
        address: scope.file().to_string(),
        kind: scope.kind.name(),
        id: &scope.id,
        title: &scope.title,
    });
    let (built, calendars) = (today.to_string(), calendars.collect());
    let head = Head { version: VERSION, site: &site.title, built, until, calendars };
    let mut text = serde_json::to_string(&head).unwrap_or_default();
    text.pop();
    text + ",\n\"tasks\":[\n"
        + &lines.join(",\n")
        + "\n],\n\"sessions\":[\n"
        + &sessions.join(",\n")
        + "\n]}\n"
}

fn line<'a>(site: &'a Site, routine: &Routine<'a>, turn: &'a Turn<'a>) -> Option<Line<'a>> {
    let identity = site.catalog.page(routine.page.id)?;
    let today = site.config.today;
    let all = routine.occurrences(turn, (today, horizon(today)));
    let time = |own: &Occurrence| Time {
        day: own.day.to_string(),
        start: own.start.map(|at| at.to_string()),
        end: end(own, routine.task).map(|at| at.to_string()),
    };
    let clock = routine.when.clock.as_ref().and_then(|clock| clock.zone.as_deref());
    let own = address::page(&SitePath::default(), &identity.output, site.config.links);
    let runbook = runbook(site, routine.page, routine.task);
    Some(Line {
        task: routine.name(),
        page: &identity.id,
        address: address::with_fragment(own, routine.anchor()),
        when: routine.words(),
        rule: routine.when.to_string(),
        zone: clock.or(turn.around.zone.iana_name()).unwrap_or("UTC").to_string(),
        role: turn.role.map(|role| Named { id: Some(&role.id), title: &role.title }),
        team: turn.crew.as_ref().map(|crew| Named { id: crew.id, title: crew.title }),
        environments: environments(routine.task),
        runbook: runbook.map(|(title, address)| Runbook { title, address }),
        evidence: routine.task.evidence.given().map(|evidence| &*evidence.text),
        dates: all.iter().take(MOST).map(time).collect(),
        more: MOST < all.len(),
    })
}

fn session_line<'a>(site: &'a Site, own: &PlannedSession<'a>) -> Option<SessionLine<'a>> {
    let (identity, session) = (site.catalog.page(own.page.id)?, own.session);
    let ((first, last), occurrence) = (own.when()?.days, own.occurrence()?);
    let of_role = |role: &&'a Role| Named { id: Some(&role.id), title: &role.title };
    let named = |name: &'a Located| {
        let plain = Named { id: None, title: &name.text };
        own.trainer.as_ref().map_or(plain, of_role)
    };
    let text = |own: &'a Option<Located>| own.as_ref().map(|own| &*own.text);
    Some(SessionLine {
        session: &session.name.text,
        page: &identity.id,
        address: address::page(&SitePath::default(), &identity.output, site.config.links),
        when: own.words(),
        first: first.to_string(),
        last: last.to_string(),
        start: occurrence.start.map(|at| at.to_string()),
        end: occurrence.end.map(|at| at.to_string()),
        audience: text(&session.audience),
        roles: own.learners.iter().map(of_role).collect(),
        trainer: session.trainer.as_ref().map(named),
        place: text(&session.place),
        language: text(&session.language),
        delivery: text(&session.delivery),
    })
}
