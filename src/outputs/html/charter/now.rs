//! The data of the bar that tells who is on duty now: hours, days off and
//! periods of each team, who is reached when others are away, and the first
//! ladder.
//!
//! A browser computes with them (`themes/default/assets/charter.js`) what
//! the solver computes here, from the same rules. It does not claim to know
//! more than the calendars: their last year is the end of what it knows.

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

/// Returns the last day on which days off are known: the end of the last year
/// of the calendar that ends first; without any calendar, a year from now.
fn known(roster: &Roster) -> Date {
    let ends =
        roster.answering().filter_map(|team| team.holidays.iter().map(|(_, last)| *last).max());
    let end = ends.min().map(|last| date(last.year(), 12, 31));
    end.unwrap_or_else(|| roster.today.saturating_add(1.year()))
}

fn team(team: &Team, is_shown: bool, (first, last): (Date, Date)) -> Value {
    let yesterday = first.saturating_sub(2.days());
    let is_near = |from: Date, to: Date| yesterday <= to && from <= last;
    let off = team.holidays.iter().filter(|(from, to)| is_near(*from, *to)).take(MOST);
    let off: Vec<Value> = off.map(|(from, to)| days(*from, *to)).collect();
    let periods = team.periods.iter().filter(|own| is_near(own.first, own.last)).take(MOST);
    let periods =
        periods.map(|own| json!([own.first.to_string(), own.last.to_string(), week(&own.hours)]));
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
            let days = times.map(days_of).unwrap_or_default();
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

/// Writes stretches as days of UTC, each with its minutes.
fn days_of(times: &Times) -> Vec<Value> {
    let mut days = Vec::new();
    for stretch in times.stretches().iter().take(MOST) {
        let mut from = stretch.from;
        while from < stretch.to && days.len() < 4 * MOST {
            let midnight = from.div_euclid(DAY) * DAY;
            let to = stretch.to.min(midnight + DAY);
            let day = Timestamp::from_second(midnight)
                .ok()
                .map(|at| TimeZone::UTC.to_datetime(at).date());
            let minutes = [from, to].map(|at| (at - midnight) / 60);
            let hours = json!([["0123456", minutes[0], minutes[1]]]);
            days.extend(day.map(|day| json!([day.to_string(), day.to_string(), hours])));
            from = to;
        }
    }
    days
}

/// Writes the first and the last of some days.
fn days(first: Date, last: Date) -> Value {
    match first == last {
        true => json!([first.to_string()]),
        false => json!([first.to_string(), last.to_string()]),
    }
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
            ["1969-12-31", "1969-12-31", [["0123456", 1_380, 1_440]]],
            ["1970-01-01", "1970-01-01", [["0123456", 0, 1_440]]],
            ["1970-01-02", "1970-01-02", [["0123456", 0, 120]]],
        ]);
        assert_eq!(json!(days_of(&times)), expected);
        assert!(days_of(&Times::default()).is_empty());
    }
}
