//! Rules as RFC 5545, 3.3.10, writes them: `RRULE:FREQ=MONTHLY;BYDAY=2SA`.
//!
//! Read are rules for days. What words can say becomes words. The last day is
//! said by `until`, the time behind the rule.

use std::fmt::{Display, Formatter};
use std::ops::Range;

use super::cursor::Cursor;
use super::{BadWhen, Day, MOST, Rule, Span, Unit, bad};
use crate::base::nearest::did_you_mean;

/// The days of a week as a rule names them.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/// The parts that are read.
const PARTS: [&str; 8] =
    ["FREQ", "INTERVAL", "COUNT", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST"];

/// A rule that words cannot say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rrule {
    /// What is counted.
    pub frequency: Frequency,
    /// Each so many of them.
    pub interval: u32,
    /// At most so many times.
    pub count: Option<u32>,
    /// Only in these months; January is 1.
    pub months: Box<[i16]>,
    /// On these days of a month, from 1, or backwards from -1.
    pub month_days: Box<[i16]>,
    /// On these days of a week.
    pub days: Box<[Ordinal]>,
    /// Of all days of one period only these, from 1, or backwards from -1.
    pub positions: Box<[i16]>,
    /// The day a week begins with; Monday is 0.
    pub week_start: u8,
}

/// What a rule counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Frequency {
    /// Days.
    Daily,
    /// Weeks.
    Weekly,
    /// Months.
    Monthly,
    /// Years.
    Yearly,
}

/// A day of a week: each, or the first, the last of a month or a year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Ordinal {
    /// Which one, from 1, or backwards from -1; 0 means each.
    pub nth: i16,
    /// Monday is 0.
    pub day: u8,
}

impl Rrule {
    /// Tells whether its days depend on when it begins.
    pub(super) fn needs_start(&self) -> bool {
        let has_days = !self.month_days.is_empty() || !self.days.is_empty();
        1 < self.interval || self.count.is_some() || !has_days
    }

    /// Returns the same in words, if words can say it.
    fn in_words(&self) -> Option<Rule> {
        if self.count.is_some() || !self.positions.is_empty() || self.week_start != 0 {
            return None;
        }
        let is_plain = self.days.iter().all(|ordinal| ordinal.nth == 0);
        match (self.frequency, &*self.months, &*self.month_days, &*self.days) {
            (Frequency::Daily, [], [], []) => {
                Some(Rule::Every(self.interval, Unit::Day, Box::default()))
            }
            (Frequency::Daily, [], [], days) if self.interval == 1 => Some(Rule::Days(kinds(days))),
            (Frequency::Weekly, [], [], days @ [_, ..]) if is_plain => Some(match self.interval {
                1 => Rule::Days(kinds(days)),
                interval => Rule::Every(interval, Unit::Week, kinds(days)),
            }),
            (Frequency::Monthly, [], [], [Ordinal { nth: nth @ (-2..=-1 | 1..=5), day }])
                if self.interval == 1 =>
            {
                Some(Rule::Pick(*nth, Day::Of(*day), Span::Month))
            }
            (Frequency::Monthly, [], [day @ (-28..=-1 | 1..=28)], []) if self.interval == 1 => {
                Some(Rule::Pick(*day, Day::Any, Span::Month))
            }
            _ => None,
        }
    }
}

/// Returns days of a week as kinds of day: Monday to Friday are weekdays.
fn kinds(days: &[Ordinal]) -> Box<[Day]> {
    let is_week = (0..5).all(|day| days.iter().any(|ordinal| ordinal.day == day));
    if is_week && days.len() == 5 {
        return [Day::Weekday].into();
    }
    days.iter().map(|ordinal| Day::Of(ordinal.day)).collect()
}

/// Reads a rule up to the next white space.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Rule, BadWhen> {
    let place = cursor.stretch();
    let head = "RRULE:".len();
    let text = cursor.slice(place.start + head..place.end);
    parse(text, place.start + head)
}

/// Reads what stands behind `RRULE:`, which begins so far into the text.
pub(super) fn parse(text: &str, start: usize) -> Result<Rule, BadWhen> {
    let mut rule = Rrule {
        frequency: Frequency::Daily,
        interval: 1,
        count: None,
        months: Box::default(),
        month_days: Box::default(),
        days: Box::default(),
        positions: Box::default(),
        week_start: 0,
    };
    let mut seen: Vec<String> = Vec::new();
    let mut at = start;
    for written in text.split(';') {
        let key = written.split('=').next().unwrap_or_default().to_ascii_uppercase();
        if seen.contains(&key) {
            return Err(bad(at..at + written.len(), "this is said twice", "remove one of them"));
        }
        part(written, at, &mut rule)?;
        seen.push(key);
        at += written.len() + 1;
    }
    if !seen.iter().any(|key| key == "FREQ") {
        let help = "write for example `RRULE:FREQ=MONTHLY;BYDAY=2SA`";
        return Err(bad(start..start + text.len(), "the rule does not say how often", help));
    }
    let numbered = rule.days.iter().any(|ordinal| ordinal.nth != 0);
    if numbered && matches!(rule.frequency, Frequency::Daily | Frequency::Weekly) {
        let help = "write `FREQ=MONTHLY` or `FREQ=YEARLY`, or days without numbers";
        return Err(bad(start..start + text.len(), "a week has one of each day", help));
    }
    Ok(rule.in_words().unwrap_or_else(|| Rule::Precise(Box::new(rule))))
}

fn part(written: &str, at: usize, rule: &mut Rrule) -> Result<(), BadWhen> {
    let place = at..at + written.len();
    let Some((key, value)) = written.split_once('=') else {
        return Err(bad(place, "a part of a rule has a value", "write for example `BYDAY=MO`"));
    };
    let value = Value { text: value, start: place.end - value.len() };
    match key.to_ascii_uppercase().as_str() {
        "FREQ" => rule.frequency = frequency(&value)?,
        "INTERVAL" => rule.interval = value.number(1..=1_000)?,
        "COUNT" => rule.count = Some(value.number(1..=1_000)?),
        "BYMONTH" => rule.months = value.numbers(12, false)?,
        "BYMONTHDAY" => rule.month_days = value.numbers(31, true)?,
        "BYSETPOS" => rule.positions = value.numbers(366, true)?,
        "BYDAY" => rule.days = value.days()?,
        "WKST" => rule.week_start = value.day()?,
        "UNTIL" => {
            let help = "write `, until 2027-12-31` behind the rule and its time";
            return Err(bad(place, "the last day stands behind the rule", help));
        }
        other => {
            let help = did_you_mean(other, PARTS)
                .unwrap_or_else(|| format!("one of: {}", PARTS.join(", ")));
            let message = format!("\"{key}\" is not read in a rule");
            return Err(bad(at..at + key.len(), message, help));
        }
    }
    Ok(())
}

fn frequency(value: &Value<'_>) -> Result<Frequency, BadWhen> {
    Ok(match value.text.to_ascii_uppercase().as_str() {
        "DAILY" => Frequency::Daily,
        "WEEKLY" => Frequency::Weekly,
        "MONTHLY" => Frequency::Monthly,
        "YEARLY" => Frequency::Yearly,
        "HOURLY" | "MINUTELY" | "SECONDLY" => {
            let help = "write `every 2 hours` or `every 15 minutes`";
            return Err(bad(value.place(), "a rule counts days", help));
        }
        _ => return Err(value.is_none_of("DAILY, WEEKLY, MONTHLY, YEARLY")),
    })
}

/// The value of a part, and where it stands.
struct Value<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Value<'a> {
    fn place(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn is_none_of(&self, known: &str) -> BadWhen {
        bad(
            self.place(),
            format!("\"{}\" is not known here", self.text),
            format!("one of: {known}"),
        )
    }

    fn number(&self, range: std::ops::RangeInclusive<u32>) -> Result<u32, BadWhen> {
        let number = self.text.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| {
            let help = format!("write a number from {} to {}", range.start(), range.end());
            bad(self.place(), format!("\"{}\" is no such number", self.text), help)
        })
    }

    fn items(&self) -> Result<Vec<Value<'a>>, BadWhen> {
        let mut at = self.start;
        let items = self.text.split(',').map(|text| {
            let start = at;
            at += text.len() + 1;
            Value { text, start }
        });
        let items: Vec<Value<'a>> = items.take(MOST + 1).collect();
        match items.len() <= MOST {
            true => Ok(items),
            false => Err(bad(self.place(), "these are too many", "write another task")),
        }
    }

    /// Reads numbers from 1 to `most`, sorted; some parts count backwards too.
    fn numbers(&self, most: i16, is_signed: bool) -> Result<Box<[i16]>, BadWhen> {
        let least = if is_signed { -most } else { 1 };
        let read = |item: Value<'_>| {
            let number = item.text.parse::<i16>().ok();
            number.filter(|number| *number != 0 && (least..=most).contains(number)).ok_or_else(
                || {
                    let help = format!("write a number from {least} to {most}, not 0");
                    bad(item.place(), format!("\"{}\" is no such number", item.text), help)
                },
            )
        };
        let mut numbers = self.items()?.into_iter().map(read).collect::<Result<Vec<i16>, _>>()?;
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers.into())
    }

    fn day(&self) -> Result<u8, BadWhen> {
        let at = DAYS.iter().position(|day| day.eq_ignore_ascii_case(self.text));
        let day = at.and_then(|at| u8::try_from(at).ok());
        day.ok_or_else(|| self.is_none_of("MO, TU, WE, TH, FR, SA, SU"))
    }

    fn days(&self) -> Result<Box<[Ordinal]>, BadWhen> {
        let mut days: Vec<Ordinal> = Vec::new();
        for item in self.items()? {
            let split = item.text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
            let (number, name) = item.text.split_at(split);
            let day = Value { text: name, start: item.start + split }.day()?;
            let nth = match number {
                "" => 0,
                number => {
                    let nth = number.parse::<i16>().ok();
                    let fits = nth.filter(|nth| *nth != 0 && nth.abs() <= 53);
                    let help = "write for example `2SA`, or `-1FR` for the last one";
                    fits.ok_or_else(|| bad(item.place(), "there is no such day", help))?
                }
            };
            let ordinal = Ordinal { nth, day };
            if !days.contains(&ordinal) {
                days.push(ordinal);
            }
        }
        Ok(days.into())
    }
}

impl Display for Rrule {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        let frequency = match self.frequency {
            Frequency::Daily => "DAILY",
            Frequency::Weekly => "WEEKLY",
            Frequency::Monthly => "MONTHLY",
            Frequency::Yearly => "YEARLY",
        };
        write!(out, "RRULE:FREQ={frequency}")?;
        if self.interval != 1 {
            write!(out, ";INTERVAL={}", self.interval)?;
        }
        if let Some(count) = self.count {
            write!(out, ";COUNT={count}")?;
        }
        numbers(";BYMONTH=", &self.months, out)?;
        numbers(";BYMONTHDAY=", &self.month_days, out)?;
        for (at, Ordinal { nth, day }) in self.days.iter().enumerate() {
            out.write_str(if at == 0 { ";BYDAY=" } else { "," })?;
            if *nth != 0 {
                write!(out, "{nth}")?;
            }
            out.write_str(DAYS.get(usize::from(*day)).unwrap_or(&""))?;
        }
        numbers(";BYSETPOS=", &self.positions, out)?;
        match DAYS.get(usize::from(self.week_start)) {
            Some(day) if self.week_start != 0 => write!(out, ";WKST={day}"),
            _ => Ok(()),
        }
    }
}

fn numbers(key: &str, numbers: &[i16], out: &mut Formatter<'_>) -> std::fmt::Result {
    for (at, number) in numbers.iter().enumerate() {
        write!(out, "{}{number}", if at == 0 { key } else { "," })?;
    }
    Ok(())
}
