//! Looks at a year minute by minute. It shares the values of a charter with
//! the program and nothing else.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use handover::domain::schedule::coverage::Who;
use handover::domain::schedule::{Called, Clock, Coverage, Promise, Staff, Standing, Window};
use handover::text::duration::Duration;
use handover::text::hours::Hours;

use super::{FIRST, LAST};

/// Minutes of a day.
const DAY: usize = 1_440;

/// What the clocks of a zone show at each minute.
pub struct Clocks {
    zone: &'static str,
    /// Minutes that clocks show, from midnight of [`FIRST`], minute by minute
    /// from midnight of that day in UTC.
    shown: Vec<i32>,
}

/// Minutes by which the tables of what clocks show begin before [`FIRST`].
const BEFORE: i32 = 2 * 1_440;

impl Clocks {
    pub fn new(zone: &'static str) -> Clocks {
        let known = TimeZone::get(zone).unwrap();
        let midnight = FIRST.at(0, 0, 0, 0);
        let begin = midnight.to_zoned(TimeZone::UTC).unwrap().timestamp().as_second();
        let end = LAST.at(0, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp().as_second();
        let shown = (begin..end).step_by(60).map(|second| {
            let clock = known.to_datetime(Timestamp::from_second(second).unwrap());
            let days = (FIRST.until(clock.date()).unwrap()).get_days();
            days * 1_440 + i32::from(clock.hour()) * 60 + i32::from(clock.minute())
        });
        Clocks { zone, shown: shown.collect() }
    }
}

/// A place for each minute that clocks can show, with a bit for each team
/// that is there then.
type Shown = Vec<u16>;

/// Looks at every minute of the year.
pub fn compare(
    staff: &Staff,
    today: Date,
    coverage: &Coverage,
    clocks: &[Clocks],
) -> Result<(), String> {
    let begin = first_minute(staff, today);
    let end = first_minute(staff, today + 1.year());
    let rules = Rules::new(staff);
    let zones = presence(staff, clocks, &rules.desks);
    let mut present: Vec<u16> = vec![0; end - begin];
    for (own, shown) in &zones {
        for (bits, clock) in present.iter_mut().zip(&own.shown[begin..end]) {
            *bits |= shown[usize::try_from(clock + BEFORE).unwrap()];
        }
    }
    let ever = present.iter().fold(0, |all, bits| all | bits);
    let expected: Vec<u128> =
        (0..=u16::MAX >> 6).map(|bits| rules.kept(bits, ever, coverage)).collect();
    let mut changes = changes(coverage, begin)?;
    changes.sort_unstable();
    let mut changes = changes.into_iter().peekable();
    let mut computed = 0_u128;
    for (minute, bits) in present.iter().enumerate() {
        while let Some((_, bit)) = changes.next_if(|(at, _)| *at == minute) {
            computed ^= 1 << bit;
        }
        if computed != expected[usize::from(*bits)] {
            let at = Timestamp::from_second(second(begin + minute)).unwrap();
            let wrong = computed ^ expected[usize::from(*bits)];
            return Err(format!("at {at}: bits {wrong:b}, present {bits:b}"));
        }
    }
    duty(coverage, &rules, &present, (begin, begin * 7_919 % present.len()))
}

/// Returns the minute a day begins, from midnight of [`FIRST`] in UTC.
fn first_minute(staff: &Staff, day: Date) -> usize {
    let zone = TimeZone::get(staff.zone.iana_name().unwrap()).unwrap();
    let instant = day.to_zoned(zone).unwrap().timestamp();
    let first = FIRST.to_zoned(TimeZone::UTC).unwrap().timestamp();
    usize::try_from((instant.as_second() - first.as_second()) / 60).unwrap()
}

fn second(minute: usize) -> i64 {
    let first = FIRST.to_zoned(TimeZone::UTC).unwrap().timestamp().as_second();
    first + 60 * i64::try_from(minute).unwrap()
}

/// Marks for each zone at which minutes of its clocks teams are there; after
/// the bits of six teams come those of three arrangements with hours.
fn presence<'a>(staff: &Staff, clocks: &'a [Clocks], desks: &[usize]) -> Vec<(&'a Clocks, Shown)> {
    let days = usize::try_from(FIRST.until(LAST).unwrap().get_days()).unwrap() + 4;
    let mut zones: Vec<(&Clocks, Shown)> = Vec::new();
    let mut of = |zone: &TimeZone, bit: u16, hours: &dyn Fn(Date) -> Vec<Hours>| {
        let name = zone.iana_name().unwrap();
        let at = zones.iter().position(|(own, _)| own.zone == name).unwrap_or_else(|| {
            let own = clocks.iter().find(|own| own.zone == name).unwrap();
            zones.push((own, vec![0; (days + 2) * DAY]));
            zones.len() - 1
        });
        let mut day = FIRST - 2.days();
        for number in 0..days {
            let weekday = u8::try_from(day.weekday().to_monday_zero_offset()).unwrap();
            for shift in hours(day).iter().flat_map(|own| own.shifts.iter()) {
                if shift.day == weekday {
                    let range = number * DAY + usize::from(shift.from)
                        ..number * DAY + usize::from(shift.to);
                    zones[at].1[range].iter_mut().for_each(|bits| *bits |= 1 << bit);
                }
            }
            day = day.tomorrow().unwrap();
        }
    };
    for (bit, team) in (0..).zip(&staff.teams) {
        of(&team.zone, bit, &|day| {
            if team.holidays.iter().any(|(first, last)| *first <= day && day <= *last) {
                return Vec::new();
            }
            let special = team.periods.iter().filter(|own| own.first <= day && day <= own.last);
            let special: Vec<Hours> = special.map(|own| own.hours.clone()).collect();
            if special.is_empty() { vec![team.hours.clone()] } else { special }
        });
    }
    for (bit, arrangement) in (6..).zip(&staff.arrangements) {
        match &arrangement.window {
            Window::Weekly(hours) => of(&staff.zone, bit, &|_| vec![hours.clone()]),
            // A day off is a whole day where the desk is.
            Window::Holidays => {
                for team in desks.iter().map(|at| &staff.teams[*at]) {
                    of(&team.zone, bit, &|day| {
                        let is_off =
                            team.holidays.iter().any(|(first, last)| *first <= day && day <= *last);
                        if is_off { vec![Hours::parse("24x7").unwrap()] } else { Vec::new() }
                    });
                }
            }
            Window::OutsideDeskHours | Window::OutsideOfficeHours => {}
        }
    }
    zones
}

/// What a charter says, asked minute by minute.
struct Rules<'a> {
    staff: &'a Staff,
    answering: Vec<usize>,
    desks: Vec<usize>,
}

impl Rules<'_> {
    fn new(staff: &Staff) -> Rules<'_> {
        let of = |standing| -> Vec<usize> {
            (0..staff.teams.len()).filter(|at| staff.teams[*at].standing == standing).collect()
        };
        let mut answering = of(Standing::Own);
        if answering.is_empty() {
            answering = of(Standing::External);
        }
        let watches = |team: &usize| {
            let named = Called::Team(*team);
            let is_called = staff.arrangements.iter().any(|own| own.who.contains(&named));
            let mut week = [false; 9 * DAY];
            for shift in &staff.teams[*team].hours.shifts {
                let begin = usize::from(shift.day) * DAY;
                week[begin + usize::from(shift.from)..begin + usize::from(shift.to)].fill(true);
            }
            is_called && 84 * 60 < week.iter().filter(|minute| **minute).count()
        };
        let mut desks: Vec<usize> = answering.iter().copied().filter(|at| !watches(at)).collect();
        if desks.is_empty() {
            desks.clone_from(&answering);
        }
        Rules { staff, answering, desks }
    }

    /// Returns a bit for everything that is computed of each line, when those
    /// of `bits` are there: promised, covered, a gap, covered by each place.
    fn kept(&self, bits: u16, ever: u16, coverage: &Coverage) -> u128 {
        let mut all = 0;
        let mut bit = 0;
        let mut add = |is_so: bool| {
            all |= u128::from(is_so) << bit;
            bit += 1;
        };
        for promise in &self.staff.promises {
            let mut languages: Vec<Option<&str>> =
                promise.languages.iter().map(|own| Some(&**own)).collect();
            if languages.is_empty() {
                languages.push(None);
            }
            for language in languages {
                let must = self.promised(promise, language, bits, ever);
                let who = self.who(promise, language, bits);
                add(must);
                add(!who.is_empty());
                add(must && who.is_empty());
                for place in &coverage.locations {
                    add(who.iter().any(|team| {
                        team.is_some_and(|team| {
                            self.staff.teams[team].location.as_ref() == Some(place)
                        })
                    }));
                }
            }
        }
        all
    }

    fn speaks(&self, team: usize, language: Option<&str>) -> bool {
        let own = &self.staff.teams[team].languages;
        let Some(language) = language else { return true };
        own.is_empty()
            || own.iter().any(|own| **own == *language || own.starts_with(&format!("{language}-")))
    }

    fn promised(&self, promise: &Promise, language: Option<&str>, bits: u16, ever: u16) -> bool {
        let is_there = |team: &usize| bits & (1 << team) != 0;
        match promise.clock {
            Clock::AroundTheClock => true,
            Clock::HoursOf(team) => is_there(&team),
            Clock::DeskHours => {
                let speaking = self.desks.iter().filter(|team| self.speaks(**team, language));
                let speaking: Vec<usize> =
                    speaking.copied().filter(|team| ever & (1 << team) != 0).collect();
                if speaking.is_empty() { &self.desks } else { &speaking }.iter().any(is_there)
            }
        }
    }

    /// Lists the teams whose people keep a promise; `None` is somebody of no
    /// team.
    fn who(&self, promise: &Promise, language: Option<&str>, bits: u16) -> Vec<Option<usize>> {
        let is_there = |team: usize| bits & (1 << team) != 0;
        let mut who: Vec<Option<usize>> =
            self.desks.iter().copied().filter(|team| is_there(*team)).map(Some).collect();
        for (at, own) in self.staff.arrangements.iter().enumerate() {
            let is_for = own.priorities.is_empty()
                || own.priorities.iter().any(|own| own.to_uppercase() == *promise.priority);
            let is_fast = match (own.answers, promise.respond) {
                (Some(answers), Some(respond)) => minutes(answers) <= minutes(respond),
                _ => true,
            };
            if !is_for || !is_fast {
                continue;
            }
            let holds = self.holds(at, bits);
            for called in &own.who {
                match called {
                    Called::Role(_, teams) if teams.is_empty() => who.extend(holds.then_some(None)),
                    Called::Role(_, teams) => {
                        who.extend(teams.iter().filter(|_| holds).copied().map(Some));
                    }
                    Called::Team(team) => {
                        let is_on_watch = self.answering.contains(team) && is_there(*team);
                        who.extend((holds || is_on_watch).then_some(Some(*team)));
                    }
                }
            }
        }
        who.retain(|team| team.is_none_or(|team| self.speaks(team, language)));
        who
    }

    fn holds(&self, arrangement: usize, bits: u16) -> bool {
        let is_there = |team: &usize| bits & (1 << team) != 0;
        let own = &self.staff.arrangements[arrangement];
        match own.window {
            Window::Weekly(_) | Window::Holidays => bits & (1 << (6 + arrangement)) != 0,
            Window::OutsideDeskHours => !self.desks.iter().any(is_there),
            Window::OutsideOfficeHours => {
                let teams: Vec<usize> = (own.who.iter())
                    .flat_map(|who| match who {
                        Called::Team(team) => vec![*team],
                        Called::Role(_, teams) => teams.clone(),
                    })
                    .collect();
                !if teams.is_empty() { &self.desks } else { &teams }.iter().any(is_there)
            }
        }
    }

    fn is_on(&self, who: Who, bits: u16) -> bool {
        match who {
            Who::Team(team) => bits & (1 << team) != 0,
            Who::Arrangement(at) => self.holds(at, bits),
        }
    }
}

/// Returns the minutes of the durations that occur here.
fn minutes(duration: Duration) -> u32 {
    duration.business_days * 1_440 + duration.hours * 60 + duration.minutes
}

/// Lists at which minutes of the year each computed set begins and ends, in
/// the order of the bits.
fn changes(coverage: &Coverage, begin: usize) -> Result<Vec<(usize, usize)>, String> {
    let sets = coverage.lines.iter().flat_map(|line| {
        [&line.promised, &line.covered, &line.gap].into_iter().chain(&line.by_location)
    });
    let mut changes = Vec::new();
    for (bit, times) in sets.enumerate() {
        for own in times.stretches() {
            for at in [own.from, own.to] {
                let minutes = (at - second(begin)) / 60;
                if (at - second(begin)) % 60 != 0 || minutes < 0 {
                    return Err(format!("a set changes at {at}"));
                }
                changes.push((usize::try_from(minutes).unwrap(), bit));
            }
        }
    }
    Ok(changes)
}

/// Looks who is on duty at a minute, until when, and who comes next.
fn duty(
    coverage: &Coverage,
    rules: &Rules<'_>,
    present: &[u16],
    (begin, minute): (usize, usize),
) -> Result<(), String> {
    let arranged = (0..rules.staff.arrangements.len()).map(Who::Arrangement);
    let all: Vec<Who> = rules.answering.iter().copied().map(Who::Team).chain(arranged).collect();
    let on = |bits: u16| -> Vec<bool> { all.iter().map(|who| rules.is_on(*who, bits)).collect() };
    let instant = |minute: usize| Timestamp::from_second(second(begin + minute)).unwrap();
    let first = on(present[minute]);
    let mut until = vec![None; all.len()];
    let mut next = None;
    let mut before = first.clone();
    for later in minute + 1..present.len() {
        if present[later] == present[later - 1] {
            continue;
        }
        let now = on(present[later]);
        for at in 0..all.len() {
            if before[at] && !now[at] && first[at] && until[at].is_none() {
                until[at] = Some(instant(later));
            }
            if now[at] && !before[at] && next.is_none_or(|(_, when)| when == instant(later)) {
                next =
                    next.min(Some((all[at], instant(later)))).or(Some((all[at], instant(later))));
            }
        }
        before = now;
    }
    let now = (0..all.len()).filter(|at| first[*at]).map(|at| (all[at], until[at]));
    let duty = coverage.at(instant(minute)).ok_or("the year is known")?;
    match (duty.now == now.collect::<Vec<_>>(), duty.next == next) {
        (true, true) => Ok(()),
        _ => Err(format!("on duty at {}: {duty:?}, next {next:?}", instant(minute))),
    }
}
