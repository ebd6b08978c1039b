//! A year of coverage as it is computed, against one that is looked at minute
//! by minute.
//!
//! Charters are made up here; `simulator` asks for each minute of their year
//! what the clocks of all zones show, who is there, and whether each promise
//! is kept.

mod simulator;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use handover::domain::schedule::{
    Arrangement, Called, Clock, Period, Promise, Staff, Standing, Team, Window, solve,
};
use handover::text::duration::Duration;
use handover::text::hours::{Hours, Shift};

use self::simulator::{Clocks, compare};

/// Zones of both halves of the world; clocks of Lord Howe change by half an
/// hour, those of Kathmandu are a quarter off, those of Santiago change at
/// midnight.
const ZONES: [&str; 7] = [
    "Europe/Lisbon",
    "America/New_York",
    "America/Santiago",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
];
const LANGUAGES: [&str; 5] = ["pt", "en", "ja", "pt-BR", "es"];
const LOCATIONS: [&str; 3] = ["Lisbon", "Osaka", "Columbus"];
const PRIORITIES: [&str; 4] = ["P1", "P2", "P3", "P4"];
const CHARTERS: u64 = 1_000;
/// All years lie between these days, with room for other zones.
const FIRST: Date = date(2026, 6, 1);
const LAST: Date = date(2028, 9, 1);

#[test]
fn a_year_is_as_if_looked_at_minute_by_minute() {
    let clocks: Vec<Clocks> = ZONES.iter().map(|zone| Clocks::new(zone)).collect();
    let check = |seed: u64| {
        let (staff, today) = charter(&mut Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1));
        let coverage = solve(&staff, today);
        compare(&staff, today, &coverage, &clocks)
            .unwrap_or_else(|wrong| panic!("charter {seed} from {today}: {wrong}\n{staff:#?}"));
        coverage.lines.iter().for_each(|line| {
            assert_eq!(line.words.times(), line.gap, "charter {seed}: words of a gap");
        });
    };
    std::thread::scope(|scope| {
        for half in 0..2 {
            let check = &check;
            scope.spawn(move || (0..CHARTERS).filter(|seed| seed % 2 == half).for_each(check));
        }
    });
}

/// Numbers that look as if thrown.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 20).unwrap() % limit
    }

    fn minutes(&mut self, limit: u16) -> u16 {
        u16::try_from(self.below(limit.into())).unwrap()
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn some(&mut self, words: &[&str]) -> Vec<Box<str>> {
        words.iter().filter(|_| self.below(5) < 2).map(|word| (*word).into()).collect()
    }
}

fn charter(dice: &mut Dice) -> (Staff, Date) {
    let today = FIRST + i64::try_from(30 + dice.below(400)).unwrap().days();
    let zone = TimeZone::get(dice.of(&ZONES)).unwrap();
    // At least four zones for most charters of some size.
    let first_zone = dice.below(ZONES.len());
    let count = 1 + dice.below(6);
    let teams: Vec<Team> =
        (0..count).map(|at| team(dice, ZONES[(first_zone + at) % ZONES.len()], today)).collect();
    let arrangements = (0..dice.below(4)).map(|_| arrangement(dice, count)).collect();
    let promises = (0..1 + dice.below(4)).map(|at| promise(dice, PRIORITIES[at], count)).collect();
    (Staff { zone, teams, arrangements, promises }, today)
}

fn team(dice: &mut Dice, zone: &str, today: Date) -> Team {
    let standing = match dice.below(8) {
        0 => Standing::Elsewhere,
        1 => Standing::External,
        _ => Standing::Own,
    };
    let days = |dice: &mut Dice, most: usize| {
        let first = today + i64::try_from(dice.below(380)).unwrap().days() - 7.days();
        (first, first + i64::try_from(dice.below(most)).unwrap().days())
    };
    let periods = (0..dice.below(3)).map(|_| {
        let (first, last) = days(dice, 60);
        Period { first, last, hours: hours(dice) }
    });
    let periods = periods.collect();
    Team {
        name: zone.into(),
        standing,
        location: (dice.below(4) != 0).then(|| dice.of(&LOCATIONS).into()),
        zone: TimeZone::get(zone).unwrap(),
        languages: dice.some(&LANGUAGES),
        hours: hours(dice),
        holidays: (0..dice.below(12)).map(|_| days(dice, 3)).collect(),
        periods,
    }
}

/// Hours as people have them, at quarters and at odd minutes, by day and over
/// midnight.
fn hours(dice: &mut Dice) -> Hours {
    let step = [60, 30, 15, 1][dice.below(4)];
    match dice.below(8) {
        0 => return Hours::always(),
        1 => return Hours::default(),
        _ => {}
    }
    let mut shifts = Vec::new();
    for _ in 0..=dice.below(2) {
        let from = dice.minutes(1_440 / step) * step;
        let to = from + step + dice.minutes(1_440 / step) * step;
        let (first, count) = (dice.below(7), 1 + dice.below(7));
        let days = (first..first + count).map(|day| u8::try_from(day % 7).unwrap());
        shifts.extend(days.map(|day| Shift { day, from, to: to.min(from + 1_440) }));
    }
    Hours { shifts: shifts.into() }
}

fn arrangement(dice: &mut Dice, teams: usize) -> Arrangement {
    let window = match dice.below(4) {
        0 => Window::OutsideDeskHours,
        1 => Window::OutsideOfficeHours,
        2 => Window::Holidays,
        _ => Window::Weekly(hours(dice)),
    };
    let who = (0..=dice.below(2)).map(|_| match dice.below(3) {
        0 => Called::Role("Support lead".into(), (0..dice.below(2)).collect()),
        _ => Called::Team(dice.below(teams)),
    });
    let who = who.collect();
    let answers = ["5 min", "15 min", "1 h", "1 business day"];
    Arrangement {
        window,
        who,
        answers: (dice.below(4) != 0).then(|| Duration::parse(dice.of(&answers)).unwrap()),
        priorities: if dice.below(2) == 0 { Vec::new() } else { dice.some(&["p1", "P2", "P3"]) },
    }
}

fn promise(dice: &mut Dice, priority: &str, teams: usize) -> Promise {
    let clock = match dice.below(4) {
        0 => Clock::DeskHours,
        1 => Clock::HoursOf(dice.below(teams)),
        _ => Clock::AroundTheClock,
    };
    let respond = ["10 min", "30 min", "24 h"];
    Promise {
        priority: priority.into(),
        respond: (dice.below(6) != 0).then(|| Duration::parse(dice.of(&respond)).unwrap()),
        clock,
        languages: dice.some(&LANGUAGES),
    }
}
