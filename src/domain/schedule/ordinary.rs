//! An ordinary week: when teams are there if nobody has a day off, on the
//! clock of another zone.
//!
//! What holds on a date is for the solver. A week is what readers remember,
//! and what is drawn: it says how far the clocks of two zones are apart on
//! one day, and that is not so on every day of a year.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::text::hours::{Hours, Shift};

/// Minutes of a day.
pub const DAY: u16 = 24 * 60;
/// Minutes of a week.
const WEEK: i32 = 7 * 24 * 60;

/// Returns hours of a zone on the clock of another, as far apart as the two
/// are at noon of a day.
pub fn seen_from(hours: &Hours, own: &TimeZone, other: &TimeZone, day: Date) -> Hours {
    let offset = |zone: &TimeZone| {
        let noon = day.at(12, 0, 0, 0).to_zoned(zone.clone());
        noon.map_or(0, |noon| noon.offset().seconds())
    };
    let later = (offset(other) - offset(own)) / 60;
    let mut shifts: Vec<Shift> = hours.shifts.iter().map(|shift| moved(shift, later)).collect();
    shifts.sort_unstable();
    if *hours == Hours::always() { Hours::always() } else { Hours { shifts: shifts.into() } }
}

fn moved(shift: &Shift, later: i32) -> Shift {
    let day = i32::from(DAY);
    let begin = i32::from(shift.day) * day + i32::from(shift.from) + later;
    let begin = begin.rem_euclid(WEEK);
    let number = |value: i32| u16::try_from(value).unwrap_or_default();
    let from = number(begin % day);
    let length = shift.to.saturating_sub(shift.from);
    let day = u8::try_from(begin / day).unwrap_or_default();
    Shift { day, from, to: from + length }
}

/// The minutes of a week in which somebody is there.
pub struct Week(Vec<bool>);

impl Week {
    /// Marks the minutes of hours.
    pub fn of(hours: &Hours) -> Week {
        let mut minutes = vec![false; 7 * usize::from(DAY)];
        let all = minutes.len();
        for shift in &hours.shifts {
            let begin = usize::from(shift.day) * usize::from(DAY);
            for minute in shift.from..shift.to {
                let at = (begin + usize::from(minute)) % all;
                minutes.get_mut(at).into_iter().for_each(|own| *own = true);
            }
        }
        Week(minutes)
    }

    /// Tells whether somebody is there at a minute of a day; Monday is 0.
    pub fn holds(&self, day: u8, minute: u16) -> bool {
        let at = usize::from(day) * usize::from(DAY) + usize::from(minute);
        self.0.get(at).copied().unwrap_or_default()
    }
}

/// The same from one minute of a day to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run<T> {
    /// The first minute, from midnight.
    pub from: u16,
    /// The minute after the last.
    pub to: u16,
    /// What is the same.
    pub value: T,
}

/// Returns what a day is made of, from midnight to midnight. `edges` are the
/// minutes at which something may change.
pub fn runs<T: PartialEq>(edges: &[u16], value: impl Fn(u16) -> T) -> Vec<Run<T>> {
    let mut edges: Vec<u16> = edges.iter().copied().filter(|edge| *edge < DAY).collect();
    edges.push(0);
    edges.sort_unstable();
    edges.dedup();
    let mut runs: Vec<Run<T>> = Vec::new();
    let ends = edges.iter().skip(1).copied().chain([DAY]);
    for (from, to) in edges.iter().copied().zip(ends) {
        let value = value(from);
        match runs.last_mut() {
            Some(last) if last.value == value => last.to = to,
            _ => runs.push(Run { from, to, value }),
        }
    }
    runs
}

/// Returns the minutes of a day at which hours begin or end.
pub fn edges(hours: &Hours) -> impl Iterator<Item = u16> {
    hours.shifts.iter().flat_map(|shift| [shift.from % DAY, shift.to % DAY])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("a zone")
    }

    #[test]
    fn hours_are_seen_from_elsewhere() {
        let seen = |hours: &str, own: &str, day| {
            let hours = Hours::parse(hours).expect("hours");
            seen_from(&hours, &zone(own), &zone("UTC"), day).to_string()
        };
        let (winter, summer) = (date(2026, 12, 1), date(2026, 7, 1));
        assert_eq!(seen("Mon-Fri 08:30-17:30", "Asia/Seoul", winter), "Sun-Thu 23:30-08:30");
        assert_eq!(seen("Mon-Fri 08:00-18:00", "Europe/Brussels", winter), "Mon-Fri 07:00-17:00");
        assert_eq!(seen("Mon-Fri 08:00-18:00", "Europe/Brussels", summer), "Mon-Fri 06:00-16:00");
        assert_eq!(seen("Sun 20:00-24:00", "America/Santiago", winter), "Sun 23:00-03:00");
        assert_eq!(seen("24x7", "Asia/Kathmandu", winter), "24x7");
        assert_eq!(seen("Mon 08:00-09:00", "Australia/Lord_Howe", winter), "Sun 21:00-22:00");
    }

    #[test]
    fn a_day_is_made_of_runs() {
        let hours = Hours::parse("Mon-Fri 23:30-08:30").expect("hours");
        let edges: Vec<u16> = edges(&hours).collect();
        let found: Vec<(u16, u16, bool)> = runs(&edges, |minute| hours.holds(1, minute))
            .into_iter()
            .map(|run| (run.from, run.to, run.value))
            .collect();
        assert_eq!(found, [(0, 510, true), (510, 1410, false), (1410, 1440, true)]);
    }

    #[test]
    fn a_week_has_the_minutes_of_its_hours() {
        let hours = Hours::parse("Mon-Fri 08:00-12:00, Sun 22:00-06:00").expect("hours");
        let week = Week::of(&hours);
        for day in 0..7 {
            for minute in 0..DAY {
                assert_eq!(week.holds(day, minute), hours.holds(day, minute), "{day} {minute}");
            }
        }
    }
}
