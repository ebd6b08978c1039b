//! What is done in some months from the day of the build on: tasks as a list,
//! and the days of each month with what is done on them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Routine, Whose};
use crate::domain::schedule::occurrence::Occurrence;
use crate::model::catalog::PageId;
use crate::model::charter::RoutineTask;
use crate::model::page::Page;
use crate::model::records::Calendar;
use crate::model::role::Role;
use crate::model::site::Site;

/// At most so many tasks are shown.
const MOST: usize = 150;
/// At most so many tasks are named on the days of all months.
const MOST_NAMED: usize = 1_000;
/// In so many days a task is counted to know whether it is done often.
const WEEKS: i32 = 28;
/// A task with more days in four weeks is done often.
const OFTEN: usize = 5;

/// What is done in some months.
#[derive(Clone, Debug)]
pub struct Agenda<'a> {
    /// The tasks: what comes first is first, what has no day is last.
    pub entries: Vec<Entry<'a>>,
    /// How many tasks there are beyond these.
    pub more: usize,
    /// The months, without the tasks that are done often.
    pub months: Vec<Month>,
    /// Days on which nothing is changed, that lie in these months.
    pub freezes: Vec<(Date, Date, &'a Calendar)>,
}

/// A task.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The page that says so.
    pub page: &'a Page,
    /// Its line.
    pub task: &'a RoutineTask,
    /// Its name.
    pub name: &'a str,
    /// When, as it is written.
    pub words: String,
    /// Who does it.
    pub roles: Vec<&'a Role>,
    /// The teams that do it, where there are several.
    pub teams: Vec<&'a str>,
    /// When it is done next.
    pub next: Option<Occurrence>,
    /// Whether it is done so often that single days say nothing.
    pub is_often: bool,
    days: BTreeSet<Date>,
}

/// A month.
#[derive(Clone, Debug)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// The tasks of its days, by their places in the list.
    pub days: BTreeMap<Date, Vec<usize>>,
}

impl<'a> Agenda<'a> {
    /// Gathers what is done in so many months, the one of the day of the
    /// build among them.
    pub fn of(site: &Site, routines: &[Routine<'a>], (whose, months): (&Whose, i8)) -> Agenda<'a> {
        let today = site.config.today;
        let begin = today.first_of_month();
        let firsts: Vec<Date> =
            (0..months).map(|at| begin.saturating_add(i32::from(at).months())).collect();
        let last = firsts.last().map_or(today, |first| first.last_of_month());
        let mut entries: Vec<Entry<'a>> = Vec::new();
        let (mut more, mut freezes) = (0, BTreeMap::new());
        for routine in routines {
            let Some(entry) = entry(site, routine, (whose, last)) else { continue };
            if MOST <= entries.len() {
                more += 1;
                continue;
            }
            entries.push(entry);
            for calendar in routine.freezes.iter().map(|(calendar, _)| *calendar) {
                freezes.entry(&*calendar.head.id).or_insert(calendar);
            }
        }
        entries.sort_by(|a, b| {
            let order = (a.next.is_none(), a.next, a.name);
            order.cmp(&(b.next.is_none(), b.next, b.name))
        });
        let freezes = freezes.into_values().flat_map(|own: &Calendar| {
            own.days.iter().map(move |(first, last)| (*first, *last, own))
        });
        Agenda {
            months: by_month(&entries, &firsts),
            freezes: freezes.filter(|(first, end, _)| *first <= last && today <= *end).collect(),
            entries,
            more,
        }
    }

    /// Tells whether nothing is changed on a day.
    pub fn is_frozen(&self, day: Date) -> bool {
        self.freezes.iter().any(|(first, last, _)| *first <= day && day <= *last)
    }

    /// Returns the pages that say what is shown, sorted.
    pub fn pages(&self) -> BTreeSet<PageId> {
        self.entries.iter().map(|own| own.page.id).collect()
    }
}

fn entry<'a>(
    site: &Site,
    routine: &Routine<'a>,
    (whose, last): (&Whose, Date),
) -> Option<Entry<'a>> {
    let today = site.config.today;
    let turns = routine.turns.iter().filter(|turn| whose.has(site, routine, turn));
    let turns: Vec<_> = turns.collect();
    if turns.is_empty() || routine.name().is_empty() {
        return None;
    }
    let end = last.max(today.saturating_add(WEEKS.days()));
    let all = turns.iter().flat_map(|turn| routine.occurrences(turn, (today, end)));
    let mut days: BTreeSet<Date> = all.map(|own| own.day).collect();
    let soon = today.saturating_add(WEEKS.days());
    let is_often = OFTEN < days.range(..soon).count();
    days.retain(|day| *day <= last);
    let next = turns.iter().filter_map(|turn| routine.next(turn, today, 1).first().copied()).min();
    let mut roles: Vec<&Role> = Vec::new();
    for role in turns.iter().filter_map(|turn| turn.role) {
        if roles.iter().all(|own| own.page != role.page) {
            roles.push(role);
        }
    }
    let teams: Vec<&str> =
        turns.iter().filter_map(|turn| turn.crew.as_ref()).map(|crew| crew.title).collect();
    let teams = if 1 < teams.len() { teams } else { Vec::new() };
    let (page, task) = (routine.page, routine.task);
    let (name, words) = (routine.name(), routine.words());
    Some(Entry { page, task, name, words, roles, teams, next, is_often, days })
}

fn by_month(entries: &[Entry<'_>], firsts: &[Date]) -> Vec<Month> {
    let mut named = 0;
    let mut months = Vec::new();
    for first in firsts {
        let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate().filter(|(_, own)| !own.is_often) {
            for day in entry.days.range(*first..=first.last_of_month()) {
                named += 1;
                if named <= MOST_NAMED {
                    days.entry(*day).or_default().push(at);
                }
            }
        }
        months.push(Month { first: *first, days });
    }
    months
}
