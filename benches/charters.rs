//! What the coverage of charters over a year costs, in milliseconds: the
//! median of some runs, for charters of several sizes.
//!
//! Run with `cargo bench -p handover-benches --bench charters`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark measures time and prints it"
)]

use std::time::Instant;

use handover::domain::schedule::{
    Arrangement, Called, Clock, Promise, Staff, Standing, Team, Window, solve,
};
use handover::text::duration::Duration;
use handover::text::hours::Hours;
use jiff::civil::date;
use jiff::tz::TimeZone;

const RUNS: usize = 15;
const ZONES: [&str; 6] = [
    "Europe/Lisbon",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "America/Santiago",
    "Australia/Lord_Howe",
];
const LANGUAGES: [&str; 5] = ["pt", "en", "de", "ja", "es"];

fn main() {
    println!("charters teams lines  milliseconds");
    for (charters, teams) in [(1, 2), (1, 6), (50, 6)] {
        let staff = staff(teams);
        let today = date(2026, 11, 2);
        let mut times: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                for _ in 0..charters {
                    std::hint::black_box(solve(std::hint::black_box(&staff), today));
                }
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let lines = solve(&staff, today).lines.len();
        let median = times.get(RUNS / 2).copied().unwrap_or_default();
        println!("{charters:8} {teams:5} {lines:5} {median:13.2}");
    }
}

/// Desks around the world that close at noon and have holidays, somebody on
/// call, and four priorities in five languages.
fn staff(teams: usize) -> Staff {
    let zones = ZONES.iter().cycle().take(teams).enumerate();
    let teams = zones.map(|(at, zone)| Team {
        name: (*zone).into(),
        standing: Standing::Own,
        location: Some((*zone).into()),
        zone: TimeZone::get(zone).unwrap(),
        languages: vec![LANGUAGES[at % 5].into(), LANGUAGES[(at + 1) % 5].into()],
        hours: Hours::parse("Mon-Fri 08:00-12:30, 13:15-18:00, Sat 09:00-13:00").unwrap(),
        holidays: (0..12).map(|month| date(2027, 1 + month, 6)).map(|day| (day, day)).collect(),
        periods: Vec::new(),
    });
    let on_call = Arrangement {
        window: Window::OutsideDeskHours,
        who: vec![Called::Team(0)],
        answers: Duration::parse("5 min"),
        priorities: vec!["P1".into()],
    };
    let promises = ["P1", "P2", "P3", "P4"].map(|priority| Promise {
        priority: priority.into(),
        respond: Duration::parse("15 min"),
        clock: Clock::AroundTheClock,
        languages: LANGUAGES.map(Into::into).to_vec(),
    });
    let zone = TimeZone::get("Europe/Lisbon").unwrap();
    Staff { zone, teams: teams.collect(), arrangements: vec![on_call], promises: promises.into() }
}
