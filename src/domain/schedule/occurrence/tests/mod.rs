//! Days and instants against a walker that asks of each day whether it is
//! meant, against a scan of all minutes, and against another library.

mod walker;

use jiff::civil::{Time, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use self::walker::Walker;
use super::*;
use crate::text::recurrence::{Anchor, Day, Edge, Side, Span as Length};

const ZONES: [&str; 6] = [
    "Europe/Lisbon",
    "America/New_York",
    "Australia/Sydney",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "UTC",
];

fn around() -> Around {
    let mut around = Around::zone(zone_of("Europe/Lisbon").expect("a zone"));
    let days = [date(2026, 12, 25), date(2027, 1, 1), date(2027, 4, 26), date(2027, 11, 1)];
    around.holidays = Days::of(days.iter().map(|day| (*day, *day)).collect());
    let freeze = Days::of(vec![(date(2026, 12, 18), date(2027, 1, 5))]);
    around.calendars.insert("year-end-freeze".into(), freeze);
    around.named.insert("go-live".into(), vec![(date(2027, 3, 1), date(2027, 3, 1))]);
    around
}

fn show(text: &str, first: Date, last: Date) -> String {
    let when = When::parse(text).unwrap_or_else(|bad| panic!("{text}: {bad:?}"));
    let all = occurrences(&when, (first, last), &around());
    let one = |own: &Occurrence| match (own.start, own.end) {
        (None, _) => own.day.strftime("%m-%d").to_string(),
        (Some(start), None) => start.strftime("%m-%dT%H:%M").to_string(),
        (Some(start), Some(end)) => {
            format!("{}/{}", start.strftime("%m-%dT%H:%M"), end.strftime("%dT%H:%M"))
        }
    };
    all.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn counts_days() {
    let year = (date(2027, 1, 1), date(2027, 12, 31));
    for (text, (first, last), expected) in [
        ("first business day of the month", (year.0, date(2027, 3, 31)), "01-04 02-01 03-01"),
        ("last business day of the month", (date(2026, 12, 1), date(2027, 1, 31)), "12-31 01-29"),
        ("2 business days before the end of the month", (year.0, date(2027, 2, 28)), "01-27 02-24"),
        ("31st day of the month", (year.0, date(2027, 4, 30)), "01-31 02-28 03-31 04-30"),
        ("fifth Friday of the month", (year.0, date(2027, 7, 31)), "01-29 04-30 07-30"),
        ("last Friday of the quarter", year, "03-26 06-25 09-24 12-31"),
        ("second to last day of the half-year", year, "06-29 12-30"),
        ("first Monday of March", year, "03-01"),
        ("third day of the week", (year.0, date(2027, 1, 20)), "01-06 01-13 01-20"),
        (
            "first Saturday of every 6 months, from 2027-03-06",
            (year.0, date(2028, 3, 31)),
            "03-06 09-04 03-04",
        ),
        (
            "every 2 weeks on Friday, from 2027-01-08",
            (year.0, date(2027, 2, 10)),
            "01-08 01-22 02-05",
        ),
        ("every 3 months, from 2027-01-31", year, "01-31 04-30 07-31 10-31"),
        ("quarterly", year, "01-01 04-01 07-01 10-01"),
        ("every 10 days, from 2027-01-05", (year.0, date(2027, 2, 1)), "01-05 01-15 01-25"),
        ("last 2 business days of the month", (year.0, date(2027, 1, 31)), "01-28 01-29"),
        ("first 2 business days of the month", (year.0, date(2027, 1, 31)), "01-04 01-05"),
        ("3 business days before the start of the month", (year.0, date(2027, 1, 31)), "01-27"),
        ("1 day after the end of the year", year, "01-01"),
        ("5 business days before go-live", year, "02-22"),
        ("2027-03-30 to 2027-04-02", year, "03-30 03-31 04-01 04-02"),
        (
            "every Monday, except year-end-freeze, February",
            (year.0, date(2027, 3, 7)),
            "01-11 01-18 01-25 03-01",
        ),
        (
            "26th day of the month, on a holiday next business day",
            (date(2027, 4, 1), date(2027, 5, 30)),
            "04-27 05-26",
        ),
        (
            "first day of the month, on a holiday previous business day",
            (date(2026, 12, 1), date(2027, 2, 2)),
            "12-01 12-31 02-01",
        ),
        ("every Monday, on a holiday skip", (date(2027, 4, 20), date(2027, 5, 4)), "05-03"),
        (
            "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            (year.0, date(2027, 2, 28)),
            "01-29 02-26",
        ),
        ("RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3, from 2027-01-01", year, "01-01 01-03 01-05"),
        ("on demand", year, ""),
        ("after each release", year, ""),
    ] {
        assert_eq!(show(text, first, last), expected, "{text}");
    }
}

#[test]
fn times_follow_the_clocks() {
    for (text, first, last, expected) in [
        // Clocks in Lisbon go forward at 01:00 on 28 March 2027.
        (
            "every day 01:30",
            date(2027, 3, 27),
            date(2027, 3, 29),
            "03-27T01:30 03-28T01:30 03-29T00:30",
        ),
        // And back at 02:00 on 31 October: 01:30 exists twice.
        (
            "every day 01:30",
            date(2027, 10, 30),
            date(2027, 11, 1),
            "10-30T00:30 10-31T00:30 11-01T01:30",
        ),
        (
            "every Friday 22:00-06:00 UTC",
            date(2027, 1, 1),
            date(2027, 1, 2),
            "01-01T22:00/02T06:00",
        ),
        ("every day 24:00 UTC", date(2027, 1, 1), date(2027, 1, 1), "01-02T00:00"),
        (
            "every 4 hours 06:00-18:00 UTC",
            date(2027, 1, 1),
            date(2027, 1, 1),
            "01-01T06:00 01-01T10:00 01-01T14:00 01-01T18:00",
        ),
        (
            "every 8 hours on Saturday",
            date(2027, 1, 1),
            date(2027, 1, 3),
            "01-02T00:00 01-02T08:00 01-02T16:00",
        ),
    ] {
        assert_eq!(show(text, first, last), expected, "{text}");
    }
}

#[test]
fn the_next_ones_are_found_far_away_too() {
    let next = |text: &str, count: usize| {
        let when = When::parse(text).expect("words");
        let all = next(&when, date(2027, 1, 1), count, &around());
        all.iter().map(|own| own.day.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(next("every Monday", 2), "2027-01-04 2027-01-11");
    assert_eq!(next("29th day of February", 2), "2027-02-28 2028-02-29");
    assert_eq!(next("every 5 years, from 2030-05-01", 2), "2030-05-01 2035-05-01");
    assert_eq!(next("2026-01-01", 2), "");
}

#[test]
fn work_is_bounded() {
    let zone = Around::zone(TimeZone::UTC);
    for text in [
        "every minute",
        "100 business days before the start of the week",
        "every 1000 days, from 0001-01-01",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=1000, from 0001-01-01",
        "first Monday of every 120 months, from 9999-01-01",
    ] {
        let when = When::parse(text).expect("words");
        for first in [Date::MIN, date(2027, 1, 1), Date::MAX] {
            let all = occurrences(&when, (first, Date::MAX), &zone);
            assert!(all.len() <= MOST, "{text}");
        }
    }
}

fn a_kind() -> impl Strategy<Value = Day> {
    prop_oneof![Just(Day::Any), Just(Day::Weekday), Just(Day::Business), (0u8..7).prop_map(Day::Of)]
}

fn a_length() -> impl Strategy<Value = Length> {
    prop_oneof![
        Just(Length::Week),
        Just(Length::Month),
        Just(Length::Quarter),
        Just(Length::HalfYear),
        Just(Length::Year),
        (2u16..20).prop_map(Length::Months),
        (1u8..=12).prop_map(Length::Named),
    ]
}

fn a_rule() -> impl Strategy<Value = Rule> {
    let edge = prop_oneof![Just(Edge::Start), Just(Edge::End)].boxed();
    let side = prop_oneof![Just(Side::Before), Just(Side::After)];
    let nth = prop_oneof![-40i16..0, 1i16..=40];
    let days = proptest::collection::vec((0u8..7).prop_map(Day::Of), 1..4);
    let months = Just(Rule::Every(1, Unit::Month, Box::default()));
    prop_oneof![
        days.clone().prop_map(|days| Rule::Days(days.into())),
        (nth, a_kind(), a_length()).prop_map(|(n, day, span)| Rule::Pick(n, day, span)),
        (edge.clone(), 1u16..9, a_kind(), a_length())
            .prop_map(|(e, n, d, s)| Rule::Run(e, n, d, s)),
        (edge, 1u16..30, a_kind(), a_length()).prop_map(|(e, n, d, s)| Rule::Beyond(e, n, d, s)),
        (1u16..40, a_kind(), side, 0i32..700).prop_map(|(n, d, s, at)| Rule::Near(
            n,
            d,
            s,
            Anchor::On(later(date(2027, 1, 1), at))
        )),
        (1u32..9, days).prop_map(|(n, days)| Rule::Every(n, Unit::Week, days.into())),
        prop_oneof![
            months,
            (2u32..14).prop_map(|n| Rule::Every(n, Unit::Month, Box::default())),
            (2u32..90).prop_map(|n| Rule::Every(n, Unit::Day, Box::default())),
        ],
    ]
}

fn holidays() -> impl Strategy<Value = Days> {
    let day = (0i32..1_000, 0i32..12);
    proptest::collection::vec(day, 0..30).prop_map(|days| {
        let range = |(at, more): (i32, i32)| {
            let first = later(date(2026, 6, 1), at);
            (first, later(first, more))
        };
        Days::of(days.into_iter().map(range).collect())
    })
}

/// The instant at which a clock on the wall first shows a time, found by
/// looking at every minute.
fn scanned(day: Date, at: u16, zone: &TimeZone) -> Timestamp {
    let wall = day.to_datetime(Time::midnight()) + Span::new().minutes(i64::from(at));
    let middle = wall.to_zoned(TimeZone::UTC).expect("an instant").timestamp();
    let minute = |n: i64| middle + jiff::SignedDuration::from_mins(n);
    let mut before = zone.to_datetime(minute(-15 * 60 - 1));
    for n in -15 * 60..15 * 60 {
        let shown = zone.to_datetime(minute(n));
        if shown == wall {
            return minute(n);
        }
        if before < wall && wall < shown {
            // It is left out: by as much later as clocks go forward.
            let since = before.until(wall).expect("time").total(jiff::Unit::Minute).expect("min");
            #[expect(clippy::cast_possible_truncation, reason = "less than a day")]
            return minute(n - 1 + since as i64);
        }
        before = shown;
    }
    panic!("no {wall}");
}

/// What `rrule` says of the same rule.
fn of_library(text: &str, start: &str, zone: &str, until: Timestamp) -> Vec<Timestamp> {
    let text = format!("DTSTART;TZID={zone}:{start}\n{text}");
    let set: rrule::RRuleSet = text.parse().unwrap_or_else(|bad| panic!("{text}: {bad}"));
    let all = set.all(600).dates.into_iter();
    // It goes on beyond the years that we have.
    let instants = all.filter_map(|date| Timestamp::from_second(date.timestamp()).ok());
    instants.filter(|at| *at < until).collect()
}

fn a_precise_rule() -> impl Strategy<Value = String> {
    let days = proptest::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 1..4);
    let days = days.prop_map(|days| days.join(",")).boxed();
    let nth = prop_oneof![-4i8..0, 1i8..=5];
    let nth = (nth, days.clone()).prop_map(|(nth, days)| format!("{nth}{}", &days[..2]));
    let positions =
        prop_oneof![Just(""), Just(";BYSETPOS=1"), Just(";BYSETPOS=-1"), Just(";BYSETPOS=2,-2")];
    let interval = 1u8..5;
    let months = prop_oneof![Just(""), Just(";BYMONTH=1,4,10"), Just(";BYMONTH=3")].boxed();
    let count = prop_oneof![Just(""), Just(";COUNT=7")].boxed();
    prop_oneof![
        (interval.clone(), months.clone(), count.clone())
            .prop_map(|(n, months, count)| format!("RRULE:FREQ=DAILY;INTERVAL={n}{months}{count}")),
        (interval.clone(), days.clone(), count.clone())
            .prop_map(|(n, days, c)| format!("RRULE:FREQ=WEEKLY;INTERVAL={n};BYDAY={days}{c}")),
        (interval.clone(), nth.clone(), count.clone()).prop_map(|(n, nth, count)| format!(
            "RRULE:FREQ=MONTHLY;INTERVAL={n};BYDAY={nth}{count}"
        )),
        (interval.clone(), days.clone(), positions)
            .prop_map(|(n, d, p)| format!("RRULE:FREQ=MONTHLY;INTERVAL={n};BYDAY={d}{p}")),
        (interval, prop_oneof![Just("15"), Just("31"), Just("-1"), Just("1,10,-3")], months)
            .prop_map(|(n, d, m)| format!("RRULE:FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={d}{m}")),
        (1u8..3, nth, 1u8..=12).prop_map(|(n, nth, m)| format!(
            "RRULE:FREQ=YEARLY;INTERVAL={n};BYMONTH={m};BYDAY={nth}"
        )),
        (days, 1u8..3)
            .prop_map(|(d, n)| format!("RRULE:FREQ=YEARLY;INTERVAL={n};BYDAY={}", &d[..2])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn days_are_those_a_walker_finds(rule in a_rule(), from in 0i32..400, holidays in holidays()) {
        let from = later(date(2026, 6, 1), from);
        let mut around = Around::zone(TimeZone::UTC);
        around.holidays = holidays.clone();
        let when = When { from: Some(from), ..When::of_rules(vec![rule.clone()]) };
        let (first, last) = (date(2026, 9, 1), date(2028, 9, 1));
        let found: Vec<Date> =
            occurrences(&when, (first, last), &around).iter().map(|own| own.day).collect();
        let walker = Walker { from, holidays };
        let mut day = first.max(from);
        let mut expected = Vec::new();
        while day <= last {
            expected.extend(walker.is_due(&rule, day).then_some(day));
            day = later(day, 1);
        }
        prop_assert_eq!(found, expected, "{}", when);
    }

    #[test]
    fn instants_are_those_a_scan_finds(day in 0i32..2_000, at in 0u16..=1_440, zone in 0usize..6) {
        let zone = zone_of(ZONES[zone]).expect("a zone");
        let day = later(date(2024, 1, 1), day);
        prop_assert_eq!(instant(day, at, &zone), Some(scanned(day, at, &zone)));
    }

    #[test]
    fn precise_rules_are_those_of_another_library(
        text in a_precise_rule(), day in 0i32..700, hour in 4u8..24, zone in 0usize..6,
    ) {
        let from = later(date(2026, 1, 1), day);
        let zone = ZONES[zone];
        let when = When::parse(&format!("{text} {hour:02}:30 {zone}, from {from}")).expect("a rule");
        let last = date(2029, 1, 1);
        let found = occurrences(&when, (from, last), &Around::zone(TimeZone::UTC));
        let found: Vec<Timestamp> = found.iter().filter_map(|own| own.start).take(500).collect();
        let until = instant(later(last, 1), 0, &zone_of(zone).expect("a zone")).expect("an instant");
        let start = format!("{}T{hour:02}3000", from.strftime("%Y%m%d"));
        let mut expected = of_library(&text, &start, zone, until);
        expected.truncate(500);
        prop_assert_eq!(found, expected, "{}", when);
    }
}

#[test]
fn clocks_that_change_are_scanned() {
    for (zone, day) in [
        ("Europe/Lisbon", date(2027, 3, 28)),
        ("Europe/Lisbon", date(2027, 10, 31)),
        ("America/New_York", date(2027, 3, 14)),
        ("Australia/Sydney", date(2027, 10, 3)),
        ("Australia/Lord_Howe", date(2027, 4, 4)),
    ] {
        let zone = zone_of(zone).expect("a zone");
        for at in (0..300).step_by(5) {
            assert_eq!(instant(day, at, &zone), Some(scanned(day, at, &zone)), "{day} {at}");
        }
    }
}
