//! The hours of teams as a table: what the picture shows, for readers who do
//! not see it, with days off and days of other hours.

use jiff::civil::Date;

use super::{spoken, zone_name};
use crate::domain::schedule::Team;
use crate::domain::schedule::ordinary::seen_from;
use crate::model::charter::Roster;
use crate::text::date::format_day;
use crate::text::html::escape_into;

/// So many days off and periods are named.
const FEW: usize = 3;

/// Writes the table, folded.
pub(super) fn write(roster: &Roster, out: &mut String) {
    let columns = columns(roster);
    out.push_str("<details class=\"hours\"><summary>The same as a table</summary>\n");
    out.push_str("<table class=\"stack\"><thead><tr><th scope=\"col\">Team</th>");
    for (name, _) in &columns {
        out.push_str("<th scope=\"col\">");
        escape_into(out, name);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (at, team) in roster.answering().enumerate() {
        out.push_str("<tr><th scope=\"row\">");
        escape_into(out, &team.name);
        out.push_str("</th>");
        for (name, cells) in &columns {
            out.push_str("<td data-h=\"");
            escape_into(out, name);
            out.push_str("\">");
            escape_into(out, cells.get(at).map(String::as_str).unwrap_or_default());
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></details>\n");
}

/// Returns the columns that say anything.
fn columns(roster: &Roster) -> Vec<(String, Vec<String>)> {
    let zone = &roster.staff.zone;
    let each = |of: &dyn Fn(&Team) -> String| roster.answering().map(of).collect::<Vec<_>>();
    let seen = |team: &Team| seen_from(&team.hours, &team.zone, zone, roster.today).to_string();
    let own = |team: &Team| format!("{} {}", team.hours, zone_name(&team.zone));
    let columns = [
        ("Languages".into(), each(&spoken)),
        ("Own clock".into(), each(&own)),
        (zone_name(zone), each(&seen)),
        ("Days off".into(), each(&|team| days_off(team, roster.today))),
        ("Other hours".into(), each(&|team| periods(team, roster.today))),
    ];
    columns.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// Says which days off come next.
fn days_off(team: &Team, today: Date) -> String {
    let next = team.holidays.iter().filter(|(_, last)| today <= *last);
    shortened(next.map(|(first, last)| days(*first, *last)).collect(), "; ")
}

/// Says when a team has other hours, and which.
fn periods(team: &Team, today: Date) -> String {
    let mut found: Vec<(Date, Date, String)> = Vec::new();
    for period in team.periods.iter().filter(|period| today <= period.last) {
        let hours = period.hours.to_string();
        match found.last_mut() {
            Some((_, last, own)) if *own == hours && last.tomorrow().ok() == Some(period.first) => {
                *last = period.last;
            }
            _ => found.push((period.first, period.last, hours)),
        }
    }
    let say =
        |(first, last, hours): (Date, Date, String)| format!("{}: {hours}", days(first, last));
    shortened(found.into_iter().map(say).collect(), "; ")
}

fn days(first: Date, last: Date) -> String {
    match first == last {
        true => format_day(first),
        false => format!("{} to {}", format_day(first), format_day(last)),
    }
}

fn shortened(mut words: Vec<String>, joint: &str) -> String {
    let left = words.len().saturating_sub(FEW);
    words.truncate(FEW);
    if 0 < left {
        words.push(format!("and {left} more"));
    }
    words.join(joint)
}
