//! Calendars: holidays, freezes and days with a name, year by year.

use jiff::civil::Date;

use super::entry::Entry;
use crate::base::{Code, Diagnostic};
use crate::model::records::{Calendar, CalendarKind};
use crate::text::data::Node;
use crate::text::date;
use crate::text::fields::Fields;

pub(super) fn read(entry: &Entry<'_>, found: &mut Vec<Diagnostic>) -> Calendar {
    let mut problems = Vec::new();
    let mut fields = entry.fields("a calendar", found);
    let head = entry.head(&mut fields);
    let kind = match fields.choice("kind", &["holidays", "freeze", "days"]) {
        Some(kind) if kind.value == "freeze" => CalendarKind::Freeze,
        Some(kind) if kind.value == "days" => CalendarKind::Days,
        _ => CalendarKind::default(),
    };
    let (mut years, mut days) = (Vec::new(), Vec::new());
    if let Some(node) = fields.node("days") {
        read_years(entry, node, &mut problems, &mut |year, periods| {
            years.push(year);
            days.extend(periods);
        });
    }
    fields.finish(&|_| false);
    found.extend(problems);
    years.sort_unstable();
    days.sort_unstable();
    days.dedup();
    Calendar { head, kind, days: days.into(), years: years.into() }
}

fn read_years(
    entry: &Entry<'_>,
    node: &Node,
    found: &mut Vec<Diagnostic>,
    out: &mut dyn FnMut(i16, Vec<(Date, Date)>),
) {
    // A node that is no map is reported here.
    Fields::new(entry.file, "`days`", node, found).finish(&|_| true);
    for year in node.as_map().unwrap_or_default() {
        let Some(number) = year.key.text.parse().ok().filter(|year| (1900..=2999).contains(year))
        else {
            let span = entry.span(year.key.range);
            let message = format!("`{}` is no year", year.key.text);
            let problem = Diagnostic::new(Code::WRONG_TYPE, span, message);
            found.push(problem.help("write the days of each year under it: `2027: [2027-01-01]`"));
            continue;
        };
        let one = std::slice::from_ref(&year.value);
        let nodes = year.value.as_list().unwrap_or(one).iter().filter(|node| !node.is_null());
        let periods = nodes.filter_map(|node| period(entry, node, found)).collect();
        out(number, periods);
    }
}

/// Reads `2027-01-01`, or `2026-12-18 to 2027-01-05`.
fn period(entry: &Entry<'_>, node: &Node, found: &mut Vec<Diagnostic>) -> Option<(Date, Date)> {
    let Some(text) = node.as_text() else {
        found.push(no_day(entry, node, 0..0));
        return None;
    };
    let (first, last) = match text.split_once(" to ") {
        Some((first, last)) => (first, last),
        None => (text, text),
    };
    let start = text.len() - last.len();
    let first = day(entry, node, (first, 0), found);
    let last = if start == 0 { first } else { day(entry, node, (last, start), found) };
    let (first, last) = (first?, last?);
    if last < first {
        let message = "a period ends before it begins";
        let problem = Diagnostic::new(Code::NO_SUCH_DAY, entry.span(node.range), message);
        found.push(problem.help(format!("write `{last} to {first}`")));
        return None;
    }
    Some((first, last))
}

/// Reads a day that begins at a byte of the node's text.
fn day(
    entry: &Entry<'_>,
    node: &Node,
    (text, start): (&str, usize),
    found: &mut Vec<Diagnostic>,
) -> Option<Date> {
    let day = date::parse(text);
    if day.is_some() {
        return day;
    }
    let start = start + (text.len() - text.trim_start().len());
    let place = start..start + text.trim().len();
    found.push(match date::why_not(text) {
        Some(why) => Diagnostic::new(Code::NO_SUCH_DAY, entry.within(node, place), why),
        None => no_day(entry, node, place),
    });
    None
}

fn no_day(entry: &Entry<'_>, node: &Node, place: std::ops::Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::WRONG_TYPE, entry.within(node, place), "a day must be a date")
        .help("write for example `2027-01-01`, or `2026-12-18 to 2027-01-05`")
}
