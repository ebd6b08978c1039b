//! Sets of days, and which days are of a kind.

use jiff::civil::Date;

use super::later;
use crate::text::recurrence::{Day, Side};

/// At most so many days are looked at for business days.
const MOST_LOOKED_AT: usize = 8_000;

/// Days, as first and last ones.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Days(Box<[(Date, Date)]>);

impl Days {
    /// Makes a set of days of first and last ones in any order.
    pub fn of(mut ranges: Vec<(Date, Date)>) -> Days {
        ranges.sort_unstable();
        let mut apart: Vec<(Date, Date)> = Vec::new();
        for (first, last) in ranges {
            match apart.last_mut().filter(|(_, end)| first <= *end) {
                Some((_, end)) => *end = last.max(*end),
                None => apart.push((first, last)),
            }
        }
        Days(apart.into())
    }

    /// Tells whether a day is one of these.
    pub fn holds(&self, day: Date) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= day);
        let last = after.checked_sub(1).and_then(|at| self.0.get(at));
        last.is_some_and(|(_, last)| day <= *last)
    }

    /// Returns the first and the last days, sorted and apart.
    pub fn ranges(&self) -> &[(Date, Date)] {
        &self.0
    }
}

/// Returns the day of the week; Monday is 0.
pub(super) fn weekday(day: Date) -> u8 {
    u8::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default()
}

/// Tells whether a day is of a kind.
pub(super) fn is_of(day: Date, kind: Day, holidays: &Days) -> bool {
    match kind {
        Day::Any => true,
        Day::Weekday => weekday(day) < 5,
        Day::Business => weekday(day) < 5 && !holidays.holds(day),
        Day::Of(own) => weekday(day) == own,
    }
}

/// Returns the days of a kind from `first` to `last`, or backwards if `last`
/// is earlier.
pub(super) fn of_kind(
    (first, last): (Date, Date),
    kind: Day,
    holidays: &Days,
) -> impl Iterator<Item = Date> {
    let step = if last < first { -1 } else { 1 };
    let mut next = Some(first);
    let all = std::iter::from_fn(move || {
        let day = next?;
        next = Some(later(day, step)).filter(|_| day != last);
        Some(day)
    });
    all.filter(move |day| is_of(*day, kind, holidays))
}

/// Returns the day that is so many days of a kind from a day, which does not
/// count.
pub(super) fn away(
    (from, count): (Date, u16),
    side: Side,
    kind: Day,
    holidays: &Days,
) -> Option<Date> {
    let step = if side == Side::Before { -1 } else { 1 };
    let mut day = from;
    let mut left = count;
    for _ in 0..MOST_LOOKED_AT {
        day = later(day, step);
        left -= u16::from(is_of(day, kind, holidays));
        if left == 0 {
            return Some(day);
        }
    }
    None
}

/// Returns how many days lie between two days.
pub(super) fn distance(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
