//! Writes back when something is done, in words that are read the same.

use std::fmt::{Display, Formatter, Result};

use super::day::DAYS;
use super::number::written_ordinal;
use super::things::DAY;
use super::{Anchor, Clock, Day, Edge, Except, OnHoliday, Rule, Side, Span, Unit, When};
use crate::text::date::MONTHS;

impl Display for When {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        for (at, rule) in self.rules.iter().enumerate() {
            out.write_str(if at == 0 { "" } else { ", " })?;
            write!(out, "{rule}")?;
        }
        if let Some(clock) = &self.clock {
            write!(out, " {clock}")?;
        }
        if let Some(day) = self.from {
            write!(out, ", from {day}")?;
        }
        if let Some(day) = self.until {
            write!(out, ", until {day}")?;
        }
        for (at, except) in self.except.iter().enumerate() {
            out.write_str(if at == 0 { ", except " } else { ", " })?;
            write!(out, "{except}")?;
        }
        match self.on_holiday {
            Some(OnHoliday::Skip) => out.write_str(", on a holiday skip")?,
            Some(OnHoliday::Next) => out.write_str(", on a holiday next business day")?,
            Some(OnHoliday::Previous) => out.write_str(", on a holiday previous business day")?,
            None => {}
        }
        match &self.calendar {
            Some(name) => write!(out, ", by calendar {name}"),
            None => Ok(()),
        }
    }
}

impl Display for Rule {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Rule::Every(count, unit, days) => {
                match count {
                    1 => write!(out, "every {}", one(*unit))?,
                    count => write!(out, "every {count} {}s", one(*unit))?,
                }
                match days.is_empty() {
                    true => Ok(()),
                    false => write!(out, " on {}", list(days)),
                }
            }
            Rule::Days(days) => write!(out, "every {}", list(days)),
            Rule::Pick(nth, kind, span) => pick(*nth, *kind, *span, out),
            Rule::Run(edge, count, kind, span) => {
                let first = if *edge == Edge::Start { "first" } else { "last" };
                write!(out, "{first} {count} {} of {span}", day(*kind, *count))
            }
            Rule::Beyond(edge, count, kind, span) => {
                let (side, edge) = match edge {
                    Edge::Start => ("before", "start"),
                    Edge::End => ("after", "end"),
                };
                write!(out, "{count} {} {side} the {edge} of {span}", day(*kind, *count))
            }
            Rule::Near(count, kind, side, anchor) => {
                let side = if *side == Side::Before { "before" } else { "after" };
                write!(out, "{count} {} {side} ", day(*kind, *count))?;
                match anchor {
                    Anchor::On(day) => write!(out, "{day}"),
                    Anchor::Named(name) => out.write_str(name),
                }
            }
            Rule::Dates(first, last) if first == last => write!(out, "{first}"),
            Rule::Dates(first, last) => write!(out, "{first} to {last}"),
            Rule::Precise(rule) => write!(out, "{rule}"),
            Rule::After(words) => write!(out, "after each {words}"),
            Rule::OnDemand => out.write_str("on demand"),
        }
    }
}

fn pick(nth: i16, kind: Day, span: Span, out: &mut Formatter<'_>) -> Result {
    let name = day(kind, 1);
    match nth {
        -1 => write!(out, "last {name} of {span}"),
        -2 => write!(out, "second to last {name} of {span}"),
        ..0 => {
            let before = nth.unsigned_abs() - 1;
            write!(out, "{before} {} before the end of {span}", day(kind, before))
        }
        0..=31 => {
            write!(out, "{} {name} of {span}", written_ordinal(u32::from(nth.unsigned_abs())))
        }
        32.. => {
            let after = nth.unsigned_abs() - 1;
            write!(out, "{after} {} after the start of {span}", day(kind, after))
        }
    }
}

/// Returns the name of a kind of day, for so many.
pub(super) fn day(kind: Day, count: u16) -> String {
    let name = match kind {
        Day::Any => "day",
        Day::Weekday => "weekday",
        Day::Business => "business day",
        Day::Of(day) => DAYS.get(usize::from(day)).copied().unwrap_or_default(),
    };
    format!("{name}{}", if count == 1 { "" } else { "s" })
}

fn list(days: &[Day]) -> String {
    let names: Vec<String> = days.iter().map(|kind| day(*kind, 1)).collect();
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}

fn one(unit: Unit) -> &'static str {
    match unit {
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    }
}

impl Display for Span {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Span::Week => out.write_str("the week"),
            Span::Month => out.write_str("the month"),
            Span::Quarter => out.write_str("the quarter"),
            Span::HalfYear => out.write_str("the half-year"),
            Span::Year => out.write_str("the year"),
            Span::Months(count) => write!(out, "every {count} months"),
            Span::Named(month) => out.write_str(name_of_month(*month)),
        }
    }
}

impl Display for Clock {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "{:02}:{:02}", self.at / 60, self.at % 60)?;
        if let Some(to) = self.to {
            let to = if DAY < to { to - DAY } else { to };
            write!(out, "-{:02}:{:02}", to / 60, to % 60)?;
        }
        match &self.zone {
            Some(zone) => write!(out, " {zone}"),
            None => Ok(()),
        }
    }
}

impl Display for Except {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Except::Days(first, last) if first == last => write!(out, "{first}"),
            Except::Days(first, last) => write!(out, "{first} to {last}"),
            Except::Month(month) => out.write_str(name_of_month(*month)),
            Except::Calendar(name) => out.write_str(name),
        }
    }
}

fn name_of_month(month: u8) -> &'static str {
    usize::from(month).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}
