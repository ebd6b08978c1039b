//! Zones as calendars carry them: which offset clocks have, and when they
//! change.
//!
//! Changes of twelve years are looked at. Those that fall on the same day by
//! a rule, as the last Sunday of March, become that rule; others are listed.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Dst, Offset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use super::{line, local};

/// So many years are looked at, the one before today's being the first.
const YEARS: i16 = 12;
/// At most so many changes.
const MOST: usize = 80;
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// What clocks change from and to, when a year's changes are of one sort.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Sort {
    from: Offset,
    to: Offset,
    name: String,
    is_summer: bool,
}

/// Writes the zone with this name; one that does not exist is left out.
pub(super) fn write(name: &str, today: Date, out: &mut String) {
    let Ok(zone) = TimeZoneDatabase::bundled().get(name) else { return };
    line("BEGIN", "VTIMEZONE", out);
    line("TZID", name, out);
    let year = today.year().saturating_sub(1).clamp(1, 9_900);
    let begin = Date::new(year, 1, 1).map_or(DateTime::MIN, DateTime::from);
    let begin = TimeZone::UTC.to_timestamp(begin).unwrap_or(Timestamp::MIN);
    let changes = changes(&zone, begin, year);
    if changes.values().flatten().all(|at| at.year() != year) {
        let info = zone.to_offset_info(begin);
        let sort = Sort {
            from: info.offset(),
            to: info.offset(),
            name: info.abbreviation().to_string(),
            is_summer: info.dst() == Dst::Yes,
        };
        observance(&sort, &[Date::constant(1970, 1, 1).into()], out);
    }
    for (sort, all) in &changes {
        observance(sort, all, out);
    }
    line("END", "VTIMEZONE", out);
}

/// Returns when clocks change, as they show it before, by sort.
fn changes(zone: &TimeZone, begin: Timestamp, year: i16) -> BTreeMap<Sort, Vec<DateTime>> {
    let mut all: BTreeMap<Sort, Vec<DateTime>> = BTreeMap::new();
    for change in zone.following(begin).take(MOST) {
        let at = change.timestamp();
        let before = at.checked_sub(SignedDuration::from_secs(1)).unwrap_or(at);
        let from = zone.to_offset(before);
        let wall = from.to_datetime(at);
        if year.saturating_add(YEARS) <= wall.year() {
            break;
        }
        let sort = Sort {
            from,
            to: change.offset(),
            name: change.abbreviation().to_string(),
            is_summer: change.dst() == Dst::Yes,
        };
        all.entry(sort).or_default().push(wall);
    }
    all
}

/// Writes when one offset begins.
fn observance(sort: &Sort, all: &[DateTime], out: &mut String) {
    let Some(first) = all.first() else { return };
    let kind = if sort.is_summer { "DAYLIGHT" } else { "STANDARD" };
    line("BEGIN", kind, out);
    line("DTSTART", &local(*first), out);
    line("TZOFFSETFROM", &offset(sort.from), out);
    line("TZOFFSETTO", &offset(sort.to), out);
    line("TZNAME", &sort.name, out);
    match rule(all) {
        Some(rule) => line("RRULE", &rule, out),
        None => all.iter().skip(1).for_each(|at| line("RDATE", &local(*at), out)),
    }
    line("END", kind, out);
}

/// Returns the rule by which all these fall on a day of their years.
fn rule(all: &[DateTime]) -> Option<String> {
    let first = all.first()?;
    let is_each_year = all.len() == usize::try_from(YEARS).ok()?;
    let is_same = all.iter().all(|at| {
        at.time() == first.time() && at.month() == first.month() && at.weekday() == first.weekday()
    });
    let nth = |at: &DateTime| (at.day() - 1) / 7 + 1;
    let is_last = |at: &DateTime| at.days_in_month() - 7 < at.day();
    let number = match (all.iter().all(is_last), all.iter().all(|at| nth(at) == nth(first))) {
        (true, _) => -1,
        (false, true) => nth(first),
        _ => return None,
    };
    let weekday = usize::try_from(first.weekday().to_monday_zero_offset()).ok()?;
    let day = DAYS.get(weekday).filter(|_| is_each_year && is_same)?;
    Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={number}{day}", first.month()))
}

fn offset(offset: Offset) -> String {
    let seconds = offset.seconds().unsigned_abs();
    let sign = if offset.seconds() < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds / 3_600, seconds % 3_600 / 60, seconds % 60);
    match rest {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        _ => format!("{sign}{hours:02}{minutes:02}{rest:02}"),
    }
}
