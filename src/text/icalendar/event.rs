//! Events that have a time of the day, and that come again.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::{day, escape, line, local, zone};

/// One event, perhaps with a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Its permanent identity, without characters that need escaping.
    pub uid: String,
    /// When it begins.
    pub start: Moment,
    /// How long it is.
    pub length: Length,
    /// When it comes again, as RFC 5545, 3.3.10, says it.
    pub rule: Option<String>,
    /// When it does not, of the kind of the beginning.
    pub except: Vec<Moment>,
    /// What it is.
    pub summary: String,
    /// What else is to be said; may be empty.
    pub description: String,
    /// Where it is; may be empty.
    pub location: String,
    /// An address where there is more.
    pub url: Option<String>,
}

/// When something begins or ends.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Moment {
    /// A whole day.
    Day(Date),
    /// What clocks show in a zone, by its name.
    Local(DateTime, Box<str>),
    /// An instant.
    Utc(Timestamp),
}

/// How long an event is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Length {
    /// It is not said.
    Unknown,
    /// Up to a moment.
    Until(Moment),
    /// So many minutes.
    Minutes(u32),
}

/// Writes a calendar of events as of the day `today`, with the zones they are
/// in.
pub fn write_events(name: &str, today: Date, events: &[Event]) -> String {
    let mut out = String::new();
    line("BEGIN", "VCALENDAR", &mut out);
    line("VERSION", "2.0", &mut out);
    line("PRODID", "-//Handover//Tasks//EN", &mut out);
    line("CALSCALE", "GREGORIAN", &mut out);
    line("X-WR-CALNAME", &escape(name), &mut out);
    let mut zones: Vec<&str> = events.iter().filter_map(|event| zone_of(&event.start)).collect();
    zones.sort_unstable();
    zones.dedup();
    zones.iter().for_each(|name| zone::write(name, today, &mut out));
    events.iter().for_each(|event| write(event, today, &mut out));
    line("END", "VCALENDAR", &mut out);
    out
}

fn zone_of(moment: &Moment) -> Option<&str> {
    match moment {
        Moment::Local(_, zone) => Some(zone),
        _ => None,
    }
}

fn write(event: &Event, today: Date, out: &mut String) {
    line("BEGIN", "VEVENT", out);
    line("UID", &event.uid, out);
    line("DTSTAMP", &format!("{}T000000Z", day(today)), out);
    moment("DTSTART", &event.start, out);
    match &event.length {
        Length::Unknown => {}
        Length::Until(end) => moment("DTEND", end, out),
        Length::Minutes(minutes) => line("DURATION", &format!("PT{minutes}M"), out),
    }
    if let Some(rule) = &event.rule {
        line("RRULE", rule, out);
    }
    event.except.iter().for_each(|except| moment("EXDATE", except, out));
    line("SUMMARY", &escape(&event.summary), out);
    for (name, text) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
        if !text.is_empty() {
            line(name, &escape(text), out);
        }
    }
    if let Some(url) = &event.url {
        line("URL", url, out);
    }
    line("TRANSP", "TRANSPARENT", out);
    line("END", "VEVENT", out);
}

fn moment(name: &str, moment: &Moment, out: &mut String) {
    match moment {
        Moment::Day(date) => line(&format!("{name};VALUE=DATE"), &day(*date), out),
        Moment::Local(time, zone) => line(&format!("{name};TZID={zone}"), &local(*time), out),
        Moment::Utc(at) => line(name, &utc(*at), out),
    }
}

/// Writes an instant.
pub fn utc(at: Timestamp) -> String {
    let wall = jiff::tz::TimeZone::UTC.to_datetime(at);
    format!("{}Z", local(wall))
}
