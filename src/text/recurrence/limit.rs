//! What stands behind a rule and its time: `from`, `until`, `except`, `on a
//! holiday`.

use std::ops::Range;

use jiff::civil::Date;

use super::ahead::{is_day, limit_begins, limit_ends_name, rule_begins};
use super::cursor::Cursor;
use super::span::month;
use super::{BadWhen, Except, MOST, OnHoliday, Rule, Span, Unit, When, bad};
use crate::text::date;

/// Reads all that limits days, up to the end of the text.
pub(super) fn read(cursor: &mut Cursor<'_>, when: &mut When) -> Result<(), BadWhen> {
    loop {
        if cursor.is_comma() {
            cursor.step();
            if cursor.is_over() {
                break;
            }
        }
        if cursor.is_over() {
            return Ok(());
        }
        one(cursor, when)?;
    }
    Err(bad(cursor.place(), "a limit is missing", "remove the comma"))
}

fn one(cursor: &mut Cursor<'_>, when: &mut When) -> Result<(), BadWhen> {
    let place = cursor.place();
    if cursor.take(&["from"]) {
        let day = day(cursor)?;
        return set(&mut when.from, day, place).and_then(|()| order(when, cursor));
    }
    if cursor.take(&["until"]) {
        let day = day(cursor)?;
        return set(&mut when.until, day, place).and_then(|()| order(when, cursor));
    }
    if cursor.take(&["except"]) {
        return except(cursor, when);
    }
    if cursor.take(&["by", "calendar"]) {
        let name = name(cursor, "name a calendar of `data/calendars.yml`")?;
        return set(&mut when.calendar, name, place);
    }
    if limit_begins(cursor, 0) {
        cursor.step();
        cursor.take(&["a"]);
        cursor.step();
        let on_holiday = on_holiday(cursor)?;
        return set(&mut when.on_holiday, on_holiday, place);
    }
    let help = match rule_begins(cursor, 0) {
        true => "all rules stand before the time; write another task for another time",
        false => "what may follow: `from`, `until`, `except`, `on a holiday`",
    };
    Err(bad(place, format!("\"{}\" is not understood here", cursor.written()), help))
}

fn set<T>(field: &mut Option<T>, value: T, place: Range<usize>) -> Result<(), BadWhen> {
    match field.replace(value) {
        Some(_) => Err(bad(place, "this is said twice", "remove one of them")),
        None => Ok(()),
    }
}

fn order(when: &When, cursor: &Cursor<'_>) -> Result<(), BadWhen> {
    let is_empty = when.from.zip(when.until).is_some_and(|(from, until)| until < from);
    let place = cursor.end().saturating_sub("2027-01-04".len())..cursor.end();
    match is_empty {
        true => Err(bad(place, "it ends before it begins", "write a later day after `until`")),
        false => Ok(()),
    }
}

/// Reads a day.
pub(super) fn day(cursor: &mut Cursor<'_>) -> Result<Date, BadWhen> {
    let day = written_day(cursor.written(), cursor.place())?;
    cursor.step();
    Ok(day)
}

/// Reads a day; a text that is none is a problem.
pub(super) fn written_day(written: &str, place: Range<usize>) -> Result<Date, BadWhen> {
    if let Some(day) = date::parse(written).filter(|_| written.contains('-')) {
        return Ok(day);
    }
    let help = "write a day as `2027-01-04`";
    match (written, date::why_not(written)) {
        ("" | ",", _) => Err(bad(place, "a day is missing", help)),
        (_, Some(why)) => Err(bad(place, why, help)),
        _ => Err(bad(place, format!("\"{written}\" is not a day"), help)),
    }
}

pub(super) fn except(cursor: &mut Cursor<'_>, when: &mut When) -> Result<(), BadWhen> {
    let mut all = std::mem::take(&mut when.except).into_vec();
    loop {
        all.push(exception(cursor)?);
        if MOST < all.len() {
            let help = "write these days as a calendar in `data/calendars.yml`";
            return Err(bad(cursor.place(), "these are too many exceptions", help));
        }
        let is_next = cursor.is_comma() && !limit_begins(cursor, 1) && !cursor.ahead(1).is_empty();
        if !is_next && !cursor.take(&["and"]) {
            break;
        }
        if cursor.is_comma() {
            cursor.step();
        }
    }
    when.except = all.into();
    Ok(())
}

fn exception(cursor: &mut Cursor<'_>) -> Result<Except, BadWhen> {
    if is_day(cursor.word()) {
        let first = day(cursor)?;
        let last = if cursor.take(&["to"]) { day(cursor)? } else { first };
        return Ok(Except::Days(first, last.max(first)));
    }
    let is_whole = |cursor: &Cursor<'_>| {
        matches!(cursor.ahead(1), "" | "," | "and") || limit_begins(cursor, 1)
    };
    while cursor.take(&["in"]) {}
    if let Some(month) = month(cursor.word()).filter(|_| is_whole(cursor)) {
        cursor.step();
        return Ok(Except::Month(month));
    }
    name(cursor, "name a day, a month or a calendar").map(Except::Calendar)
}

/// Reads the name of a calendar, up to the next limit.
fn name(cursor: &mut Cursor<'_>, help: &str) -> Result<Box<str>, BadWhen> {
    let place = cursor.until(|cursor| limit_ends_name(cursor) || cursor.word() == "and");
    match cursor.slice(place.clone()) {
        "" => Err(bad(place, "a name is missing", help)),
        name => Ok(name.into()),
    }
}

/// Reads what becomes of something on a holiday.
pub(super) fn on_holiday(cursor: &mut Cursor<'_>) -> Result<OnHoliday, BadWhen> {
    cursor.take(&["the"]);
    let forms: [(&[&str], OnHoliday); 7] = [
        (&["skip"], OnHoliday::Skip),
        (&["next", "business", "day"], OnHoliday::Next),
        (&["next", "weekday"], OnHoliday::Next),
        (&["next"], OnHoliday::Next),
        (&["previous", "business", "day"], OnHoliday::Previous),
        (&["previous", "weekday"], OnHoliday::Previous),
        (&["previous"], OnHoliday::Previous),
    ];
    for (words, on_holiday) in forms {
        if cursor.take(words) {
            return Ok(on_holiday);
        }
    }
    let help = "one of: skip, next business day, previous business day";
    Err(cursor.expected("what to do on a holiday", help))
}

/// Reports rules that need a first day and have none; `places` says where
/// each stands.
pub(super) fn check(when: &When, places: &[Range<usize>]) -> Result<(), BadWhen> {
    if when.from.is_some() {
        return Ok(());
    }
    for (rule, place) in when.rules.iter().zip(places) {
        let question = match rule {
            Rule::Every(2.., Unit::Day, _) => "which days?",
            Rule::Every(2.., Unit::Week, _) => "which weeks?",
            Rule::Every(2.., Unit::Quarter, _) => "which quarters?",
            Rule::Every(2.., Unit::Year, _) => "which years?",
            Rule::Every(2.., Unit::Month, _)
            | Rule::Pick(_, _, Span::Months(_))
            | Rule::Run(_, _, _, Span::Months(_))
            | Rule::Beyond(_, _, _, Span::Months(_)) => "which months?",
            Rule::Precise(rule) if rule.needs_start() => "from which day?",
            _ => continue,
        };
        return Err(bad(place.clone(), question, "add a first date: `, from 2027-01-04`"));
    }
    Ok(())
}
