//! When teams are there, which of them are desks, and when arrangements hold.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::is_in_time;
use crate::domain::schedule::staff::{Arrangement, Called, Promise, Staff, Standing, Team, Window};
use crate::domain::schedule::times::{Stretch, Times};
use crate::domain::schedule::wall::{Wall, day_number};
use crate::text::hours::{Hours, Shift};

/// Who is called out of hours and is there for more minutes of a week than
/// this watches; others are desks.
const HALF_A_WEEK: usize = 7 * 12 * 60;

/// So many periods of a team are looked at.
const MOST_PERIODS: usize = 2_000;
/// So many periods of a team hold on one day.
const MOST_AT_ONCE: usize = 16;

/// When everybody is there.
pub(super) struct Reach<'a> {
    staff: &'a Staff,
    pub(super) year: Stretch,
    pub(super) teams: Vec<Times>,
    pub(super) arrangements: Vec<Times>,
    pub(super) desks: Vec<usize>,
    pub(super) answering: Vec<usize>,
    pub(super) desk_hours: Times,
    pub(super) locations: Vec<Box<str>>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(staff: &'a Staff, year: Stretch) -> Reach<'a> {
        let teams: Vec<Times> = staff.teams.iter().map(|team| presence(team, year)).collect();
        let answering = answering(staff);
        let desks = desks(staff, &answering);
        let desk_hours = Times::any(desks.iter().filter_map(|team| teams.get(*team)));
        let mut reach = Reach {
            staff,
            year,
            teams,
            arrangements: Vec::new(),
            desks,
            answering,
            desk_hours,
            locations: Vec::new(),
        };
        let arranged = staff.arrangements.iter().map(|arrangement| reach.holds(arrangement));
        reach.arrangements = arranged.collect();
        reach.locations = reach.locations();
        reach
    }

    /// Returns when an arrangement holds.
    fn holds(&self, arrangement: &Arrangement) -> Times {
        let outside = |times: &Times| Times::from(self.year).without(times);
        match &arrangement.window {
            Window::Weekly(hours) => Wall::new(&self.staff.zone, self.year).shifts(|_| vec![hours]),
            Window::Holidays => self.holidays(),
            Window::OutsideDeskHours => outside(&self.desk_hours),
            Window::OutsideOfficeHours => {
                let teams = called(arrangement);
                match teams.is_empty() {
                    true => outside(&self.desk_hours),
                    false => {
                        outside(&Times::any(teams.iter().filter_map(|at| self.teams.get(*at))))
                    }
                }
            }
        }
    }

    /// Returns the days that are holidays of a desk.
    fn holidays(&self) -> Times {
        let whole = whole_week();
        let desks = self.desks.iter().filter_map(|at| self.staff.teams.get(*at));
        let all = desks.map(|team| {
            let away = away(team);
            let of = |number| if away.at(number).is_some() { vec![&whole] } else { Vec::new() };
            Wall::new(&team.zone, self.year).shifts(of)
        });
        Times::any(&all.collect::<Vec<_>>())
    }

    /// Returns the places of desks, of teams that watch, and of those who are
    /// called.
    fn locations(&self) -> Vec<Box<str>> {
        let called = self.staff.arrangements.iter().flat_map(called);
        let teams: BTreeSet<usize> = self.answering.iter().copied().chain(called).collect();
        let team = |at: &usize| self.staff.teams.get(*at)?.location.clone();
        let locations: BTreeSet<Box<str>> = teams.iter().filter_map(team).collect();
        locations.into_iter().collect()
    }

    /// Returns when desks are open that speak a language.
    pub(super) fn desk_hours_in(&self, language: Option<&str>) -> Times {
        let speaking = self.desks.iter().filter(|team| self.speaks(**team, language));
        Times::any(speaking.filter_map(|team| self.teams.get(*team)))
    }

    fn speaks(&self, team: usize, language: Option<&str>) -> bool {
        self.staff.teams.get(team).is_some_and(|team| speaks(team, language))
    }

    /// Returns who keeps a promise in a language, each with the place where
    /// they sit and when they do.
    pub(super) fn shares(
        &self,
        promise: &Promise,
        language: Option<&str>,
    ) -> Vec<(Option<usize>, Cow<'_, Times>)> {
        let mut shares: BTreeMap<(Option<usize>, usize), Vec<&Times>> = BTreeMap::new();
        let desks = self.desks.iter().filter(|team| self.speaks(**team, language));
        for team in desks {
            let key = (self.location(*team), *team);
            shares.entry(key).or_default().extend(self.teams.get(*team));
        }
        let fitting = self.staff.arrangements.iter().zip(&self.arrangements);
        for (arrangement, times) in fitting.filter(|(arrangement, _)| fits(arrangement, promise)) {
            let teams = called(arrangement);
            for team in teams.iter().filter(|team| self.speaks(**team, language)) {
                let own = shares.entry((self.location(*team), *team)).or_default();
                own.push(times);
                own.extend(self.teams.get(*team).filter(|_| self.watches(arrangement, *team)));
            }
            if knows_no_team(arrangement) {
                shares.entry((None, usize::MAX)).or_default().push(times);
            }
        }
        let joined = shares.into_iter().map(|((location, _), sets)| match sets.as_slice() {
            [times] => (location, Cow::Borrowed(*times)),
            sets => (location, Cow::Owned(Times::any(sets.iter().copied()))),
        });
        joined.collect()
    }

    /// Tells whether an arrangement calls a team by its name that is no desk
    /// and answers in its own hours too.
    fn watches(&self, arrangement: &Arrangement, team: usize) -> bool {
        arrangement.who.contains(&Called::Team(team))
            && self.answering.contains(&team)
            && !self.desks.contains(&team)
    }

    fn location(&self, team: usize) -> Option<usize> {
        let location = self.staff.teams.get(team)?.location.as_ref()?;
        self.locations.binary_search(location).ok()
    }
}

/// Returns the hours of somebody who is always there.
fn whole_week() -> Hours {
    let shifts = (0..7).map(|day| Shift { day, from: 0, to: 1_440 });
    Hours { shifts: shifts.collect() }
}

fn numbered(first: Date, last: Date) -> Stretch {
    Stretch { from: day_number(first), to: day_number(last) + 1 }
}

/// Returns the days on which a team is away, by their numbers.
fn away(team: &Team) -> Times {
    let away = team.holidays.iter().map(|(first, last)| numbered(*first, *last));
    Times::new(away.collect())
}

/// Returns when a team is there.
fn presence(team: &Team, year: Stretch) -> Times {
    let away = away(team);
    let periods = team.periods.iter().take(MOST_PERIODS);
    let periods: Vec<(Stretch, &Hours)> =
        periods.map(|own| (numbered(own.first, own.last), &own.hours)).collect();
    Wall::new(&team.zone, year).shifts(|number| {
        if away.at(number).is_some() {
            return Vec::new();
        }
        let holds = |during: &Stretch| (during.from..during.to).contains(&number);
        let special = periods.iter().filter(|(during, _)| holds(during)).take(MOST_AT_ONCE);
        let special: Vec<&Hours> = special.map(|(_, hours)| *hours).collect();
        if special.is_empty() { vec![&team.hours] } else { special }
    })
}

/// Returns the teams that answer in their own hours.
fn answering(staff: &Staff) -> Vec<usize> {
    let of = |standing: Standing| -> Vec<usize> {
        let teams = staff.teams.iter().enumerate();
        teams.filter(|(_, team)| team.standing == standing).map(|(at, _)| at).collect()
    };
    let own = of(Standing::Own);
    if own.is_empty() { of(Standing::External) } else { own }
}

/// Returns the teams that are desks: all who answer, without those who watch.
fn desks(staff: &Staff, answering: &[usize]) -> Vec<usize> {
    let is_called =
        |team: usize| staff.arrangements.iter().any(|own| own.who.contains(&Called::Team(team)));
    let is_long =
        |team: usize| staff.teams.get(team).is_some_and(|team| HALF_A_WEEK < minutes(&team.hours));
    let is_desk = |team: &usize| !(is_called(*team) && is_long(*team));
    let desks: Vec<usize> = answering.iter().copied().filter(is_desk).collect();
    if desks.is_empty() { answering.to_vec() } else { desks }
}

/// Returns how many minutes of a week hours have; what is said twice counts
/// once.
fn minutes(hours: &Hours) -> usize {
    let shifts = hours.shifts.iter().map(|shift| {
        let begin = i64::from(shift.day) * 1_440;
        Stretch { from: begin + i64::from(shift.from), to: begin + i64::from(shift.to) }
    });
    usize::try_from(Times::new(shifts.collect()).seconds()).unwrap_or_default()
}

/// Returns the teams that an arrangement calls, or whose people it calls.
fn called(arrangement: &Arrangement) -> Vec<usize> {
    let teams = arrangement.who.iter().flat_map(|who| match who {
        Called::Team(team) => std::slice::from_ref(team),
        Called::Role(_, teams) => teams.as_slice(),
    });
    teams.copied().collect::<BTreeSet<_>>().into_iter().collect()
}

/// Tells whether an arrangement calls a role of no team: nothing is known of
/// its languages.
fn knows_no_team(arrangement: &Arrangement) -> bool {
    arrangement.who.iter().any(|who| matches!(who, Called::Role(_, teams) if teams.is_empty()))
}

/// Tells whether an arrangement is for a promise, and fast enough.
fn fits(arrangement: &Arrangement, promise: &Promise) -> bool {
    let own = &arrangement.priorities;
    let is_for =
        own.is_empty() || own.iter().any(|own| own.eq_ignore_ascii_case(&promise.priority));
    is_for && is_in_time(arrangement.answers, promise.respond)
}

/// Tells whether a team speaks a language: `pt-BR` is Portuguese, `pt` need
/// not be Brazilian.
fn speaks(team: &Team, language: Option<&str>) -> bool {
    let Some(wanted) = language else { return true };
    let is_it = |own: &str| {
        let head = own.get(..wanted.len());
        let tail = own.get(wanted.len()..).unwrap_or_default();
        head.is_some_and(|head| head.eq_ignore_ascii_case(wanted))
            && (tail.is_empty() || tail.starts_with('-'))
    };
    team.languages.is_empty() || team.languages.iter().any(|own| is_it(own))
}
