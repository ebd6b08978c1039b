//! Times of the day: `16:00`, `07:00-11:00 UTC`, `09:00 Europe/Lisbon`.

use std::ops::Range;

use jiff::tz::TimeZoneDatabase;

use super::ahead::{is_time, limit_begins};
use super::cursor::Cursor;
use super::things::DAY;
use super::{About, BadWhen, Clock, bad};
use crate::text::zone;

/// Reads a time, if one comes.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Option<Clock>, BadWhen> {
    if cursor.is_comma() && (cursor.ahead(1) == "at" || is_time(cursor.ahead(1))) {
        cursor.step();
    }
    let is_said = cursor.take(&["at"]);
    if cursor.is_over() && !is_said {
        return Ok(None);
    }
    if cursor.is_comma() || limit_begins(cursor, 0) {
        return match is_said {
            true => Err(missing(cursor)),
            false => Ok(None),
        };
    }
    let (at, to) = times(cursor, is_said)?;
    Ok(Some(Clock { at, to, zone: zone(cursor)? }))
}

fn missing(cursor: &Cursor<'_>) -> BadWhen {
    let problem = bad(cursor.place(), "a time is missing", "write for example `at 09:00`");
    BadWhen { about: About::Time, ..problem }
}

/// Reads `16:00` or `07:00-11:00`; white space may stand beside the hyphen.
fn times(cursor: &mut Cursor<'_>, is_said: bool) -> Result<(u16, Option<u16>), BadWhen> {
    let place = cursor.place();
    let written = cursor.slice(place.clone());
    if !written.starts_with(|c: char| c.is_ascii_digit()) {
        return match (is_said, written.is_empty()) {
            (true, true) => Err(missing(cursor)),
            (true, false) => Err(no_time(written, place)),
            _ => Err(no_rest(cursor)),
        };
    }
    cursor.step();
    let (first, rest) = match written.split_once(['-', '–']) {
        Some((first, rest)) => (first, Some((rest, place.end - rest.len()))),
        None => (written, None),
    };
    let at = time(first, place.start..place.start + first.len())?;
    let is_hyphen = |word: &str| word.starts_with(['-', '–']);
    let (last, start) = match rest {
        Some(("", _)) => (cursor.written(), cursor.place().start),
        Some(rest) => return Ok((at, Some(later(at, rest)?))),
        None if matches!(cursor.word(), "-" | "–" | "to") => {
            cursor.step();
            (cursor.written(), cursor.place().start)
        }
        None if is_hyphen(cursor.word()) => {
            let last = cursor.written().trim_start_matches(['-', '–']);
            (last, cursor.place().end - last.len())
        }
        None => return Ok((at, None)),
    };
    cursor.step();
    Ok((at, Some(later(at, (last, start))?)))
}

/// Reads an end; one that is not later lies in the next day.
fn later(at: u16, (written, start): (&str, usize)) -> Result<u16, BadWhen> {
    let to = time(written, start..start + written.len())?;
    Ok(if to <= at { to + DAY } else { to })
}

/// Reads a time as minutes from midnight.
pub(super) fn time(written: &str, place: Range<usize>) -> Result<u16, BadWhen> {
    if let Some(minutes) = crate::text::hours::clock(written) {
        return Ok(minutes);
    }
    let parts: Vec<Option<u32>> = written.split(':').map(|part| part.parse().ok()).collect();
    let message = match parts.as_slice() {
        [Some(hours), Some(_)] if 24 < *hours => "hours go from 00 to 24",
        [Some(_), Some(minutes)] if 59 < *minutes => "minutes go from 00 to 59",
        _ => return Err(no_time(written, place)),
    };
    Err(BadWhen { about: About::Time, range: place, message: message.into(), help: None })
}

/// Makes the problem of a word that should be a time: `9`, `9am`, `noon`.
fn no_time(written: &str, place: Range<usize>) -> BadWhen {
    let lower = written.to_ascii_lowercase();
    let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let hour = digits.parse::<u32>().ok().filter(|hour| *hour <= 24);
    let hour = match (hour, lower.get(digits.len()..).unwrap_or_default(), &*lower) {
        (_, _, "noon") => Some(12),
        (_, _, "midnight") => Some(0),
        (Some(hour), "pm" | "p.m.", _) if hour < 12 => Some(hour + 12),
        (hour, _, _) => hour,
    };
    let help = match hour {
        Some(hour) => format!("write `{hour:02}:00`"),
        None => "write for example `09:00`, from `00:00` to `24:00`".into(),
    };
    let message = format!("\"{written}\" is not a time of the day");
    BadWhen { about: About::Time, range: place, message, help: Some(help) }
}

/// Makes the problem of a word behind a rule that is none of those that may
/// stand there.
fn no_rest(cursor: &Cursor<'_>) -> BadWhen {
    let (written, place) = (cursor.written(), cursor.place());
    if super::day::begins(cursor, 0) {
        let help = "write for example `every Monday, Wednesday and Friday`, or `every weekday`";
        return bad(place, format!("\"{written}\" stands behind another day"), help);
    }
    let help =
        "a time may follow, as `09:00`, or `, from`, `, until`, `, except`, `, on a holiday`";
    bad(place, format!("\"{written}\" is not understood here"), help)
}

/// Returns where the time of the day stands in a text that says when.
pub fn time_in(text: &str) -> Option<Range<usize>> {
    let mut words = text.split_whitespace().flat_map(|piece| piece.split(','));
    let word = words.find(|word| is_time(word) && word.ends_with(|c: char| c.is_ascii_digit()))?;
    // Words are slices of `text`, so their distance is their place.
    let start = word.as_ptr() as usize - text.as_ptr() as usize;
    Some(start..start + word.len())
}

/// Reads a zone, if a word follows that can be one.
fn zone(cursor: &mut Cursor<'_>) -> Result<Option<Box<str>>, BadWhen> {
    if cursor.is_over() || cursor.is_comma() || limit_begins(cursor, 0) {
        return Ok(None);
    }
    let place = cursor.piece();
    named_zone(cursor.slice(place.clone()), place).map(Some)
}

/// Returns the zone with this name, whatever the case, as it is called.
pub(super) fn named_zone(written: &str, place: Range<usize>) -> Result<Box<str>, BadWhen> {
    let known = TimeZoneDatabase::bundled();
    let mut zones = known.available();
    if let Some(name) = zones.find(|name| name.as_str().eq_ignore_ascii_case(written)) {
        return Ok(name.as_str().into());
    }
    let help = match zone::meant(written) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write a name as `Europe/Lisbon`, or `UTC`".into(),
    };
    let message = format!("no time zone `{written}`");
    Err(BadWhen { about: About::Zone, range: place, message, help: Some(help) })
}
