//! Lengths of time as authors write them: `6 months`, `P6M`, `90s`.
//!
//! A duration keeps its calendar terms: six months are not 180 days. When
//! something recurs is another language, read elsewhere.

use std::fmt;

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// A length of time in calendar terms.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Duration {
    /// Calendar years.
    pub years: u32,
    /// Calendar months.
    pub months: u32,
    /// Weeks of seven days.
    pub weeks: u32,
    /// Days.
    pub days: u32,
    /// Days from Monday to Friday; holidays are not known here.
    pub business_days: u32,
    /// Hours.
    pub hours: u32,
    /// Minutes.
    pub minutes: u32,
    /// Seconds.
    pub seconds: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Year,
    Quarter,
    Month,
    Week,
    Day,
    BusinessDay,
    Hour,
    Minute,
    Second,
}

impl Duration {
    /// Reads a duration in words (`6 months`, `1095-days`, `1 h 30 min`,
    /// `2 business days`) or as ISO 8601 writes it (`P1Y6M`, `PT15M`).
    ///
    /// Case does not matter, and a no-break space is a space. A bare `m` is
    /// refused, for it may be months or minutes; so are fractions and a unit
    /// given twice.
    pub fn parse(text: &str) -> Option<Duration> {
        let text = text.replace('\u{a0}', " ").trim().to_lowercase();
        match text.strip_prefix('p') {
            Some(rest) => Duration::parse_iso(rest),
            None => Duration::parse_words(&text),
        }
    }

    fn parse_words(text: &str) -> Option<Duration> {
        let mut duration = Duration::default();
        let mut rest = text;
        let mut used = Vec::new();
        while !rest.is_empty() {
            let (number, after) = leading_number(rest)?;
            let after = after.trim_start_matches([' ', '-']);
            let end = after.find(|c: char| c.is_ascii_digit() || c == ',').unwrap_or(after.len());
            let (words, next) = after.split_at_checked(end)?;
            let words = words.trim();
            let unit = unit(words.strip_suffix(" and").unwrap_or(words).trim())?;
            if used.contains(&unit) {
                return None;
            }
            used.push(unit);
            duration.add(unit, number)?;
            rest = match next.strip_prefix(',') {
                Some(more) if more.trim().is_empty() => return None,
                Some(more) => more.trim_start(),
                None => next,
            };
        }
        (!used.is_empty()).then_some(duration)
    }

    fn parse_iso(text: &str) -> Option<Duration> {
        const DATE: &[(char, Unit)] =
            &[('y', Unit::Year), ('m', Unit::Month), ('w', Unit::Week), ('d', Unit::Day)];
        const TIME: &[(char, Unit)] =
            &[('h', Unit::Hour), ('m', Unit::Minute), ('s', Unit::Second)];
        let (date, time) = match text.split_once('t') {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None => (text, ""),
        };
        let mut duration = Duration::default();
        duration.add_iso(date, DATE)?;
        duration.add_iso(time, TIME)?;
        (!text.is_empty()).then_some(duration)
    }

    /// Adds `1y6m`; the units must come in the order of `units`.
    fn add_iso(&mut self, text: &str, units: &[(char, Unit)]) -> Option<()> {
        let mut rest = text;
        let mut units = units.iter();
        while !rest.is_empty() {
            let (number, after) = leading_number(rest)?;
            let letter = after.chars().next()?;
            let (_, unit) = units.find(|(known, _)| *known == letter)?;
            self.add(*unit, number)?;
            rest = after.get(1..)?;
        }
        Some(())
    }

    fn add(&mut self, unit: Unit, number: u32) -> Option<()> {
        let (field, number) = match unit {
            Unit::Year => (&mut self.years, number),
            Unit::Quarter => (&mut self.months, number.checked_mul(3)?),
            Unit::Month => (&mut self.months, number),
            Unit::Week => (&mut self.weeks, number),
            Unit::Day => (&mut self.days, number),
            Unit::BusinessDay => (&mut self.business_days, number),
            Unit::Hour => (&mut self.hours, number),
            Unit::Minute => (&mut self.minutes, number),
            Unit::Second => (&mut self.seconds, number),
        };
        *field = field.checked_add(number)?;
        Some(())
    }

    /// Writes it as ISO 8601 does, which machines read; what has business
    /// days cannot be written so.
    pub fn iso(&self) -> Option<String> {
        let parts = |parts: &[(u32, char)]| {
            let said = parts.iter().filter(|(number, _)| 0 < *number);
            said.map(|(number, letter)| format!("{number}{letter}")).collect::<String>()
        };
        let days =
            parts(&[(self.years, 'Y'), (self.months, 'M'), (self.weeks, 'W'), (self.days, 'D')]);
        let time = parts(&[(self.hours, 'H'), (self.minutes, 'M'), (self.seconds, 'S')]);
        match (self.business_days, days.is_empty(), time.is_empty()) {
            (1.., ..) => None,
            (_, true, true) => Some("PT0S".into()),
            (_, _, true) => Some(format!("P{days}")),
            _ => Some(format!("P{days}T{time}")),
        }
    }

    /// Returns the day this long after `date`; hours, minutes and seconds do
    /// not count. A month too short ends on its last day, and what lies
    /// beyond the calendar is its last day.
    pub fn after(&self, date: Date) -> Date {
        let span = |number: u32, unit: fn(i64) -> Option<Span>| unit(i64::from(number));
        let spans = [
            span(self.years, |n| Span::new().try_years(n).ok()),
            span(self.months, |n| Span::new().try_months(n).ok()),
            span(self.weeks, |n| Span::new().try_weeks(n).ok()),
            span(self.days, |n| Span::new().try_days(n).ok()),
        ];
        let mut date = date;
        for span in spans {
            match span.and_then(|span| date.checked_add(span).ok()) {
                Some(later) => date = later,
                None => return Date::MAX,
            }
        }
        add_business_days(date, self.business_days)
    }
}

fn add_business_days(date: Date, days: u32) -> Date {
    // Whole weeks at once, so that a large number costs nothing.
    let weeks = i64::from(days / 5);
    let jump = Span::new().try_weeks(weeks).ok().and_then(|span| date.checked_add(span).ok());
    let Some(mut date) = jump else { return Date::MAX };
    let mut left = days % 5;
    if left == 0 && 0 < days {
        // Five business days after a Saturday end on a Friday.
        while is_weekend(date) {
            date = date.checked_sub(1.day()).unwrap_or(Date::MAX);
        }
    }
    while 0 < left {
        let Ok(next) = date.checked_add(1.day()) else { return Date::MAX };
        date = next;
        left -= u32::from(!is_weekend(date));
    }
    date
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, rest))
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word.replace('-', " ").as_str() {
        "year" | "years" | "yr" | "yrs" | "y" => Unit::Year,
        "quarter" | "quarters" => Unit::Quarter,
        "month" | "months" | "mo" | "mos" => Unit::Month,
        "week" | "weeks" | "wk" | "wks" | "w" => Unit::Week,
        "day" | "days" | "d" => Unit::Day,
        "business day" | "business days" | "working day" | "working days" => Unit::BusinessDay,
        "hour" | "hours" | "hr" | "hrs" | "h" => Unit::Hour,
        "minute" | "minutes" | "min" | "mins" => Unit::Minute,
        "second" | "seconds" | "sec" | "secs" | "s" => Unit::Second,
        _ => return None,
    })
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.years, "year"),
            (self.months, "month"),
            (self.weeks, "week"),
            (self.days, "day"),
            (self.business_days, "business day"),
            (self.hours, "hour"),
            (self.minutes, "minute"),
            (self.seconds, "second"),
        ];
        let mut gap = "";
        for (number, word) in parts.into_iter().filter(|(number, _)| 0 < *number) {
            let plural = if number == 1 { "" } else { "s" };
            write!(f, "{gap}{number} {word}{plural}")?;
            gap = " ";
        }
        if gap.is_empty() { f.write_str("0 days") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn reads_and_writes() {
        for (text, words) in [
            ("6 months", "6 months"),
            ("6 month", "6 months"),
            ("1 year", "1 year"),
            ("1095-days", "1095 days"),
            ("P6M", "6 months"),
            ("PT15M", "15 minutes"),
            ("p1y6m", "1 year 6 months"),
            ("P1DT2H", "1 day 2 hours"),
            ("90s", "90 seconds"),
            ("15 min", "15 minutes"),
            ("1 h 30 min", "1 hour 30 minutes"),
            ("1h30min", "1 hour 30 minutes"),
            ("2 Business Days", "2 business days"),
            ("2-business-days", "2 business days"),
            ("1 year and 6 months", "1 year 6 months"),
            ("1 year, 6 months", "1 year 6 months"),
            ("6\u{a0}Months", "6 months"),
            ("1 quarter", "3 months"),
            ("0 days", "0 days"),
        ] {
            let read = Duration::parse(text).map(|duration| duration.to_string());
            assert_eq!(read.as_deref(), Some(words), "{text}");
            assert_eq!(Duration::parse(words), Duration::parse(text), "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            "often",
            "6",
            "12m",
            "m",
            "P",
            "PT",
            "P6",
            "6 moons",
            "1.5 h",
            "-1 day",
            "1 day,",
            "1 h 2 h",
            "99999999999 days",
            "P1M1Y",
            "P1Ü",
            "1 dayü",
            "PT1D",
            "½ year",
            "and",
        ] {
            assert_eq!(Duration::parse(text), None, "{text}");
        }
    }

    #[test]
    fn writes_for_machines() {
        for (text, iso) in [
            ("5 minutes", Some("PT5M")),
            ("1 day 2 h", Some("P1DT2H")),
            ("6 months", Some("P6M")),
            ("0 days", Some("PT0S")),
            ("2 business days", None),
        ] {
            let duration = Duration::parse(text).and_then(|duration| duration.iso());
            assert_eq!(duration.as_deref(), iso, "{text}");
        }
    }

    #[test]
    fn counts_days() {
        let after = |text: &str, day| Duration::parse(text).unwrap().after(day);
        assert_eq!(after("1 month", date(2027, 1, 31)), date(2027, 2, 28));
        assert_eq!(after("1095-days", date(2026, 11, 2)), date(2029, 11, 1));
        assert_eq!(after("2 business days", date(2026, 11, 6)), date(2026, 11, 10));
        assert_eq!(after("5 business days", date(2026, 11, 7)), date(2026, 11, 13));
        assert_eq!(after("6 business days", date(2026, 11, 7)), date(2026, 11, 16));
        assert_eq!(after("90 s", date(2026, 11, 6)), date(2026, 11, 6));
        for huge in ["4000000000 years", "4000000000 business days", "4000000000 days"] {
            assert_eq!(after(huge, date(2026, 11, 6)), Date::MAX);
        }
    }
}
