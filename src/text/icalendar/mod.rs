//! Calendars as RFC 5545 writes them: lines folded at 75 bytes and ended by
//! CRLF, text escaped. Here are days without a time; `event.rs` has times and
//! rules, `zone.rs` what calendars must know of zones.

mod event;
mod zone;

use jiff::civil::{Date, DateTime};

pub use self::event::{Event, Length, Moment, utc, write_events};

/// The most bytes a line may have, without its end.
const LONGEST: usize = 75;

/// One event that takes a whole day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DayEvent {
    /// Its permanent identity, without characters that need escaping.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// What it is.
    pub summary: String,
    /// What else is to be said; may be empty.
    pub description: String,
    /// An address where there is more.
    pub url: Option<String>,
}

/// Writes a calendar of events as of the day `today`.
pub fn write(name: &str, today: Date, events: &[DayEvent]) -> String {
    let mut out = String::new();
    line("BEGIN", "VCALENDAR", &mut out);
    line("VERSION", "2.0", &mut out);
    line("PRODID", "-//Handover//Reviews//EN", &mut out);
    line("X-WR-CALNAME", &escape(name), &mut out);
    for event in events {
        line("BEGIN", "VEVENT", &mut out);
        line("UID", &event.uid, &mut out);
        line("DTSTAMP", &format!("{}T000000Z", day(today)), &mut out);
        line("DTSTART;VALUE=DATE", &day(event.day), &mut out);
        line("SUMMARY", &escape(&event.summary), &mut out);
        if !event.description.is_empty() {
            line("DESCRIPTION", &escape(&event.description), &mut out);
        }
        if let Some(url) = &event.url {
            line("URL", url, &mut out);
        }
        line("TRANSP", "TRANSPARENT", &mut out);
        line("END", "VEVENT", &mut out);
    }
    line("END", "VCALENDAR", &mut out);
    out
}

/// Years have four digits: those of the calendar we have are 0 to 9999.
fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year().max(0), date.month(), date.day())
}

/// Writes what clocks show.
fn local(time: DateTime) -> String {
    format!("{}T{}", day(time.date()), time.strftime("%H%M%S"))
}

/// Escapes text. Control characters, which a calendar cannot hold, are left
/// out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes one line, folded between characters: what is folded begins with a
/// space.
fn line(name: &str, value: &str, out: &mut String) {
    let mut length = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if LONGEST < length + c.len_utf8() {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn escapes_and_folds() {
        let event = DayEvent {
            uid: "1@handover".into(),
            day: date(2027, 3, 1),
            summary: "Review: a, b; c\\d\r\ne\u{7}".into(),
            description: "ü".repeat(60),
            url: Some(format!("https://example.com/{}", "x".repeat(60))),
        };
        let text = write("Handbook, ours", date(2026, 11, 2), &[event]);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= LONGEST && !line.contains(['\r', '\n'])));
        for wanted in [
            "X-WR-CALNAME:Handbook\\, ours",
            "DTSTAMP:20261102T000000Z",
            "DTSTART;VALUE=DATE:20270301",
            "SUMMARY:Review: a\\, b\\; c\\\\d\\ne",
        ] {
            assert!(lines.contains(&wanted), "{wanted} in {text}");
        }
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("DESCRIPTION:{}\r\n", "ü".repeat(60))));
        assert!(unfolded.contains(&format!("URL:https://example.com/{}\r\n", "x".repeat(60))));
        assert_eq!(lines.last(), Some(&""), "the last line ends too");
    }
}
