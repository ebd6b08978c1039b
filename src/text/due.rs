//! By when something is due, as authors write it: `2027-02-01`, `20 business
//! days before go-live`, `at gate 2`.
//!
//! Days that have a name, and gates, are known to a page; here they are
//! words.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::text::date;
use crate::text::duration::Duration;

/// A name of a day has at most so many bytes.
const LONGEST_NAME: usize = 40;
/// At most so many business days are counted: more than ten years.
const MOST_COUNTED: u32 = 2_800;
/// At most so many days are looked at for them.
const MOST_LOOKED_AT: u32 = 8_000;

/// By when something is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due<'a> {
    /// Where counting begins.
    pub from: Start<'a>,
    /// How far from there.
    pub shift: Shift,
}

/// Where counting begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start<'a> {
    /// A day.
    Day(Date),
    /// When the gate with this number is due.
    Gate(u32),
    /// A day that a page has a name for: `go-live`.
    Named(&'a str),
}

/// How far a day is from another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shift {
    /// The day itself.
    None,
    /// So long before it.
    Before(Duration),
    /// So long after it.
    After(Duration),
}

impl<'a> Due<'a> {
    /// Reads a value. Words without a number may be a name, or just words:
    /// only who knows the names can tell.
    pub fn parse(text: &'a str) -> Option<Due<'a>> {
        let text = text.trim().trim_end_matches('.');
        for (word, make) in
            [(" before ", Shift::Before as fn(Duration) -> Shift), (" after ", Shift::After)]
        {
            if let Some((length, from)) = split(text, word) {
                return Some(Due { from: start(from)?, shift: make(length_of(length)?) });
            }
        }
        let named = ["at ", "on ", "by ", "until "].iter().find_map(|word| after(text, word));
        Some(Due { from: start(named.unwrap_or(text))?, shift: Shift::None })
    }
}

impl Shift {
    /// Returns the day so far from a day; `is_free` says of which weekdays
    /// nobody works. What lies beyond the calendar is none.
    pub fn of(self, day: Date, is_free: &dyn Fn(Date) -> bool) -> Option<Date> {
        let (length, step) = match self {
            Shift::None => return Some(day),
            Shift::Before(length) => (length, -1),
            Shift::After(length) => (length, 1),
        };
        let span = |number: u32| i64::from(number) * step;
        let whole = Span::new()
            .try_years(span(length.years))
            .and_then(|all| all.try_months(span(length.months)))
            .and_then(|all| all.try_weeks(span(length.weeks)))
            .and_then(|all| all.try_days(span(length.days)));
        let mut day = day.checked_add(whole.ok()?).ok()?;
        let (mut left, mut looked_at) = (length.business_days, 0);
        while 0 < left {
            if MOST_COUNTED < left || MOST_LOOKED_AT < looked_at {
                return None;
            }
            day = day.checked_add(step.days()).ok()?;
            looked_at += 1;
            let is_off = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            left -= u32::from(!is_off && !is_free(day));
        }
        Some(day)
    }
}

/// Returns what follows a word that a text begins with, whatever its case.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| text.get(word.len()..))?
}

fn split<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let at = text.to_ascii_lowercase().find(word)?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

/// Reads a length in days or more; `a week` is one.
fn length_of(text: &str) -> Option<Duration> {
    let text = text.trim();
    let one = ["a ", "one ", "the "].iter().find_map(|word| after(text, word));
    let length = match one {
        Some(unit) => Duration::parse(&format!("1 {unit}"))?,
        None => Duration::parse(text)?,
    };
    (length.hours == 0 && length.minutes == 0 && length.seconds == 0).then_some(length)
}

fn start(text: &str) -> Option<Start<'_>> {
    let text = text.trim();
    if let Some(day) = date::parse(text) {
        return Some(Start::Day(day));
    }
    let gate = after(text, "gate ").and_then(|number| number.trim().parse().ok());
    if let Some(gate) = gate {
        return Some(Start::Gate(gate));
    }
    let text = after(text, "the ").unwrap_or(text);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let fits = !text.is_empty() && text.len() <= LONGEST_NAME && text.chars().all(is_name);
    (fits && text.starts_with(char::is_alphabetic)).then_some(Start::Named(text))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(text: &str) -> Option<String> {
        let due = Due::parse(text)?;
        let from = match due.from {
            Start::Day(day) => day,
            Start::Gate(2) => date(2027, 1, 15),
            Start::Named("go-live") => date(2027, 2, 1),
            _ => return None,
        };
        let is_free = |day: Date| day == date(2027, 1, 1);
        due.shift.of(from, &is_free).map(|day| day.to_string())
    }

    #[test]
    fn reads_what_authors_write() {
        for (text, expected) in [
            ("2027-02-01", "2027-02-01"),
            ("by 2027-02-01.", "2027-02-01"),
            ("go-live", "2027-02-01"),
            ("On go-live", "2027-02-01"),
            ("at gate 2", "2027-01-15"),
            ("1 day before gate 2", "2027-01-14"),
            ("20 business days before go-live", "2027-01-04"),
            ("21 business days before go-live", "2026-12-31"),
            ("22 Business Days before the go-live", "2026-12-30"),
            ("2 weeks after go-live", "2027-02-15"),
            ("a month before go-live", "2027-01-01"),
            ("the day before go-live", "2027-01-31"),
            ("1 week and 1 business day after 2027-02-01", "2027-02-09"),
            ("0 days before go-live", "2027-02-01"),
        ] {
            assert_eq!(day(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn leaves_what_is_no_day() {
        for text in [
            "",
            "soon",
            "before the board meets",
            "2 hours before go-live",
            "often after go-live",
            "3 days before",
            "2027-02-30",
            "9999999 business days before go-live",
            "99999999 years before go-live",
            "3 days before whatever (somebody) says",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
