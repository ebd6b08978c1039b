//! Instants of a year in terms that people use: seasons with hours of the
//! week, days that differ, and what clocks cannot tell.
//!
//! First a structure, [`Gaps`], then words ([`words`](mod@words)).
//! [`Gaps::times`] gives the instants back that a structure describes:
//! exactly those it was made from.

mod frame;
mod season;
mod week;
pub mod words;

use std::ops::RangeInclusive;

pub use frame::Frame;
pub use week::{Day, Days, Rule};

use super::times::{Stretch, Times};
use super::wall::{DAY, Wall, weekday};

/// Minutes of a day that are meant, from and to; sorted and apart.
pub type Minutes = Vec<(u16, u16)>;

/// Some instants of a year.
#[derive(Clone, Debug)]
pub struct Gaps {
    /// The name of the zone in which times are told.
    pub zone: Box<str>,
    /// The days of the year, by their numbers.
    pub year: RangeInclusive<i64>,
    /// What holds week after week.
    pub seasons: Vec<Season>,
    /// Days on which something else holds, by their numbers.
    pub changes: Vec<Change>,
    /// What clocks do not tell apart: parts of an hour that exists twice.
    pub exact: Vec<Stretch>,
    /// The clocks.
    wall: Wall,
}

/// Parts of the year in which the same holds every week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Season {
    /// First and last days, sorted. A rule holds from the first midnight of
    /// such a part to its last.
    pub parts: Vec<(i64, i64)>,
    /// What holds in every week.
    pub rules: Vec<Rule>,
    /// The same, day by day.
    week: [Minutes; 7],
}

/// Days on which something else than the rule of the season holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The days.
    pub days: Vec<i64>,
    /// What holds then.
    pub how: How,
}

/// What holds on a day instead of the rule.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum How {
    /// These minutes too; all, if the whole day is meant.
    Also(Minutes),
    /// Nothing.
    Nothing,
    /// Only these minutes.
    Only(Minutes),
}

impl Gaps {
    /// Tells whether no instant is meant.
    pub fn is_empty(&self) -> bool {
        !self.is_weekly() && self.changes.is_empty() && self.exact.is_empty()
    }

    /// Tells whether something is meant week after week, not only on some
    /// days.
    pub fn is_weekly(&self) -> bool {
        self.seasons.iter().any(|season| !season.rules.is_empty())
    }

    /// Returns the instants that are described.
    pub fn times(&self) -> Times {
        let mut times = self.exact.clone();
        for number in self.year.clone() {
            let usual = self.usual(number);
            match self.how(number) {
                Some(How::Nothing) => {}
                Some(How::Only(minutes)) => self.add(number, minutes, &mut times),
                Some(How::Also(minutes)) => {
                    self.add(number, &usual, &mut times);
                    self.add(number, minutes, &mut times);
                }
                None => self.add(number, &usual, &mut times),
            }
        }
        Times::new(times)
    }

    /// Returns what the rules say of a day.
    fn usual(&self, number: i64) -> Minutes {
        let is_of = |season: &&Season| {
            season.parts.iter().any(|(first, last)| (*first..=*last).contains(&number))
        };
        let season = self.seasons.iter().find(is_of);
        season.map(|season| week::of_day(&season.rules, weekday(number))).unwrap_or_default()
    }

    fn how(&self, number: i64) -> Option<&How> {
        let change = self.changes.iter().find(|change| change.days.contains(&number));
        change.map(|change| &change.how)
    }

    fn add(&self, number: i64, minutes: &Minutes, times: &mut Vec<Stretch>) {
        for (from, to) in minutes {
            self.wall.when(shown(number, (*from, *to)), times);
        }
    }
}

/// Returns what clocks show during some minutes of a day.
fn shown(number: i64, (from, to): (u16, u16)) -> Stretch {
    let begin = number.saturating_mul(DAY);
    Stretch { from: begin + 60 * i64::from(from), to: begin + 60 * i64::from(to) }
}

#[cfg(test)]
mod tests;
