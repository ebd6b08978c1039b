//! Rules as RFC 5545, 3.3.10, writes them, for calendars of other programs.
//!
//! What depends on holidays, on quarters or on days that have a name has no
//! such rule: its days are counted.

use jiff::civil::Date;

use super::{Clock, Day, Edge, Rrule, Rule, Span, Unit, When};

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl When {
    /// Returns its rule as RFC 5545 says it, without `RRULE:`, if there is one
    /// such rule for all its days. It is meant for an event that begins with
    /// one of the times; exceptions are not in it.
    pub fn rfc(&self) -> Option<String> {
        match &*self.rules {
            [rule] => of_rule(rule, self.from, self.clock.as_ref()),
            _ => None,
        }
    }
}

fn of_rule(rule: &Rule, from: Option<Date>, clock: Option<&Clock>) -> Option<String> {
    match rule {
        Rule::Every(count, unit, on) => every(*count, *unit, (on, from, clock)),
        Rule::Days(days) => Some(format!("FREQ=WEEKLY;BYDAY={}", list(days)?)),
        Rule::Pick(nth, kind, span) => pick(*nth, *kind, *span),
        Rule::Run(edge, count, kind, Span::Month) => {
            let positions = (1..=i32::from(*count)).map(|at| match edge {
                Edge::Start => at.to_string(),
                Edge::End => (-at).to_string(),
            });
            let positions: Vec<String> = positions.collect();
            let days = list(&[*kind])?;
            Some(format!("FREQ=MONTHLY;BYDAY={days};BYSETPOS={}", positions.join(",")))
        }
        Rule::Precise(rule) if is_free(rule) => {
            Some(rule.to_string().trim_start_matches("RRULE:").into())
        }
        _ => None,
    }
}

/// Tells whether a rule means the same wherever it begins.
fn is_free(rule: &Rrule) -> bool {
    rule.count.is_none() && (!rule.days.is_empty() || !rule.month_days.is_empty())
}

fn every(
    count: u32,
    unit: Unit,
    (on, from, clock): (&[Day], Option<Date>, Option<&Clock>),
) -> Option<String> {
    let weekday = from.map_or(0, |day| day.weekday().to_monday_zero_offset());
    let own = [Day::Of(u8::try_from(weekday).ok()?)];
    let day = i16::from(from.map_or(1, Date::day));
    Some(match unit {
        Unit::Minute => return within_day(count, (on, clock)),
        Unit::Hour => return within_day(count.checked_mul(60)?, (on, clock)),
        Unit::Day if on.is_empty() => format!("FREQ=DAILY;INTERVAL={count}"),
        Unit::Day => return None,
        Unit::Week => {
            let days = list(if on.is_empty() { &own } else { on })?;
            format!("FREQ=WEEKLY;INTERVAL={count};BYDAY={days}")
        }
        Unit::Month => format!("FREQ=MONTHLY;INTERVAL={count};{}", day_of_month(day)),
        Unit::Quarter => {
            format!("FREQ=MONTHLY;INTERVAL={};{}", count.checked_mul(3)?, day_of_month(day))
        }
        Unit::Year => {
            let month = from.map_or(1, Date::month);
            format!("FREQ=YEARLY;INTERVAL={count};BYMONTH={month};{}", day_of_month(day))
        }
    })
}

/// Writes times of a day that are whole hours apart, or parts of each hour.
fn within_day(step: u32, (on, clock): (&[Day], Option<&Clock>)) -> Option<String> {
    let first = u32::from(clock.map_or(0, |clock| clock.at));
    let last = clock.and_then(|clock| clock.to).map_or(1_439, u32::from);
    if 1_440 <= last || step == 0 {
        return None;
    }
    let join = |all: Vec<u32>| all.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
    let times: Vec<u32> = (first..=last).step_by(usize::try_from(step).ok()?).collect();
    let mut hours: Vec<u32> = times.iter().map(|at| at / 60).collect();
    hours.dedup();
    let mut minutes: Vec<u32> = times.iter().map(|at| at % 60).collect();
    minutes.sort_unstable();
    minutes.dedup();
    let is_grid = hours.len() * minutes.len() == times.len();
    let days = if on.is_empty() { String::new() } else { format!(";BYDAY={}", list(on)?) };
    let rule = format!("FREQ=DAILY{days};BYHOUR={};BYMINUTE={}", join(hours), join(minutes));
    is_grid.then_some(rule)
}

fn pick(nth: i16, kind: Day, span: Span) -> Option<String> {
    let head = match span {
        Span::Month => "FREQ=MONTHLY".into(),
        Span::Named(month) => format!("FREQ=YEARLY;BYMONTH={month}"),
        _ => return None,
    };
    let days = match kind {
        Day::Business => return None,
        Day::Any => day_of_month(nth),
        Day::Weekday => format!("BYDAY={};BYSETPOS={nth}", list(&[kind])?),
        Day::Of(day) => format!("BYDAY={nth}{}", DAYS.get(usize::from(day))?),
    };
    Some(format!("{head};{days}"))
}

/// Writes a day of a month; in shorter months it is the last one.
fn day_of_month(day: i16) -> String {
    match day {
        31 => "BYMONTHDAY=-1".into(),
        29..=30 => {
            let days: Vec<String> = (28..=day).map(|day| day.to_string()).collect();
            format!("BYMONTHDAY={};BYSETPOS=-1", days.join(","))
        }
        _ => format!("BYMONTHDAY={day}"),
    }
}

/// Writes days of a week; business days are none.
fn list(days: &[Day]) -> Option<String> {
    let mut all: Vec<usize> = Vec::new();
    for day in days {
        match day {
            Day::Any => all.extend(0..7),
            Day::Weekday => all.extend(0..5),
            Day::Of(day) => all.push(usize::from(*day)),
            Day::Business => return None,
        }
    }
    all.sort_unstable();
    all.dedup();
    let names: Vec<&str> = all.iter().filter_map(|day| DAYS.get(*day).copied()).collect();
    Some(names.join(","))
}
