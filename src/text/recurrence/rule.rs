//! Rules in words: on which days something is done.

use super::ahead::{is_day, is_time, limit_begins, limit_ends_name};
use super::cursor::Cursor;
use super::day::{self, list, no_kind};
use super::number::{number, ordinal, written_ordinal};
use super::{Anchor, BadWhen, Day, Edge, Rule, Side, Span, Unit, bad, limit, rrule, span};
use crate::base::nearest::nearest;

/// A number of units has at most this value.
const LARGEST: u32 = 1_000;

/// At most so many days are counted beyond a span.
const FARTHEST: u16 = 100;

const FORMS: &str = "write for example `every Monday`, `first business day of the month`, \
                     `2027-03-01 to 2027-04-30` or `on demand`";

/// Reads one rule.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Rule, BadWhen> {
    if let Some(rule) = in_one_word(cursor.word()) {
        cursor.step();
        return on(cursor, rule);
    }
    if cursor.take_any(&["every", "each"]) {
        return every(cursor);
    }
    if cursor.take(&["on", "demand"]) {
        return Ok(Rule::OnDemand);
    }
    if cursor.take(&["after", "each"]) || cursor.take(&["after", "every"]) {
        return after(cursor);
    }
    if cursor.word().starts_with("rrule:") {
        return rrule::read(cursor);
    }
    if is_day(cursor.word()) {
        return dates(cursor);
    }
    cursor.take(&["on"]);
    cursor.take(&["the"]);
    if ordinal(cursor.word()).is_some() || cursor.word() == "last" {
        return ordinal_rule(cursor);
    }
    if let Some(count) = number(cursor.word()) {
        return counted(cursor, count);
    }
    Err(no_rule(cursor))
}

fn no_rule(cursor: &Cursor<'_>) -> BadWhen {
    if day::begins(cursor, 0) {
        let written = cursor.written();
        let message = format!("\"{written}\" does not say how often");
        return bad(cursor.place(), message, format!("write `every {written}`"));
    }
    let first = ["every", "daily", "weekly", "monthly", "quarterly", "yearly", "first", "last"];
    match nearest(cursor.written(), first) {
        Some(meant) => cursor.expected("a rule", &format!("did you mean `{meant}`?")),
        None => cursor.expected("a rule", FORMS),
    }
}

fn in_one_word(word: &str) -> Option<Rule> {
    let unit = match word {
        "hourly" => Unit::Hour,
        "daily" => Unit::Day,
        "weekly" => Unit::Week,
        "monthly" => Unit::Month,
        "quarterly" => Unit::Quarter,
        "yearly" | "annually" => Unit::Year,
        _ => return None,
    };
    Some(Rule::Every(1, unit, Box::default()))
}

/// Reads what follows `every`.
fn every(cursor: &mut Cursor<'_>) -> Result<Rule, BadWhen> {
    if let Some(rule) = ordinal_of_every(cursor) {
        return rule;
    }
    let place = cursor.place();
    let other = cursor.take(&["other"]);
    let count = match number(cursor.word()) {
        _ if other => Some(2),
        Some(count) => {
            cursor.step();
            Some(count)
        }
        None => None,
    };
    let Some(unit) = unit(cursor.word()) else {
        return match count {
            None => Ok(Rule::Days(list(cursor)?.into())),
            Some(_) => Err(no_unit(cursor)),
        };
    };
    cursor.step();
    let count = count.unwrap_or(1);
    let most = match unit {
        Unit::Minute => 24 * 60,
        Unit::Hour => 24,
        _ => LARGEST,
    };
    if count == 0 || most < count {
        let help = format!("write a number from 1 to {most}");
        return Err(bad(place, "this number is too large or too small", help));
    }
    on(cursor, Rule::Every(count, unit, Box::default()))
}

/// Reads `every first Monday of the month`: what is meant is clear.
fn ordinal_of_every(cursor: &mut Cursor<'_>) -> Option<Result<Rule, BadWhen>> {
    let word = cursor.word();
    let is_ordinal = word == "last" || ordinal(word).is_some();
    is_ordinal.then(|| ordinal_rule(cursor))
}

fn no_unit(cursor: &Cursor<'_>) -> BadWhen {
    if day::begins(cursor, 0) {
        let written = cursor.written();
        let help = format!("write `every 2 weeks on {written}`, with a first day");
        return bad(cursor.place(), format!("\"{written}\" is not a unit"), help);
    }
    cursor.expected("a unit", "one of: minutes, hours, days, weeks, months, quarters, years")
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" | "min" => Unit::Minute,
        "hour" | "hours" | "h" => Unit::Hour,
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// Reads the days of a unit behind `on`.
fn on(cursor: &mut Cursor<'_>, rule: Rule) -> Result<Rule, BadWhen> {
    let Rule::Every(count, unit, _) = rule else { return Ok(rule) };
    if limit_begins(cursor, 0) || !cursor.take(&["on"]) {
        return Ok(rule);
    }
    cursor.take(&["the"]);
    let place = cursor.place();
    let days = list(cursor)?;
    if let (Unit::Month | Unit::Quarter | Unit::Year, Some(first)) = (unit, days.first()) {
        let months = count.saturating_mul(match unit {
            Unit::Month => 1,
            Unit::Quarter => 3,
            _ => 12,
        });
        let span = match months {
            1 => "the month".to_string(),
            3 => "the quarter".into(),
            12 => "the year".into(),
            months => format!("every {months} months"),
        };
        let name = super::show::day(*first, 1);
        let message = format!("which {name} of {span}?");
        return Err(bad(place, message, format!("write `first {name} of {span}`")));
    }
    Ok(match (count, unit) {
        // Each week on Monday is each Monday.
        (1, Unit::Week | Unit::Day) => Rule::Days(days.into()),
        _ => Rule::Every(count, unit, days.into()),
    })
}

fn after(cursor: &mut Cursor<'_>) -> Result<Rule, BadWhen> {
    let place = cursor.until(ends_name);
    match cursor.slice(place.clone()) {
        "" => {
            Err(bad(place, "it is not said after what", "write for example `after each release`"))
        }
        words => Ok(Rule::After(words.into())),
    }
}

fn dates(cursor: &mut Cursor<'_>) -> Result<Rule, BadWhen> {
    let first = limit::day(cursor)?;
    let last = match cursor.take_any(&["to", "until", "-", "–"]) {
        true => {
            let place = cursor.place();
            let last = limit::day(cursor)?;
            if last < first {
                return Err(bad(place, "it ends before it begins", "write the earlier day first"));
            }
            last
        }
        false => first,
    };
    Ok(Rule::Dates(first, last))
}

/// Reads a rule that begins with an ordinal: `last Friday of the month`,
/// `first 2 business days of the month`.
fn ordinal_rule(cursor: &mut Cursor<'_>) -> Result<Rule, BadWhen> {
    let start = cursor.place().start;
    let nth = match ordinal(cursor.word()) {
        Some(nth) => {
            cursor.step();
            match cursor.take(&["to", "last"]) {
                true => -nth,
                false => nth,
            }
        }
        None => {
            cursor.step();
            -1
        }
    };
    let written = start..cursor.end();
    if let (1 | -1, Some(count)) = (nth, number(cursor.word())) {
        cursor.step();
        let day = day::take(cursor).ok_or_else(|| no_kind(cursor))?;
        let edge = if nth == 1 { Edge::Start } else { Edge::End };
        let count = small(count, cursor)?;
        return Ok(Rule::Run(edge, count, day, of(cursor)?));
    }
    if cursor.word() == "of" && 0 < nth {
        let number = u32::try_from(nth).unwrap_or_default();
        let help = format!("write `{} day of the month`", written_ordinal(number));
        let message = format!("\"{}\" does not say of which days", cursor.slice(written.clone()));
        return Err(bad(written, message, help));
    }
    let day = day::take(cursor).ok_or_else(|| no_kind(cursor))?;
    let span = of(cursor)?;
    picked(nth, day, span).map_err(|problem| BadWhen { range: start..cursor.end(), ..problem })
}

/// Makes a rule for the day that is at this number in a span, if there can be
/// one.
pub(super) fn picked(nth: i16, kind: Day, span: Span) -> Result<Rule, BadWhen> {
    let most = span.most(kind);
    if most < nth.unsigned_abs() {
        let message =
            format!("there are at most {most} {} in {span}", super::show::day(kind, most));
        return Err(bad(0..0, message, "write a smaller number, or a longer span"));
    }
    Ok(Rule::Pick(nth, kind, span))
}

/// Reads `of the month`.
fn of(cursor: &mut Cursor<'_>) -> Result<Span, BadWhen> {
    if !cursor.take_any(&["of", "in"]) {
        let help = "write for example `of the month`";
        return Err(match cursor.is_over() {
            true => bad(cursor.place(), "it is not said of what", help),
            false => cursor.expected("`of`", help),
        });
    }
    span::read(cursor)
}

/// Reads what follows a number: `2 business days before the end of the month`.
fn counted(cursor: &mut Cursor<'_>, count: u32) -> Result<Rule, BadWhen> {
    let place = cursor.place();
    cursor.step();
    let count = match small(count, cursor) {
        Ok(count) => count,
        Err(problem) => return Err(BadWhen { range: place, ..problem }),
    };
    let day = day::take(cursor).ok_or_else(|| no_kind(cursor))?;
    let side = match cursor.word() {
        "before" => Side::Before,
        "after" => Side::After,
        _ => {
            return Err(
                cursor.expected("`before` or `after`", "write `before the end of the month`")
            );
        }
    };
    cursor.step();
    if is_day(cursor.word()) {
        return Ok(Rule::Near(count, day, side, Anchor::On(limit::day(cursor)?)));
    }
    let at = usize::from(cursor.word() == "the");
    let edge = match (cursor.ahead(at), cursor.ahead(at + 1)) {
        ("start" | "beginning", "of") => Edge::Start,
        ("end", "of") => Edge::End,
        _ => return named(cursor, (count, day, side)),
    };
    (0..=at).for_each(|_| cursor.step());
    let span = of(cursor)?;
    let far = i16::try_from(count).unwrap_or(i16::MAX - 1);
    let rule = match (side, edge) {
        (Side::Before, Edge::End) => picked(-far - 1, day, span),
        (Side::After, Edge::Start) => picked(far + 1, day, span),
        (_, edge) if count <= FARTHEST => Ok(Rule::Beyond(edge, count, day, span)),
        _ => {
            let help = format!("write a number from 1 to {FARTHEST}");
            Err(bad(0..0, "this is too far from there", help))
        }
    };
    rule.map_err(|problem| BadWhen { range: place.start..cursor.end(), ..problem })
}

/// Reads the name of a day: `go-live`.
fn named(cursor: &mut Cursor<'_>, (count, day, side): (u16, Day, Side)) -> Result<Rule, BadWhen> {
    while cursor.take(&["the"]) {}
    let place = cursor.until(ends_name);
    match cursor.slice(place.clone()) {
        "" => {
            let help = "write `the end of the month`, a day as `2027-01-04`, or its name";
            Err(bad(place, "it is not said from which day", help))
        }
        name => Ok(Rule::Near(count, day, side, Anchor::Named(name.into()))),
    }
}

/// Tells whether a time or a limit comes next, which ends a name.
fn ends_name(cursor: &Cursor<'_>) -> bool {
    let word = cursor.word();
    limit_ends_name(cursor) || is_time(word) || (word == "at" && is_time(cursor.ahead(1)))
}

/// Returns how many days are counted, at most three years.
fn small(count: u32, cursor: &Cursor<'_>) -> Result<u16, BadWhen> {
    let small = u16::try_from(count).ok().filter(|count| (1..=1_000).contains(count));
    small.ok_or_else(|| {
        bad(cursor.place(), "no such number of days", "write a number from 1 to 1,000")
    })
}
