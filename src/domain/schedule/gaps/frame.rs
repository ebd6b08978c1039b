//! From instants to days with minutes, and back to what is left over.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::season::{self, Table};
use super::{Gaps, Minutes, shown};
use crate::domain::schedule::staff::Staff;
use crate::domain::schedule::times::{Stretch, Times};
use crate::domain::schedule::wall::{DAY, Wall, day_number};

/// Days off and periods that last so many days may begin a season.
const LONG: i64 = 14;
/// So many seasons are looked for.
const MOST_SEASONS: usize = 60;

/// The year that gaps are told of, and the days on which seasons may begin.
#[derive(Clone, Debug)]
pub struct Frame {
    zone: Box<str>,
    year: RangeInclusive<i64>,
    wall: Wall,
    /// First days of what may be seasons, sorted.
    bounds: Vec<i64>,
    /// What clocks never show.
    left_out: Times,
}

impl Frame {
    /// Finds the days on which hours may change: where clocks are changed in
    /// the zone of somebody, and where something long begins or ends.
    pub fn new(staff: &Staff, year: Stretch) -> Frame {
        let wall = Wall::new(&staff.zone, year);
        let days = wall.day_at(year.from)..=wall.day_at(year.to.saturating_sub(1).max(year.from));
        let mut bounds: BTreeSet<i64> = wall.changes().map(|at| wall.day_at(at)).collect();
        for team in &staff.teams {
            let changes = Wall::new(&team.zone, year);
            bounds.extend(changes.changes().map(|at| wall.day_at(at)));
            let periods = team.periods.iter().map(|own| (own.first, own.last));
            for (first, last) in periods.chain(team.holidays.iter().copied()) {
                let (first, after) = (day_number(first), day_number(last) + 1);
                if LONG <= after - first {
                    bounds.extend([first, after]);
                }
            }
        }
        bounds.retain(|day| days.contains(day));
        bounds.insert(*days.start());
        let bounds = bounds.into_iter().take(MOST_SEASONS).collect();
        let zone = staff.zone.iana_name().unwrap_or("UTC").into();
        Frame { zone, year: days, left_out: wall.left_out(), wall, bounds }
    }

    /// Describes some instants of the year.
    pub fn describe(&self, times: &Times) -> Gaps {
        let shown = self.told_apart(times);
        let table = self.table(&shown);
        let (seasons, changes) = season::seasons(&table, &self.bounds);
        let exact = times.without(&self.expand(&table)).stretches().to_vec();
        let (zone, year, wall) = (self.zone.clone(), self.year.clone(), self.wall.clone());
        Gaps { zone, year, seasons, changes, exact, wall }
    }

    /// Returns what clocks show at some instants and at no others.
    fn told_apart(&self, times: &Times) -> Times {
        let shown = self.wall.shown(times);
        let mut meant = Vec::new();
        shown.stretches().iter().for_each(|own| self.wall.when(*own, &mut meant));
        let too_much = Times::new(meant).without(times);
        shown.without(&self.wall.shown(&too_much))
    }

    /// Cuts what clocks show at midnight, and to whole minutes.
    fn table(&self, shown: &Times) -> Table {
        let first = *self.year.start();
        let mut days = vec![Minutes::new(); self.year.clone().count()];
        for (number, minutes) in cut(shown) {
            let at = usize::try_from(number - first).ok();
            if let Some(day) = at.and_then(|at| days.get_mut(at)) {
                day.push(minutes);
            }
        }
        let free = self.left_out.stretches();
        let free = free.iter().flat_map(|own| own.from.div_euclid(DAY)..=own.to.div_euclid(DAY));
        let free = free.map(|number| (number, self.free(number))).collect();
        Table { first, days, free }
    }

    /// Returns the minutes of a day that clocks never show.
    fn free(&self, number: i64) -> Minutes {
        let day = Times::from(Stretch { from: number * DAY, to: (number + 1) * DAY });
        cut(&self.left_out.and(&day)).map(|(_, minutes)| minutes).collect()
    }

    fn expand(&self, table: &Table) -> Times {
        let mut times = Vec::new();
        for (number, minutes) in (table.first..).zip(&table.days) {
            minutes.iter().for_each(|own| self.wall.when(shown(number, *own), &mut times));
        }
        Times::new(times)
    }
}

/// Returns the whole minutes of each day.
fn cut(shown: &Times) -> impl Iterator<Item = (i64, (u16, u16))> + '_ {
    shown.stretches().iter().flat_map(|own| {
        let days = own.from.div_euclid(DAY)..=own.to.div_euclid(DAY);
        days.filter_map(|number| {
            let begin = number * DAY;
            let from = (own.from - begin).clamp(0, DAY);
            let to = (own.to - begin).clamp(0, DAY);
            let minutes = (u16::try_from((from + 59) / 60).ok()?, u16::try_from(to / 60).ok()?);
            (minutes.0 < minutes.1).then_some((number, minutes))
        })
    })
}
