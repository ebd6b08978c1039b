//! A month as a table of weeks. On a phone its days with tasks are a list.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Place, link};
use crate::model::routine::{Agenda, Month};
use crate::text::date::MONTHS;

/// The days of a week, short and whole.
const DAYS: [(&str, &str); 7] = [
    ("Mon", "Monday"),
    ("Tue", "Tuesday"),
    ("Wed", "Wednesday"),
    ("Thu", "Thursday"),
    ("Fri", "Friday"),
    ("Sat", "Saturday"),
    ("Sun", "Sunday"),
];

/// Writes a month without the weeks that are over; nothing if nothing is done
/// in it.
pub(super) fn write(place: Place<'_>, agenda: &Agenda<'_>, month: &Month, out: &mut String) {
    if month.days.is_empty() {
        return;
    }
    let name = usize::try_from(month.first.month() - 1).ok().and_then(|at| MONTHS.get(at));
    let (name, year) = (name.unwrap_or(&""), month.first.year());
    out.push_str(&format!(
        "<table class=\"month\">\n<caption>{name} {year}</caption>\n<thead><tr>"
    ));
    for (short, whole) in DAYS {
        out.push_str(&format!("<th scope=\"col\" abbr=\"{whole}\">{short}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let first = month.first.max(place.ctx.site.config.today);
    let before = i32::from(first.weekday().to_monday_zero_offset());
    let mut day = first.saturating_sub(before.days());
    while day <= month.first.last_of_month() {
        out.push_str("<tr>");
        for (short, _) in DAYS {
            match day.month() == month.first.month() {
                true => cell(place, agenda, (month, day, short), out),
                false => out.push_str("<td></td>"),
            }
            day = day.saturating_add(1.days());
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

fn cell(
    place: Place<'_>,
    agenda: &Agenda<'_>,
    (month, day, name): (&Month, Date, &str),
    out: &mut String,
) {
    let tasks = month.days.get(&day).map(Vec::as_slice).unwrap_or_default();
    let class = if agenda.is_frozen(day) { " class=\"off\"" } else { "" };
    // The name of the day is for phones, where the table has no head.
    let name = if tasks.is_empty() { String::new() } else { format!("<i>{name} </i>") };
    out.push_str(&format!("<td{class}><b>{name}{}</b>", day.day()));
    for at in tasks {
        if let Some(entry) = agenda.entries.get(*at) {
            out.push_str(&link(place, *at, entry));
        }
    }
    out.push_str("</td>");
}
