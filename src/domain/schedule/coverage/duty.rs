//! Who is on duty at an instant, until when, and who comes next.

use jiff::Timestamp;

use super::Coverage;
use crate::domain::schedule::times::Times;

/// Who can be on duty, by the place in the lists of the staff.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Who {
    /// A team, in its own hours.
    Team(usize),
    /// Those whom an arrangement calls.
    Arrangement(usize),
}

/// Who is on duty at an instant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    /// Everyone on duty and until when; no end means beyond the year.
    pub now: Vec<(Who, Option<Timestamp>)>,
    /// Who comes next, and when.
    pub next: Option<(Who, Timestamp)>,
}

impl Coverage {
    /// Returns who is on duty at an instant; `None` if the instant lies
    /// outside the year that is known.
    pub fn at(&self, instant: Timestamp) -> Option<Duty> {
        let second = instant.as_second();
        Times::from(self.year).at(second)?;
        let now = self.duties().filter_map(|(who, times)| {
            let until = times.at(second)?.to;
            let is_known = until < self.year.to;
            Some((who, is_known.then_some(until).and_then(|end| Timestamp::from_second(end).ok())))
        });
        let coming =
            self.duties().filter_map(|(who, times)| Some((times.after(second)?.from, who)));
        let next =
            coming.min().and_then(|(begin, who)| Some((who, Timestamp::from_second(begin).ok()?)));
        Some(Duty { now: now.collect(), next })
    }

    /// Returns when each team that answers is there, and when each
    /// arrangement holds.
    fn duties(&self) -> impl Iterator<Item = (Who, &Times)> {
        let teams = self
            .answering
            .iter()
            .filter_map(|team| Some((Who::Team(*team), self.teams.get(*team)?)));
        let arranged = self.arrangements.iter().enumerate();
        teams.chain(arranged.map(|(at, times)| (Who::Arrangement(at), times)))
    }
}
