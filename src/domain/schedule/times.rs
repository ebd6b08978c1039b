//! Sets of instants, as sorted stretches of seconds.
//!
//! Everything that is computed of a year is such a set: exact to the second,
//! and small, for a team has a few stretches a day.

/// Some time without a break, in seconds from 1970-01-01 UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Stretch {
    /// The first second.
    pub from: i64,
    /// The second after the last.
    pub to: i64,
}

impl Stretch {
    /// Returns what two stretches have in common.
    pub fn and(self, other: Stretch) -> Option<Stretch> {
        let common = Stretch { from: self.from.max(other.from), to: self.to.min(other.to) };
        (common.from < common.to).then_some(common)
    }

    /// Returns the same stretch, so many seconds later.
    pub fn later(self, seconds: i64) -> Stretch {
        Stretch { from: self.from.saturating_add(seconds), to: self.to.saturating_add(seconds) }
    }
}

/// A set of instants.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Times {
    /// Sorted; no stretch is empty, and none touches another.
    stretches: Vec<Stretch>,
}

impl Times {
    /// Makes the set of all instants of some stretches, in any order.
    pub fn new(mut stretches: Vec<Stretch>) -> Times {
        stretches.retain(|stretch| stretch.from < stretch.to);
        stretches.sort_unstable();
        let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            match joined.last_mut() {
                Some(last) if stretch.from <= last.to => last.to = last.to.max(stretch.to),
                _ => joined.push(stretch),
            }
        }
        Times { stretches: joined }
    }

    /// Returns its stretches, sorted and apart from each other.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Tells whether no instant is in it.
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// Returns how many seconds it has.
    pub fn seconds(&self) -> i64 {
        self.stretches.iter().map(|stretch| stretch.to - stretch.from).sum()
    }

    /// Returns the instants that are in any of some sets.
    pub fn any<'a>(sets: impl IntoIterator<Item = &'a Times>) -> Times {
        let mut sets = sets.into_iter();
        let Some(first) = sets.next() else { return Times::default() };
        let mut all = first.stretches.clone();
        let length = all.len();
        sets.for_each(|set| all.extend_from_slice(&set.stretches));
        if length == all.len() { first.clone() } else { Times::new(all) }
    }

    /// Returns the instants that are in both sets.
    pub fn and(&self, other: &Times) -> Times {
        let mut common = Vec::new();
        let (mut mine, mut its) = (self.stretches.iter(), other.stretches.iter());
        let (mut left, mut right) = (mine.next(), its.next());
        while let (Some(a), Some(b)) = (left, right) {
            common.extend(a.and(*b));
            match a.to < b.to {
                true => left = mine.next(),
                false => right = its.next(),
            }
        }
        Times { stretches: common }
    }

    /// Returns the instants of this set that are not in the other.
    pub fn without(&self, other: &Times) -> Times {
        let mut left = Vec::new();
        let mut its = other.stretches.iter().peekable();
        for stretch in &self.stretches {
            let mut from = stretch.from;
            while let Some(taken) = its.peek().copied() {
                if taken.to <= from {
                    its.next();
                    continue;
                }
                if stretch.to <= taken.from {
                    break;
                }
                if from < taken.from {
                    left.push(Stretch { from, to: taken.from });
                }
                from = taken.to;
                if stretch.to <= from {
                    break;
                }
                its.next();
            }
            if from < stretch.to {
                left.push(Stretch { from, to: stretch.to });
            }
        }
        Times { stretches: left }
    }

    /// Returns the stretch that an instant lies in.
    pub fn at(&self, second: i64) -> Option<Stretch> {
        let at = self.stretches.partition_point(|stretch| stretch.to <= second);
        self.stretches.get(at).copied().filter(|stretch| stretch.from <= second)
    }

    /// Returns the first stretch that begins after an instant.
    pub fn after(&self, second: i64) -> Option<Stretch> {
        let at = self.stretches.partition_point(|stretch| stretch.from <= second);
        self.stretches.get(at).copied()
    }
}

impl From<Stretch> for Times {
    fn from(stretch: Stretch) -> Times {
        Times::new(vec![stretch])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(pairs: &[(i64, i64)]) -> Times {
        Times::new(pairs.iter().map(|(from, to)| Stretch { from: *from, to: *to }).collect())
    }

    #[test]
    fn joins_what_touches() {
        assert_eq!(set(&[(5, 7), (1, 3), (3, 4), (6, 9), (2, 2)]), set(&[(1, 4), (5, 9)]));
        assert_eq!(Times::any([&set(&[(1, 3)]), &set(&[(2, 5)])]), set(&[(1, 5)]));
    }

    /// All sets of instants of a short time agree with bits.
    #[test]
    fn agrees_with_bits() {
        let of_bits = |bits: u32| {
            let ones = (0..6).filter(|at| bits & (1 << at) != 0);
            Times::new(ones.map(|at| Stretch { from: at, to: at + 1 }).collect())
        };
        for a in 0..64_u32 {
            for b in 0..64 {
                let (left, right) = (of_bits(a), of_bits(b));
                assert_eq!(left.and(&right), of_bits(a & b), "{a} and {b}");
                assert_eq!(left.without(&right), of_bits(a & !b), "{a} without {b}");
                assert_eq!(Times::any([&left, &right]), of_bits(a | b), "{a} or {b}");
            }
            for at in 0..6 {
                let is_in = a & (1 << at) != 0;
                assert_eq!(of_bits(a).at(at).is_some(), is_in, "{a} at {at}");
            }
        }
    }

    #[test]
    fn finds_the_stretch_of_an_instant() {
        let times = set(&[(1, 4), (6, 9)]);
        assert_eq!(times.at(3), Some(Stretch { from: 1, to: 4 }));
        assert_eq!((times.at(4), times.at(9)), (None, None));
        assert_eq!(times.after(1), Some(Stretch { from: 6, to: 9 }));
        assert_eq!((times.after(6), times.seconds()), (None, 6));
    }
}
