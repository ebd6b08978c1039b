//! `task-conflict`: two tasks have the same environment to themselves at the
//! same time.
//!
//! A task has an environment to itself while its time lasts, if that has a
//! beginning and an end (`07:00-11:00`). A task that only begins shares it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::routine_place::{held, of_time, year};
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::routine::Routine;
use crate::model::site::Site;
use crate::text::date::format_weekday;

/// At most so many times are compared for an environment.
const MOST: usize = 20_000;
/// At most so many conflicts are told of one environment.
const MOST_TOLD: usize = 50;

/// The check `task-conflict`.
pub struct TaskConflict;

impl Check for TaskConflict {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let routines: Vec<Routine<'_>> = held(site).filter(Routine::has_window).collect();
        let mut places: BTreeMap<String, Vec<Taken>> = BTreeMap::new();
        for (task, routine) in routines.iter().enumerate() {
            let taken: Vec<Taken> = taken(site, (task, routine));
            for name in environments(site, routine) {
                let all = places.entry(name).or_default();
                all.extend(taken.iter().copied().take(MOST.saturating_sub(all.len())));
            }
        }
        let mut told = BTreeSet::new();
        for (name, mut all) in places {
            all.sort_unstable();
            for (first, second) in conflicts(&all, &mut told) {
                found.extend(problem(&routines, (first, second), &name));
            }
        }
    }
}

/// A time that a task has a place to itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Taken {
    start: Timestamp,
    end: Timestamp,
    task: usize,
}

fn taken(site: &Site, (task, routine): (usize, &Routine<'_>)) -> Vec<Taken> {
    let all = routine.turns.iter().flat_map(|turn| routine.occurrences(turn, year(site)));
    let all = all.filter_map(|own| Some(Taken { start: own.start?, end: own.end?, task }));
    all.take(MOST).collect()
}

/// Returns the environments of a task, by their ids.
fn environments(site: &Site, routine: &Routine<'_>) -> BTreeSet<String> {
    let names = routine.task.environment.given().map(|names| &**names).unwrap_or_default();
    let known = &site.catalog.records.environments;
    let id =
        |name: &str| known.find(name).map_or_else(|| loose(name), |own| own.head.id.to_string());
    names.iter().map(|name| id(&name.text)).collect()
}

/// Finds pairs of tasks that meet, each once, in the order of time.
fn conflicts(all: &[Taken], told: &mut BTreeSet<(usize, usize)>) -> Vec<(Taken, Taken)> {
    let mut pairs = Vec::new();
    let mut open: Vec<Taken> = Vec::new();
    for own in all {
        open.retain(|other| own.start < other.end);
        for other in open.iter().filter(|other| other.task != own.task) {
            let pair = (other.task.min(own.task), other.task.max(own.task));
            if pairs.len() < MOST_TOLD && told.insert(pair) {
                pairs.push((*other, *own));
            }
        }
        // Of one task the time that ends last is enough.
        match open.iter_mut().find(|other| other.task == own.task) {
            Some(other) => other.end = other.end.max(own.end),
            None => open.push(*own),
        }
    }
    pairs
}

fn problem(
    routines: &[Routine<'_>],
    (first, second): (Taken, Taken),
    place: &str,
) -> Option<Diagnostic> {
    let start = first.start.max(second.start);
    let (one, other) = (first.task.min(second.task), first.task.max(second.task));
    let (one, other) = (routines.get(one)?, routines.get(other)?);
    let utc = start.to_zoned(jiff::tz::TimeZone::UTC);
    let when = format!("{} {} UTC", format_weekday(utc.date()), utc.strftime("%H:%M"));
    let message = format!("\"{}\" has `{place}` to itself then: {when}", one.name());
    let problem = Diagnostic::new(Code::TASK_CONFLICT, of_time(other), message);
    let help = "move one of them; a time without an end leaves room for others";
    Some(problem.label(of_time(one), "the other task").help(help))
}
