//! The data of the bar that tells who is on duty now: hours, days off and
//! periods of each team, who is reached when others are away, and the first
//! ladder.
//!
//! A browser computes with them (`themes/default/assets/charter.js`) what
//! the solver computes here, from the same rules. It does not claim to know
//! more than the solver, which looks a year ahead, or than the calendars.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};

use super::spoken;
use crate::domain::schedule::times::Times;
use crate::domain::schedule::{Arrangement, Called, Team, Window};
use crate::model::charter::Roster;
use crate::text::hours::Hours;

/// At most so many days off, and so many periods, of a team are written.
const MOST: usize = 400;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// Somebody who is called, with the words that say how.
pub(in crate::outputs::html) struct Line {
    pub who: String,
    pub words: String,
}

/// Writes the data of the bar; `ladder` says who is called next.
pub(in crate::outputs::html) fn data(roster: &Roster, ladder: &[Line]) -> String {
    let staff = &roster.staff;
    let known = known(roster);
    let teams = staff.teams.iter().enumerate();
    let teams = teams.map(|(at, own)| {
        let is_shown = roster.coverage.answering.contains(&at);
        team(own, is_shown, (roster.today, known))
    });
    let away = staff.arrangements.iter().enumerate();
    let away = away.map(|(at, own)| {
        let words = roster.reached.get(at).map(String::as_str).unwrap_or_default();
        arrangement(roster, (at, own), words)
    });
    let ladder = ladder.iter().map(|line| json!([line.who, line.words]));
    let data = json!({
        "built": roster.today.to_string(),
        "known": known.to_string(),
        "teams": teams.collect::<Vec<_>>(),
        "away": away.collect::<Vec<_>>(),
        "ladder": ladder.collect::<Vec<_>>(),
    });
    data.to_string()
}

/// Returns the last day on which days off and special periods are known: a
/// year from now, or the end of the last year of a calendar that ends before.
fn known(roster: &Roster) -> Date {
    let ends =
        roster.answering().filter_map(|team| team.holidays.iter().map(|(_, last)| *last).max());
    let ends = ends.map(|last| date(last.year(), 12, 31));
    ends.chain([roster.today.saturating_add(1.year())]).min().unwrap_or(roster.today)
}

/// Tells whether a team would be there on some of these days: else they need
/// not be said.
fn is_work(team: &Team, (first, last): (Date, Date)) -> bool {
    let weekday = |day: Date| u8::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    let hours = team.periods.iter().map(|own| &own.hours).chain([&team.hours]);
    let works: BTreeSet<u8> = hours.flat_map(|own| own.shifts.iter().map(|own| own.day)).collect();
    first != last || works.contains(&weekday(first))
}

fn team(team: &Team, is_shown: bool, (first, last): (Date, Date)) -> Value {
    let yesterday = first.saturating_sub(2.days());
    let is_near = |from: Date, to: Date| yesterday <= to && from <= last;
    let off = team.holidays.iter().filter(|own| is_near(own.0, own.1) && is_work(team, **own));
    let off = off.take(MOST);
    let days = |from: &Date, to: &Date| match from == to {
        true => json!([count(first, *from)]),
        false => json!([count(first, *from), count(first, *to)]),
    };
    let off: Vec<Value> = off.map(|(from, to)| days(from, to)).collect();
    let periods = team.periods.iter().filter(|own| is_near(own.first, own.last)).take(MOST);
    let periods = periods
        .map(|own| json!([count(first, own.first), count(first, own.last), week(&own.hours)]));
    let mut value = json!({ "zone": iana(&team.zone), "week": week(&team.hours) });
    let Some(map) = value.as_object_mut() else { return value };
    if is_shown {
        map.insert("name".into(), json!(team.name));
        map.insert("speaks".into(), json!(spoken(team)));
    }
    let periods: Vec<Value> = periods.collect();
    for (key, list) in [("off", off), ("periods", periods)] {
        if !list.is_empty() {
            map.insert(key.into(), json!(list));
        }
    }
    value
}

fn arrangement(roster: &Roster, (at, own): (usize, &Arrangement), words: &str) -> Value {
    let teams = &roster.staff.teams;
    let name = |called: &Called| match called {
        Called::Team(at) => teams.get(*at).map(|team| team.name.to_string()).unwrap_or_default(),
        Called::Role(name, _) => name.to_string(),
    };
    let who = own.who.iter().map(name).collect::<Vec<_>>().join(", ");
    let desks = &roster.coverage.desks;
    match &own.window {
        Window::Weekly(hours) => {
            let zone = iana(&roster.staff.zone);
            json!({ "who": who, "words": words, "zone": zone, "week": week(hours) })
        }
        Window::Holidays => {
            let times = roster.coverage.arrangements.get(at);
            let days = times.map(|times| days_of(times, roster.today)).unwrap_or_default();
            json!({ "who": who, "words": words, "zone": "UTC", "week": [], "periods": days })
        }
        Window::OutsideDeskHours => json!({ "who": who, "words": words, "unless": desks }),
        Window::OutsideOfficeHours => {
            let called = own.who.iter().flat_map(|called| match called {
                Called::Team(at) => std::slice::from_ref(at),
                Called::Role(_, teams) => teams.as_slice(),
            });
            let called: BTreeSet<&usize> = called.collect();
            match called.is_empty() {
                true => json!({ "who": who, "words": words, "unless": desks }),
                false => json!({ "who": who, "words": words, "unless": called }),
            }
        }
    }
}

/// Writes stretches as days of UTC, counted from that of the build, each with
/// its minutes.
fn days_of(times: &Times, built: Date) -> Vec<Value> {
    let mut days = Vec::new();
    for stretch in times.stretches().iter().take(MOST) {
        let mut from = stretch.from;
        while from < stretch.to && days.len() < 4 * MOST {
            let midnight = from.div_euclid(DAY) * DAY;
            let to = stretch.to.min(midnight + DAY);
            let day = Timestamp::from_second(midnight)
                .ok()
                .map(|at| count(built, TimeZone::UTC.to_datetime(at).date()));
            let minutes = [from, to].map(|at| (at - midnight) / 60);
            let hours = json!([["0123456", minutes[0], minutes[1]]]);
            days.extend(day.map(|day| json!([day, day, hours])));
            from = to;
        }
    }
    days
}

/// Counts the days from that of the build to another.
fn count(built: Date, day: Date) -> i32 {
    day.since(built).map_or(0, |span| span.get_days())
}

fn iana(zone: &jiff::tz::TimeZone) -> &str {
    zone.iana_name().unwrap_or("UTC")
}

/// Writes hours: days with the minutes at which they begin and end.
fn week(hours: &Hours) -> Value {
    let mut groups: Vec<((u16, u16), String)> = Vec::new();
    for shift in &hours.shifts {
        match groups.iter_mut().find(|(times, _)| *times == (shift.from, shift.to)) {
            Some((_, days)) => days.push_str(&shift.day.to_string()),
            None => groups.push(((shift.from, shift.to), shift.day.to_string())),
        }
    }
    groups.into_iter().map(|((from, to), days)| json!([days, from, to])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schedule::times::Stretch;

    #[test]
    fn a_stretch_is_written_day_by_day() {
        let hour = 3_600;
        let times = Times::new(vec![Stretch { from: -hour, to: DAY + 2 * hour }]);
        let expected = json!([
            [-1, -1, [["0123456", 1_380, 1_440]]],
            [0, 0, [["0123456", 0, 1_440]]],
            [1, 1, [["0123456", 0, 120]]],
        ]);
        assert_eq!(json!(days_of(&times, date(1970, 1, 1))), expected);
        assert!(days_of(&Times::default(), date(1970, 1, 1)).is_empty());
    }
}
