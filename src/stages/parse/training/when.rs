//! When a session is: `2027-02-09 10:00-11:00 Europe/Lisbon`, `2027-02-09`,
//! `2027-03-29 to 2027-04-09`.

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::base::{Code, TextRange};
use crate::model::front::Located;
use crate::model::training::{Hours, When};
use crate::stages::parse::builder::Builder;
use crate::text::{date, hours, zone};

/// No session is longer than this.
const LONGEST_HOURS: i32 = 14;

/// What is wrong: the words, what of it, and what to write.
struct Wrong<'a> {
    code: Code,
    words: &'a str,
    message: String,
    help: String,
}

/// Reads when a session is; what is not understood is reported.
pub(super) fn read(builder: &mut Builder<'_>, cell: &Located) -> Option<When> {
    let text = builder.text(cell.range);
    // Words are slices of the cell, so their distance is their place.
    let place = |words: &str| {
        let start = (words.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        TextRange::new(start, start + words.len()).shifted(cell.range.start)
    };
    match parse(text) {
        Ok((days, time)) => {
            let time =
                time.map(|(words, from, to, zone)| Hours { from, to, zone, range: place(words) });
            Some(When { range: cell.range, days, time })
        }
        Err(wrong) => {
            builder.report(wrong.code, place(wrong.words), wrong.message, wrong.help);
            None
        }
    }
}

type Time<'a> = (&'a str, DateTime, DateTime, TimeZone);

fn parse(text: &str) -> Result<((Date, Date), Option<Time<'_>>), Wrong<'_>> {
    if let Some((first, last)) = text.split_once(" to ") {
        let (from, to) = (day(first)?, day(last)?);
        return match from <= to {
            true => Ok(((from, to), None)),
            false => Err(bad(
                last.trim(),
                "the last day is before the first",
                "write the earlier day first",
            )),
        };
    }
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let on = day(first)?;
    let rest = rest.trim();
    if rest.is_empty() {
        return Ok(((on, on), None));
    }
    let (times, name) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let clock = times.split_once(['-', '–']);
    let clock = clock.and_then(|(from, to)| Some((hours::clock(from)?, hours::clock(to)?)));
    let Some((from, to)) = clock else {
        let message = "not the time of a session";
        return Err(bad(times, message, "write for example `10:00-11:00`"));
    };
    let zone = in_zone(name.trim(), times)?;
    let (Some(from), Some(mut to)) = (at(on, from), at(on, to)) else {
        return Err(bad(first, "this day is out of reach", "write a nearer day"));
    };
    if to <= from {
        to = to.tomorrow().unwrap_or(to);
    }
    // Over midnight is a night; nearly a day is two times in the wrong order.
    let is_turned = from.until(to).is_ok_and(|length| LONGEST_HOURS < length.get_hours());
    if is_turned {
        return Err(bad(
            times,
            "the session ends before it begins",
            "write the earlier time first, for example `10:00-11:00`",
        ));
    }
    Ok(((on, on), Some((times, from, to, zone))))
}

fn day(text: &str) -> Result<Date, Wrong<'_>> {
    let text = text.trim();
    date::parse(text).ok_or_else(|| {
        let help = date::why_not(text).unwrap_or_else(|| "write for example `2027-02-09`".into());
        bad(text, "a session begins with its day", help)
    })
}

/// Returns a minute of a day; 24:00 is the next midnight.
fn at(day: Date, minute: u16) -> Option<DateTime> {
    let day = if minute < 1_440 { day } else { day.tomorrow().ok()? };
    let minute = minute % 1_440;
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    Some(day.at(hour, minute, 0, 0))
}

fn in_zone<'a>(name: &'a str, times: &'a str) -> Result<TimeZone, Wrong<'a>> {
    if name.is_empty() {
        let help = format!("write for example `{times} Europe/Lisbon`");
        return Err(bad(times, "nothing says in which time zone", help));
    }
    TimeZoneDatabase::bundled().get(name).map_err(|_| {
        let help = zone::meant(name).map(|zone| format!("write `{zone}`"));
        let help = help.unwrap_or_else(|| "write for example `Europe/Lisbon` or `UTC`".into());
        let message = format!("no time zone is called `{name}`");
        Wrong { code: Code::UNKNOWN_ZONE, words: name, message, help }
    })
}

fn bad<'a>(words: &'a str, message: &str, help: impl Into<String>) -> Wrong<'a> {
    Wrong { code: Code::BAD_TIME, words, message: message.into(), help: help.into() }
}
