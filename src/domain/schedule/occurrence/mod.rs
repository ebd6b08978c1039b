//! On which days, and at which instants, something is done that comes again.
//!
//! A rule is expanded between two days, in a zone, with the holidays of
//! whoever does it. A time that a change of clocks leaves out moves forward
//! by as much as the clocks do, and one that exists twice is the first, as
//! RFC 5545, 3.3.5, says. The work is bounded for any rule: at most twenty
//! years, and [`MOST`] times.

mod days;
mod limits;
mod period;
mod spans;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::text::recurrence::{Clock, Rule, Unit, When};

pub use days::Days;

/// At most so many times are counted.
pub const MOST: usize = 10_000;
/// At most so many days are looked at: twenty years.
const LONGEST: i32 = 7_305;
/// So many days are looked at for the next ones, further each time.
const AHEAD: [i32; 4] = [40, 400, 2_200, LONGEST];
/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// What days are counted with.
#[derive(Clone, Debug)]
pub struct Around {
    /// The zone of times that name none.
    pub zone: TimeZone,
    /// The days that are no business days, of whoever does it.
    pub holidays: Days,
    /// The calendars that exceptions name, by their names as written.
    pub calendars: BTreeMap<Box<str>, Days>,
    /// Days that have a name, by these as written: first and last ones.
    pub named: BTreeMap<Box<str>, Vec<(Date, Date)>>,
}

impl Around {
    /// Returns a zone without any holiday.
    pub fn zone(zone: TimeZone) -> Around {
        let (calendars, named) = (BTreeMap::new(), BTreeMap::new());
        Around { zone, holidays: Days::default(), calendars, named }
    }
}

/// One of the times something is done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Occurrence {
    /// The day on which it begins, where it is done.
    pub day: Date,
    /// When it begins; without it, it is a matter of the day.
    pub start: Option<Timestamp>,
    /// The end of the time that is set for it, if there is one.
    pub end: Option<Timestamp>,
}

/// Returns when something is done on days from `first` to `last`, sorted.
pub fn occurrences(when: &When, (first, last): (Date, Date), around: &Around) -> Vec<Occurrence> {
    let last = last.min(later(first, LONGEST));
    let own = when.clock.as_ref().and_then(|clock| zone_of(clock.zone.as_deref()?));
    let zone = own.as_ref().unwrap_or(&around.zone);
    let mut all = Vec::new();
    for rule in &when.rules {
        let days = limits::days(when, rule, (first, last), around);
        let times = times(rule, when.clock.as_ref());
        'rule: for day in days {
            for at in &times.starts {
                if MOST * when.rules.len() <= all.len() {
                    break 'rule;
                }
                all.push(occurrence(day, (*at, times.to), zone));
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all.truncate(MOST);
    all
}

/// Returns the next `count` times something is done, from a day on.
pub fn next(when: &When, from: Date, count: usize, around: &Around) -> Vec<Occurrence> {
    let mut all = Vec::new();
    for days in AHEAD {
        all = occurrences(when, (from, later(from, days)), around);
        if count <= all.len() || !when.is_dated() {
            break;
        }
    }
    all.truncate(count);
    all
}

/// Returns the instant at which a minute of a day begins; minutes may lie in
/// the next day.
pub fn instant(day: Date, minute: u16, zone: &TimeZone) -> Option<Timestamp> {
    let day = later(day, i32::from(minute / DAY));
    let (hour, minute) = (minute % DAY / 60, minute % 60);
    let clock = time(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
    Some(day.to_datetime(clock).to_zoned(zone.clone()).ok()?.timestamp())
}

/// The times of a day.
struct Times {
    /// The minutes at which something begins; `None` is the day.
    starts: Vec<Option<u16>>,
    /// The minute at which its time ends. What is done again and again within
    /// a time has none.
    to: Option<u16>,
}

fn times(rule: &Rule, clock: Option<&Clock>) -> Times {
    let step = match rule {
        Rule::Every(count, Unit::Hour, _) => count.saturating_mul(60),
        Rule::Every(count, Unit::Minute, _) => *count,
        _ => {
            let starts = vec![clock.map(|clock| clock.at)];
            return Times { starts, to: clock.and_then(|clock| clock.to) };
        }
    };
    let first = clock.map_or(0, |clock| clock.at);
    let last = clock.and_then(|clock| clock.to).unwrap_or(DAY - 1);
    let step = usize::try_from(step).unwrap_or_default().max(1);
    Times { starts: (first..=last).step_by(step).map(Some).collect(), to: None }
}

fn occurrence(day: Date, (at, to): (Option<u16>, Option<u16>), zone: &TimeZone) -> Occurrence {
    let start = at.and_then(|at| instant(day, at, zone));
    let end = to.and_then(|to| instant(day, to, zone)).filter(|end| start < Some(*end));
    Occurrence { day, start, end }
}

/// Returns the zone with this name.
pub fn zone_of(name: &str) -> Option<TimeZone> {
    jiff::tz::TimeZoneDatabase::bundled().get(name).ok()
}

/// Returns the day so many days later, or the last there is.
fn later(day: Date, days: i32) -> Date {
    day.saturating_add(Span::new().days(days))
}
