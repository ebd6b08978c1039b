//! What is done in some months from the day of the build on: tasks and sessions
//! of training as a list, and the days of each month with what is done on them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Routine, Whose};
use crate::domain::schedule::occurrence::Occurrence;
use crate::model::catalog::PageId;
use crate::model::page::{Page, Target};
use crate::model::records::Calendar;
use crate::model::role::Role;
use crate::model::site::Site;
use crate::model::training::PlannedSession;

/// At most so many tasks and sessions are shown.
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
    /// The tasks and sessions: what comes first is first, what has no day is
    /// last.
    pub entries: Vec<Entry<'a>>,
    /// How many there are beyond these.
    pub more: usize,
    /// The months, without the tasks that are done often.
    pub months: Vec<Month>,
    /// Days on which nothing is changed, that lie in these months.
    pub freezes: Vec<(Date, Date, &'a Calendar)>,
}

/// A task, or a session of a training plan.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The page that says so.
    pub page: &'a Page,
    /// The id of its place there, if it has one.
    pub anchor: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// When, as it is written.
    pub words: String,
    /// The page and the place that say how it is done.
    pub runbook: Option<(PageId, Option<&'a str>)>,
    /// Where: environments, or the room of a session.
    pub places: Vec<&'a str>,
    /// Who does it, or learns.
    pub roles: Vec<&'a Role>,
    /// The teams that do it, where there are several.
    pub teams: Vec<&'a str>,
    /// Of a session, what says who learns and teaches.
    pub session: Option<PlannedSession<'a>>,
    /// When it is done next.
    pub next: Option<Occurrence>,
    /// Whether it is done so often that single days say nothing.
    pub is_often: bool,
    days: BTreeSet<Date>,
    freezes: Vec<&'a Calendar>,
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
    pub fn of(site: &'a Site, whose: &Whose, months: i8) -> Agenda<'a> {
        let today = site.config.today;
        let begin = today.first_of_month();
        let firsts: Vec<Date> =
            (0..months).map(|at| begin.saturating_add(i32::from(at).months())).collect();
        let last = firsts.last().map_or(today, |first| first.last_of_month());
        let routines = site.tasks_of(whose);
        let tasks = routines.iter().filter_map(|routine| task(site, routine, (whose, last)));
        let sessions = site.sessions_of(whose);
        let sessions = sessions.into_iter().filter_map(|own| session(own, (today, last)));
        let mut entries: Vec<Entry<'a>> = tasks.chain(sessions).collect();
        entries.sort_by(|a, b| {
            let order = (a.next.is_none(), a.next, a.name);
            order.cmp(&(b.next.is_none(), b.next, b.name))
        });
        let more = entries.len().saturating_sub(MOST);
        entries.truncate(MOST);
        let freezes = entries.iter().flat_map(|own| own.freezes.iter().copied());
        let freezes: BTreeMap<&str, &'a Calendar> =
            freezes.map(|calendar| (&*calendar.head.id, calendar)).collect();
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

    /// Tells whether there are sessions among them.
    pub fn has_sessions(&self) -> bool {
        self.entries.iter().any(|own| own.session.is_some())
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

impl<'a> Entry<'a> {
    /// Returns who teaches a session, as it is written, and the role if it is
    /// one.
    pub fn trainer(&self) -> Option<(&'a str, Option<&'a Role>)> {
        let own = self.session.as_ref()?;
        Some((&own.session.trainer.as_ref()?.text, own.trainer))
    }

    /// Returns who learns in a session, where no role is known.
    pub fn audience(&self) -> Option<&'a str> {
        let own = self.session.as_ref().filter(|own| own.learners.is_empty())?;
        Some(&own.session.audience.as_ref()?.text)
    }
}

fn task<'a>(
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
    let names = routine.task.environment.given().map(|names| &**names).unwrap_or_default();
    Some(Entry {
        page: routine.page,
        anchor: routine.anchor(),
        name: routine.name(),
        words: routine.words(),
        runbook: runbook(routine),
        places: names.iter().map(|name| &*name.text).collect(),
        roles,
        teams,
        session: None,
        next,
        is_often,
        days,
        freezes: routine.freezes.iter().map(|(calendar, _)| *calendar).collect(),
    })
}

/// Returns the page that says how a task is done, and the place there.
fn runbook<'a>(routine: &Routine<'a>) -> Option<(PageId, Option<&'a str>)> {
    let number = routine.task.runbook.given()?.reference?;
    match routine.page.targets.get(number as usize)? {
        Target::Page(id, anchor) => Some((*id, anchor.as_deref())),
        _ => None,
    }
}

/// Makes the entry of a session that begins by the last day.
fn session(own: PlannedSession<'_>, (today, last): (Date, Date)) -> Option<Entry<'_>> {
    let (first, end) = own.when()?.days;
    let occurrence = own.occurrence()?;
    let days = first.max(today).series(1.day()).take_while(|day| *day <= end.min(last));
    let session = own.session;
    Some(Entry {
        page: own.page,
        anchor: None,
        name: &session.name.text,
        words: own.words().to_string(),
        runbook: None,
        places: session.place.iter().map(|place| &*place.text).collect(),
        roles: own.learners.clone(),
        teams: Vec::new(),
        next: Some(Occurrence { day: first.max(today), ..occurrence }),
        is_often: false,
        days: days.collect(),
        freezes: Vec::new(),
        session: Some(own),
    })
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
