//! What gaps are called, and that words mean what they were made from.

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::words::Length;
use super::*;
use crate::domain::schedule::staff::Staff;
use crate::domain::schedule::wall::{self, day_number};
use crate::text::hours::Hours;

fn staff(zone: &str, others: &[&str]) -> Staff {
    let team = |name: &&str| crate::domain::schedule::Team {
        name: (*name).into(),
        standing: crate::domain::schedule::Standing::Own,
        location: None,
        zone: TimeZone::get(name).unwrap(),
        languages: Vec::new(),
        hours: Hours::default(),
        holidays: Vec::new(),
        periods: Vec::new(),
    };
    let zone = TimeZone::get(zone).unwrap();
    let teams = others.iter().map(team).collect();
    Staff { zone, teams, arrangements: Vec::new(), promises: Vec::new() }
}

/// Says when someone with these hours in a zone is there.
fn say(zone: &str, parts: &[(&str, &str)], without: &[(i16, i8, i8)]) -> String {
    let others: Vec<&str> = parts.iter().map(|(zone, _)| *zone).collect();
    let staff = staff(zone, &others);
    let year = wall::year(&staff.zone, date(2026, 11, 2));
    let away: Vec<i64> = without.iter().map(|(y, m, d)| day_number(date(*y, *m, *d))).collect();
    let there = parts.iter().map(|(zone, hours)| {
        let hours = Hours::parse(hours).unwrap();
        let wall = Wall::new(&TimeZone::get(zone).unwrap(), year);
        wall.shifts(|day| if away.contains(&day) { Vec::new() } else { vec![&hours] })
    });
    let times = Times::any(there.collect::<Vec<_>>().iter());
    let gaps = Frame::new(&staff, year).describe(&times);
    assert_eq!(gaps.times(), times, "{zone} {parts:?}");
    gaps.words(Length::Full)
}

#[test]
fn says_hours_of_a_week() {
    for (hours, words) in [
        ("24x7", "at every hour (Europe/Lisbon)"),
        ("closed", ""),
        (
            "daily 18:00-08:00, Sat-Sun 00:00-24:00",
            "every day 18:00-08:00 and on weekends (Europe/Lisbon)",
        ),
        ("Sun 22:00-06:00", "every Sunday 22:00-06:00 (Europe/Lisbon)"),
        ("Mon-Fri 21:00-22:00", "every weekday 21:00-22:00 (Europe/Lisbon)"),
        (
            "Mon-Thu 18:00-08:00, Fri 16:00-24:00, Sat-Sun 00:00-24:00, Mon 00:00-08:00",
            "Monday to Thursday 18:00-08:00 and every week from Friday 16:00 to Monday 08:00 (Europe/Lisbon)",
        ),
        (
            "Mon, Wed 08:00-12:00, 13:00-17:10",
            "every Monday and Wednesday 08:00-12:00 and 13:00-17:10 (Europe/Lisbon)",
        ),
        ("Sat-Sun 00:00-24:00", "on weekends (Europe/Lisbon)"),
        ("Wed 00:00-24:00", "every Wednesday (Europe/Lisbon)"),
        (
            "Tue-Sun 00:00-24:00, Mon 00:00-10:00, 12:00-24:00",
            "every week from Monday 12:00 to Monday 10:00 (Europe/Lisbon)",
        ),
    ] {
        assert_eq!(say("Europe/Lisbon", &[("Europe/Lisbon", hours)], &[]), words, "{hours}");
    }
}

#[test]
fn says_seasons_and_days() {
    let parts = [("Europe/Lisbon", "Mon-Fri 21:00-22:00")];
    assert_eq!(
        say("UTC", &parts, &[]),
        "until 27 March and from 31 October every weekday 21:00-22:00; from 28 March to 30 October \
         every weekday 20:00-21:00 (UTC)"
    );
    let parts = [("Europe/Lisbon", "24x7")];
    assert_eq!(
        say("Europe/Lisbon", &parts, &[(2026, 12, 25), (2027, 1, 1)]),
        "at every hour, but not on 25 December and 1 January (Europe/Lisbon)"
    );
}

/// Sets of any shape come back as they were.
#[test]
fn means_what_it_was_made_from() {
    let mut state = 7_u64;
    let mut below = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % limit
    };
    let zones =
        ["Europe/Lisbon", "America/Santiago", "Australia/Lord_Howe", "America/Havana", "UTC"];
    for round in 0..60_usize {
        let staff = staff(zones[round % zones.len()], &["America/New_York"]);
        let year = wall::year(&staff.zone, date(2026, 1 + i8::try_from(below(12)).unwrap(), 3));
        let mut stretches = Vec::new();
        let mut at = year.from;
        let step = [60, 900, 3_600, 1][round % 4];
        while at < year.to {
            let length = i64::try_from(1 + below(90)).unwrap() * step;
            stretches.push(Stretch { from: at, to: (at + length).min(year.to) });
            at += length + i64::try_from(1 + below(90_000)).unwrap() / step * step;
        }
        let times = Times::new(stretches);
        let gaps = Frame::new(&staff, year).describe(&times);
        assert_eq!(gaps.times(), times, "round {round}");
    }
}
