//! The tasks that come again, as calendars for other programs: one of all,
//! one for each role, team, service and environment, and the same as data.
//!
//! `events.rs` makes the events of a task, `data.rs` writes `calendar.json`.
//! `content/reference/calendar-schema.json` describes that.

mod data;
mod events;

use crate::base::{Diagnosed, SitePath};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::routine::{Routine, Turn, dated, scopes};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::text::icalendar::{Event, write_events};

/// The output of calendars.
pub struct Calendar;

/// The names of the files of all tasks, in the root of the site.
const ALL: &str = "calendar.ics";
const DATA: &str = "calendar.json";

impl Output for Calendar {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        if dated(site).is_empty() {
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
        let (site, routines) = (ctx.site, dated(ctx.site));
        let text = match &job.subject {
            Subject::Special(DATA) => data::write(site, &routines),
            Subject::Record(kind, id) => of_record(site, &routines, (kind, id)),
            _ => {
                let turns =
                    routines.iter().flat_map(|own| own.turns.iter().map(move |turn| (own, turn)));
                write(site, &site.title, turns)
            }
        };
        Diagnosed::clean(Rendered::Bytes(text.into_bytes()))
    }
}

fn write<'a, 's: 'a>(
    site: &Site,
    title: &str,
    turns: impl Iterator<Item = (&'a Routine<'s>, &'a Turn<'s>)>,
) -> String {
    let events: Vec<Event> =
        turns.flat_map(|(routine, turn)| events::of_turn(site, routine, turn)).collect();
    write_events(title, site.config.today, &events)
}

fn of_record(site: &Site, routines: &[Routine<'_>], (kind, id): (&str, &str)) -> String {
    let mut title = None;
    let mut own = Vec::new();
    for routine in routines {
        for turn in &routine.turns {
            let mut scopes = scopes(site, routine, turn).into_iter();
            if let Some(scope) = scopes.find(|own| own.kind.name() == kind && &*own.id == id) {
                title = title.or(Some(scope.title));
                own.push((routine, turn));
            }
        }
    }
    let title =
        title.map_or_else(|| site.title.to_string(), |title| format!("{title} ({})", site.title));
    write(site, &title, own.into_iter())
}
