//! The tasks that come again, as calendars for other programs: one of all,
//! one for each role, team and service, and the same as data.
//!
//! `events.rs` makes the events of a task, `data.rs` writes `calendar.json`.
//! `content/reference/calendar-schema.json` describes that.

mod data;
mod events;

use std::collections::BTreeMap;

use crate::base::{Diagnosed, SitePath};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::records::Uses;
use crate::model::routine::{Routine, Turn, routines};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::text::icalendar::{Event, write_events};
use crate::text::slug::segment;

/// The output of calendars.
pub struct Calendar;

/// The names of the files of all tasks, in the root of the site.
const ALL: &str = "calendar.ics";
const DATA: &str = "calendar.json";
/// The folder of the others.
const FOLDER: &str = "calendars";

const ROLE: &str = "role";
const TEAM: &str = "team";
const SERVICE: &str = "service";

impl Output for Calendar {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let routines: Vec<Routine<'_>> = dated(site);
        if routines.is_empty() {
            return Vec::new();
        }
        let root = SitePath::default();
        let special = |name| Job { path: root.child(name), subject: Subject::Special(name) };
        let mut jobs = vec![special(ALL), special(DATA)];
        let mut records: BTreeMap<(&'static str, String), Box<str>> = BTreeMap::new();
        for routine in &routines {
            for turn in &routine.turns {
                for (kind, id, _) in subjects(site, routine, turn) {
                    records.entry((kind, segment(&id))).or_insert(id.into());
                }
            }
        }
        jobs.extend(records.into_iter().map(|((kind, name), id)| Job {
            path: root.child(FOLDER).child(kind).child(&format!("{name}.ics")),
            subject: Subject::Record(kind, id),
        }));
        jobs
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let site = ctx.site;
        let text = match &job.subject {
            Subject::Special(DATA) => data::write(site, &dated(site)),
            Subject::Record(kind, id) => of_record(site, kind, id),
            _ => {
                let routines = dated(site);
                let turns =
                    routines.iter().flat_map(|own| own.turns.iter().map(move |turn| (own, turn)));
                write(site, &site.title, turns)
            }
        };
        Diagnosed::clean(Rendered::Bytes(text.into_bytes()))
    }
}

/// Returns the tasks that have days.
fn dated(site: &Site) -> Vec<Routine<'_>> {
    let mut all = routines(site);
    all.retain(|routine| routine.when.is_dated() && !routine.name().is_empty());
    all
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

fn of_record(site: &Site, kind: &str, id: &str) -> String {
    let routines = dated(site);
    let mut title = None;
    let mut own = Vec::new();
    for routine in &routines {
        for turn in &routine.turns {
            let mut subjects = subjects(site, routine, turn).into_iter();
            if let Some((_, _, name)) = subjects.find(|own| own.0 == kind && own.1 == id) {
                title = title.or(Some(name));
                own.push((routine, turn));
            }
        }
    }
    let title =
        title.map_or_else(|| site.title.to_string(), |title| format!("{title} ({})", site.title));
    write(site, &title, own.into_iter())
}

/// Returns whose calendars somebody's part in a task stands in: kind, id and
/// title.
fn subjects(
    site: &Site,
    routine: &Routine<'_>,
    turn: &Turn<'_>,
) -> Vec<(&'static str, String, String)> {
    let mut all = Vec::new();
    if let Some(role) = turn.role {
        all.push((ROLE, role.id.to_string(), role.title.to_string()));
    }
    if let Some(crew) = &turn.crew {
        let id = crew.id.map_or_else(|| segment(crew.title), str::to_string);
        all.push((TEAM, id, crew.title.to_string()));
    }
    let services = &site.catalog.records.services;
    for name in &*Uses::of_page(&routine.page.document).services {
        let known = services.find(&name.text).map(|service| &service.head);
        let id = known.map_or_else(|| segment(&name.text), |head| head.id.to_string());
        let title = known.map_or(&name.text, |head| &head.title).to_string();
        all.push((SERVICE, id, title));
    }
    all
}
