//! Hours of a week as authors write them: `Mon-Fri 08:00-18:00, Sat
//! 09:00-13:00`, `24x7`, `closed`.
//!
//! A range over midnight belongs to the day it begins. Which zone the times
//! are in is said elsewhere.

use std::fmt;
use std::ops::Range;

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// At most so many ranges are kept.
const MOST: usize = 200;

/// When someone is there, week after week.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hours {
    /// Sorted by day and beginning; empty means never.
    pub shifts: Box<[Shift]>,
}

/// Some time of one day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Shift {
    /// The day it begins; Monday is 0.
    pub day: u8,
    /// The minute of that day it begins.
    pub from: u16,
    /// The minute it ends, counted from the same midnight, so it may lie in
    /// the next day.
    pub to: u16,
}

/// What is wrong with a text of hours.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadHours {
    /// The bytes of the text that are wrong.
    pub range: Range<usize>,
    /// What is wrong, in a phrase.
    pub message: &'static str,
    /// What to write instead.
    pub help: String,
}

impl Hours {
    /// Reads the hours of a week.
    ///
    /// # Errors
    /// The first place that is not understood.
    pub fn parse(text: &str) -> Result<Hours, BadHours> {
        let whole = text.trim().to_ascii_lowercase();
        match whole.as_str() {
            "24x7" | "24/7" | "around the clock" | "always" => return Ok(Hours::always()),
            "closed" | "never" => return Ok(Hours::default()),
            _ => {}
        }
        let mut reading = Reading::default();
        let mut at = 0;
        for part in text.split(',') {
            reading.part(text, at..at + part.len())?;
            at += part.len() + 1;
        }
        if !reading.has_times {
            let range = trimmed(text, 0..text.len());
            return Err(bad(
                range,
                "days without times",
                "write for example `Mon-Fri 08:00-18:00`",
            ));
        }
        reading.shifts.sort_unstable();
        reading.shifts.dedup();
        Ok(Hours { shifts: reading.shifts.into() })
    }

    /// Returns the hours of someone who is always there.
    pub fn always() -> Hours {
        Hours { shifts: (0..7).map(|day| Shift { day, from: 0, to: DAY }).collect() }
    }

    /// Tells whether a minute of a day lies in these hours; Monday is 0.
    pub fn holds(&self, day: u8, minute: u16) -> bool {
        let yesterday = (day + 6) % 7;
        self.shifts.iter().any(|shift| {
            (shift.day == day && (shift.from..shift.to).contains(&minute))
                || (shift.day == yesterday && minute + DAY < shift.to)
        })
    }
}

impl fmt::Display for Hours {
    /// Writes hours as authors do: `Mon-Fri 08:00-18:00, Sat 09:00-13:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.shifts.is_empty() {
            return f.write_str("closed");
        }
        if *self == Hours::always() {
            return f.write_str("24x7");
        }
        let mut groups: Vec<((u16, u16), Vec<u8>)> = Vec::new();
        for Shift { day, from, to } in &self.shifts {
            match groups.iter_mut().find(|(times, _)| *times == (*from, *to)) {
                Some((_, days)) => days.push(*day),
                None => groups.push(((*from, *to), vec![*day])),
            }
        }
        for (at, ((from, to), days)) in groups.iter().enumerate() {
            let joint = if at == 0 { "" } else { ", " };
            let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
            let end = clock(if DAY < *to { to - DAY } else { *to });
            write!(f, "{joint}{} {}-{end}", show_days(days), clock(*from))?;
        }
        Ok(())
    }
}

/// Writes days, sorted: `Mon-Fri`, `Sun-Thu`, `Mon, Wed`.
fn show_days(days: &[u8]) -> String {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let name = |day: u8| NAMES.get(usize::from(day)).copied().unwrap_or_default();
    // A run may go over the end of the week: it begins where the day before is none.
    let is_one = |day: u8| days.contains(&(day % 7));
    let runs: Vec<u8> = days.iter().copied().filter(|day| !is_one(day + 6)).collect();
    match (runs.as_slice(), days.len()) {
        ([], _) => "Mon-Sun".into(),
        ([first], 1) => name(*first).into(),
        ([first], length) => {
            let last = (usize::from(*first) + length - 1) % 7;
            format!("{}-{}", name(*first), NAMES.get(last).copied().unwrap_or_default())
        }
        _ => days.iter().map(|day| name(*day)).collect::<Vec<_>>().join(", "),
    }
}

/// What is read so far.
#[derive(Default)]
struct Reading {
    /// The days that times which follow belong to.
    days: Vec<u8>,
    /// Whether these days have times already.
    is_timed: bool,
    has_times: bool,
    shifts: Vec<Shift>,
}

impl Reading {
    /// Reads what stands between two commas: days, times, or both.
    fn part(&mut self, text: &str, range: Range<usize>) -> Result<(), BadHours> {
        let words = words(text, range.clone());
        if words.is_empty() {
            let range = trimmed(text, 0..text.len());
            return Err(bad(range, "hours are missing", "write for example `Mon-Fri 08:00-18:00`"));
        }
        for word in words {
            let written = text.get(word.clone()).unwrap_or_default();
            match written.starts_with(|c: char| c.is_ascii_digit()) {
                true => self.times(written, word)?,
                false => self.days(written, word)?,
            }
        }
        Ok(())
    }

    fn days(&mut self, written: &str, place: Range<usize>) -> Result<(), BadHours> {
        let days = days(written).ok_or_else(|| {
            bad(place, "not a day of the week", "write for example `Mon-Fri` or `Sat`")
        })?;
        if std::mem::take(&mut self.is_timed) {
            self.days.clear();
        }
        self.days.extend(days);
        Ok(())
    }

    fn times(&mut self, written: &str, place: Range<usize>) -> Result<(), BadHours> {
        let (from, to) = times(written, &place)?;
        if self.days.is_empty() {
            let help = format!("write for example `Mon-Fri {written}`");
            return Err(bad(place, "times without a day", help));
        }
        self.is_timed = true;
        self.has_times = true;
        let shifts = self.days.iter().map(|day| Shift { day: *day, from, to });
        self.shifts.extend(shifts.take(MOST.saturating_sub(self.shifts.len())));
        Ok(())
    }
}

/// Reads `Mon`, `Mon-Fri`, `daily`, `weekdays`.
fn days(written: &str) -> Option<Vec<u8>> {
    match written.to_ascii_lowercase().as_str() {
        "daily" => return Some((0..7).collect()),
        "weekday" | "weekdays" => return Some((0..5).collect()),
        "weekend" | "weekends" => return Some(vec![5, 6]),
        _ => {}
    }
    let (first, last) = written.split_once(['-', '–']).unwrap_or((written, written));
    let (first, last) = (day(first)?, day(last)?);
    let length = (last + 7 - first) % 7;
    Some((0..=length).map(|step| (first + step) % 7).collect())
}

/// Reads the name of a day; Monday is 0.
pub fn day(name: &str) -> Option<u8> {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    let fits = |day: &str| {
        day.starts_with(&name) && 2 <= name.len() && (name.len() <= 5 || day.len() == name.len())
    };
    let at = DAYS.iter().position(|day| fits(day))?;
    u8::try_from(at).ok()
}

/// Reads `08:00-18:00`; an end that is not later lies in the next day.
fn times(written: &str, place: &Range<usize>) -> Result<(u16, u16), BadHours> {
    let Some((first, last)) = written.split_once(['-', '–']) else {
        let help = format!("write `{written}-18:00`");
        return Err(bad(place.clone(), "a time has a beginning and an end", help));
    };
    let (first, last) = (first.trim(), last.trim());
    let (Some(from), Some(to)) = (clock(first), clock(last)) else {
        let is_bare = |text: &str| clock(text).is_some() || hour(text).is_some();
        if is_bare(first) && is_bare(last) {
            let full = |text: &str| match hour(text) {
                Some(hour) => format!("{hour:02}:00"),
                None => text.to_string(),
            };
            let help = format!("`{}-{}`", full(first), full(last));
            return Err(bad(place.clone(), "a time has minutes", help));
        }
        let help = "write for example `08:00-18:00`, from `00:00` to `24:00`";
        return Err(bad(place.clone(), "not a time of the day", help));
    };
    let to = if to <= from { to + DAY } else { to };
    Ok((from % DAY, if from == DAY { to - DAY } else { to }))
}

fn hour(text: &str) -> Option<u16> {
    let hour: u16 = number(text)?;
    (hour <= 24).then_some(hour)
}

/// Reads `08:00` as minutes from midnight.
pub fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes).filter(|_| minutes.len() == 2)?);
    let is_time = minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0));
    is_time.then_some(hours * 60 + minutes)
}

fn number(text: &str) -> Option<u16> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// Splits at white space; white space beside a hyphen separates nothing.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for piece in text.get(range.clone()).unwrap_or_default().split_whitespace() {
        // Pieces are slices of `text`, so their distance is their place.
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        let place = start..start + piece.len();
        match words.last_mut() {
            Some(last) if joins || piece.starts_with(['-', '–']) => last.end = place.end,
            _ => words.push(place),
        }
        joins = piece.ends_with(['-', '–']);
    }
    words
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (part.len() - part.trim_start().len());
    start..start.max(start + part.trim().len())
}

fn bad(range: Range<usize>, message: &'static str, help: impl Into<String>) -> BadHours {
    BadHours { range, message, help: help.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        match Hours::parse(text) {
            Ok(hours) => {
                let shift = |s: &Shift| format!("{}:{}-{}", s.day, s.from, s.to);
                hours.shifts.iter().map(shift).collect::<Vec<_>>().join(" ")
            }
            Err(bad) => format!("{} at `{}`: {}", bad.message, &text[bad.range], bad.help),
        }
    }

    #[test]
    fn reads_the_hours_of_a_week() {
        let all = "0:0-1440 1:0-1440 2:0-1440 3:0-1440 4:0-1440 5:0-1440 6:0-1440";
        for (text, expected) in [
            ("Mon-Fri 08:00-18:00", "0:480-1080 1:480-1080 2:480-1080 3:480-1080 4:480-1080"),
            ("Mon 08:00-18:00, Sat 09:00-13:00", "0:480-1080 5:540-780"),
            ("Mon 8:00-12:00, 13:00-17:30", "0:480-720 0:780-1050"),
            ("Mon, Wed 08:00 - 12:00", "0:480-720 2:480-720"),
            ("Sat-Mon 00:00-24:00", "0:0-1440 5:0-1440 6:0-1440"),
            ("Friday 22:00-06:00", "4:1320-1800"),
            ("24x7", all),
            ("closed", ""),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn writes_hours_as_authors_do() {
        for text in [
            "Mon-Fri 08:00-18:00",
            "Mon-Fri 08:00-12:00, Mon-Fri 13:00-17:30, Sat 09:00-13:00",
            "Mon, Wed 08:00-12:00",
            "Sun-Thu 23:30-08:30",
            "Mon-Sun 22:00-06:00",
            "24x7",
            "closed",
        ] {
            let hours = Hours::parse(text).expect("hours");
            assert_eq!(hours.to_string(), text);
        }
    }

    #[test]
    fn says_what_is_not_understood() {
        for (text, expected) in [
            ("Mon-Fri 18:00-8", "a time has minutes at `18:00-8`: `18:00-08:00`"),
            ("Mon 8-17", "a time has minutes at `8-17`: `08:00-17:00`"),
            (
                "Fry 08:00-10:00",
                "not a day of the week at `Fry`: write for example `Mon-Fri` or `Sat`",
            ),
            (
                "08:00-10:00",
                "times without a day at `08:00-10:00`: write for example `Mon-Fri 08:00-10:00`",
            ),
            ("Mon 08:00", "a time has a beginning and an end at `08:00`: write `08:00-18:00`"),
            (
                "Mon 25:00-26:00",
                "not a time of the day at `25:00-26:00`: write for example `08:00-18:00`, from \
                 `00:00` to `24:00`",
            ),
            ("Mon", "days without times at `Mon`: write for example `Mon-Fri 08:00-18:00`"),
            (
                "Mon 08:00-09:00,",
                "hours are missing at `Mon 08:00-09:00,`: write for example \
                                  `Mon-Fri 08:00-18:00`",
            ),
            ("", "hours are missing at ``: write for example `Mon-Fri 08:00-18:00`"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_when_someone_is_there() {
        let night = Hours::parse("Sun 22:00-06:00").unwrap_or_default();
        assert!(night.holds(6, 23 * 60) && night.holds(0, 5 * 60));
        assert!(!night.holds(0, 6 * 60) && !night.holds(6, 5 * 60));
    }
}
