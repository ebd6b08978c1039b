//! Weeks, months and longer spans between two days.

use jiff::civil::Date;

use super::days::weekday;
use super::later;
use crate::text::recurrence::Span;

/// Months that come again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Months {
    /// How many months each span has.
    pub length: i64,
    /// How many months lie from beginning to beginning.
    pub step: i64,
    /// The month of one of the beginnings, as [`index`] counts.
    pub base: i64,
}

impl Months {
    /// Returns the first and last days of all spans that touch the days from
    /// `first` to `last`.
    pub(super) fn between(self, (first, last): (Date, Date)) -> Vec<(Date, Date)> {
        let Months { length, step, base } = self;
        let step = step.max(1);
        let mut at = base + (index(first) - length + 1 - base).div_euclid(step) * step;
        let mut all = Vec::new();
        while at <= index(last) {
            if let (Some(start), Some(end)) = (month(at), month(at + length - 1)) {
                let end = end.last_of_month();
                all.extend((first <= end).then_some((start, end)));
            }
            at += step;
        }
        all
    }
}

/// Returns all spans that touch the days from `first` to `last`; spans of
/// some months begin with the month of `from`.
pub(super) fn spans(span: Span, from: Option<Date>, days: (Date, Date)) -> Vec<(Date, Date)> {
    let of = |length| Months { length, step: length, base: 0 };
    let months = match span {
        Span::Week => return weeks(days),
        Span::Month => of(1),
        Span::Quarter => of(3),
        Span::HalfYear => of(6),
        Span::Year => of(12),
        Span::Months(count) => Months { base: from.map_or(0, index), ..of(i64::from(count)) },
        Span::Named(month) => Months { length: 1, step: 12, base: i64::from(month) - 1 },
    };
    months.between(days)
}

fn weeks((first, last): (Date, Date)) -> Vec<(Date, Date)> {
    let mut monday = monday(first);
    let mut all = Vec::new();
    while monday <= last {
        all.push((monday, later(monday, 6)));
        let next = later(monday, 7);
        if next <= monday {
            break;
        }
        monday = next;
    }
    all
}

/// Returns the Monday of the week of a day.
pub(super) fn monday(day: Date) -> Date {
    later(day, -i32::from(weekday(day)))
}

/// Counts months from the beginning of the calendar.
pub(super) fn index(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// Returns the first day of a month, as [`index`] counts.
pub(super) fn month(index: i64) -> Option<Date> {
    let year = i16::try_from(index.div_euclid(12)).ok()?;
    let month = i8::try_from(index.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}
