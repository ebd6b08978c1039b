//! The tasks that come again and the sessions of training, as calendars for
//! other programs: one of all, one for each role, team, service and
//! environment, and the same as data.
//!
//! `events.rs` makes the events of a task, `session.rs` that of a session,
//! `sessions.rs` the calendar of a plan; `data.rs` writes `calendar.json`.
//! `content/reference/calendar-schema.json` describes that.

mod data;
mod events;
mod session;
mod sessions;

use crate::base::{Diagnosed, SitePath};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::routine::{Scope, ScopeKind, Whose};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::text::icalendar::{Event, write_events};

pub use self::sessions::Sessions;

/// The output of calendars.
pub struct Calendar;

/// The names of the files of all tasks, in the root of the site.
const ALL: &str = "calendar.ics";
const DATA: &str = "calendar.json";

impl Output for Calendar {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        if !site.has_calendar() {
            return Vec::new();
        }
        let root = SitePath::default();
        let special = |name| Job { path: root.child(name), subject: Subject::Special(name) };
        let mut jobs = vec![special(ALL), special(DATA)];
        jobs.extend(site.task_scopes().iter().map(|scope| Job {
            path: scope.file(),
            subject: Subject::Record(scope.kind.name(), scope.id.clone()),
        }));
        jobs
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let site = ctx.site;
        let text = match &job.subject {
            Subject::Special(DATA) => data::write(site),
            Subject::Record(kind, id) => {
                let kind = ScopeKind::of_name(kind);
                write(site, kind.and_then(|kind| site.task_scope(kind, id)))
            }
            _ => write(site, None),
        };
        Diagnosed::clean(Rendered::Bytes(text.into_bytes()))
    }
}

/// Writes the calendar of a scope, or of all.
fn write(site: &Site, scope: Option<&Scope>) -> String {
    let title = match scope {
        Some(scope) => format!("{} ({})", scope.title, site.title),
        None => site.title.to_string(),
    };
    let whose = scope.map_or(Whose::All, |scope| Whose::scopes(std::slice::from_ref(scope)));
    let mut all: Vec<Event> = Vec::new();
    for routine in &site.dated_tasks_of(&whose) {
        for turn in routine.turns.iter().filter(|turn| whose.has(site, routine, turn)) {
            all.extend(events::of_turn(site, routine, turn));
        }
    }
    let sessions = site.sessions_of(&whose);
    all.extend(sessions.iter().filter_map(|session| session::among_tasks(site, session)));
    write_events(&title, site.config.today, &all)
}
