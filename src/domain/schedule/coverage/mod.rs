//! When promises are kept over a year, and when nobody keeps them.
//!
//! [`solve`] takes the staff of a charter and the day the year begins, and
//! gives a [`Line`] for each priority and language. All is computed with
//! exact stretches of time, so hours that begin at odd minutes, changes of
//! clocks and holidays are right to the second.

mod desk;
mod duty;

use jiff::civil::Date;

use self::desk::Reach;
use super::gaps::{Frame, Gaps};
use super::staff::{Called, Clock, Promise, Staff};
use super::times::{Stretch, Times};
use super::wall;
use crate::text::duration::Duration;

pub use duty::{Duty, Who};

/// So many stretches, times languages, are computed with; a staff that needs
/// more has no lines.
const MOST_WORK: usize = 4_000_000;
/// A charter has at most so many lines.
const MOST_LINES: usize = 400;

/// Who is there when, over a year.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The year, from the beginning of its first day in the charter's zone.
    pub year: Stretch,
    /// When each team of the staff is there.
    pub teams: Vec<Times>,
    /// When each arrangement of the staff holds.
    pub arrangements: Vec<Times>,
    /// The teams that are desks, by their places.
    pub desks: Vec<usize>,
    /// The teams that answer in their own hours: desks, and teams that watch.
    pub answering: Vec<usize>,
    /// When any desk is open.
    pub desk_hours: Times,
    /// The places where those sit who answer, sorted.
    pub locations: Vec<Box<str>>,
    /// Each promise in each of its languages, in the order of the charter.
    pub lines: Vec<Line>,
}

/// A promise in a language.
#[derive(Clone, Debug)]
pub struct Line {
    /// The promise, by its place.
    pub promise: usize,
    /// The language, as the promise has it; without one, any language does.
    pub language: Option<Box<str>>,
    /// When somebody must be on duty.
    pub promised: Times,
    /// When somebody is on duty who answers in time and in the language.
    pub covered: Times,
    /// The same, only by those who sit at each of the places.
    pub by_location: Vec<Times>,
    /// When somebody must be on duty and nobody is.
    pub gap: Times,
    /// The gap in words.
    pub words: Gaps,
}

/// Computes who is there, and when nobody is, for the year from `today` on.
pub fn solve(staff: &Staff, today: Date) -> Coverage {
    let year = wall::year(&staff.zone, today);
    let reach = Reach::new(staff, year);
    let lines = if is_small(staff, &reach) { lines(staff, &reach) } else { Vec::new() };
    Coverage {
        year,
        lines,
        desk_hours: reach.desk_hours,
        locations: reach.locations,
        teams: reach.teams,
        arrangements: reach.arrangements,
        desks: reach.desks,
        answering: reach.answering,
    }
}

impl Coverage {
    /// Tells whether it is known when desks are open: there are some, and each
    /// has hours.
    pub fn is_known(&self, staff: &Staff) -> bool {
        let has_hours =
            |team: &usize| staff.teams.get(*team).is_some_and(|team| !team.hours.shifts.is_empty());
        !self.desks.is_empty() && self.desks.iter().all(has_hours)
    }

    /// Returns when somebody can be reached: in the hours of their teams, and
    /// while an arrangement holds that calls them or one of their teams.
    pub fn reach(&self, staff: &Staff, who: &Called) -> Times {
        let teams: &[usize] = match who {
            Called::Team(team) => std::slice::from_ref(team),
            Called::Role(_, teams) => teams,
        };
        let calls =
            |own: &Called| own == who || matches!(own, Called::Team(team) if teams.contains(team));
        let arranged = staff.arrangements.iter().zip(&self.arrangements);
        let arranged = arranged.filter(|(own, _)| own.who.iter().any(calls));
        let present = teams.iter().filter_map(|team| self.teams.get(*team));
        Times::any(present.chain(arranged.map(|(_, times)| times)))
    }
}

impl Line {
    /// Tells whether the promise is never kept because nobody who answers
    /// speaks the language.
    pub fn is_spoken_by_nobody(&self) -> bool {
        self.language.is_some() && self.covered.is_empty()
    }
}

fn is_small(staff: &Staff, reach: &Reach) -> bool {
    let lines: usize = staff.promises.iter().map(|promise| promise.languages.len().max(1)).sum();
    let sets = reach.teams.iter().chain(&reach.arrangements);
    let stretches: usize = sets.map(|times| times.stretches().len()).sum();
    lines <= MOST_LINES && stretches.saturating_mul(lines) <= MOST_WORK
}

fn lines(staff: &Staff, reach: &Reach) -> Vec<Line> {
    let frame = Frame::new(staff, reach.year);
    let each = staff.promises.iter().enumerate();
    let lines = each.flat_map(|(at, promise)| {
        let mut languages: Vec<_> = promise.languages.iter().map(Some).collect();
        if languages.is_empty() {
            languages.push(None);
        }
        languages.into_iter().map(move |language| (at, promise, language.map(AsRef::as_ref)))
    });
    lines.map(|(at, promise, language)| line(reach, &frame, (at, promise), language)).collect()
}

fn line(
    reach: &Reach,
    frame: &Frame,
    (at, promise): (usize, &Promise),
    language: Option<&str>,
) -> Line {
    let shares = reach.shares(promise, language);
    let covered = Times::any(shares.iter().map(|(_, times)| &**times));
    let promised = promised(reach, promise.clock, language);
    let gap = promised.without(&covered);
    let of_location = |place: usize| {
        let own = shares.iter().filter(|(location, _)| *location == Some(place));
        Times::any(own.map(|(_, times)| &**times))
    };
    Line {
        promise: at,
        language: language.map(Into::into),
        by_location: (0..reach.locations.len()).map(of_location).collect(),
        words: frame.describe(&gap),
        promised,
        covered,
        gap,
    }
}

/// Returns when somebody must be on duty.
fn promised(reach: &Reach, clock: Clock, language: Option<&str>) -> Times {
    match clock {
        Clock::AroundTheClock => Times::from(reach.year),
        Clock::HoursOf(team) => reach.teams.get(team).cloned().unwrap_or_default(),
        Clock::DeskHours => {
            let spoken = reach.desk_hours_in(language);
            if spoken.is_empty() { reach.desk_hours.clone() } else { spoken }
        }
    }
}

/// Tells whether who answers within `answers` answers in time.
pub fn is_in_time(answers: Option<Duration>, promised: Option<Duration>) -> bool {
    match (answers, promised) {
        (Some(answers), Some(promised)) => seconds(answers) <= seconds(promised),
        _ => true,
    }
}

/// Returns about how many seconds a duration has, to compare it with others:
/// a business day is a day, a month has thirty.
fn seconds(duration: Duration) -> u64 {
    let Duration { years, months, weeks, days, business_days, hours, minutes, seconds } = duration;
    let days = [(years, 365), (months, 30), (weeks, 7), (days, 1), (business_days, 1)];
    let days: u64 = days.iter().map(|(number, length)| u64::from(*number) * length).sum();
    let clock = 3_600 * u64::from(hours) + 60 * u64::from(minutes) + u64::from(seconds);
    86_400 * days + clock
}
