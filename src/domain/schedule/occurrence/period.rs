//! The days of a rule of RFC 5545: period after period, the days of each that
//! fit all its parts, and of these the ones at the positions asked for.

use jiff::civil::Date;

use super::days::{distance, weekday};
use super::later;
use super::spans::{index, month};
use crate::text::recurrence::{Frequency, Ordinal, Rrule};

/// At most so many periods are looked at.
const MOST: usize = 20_000;

/// Returns the days of a rule that are asked for; counting begins with
/// `start`.
pub(super) fn days(rule: &Rrule, start: Option<Date>, (first, last): (Date, Date)) -> Vec<Date> {
    let start = start.unwrap_or(first);
    let mut all = Vec::new();
    let mut left = rule.count;
    // A number of times is counted from the beginning.
    let begin = if left.is_some() { 0 } else { number(rule, start, first.max(start)) };
    for at in (begin..).take(MOST) {
        let Some(ends) = period(rule, start, at) else { break };
        if last < ends.0 || left == Some(0) {
            break;
        }
        for day in of_period(rule, start, ends).into_iter().filter(|day| start <= *day) {
            if left == Some(0) {
                break;
            }
            left = left.map(|left| left - 1);
            all.extend((first <= day && day <= last).then_some(day));
        }
    }
    all
}

/// Returns the number of the period that a day lies in or after.
fn number(rule: &Rrule, start: Date, day: Date) -> i64 {
    let units = match rule.frequency {
        Frequency::Daily => distance(start, day),
        Frequency::Weekly => distance(week(rule, start), week(rule, day)) / 7,
        Frequency::Monthly => index(day) - index(start),
        Frequency::Yearly => i64::from(day.year()) - i64::from(start.year()),
    };
    units.div_euclid(i64::from(rule.interval.max(1)))
}

/// Returns the first and last day of a period.
fn period(rule: &Rrule, start: Date, number: i64) -> Option<(Date, Date)> {
    let units = number.checked_mul(i64::from(rule.interval.max(1)))?;
    let after = |day: Date, days: i64| {
        let days = i32::try_from(days).ok()?;
        day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
    };
    Some(match rule.frequency {
        Frequency::Daily => {
            let day = after(start, units)?;
            (day, day)
        }
        Frequency::Weekly => {
            let first = after(week(rule, start), units.checked_mul(7)?)?;
            (first, after(first, 6)?)
        }
        Frequency::Monthly => {
            let first = month(index(start) + units)?;
            (first, first.last_of_month())
        }
        Frequency::Yearly => {
            let first = month((i64::from(start.year()) + units) * 12)?;
            (first, first.last_of_year())
        }
    })
}

/// Returns the first day of the week of a day, as the rule begins weeks.
fn week(rule: &Rrule, day: Date) -> Date {
    let since = (i32::from(weekday(day)) - i32::from(rule.week_start)).rem_euclid(7);
    later(day, -since)
}

/// Returns the days of a period that the rule means.
fn of_period(rule: &Rrule, start: Date, (first, last): (Date, Date)) -> Vec<Date> {
    let mut fitting = Vec::new();
    let mut day = first;
    loop {
        if fits(rule, start, day) {
            fitting.push(day);
        }
        if last <= day {
            break;
        }
        day = later(day, 1);
    }
    if rule.positions.is_empty() {
        return fitting;
    }
    let position = |nth: &i16| {
        let at = usize::from(nth.unsigned_abs());
        let at = if 0 < *nth { at.checked_sub(1) } else { fitting.len().checked_sub(at) };
        fitting.get(at?).copied()
    };
    let mut picked: Vec<Date> = rule.positions.iter().filter_map(position).collect();
    picked.sort_unstable();
    picked.dedup();
    picked
}

fn fits(rule: &Rrule, start: Date, day: Date) -> bool {
    let has_days = !rule.month_days.is_empty() || !rule.days.is_empty();
    let is_own = has_days
        || match rule.frequency {
            Frequency::Daily => true,
            Frequency::Weekly => day.weekday() == start.weekday(),
            Frequency::Monthly => day.day() == start.day(),
            Frequency::Yearly => {
                let is_month = !rule.months.is_empty() || day.month() == start.month();
                is_month && day.day() == start.day()
            }
        };
    let from_end = |day: Date| i16::from(day.day()) - i16::from(day.days_in_month()) - 1;
    let is_month_day = |wanted: &i16| [i16::from(day.day()), from_end(day)].contains(wanted);
    is_own
        && (rule.months.is_empty() || rule.months.contains(&i16::from(day.month())))
        && (rule.month_days.is_empty() || rule.month_days.iter().any(is_month_day))
        && (rule.days.is_empty() || rule.days.iter().any(|ordinal| is_day(rule, *ordinal, day)))
}

fn is_day(rule: &Rrule, Ordinal { nth, day: own }: Ordinal, day: Date) -> bool {
    if weekday(day) != own {
        return false;
    }
    let is_in_year = rule.frequency == Frequency::Yearly && rule.months.is_empty();
    let (at, length) = match is_in_year {
        true => (day.day_of_year(), day.days_in_year()),
        false => (i16::from(day.day()), i16::from(day.days_in_month())),
    };
    nth == 0 || nth == (at - 1) / 7 + 1 || nth == -((length - at) / 7 + 1)
}
