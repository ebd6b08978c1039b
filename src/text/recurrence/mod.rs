//! When something is done again, as authors write it: `every weekday 07:30`,
//! `last business day of the month 16:00 Europe/Lisbon`.
//!
//! Read are words, texts that begin with `RRULE:` (RFC 5545, 3.3.10), and
//! mappings. What can be said in words is kept as words, whatever form it
//! came in, and [`When`] writes itself in them. Which days a rule falls on is
//! counted in `domain::schedule`; this module knows no day but those written.

mod ahead;
mod clock;
mod cursor;
mod day;
mod limit;
mod mapping;
mod number;
mod problem;
mod rfc;
mod rrule;
mod rule;
mod show;
mod span;
#[cfg(test)]
mod tests;
mod things;

use std::ops::Range;

use jiff::civil::Date;

pub use clock::time_in;
pub use rrule::{Frequency, Ordinal, Rrule};
pub use things::{Anchor, Clock, Day, Edge, Except, OnHoliday, Rule, Side, Span, Unit};

use cursor::Cursor;

/// The longest text that is read, in bytes.
const LONGEST: usize = 2_000;
/// At most so many rules, days or exceptions stand in one text.
const MOST: usize = 60;

/// When something is done again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    /// On which days; one at least.
    pub rules: Box<[Rule]>,
    /// At which time of these days; without it all day.
    pub clock: Option<Clock>,
    /// The first day it may be, from which counting begins.
    pub from: Option<Date>,
    /// The last day it may be.
    pub until: Option<Date>,
    /// When it is not done.
    pub except: Box<[Except]>,
    /// What becomes of it on a holiday.
    pub on_holiday: Option<OnHoliday>,
    /// The calendar that says which days are no business days.
    pub calendar: Option<Box<str>>,
}

/// What is wrong with a text that says when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadWhen {
    /// What it is about.
    pub about: About,
    /// The bytes of the text that are wrong.
    pub range: Range<usize>,
    /// What is wrong, in a phrase.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

/// What a mistake in a text that says when is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// The days.
    Recurrence,
    /// A time of the day.
    Time,
    /// The name of a time zone.
    Zone,
}

impl When {
    /// Reads a text on a page in English.
    ///
    /// # Errors
    /// The first place that is not understood.
    pub fn parse(text: &str) -> Result<When, BadWhen> {
        When::parse_in(text, "en")
    }

    /// Reads a text on a page in this language (`de`, `pt-BR`): days may have
    /// their names in it, and in English.
    ///
    /// # Errors
    /// The first place that is not understood.
    pub fn parse_in(text: &str, language: &str) -> Result<When, BadWhen> {
        let all = trimmed(text);
        if LONGEST < all.len() {
            return Err(bad(
                all,
                "this is too long",
                "write one rule, and the rest as other tasks",
            ));
        }
        match text.get(all.clone()) {
            Some(written) if written.starts_with('{') => mapping::parse(text, language),
            Some("") | None => {
                let help = "write for example `every weekday 07:30`, or `on demand`";
                Err(bad(all, "it is not said when", help))
            }
            Some(_) => words(&mut Cursor::new(text, language)),
        }
    }

    /// Makes what happens by these rules and at no time.
    pub fn of_rules(rules: Vec<Rule>) -> When {
        When {
            rules: rules.into(),
            clock: None,
            from: None,
            until: None,
            except: Box::default(),
            on_holiday: None,
            calendar: None,
        }
    }

    /// Tells whether days can be counted: `on demand` has none.
    pub fn is_dated(&self) -> bool {
        self.rules.iter().any(|rule| !matches!(rule, Rule::After(_) | Rule::OnDemand))
    }

    /// Tells whether its days depend on which days are business days, or on
    /// holidays.
    pub fn needs_calendar(&self) -> bool {
        self.on_holiday.is_some() || self.rules.iter().any(Rule::needs_calendar)
    }
}

/// Reads rules, a time and limits in words.
fn words(cursor: &mut Cursor<'_>) -> Result<When, BadWhen> {
    let mut places = Vec::new();
    let mut rules = Vec::new();
    loop {
        let start = cursor.place().start;
        rules.push(rule::read(cursor)?);
        places.push(start..cursor.end());
        if MOST <= rules.len() {
            return Err(bad(cursor.place(), "these are too many rules", "write another task"));
        }
        if !(cursor.is_comma() && ahead::rule_begins(cursor, 1)) {
            break;
        }
        cursor.step();
    }
    let mut when = When::of_rules(rules);
    when.clock = clock::read(cursor)?;
    limit::read(cursor, &mut when)?;
    limit::check(&when, &places)?;
    Ok(when)
}

/// Returns where a text stands without the white space around it.
fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start.max(text.trim_end().len())
}

fn bad(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> BadWhen {
    let (message, help) = (message.into(), Some(help.into()));
    BadWhen { about: About::Recurrence, range, message, help }
}
