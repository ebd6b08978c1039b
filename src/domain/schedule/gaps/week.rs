//! Hours of a week as rules: `every day 18:00-08:00 and on weekends`.

use super::Minutes;

/// Minutes of a day.
pub const DAY: u16 = 1_440;

/// A day of the week; Monday is 0.
pub type Day = u8;

/// Some days of a week.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Days(u8);

impl Days {
    /// All seven.
    pub const ALL: Days = Days(0b111_1111);
    /// Monday to Friday.
    pub const WEEKDAYS: Days = Days(0b001_1111);
    /// Saturday and Sunday.
    pub const WEEKEND: Days = Days(0b110_0000);

    /// Adds a day.
    pub fn insert(&mut self, day: Day) {
        self.0 |= 1_u8.checked_shl(day.into()).unwrap_or_default();
    }

    /// Tells whether a day is one of them.
    pub fn contains(self, day: Day) -> bool {
        self.0 & 1_u8.checked_shl(day.into()).unwrap_or_default() != 0
    }

    /// Returns them from Monday on.
    pub fn each(self) -> impl Iterator<Item = Day> {
        (0..7).filter(move |day| self.contains(*day))
    }
}

impl FromIterator<Day> for Days {
    fn from_iter<I: IntoIterator<Item = Day>>(days: I) -> Days {
        let mut all = Days::default();
        days.into_iter().for_each(|day| all.insert(day));
        all
    }
}

/// Some hours of every week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// All.
    Always,
    /// The same minutes of some days; what ends after 1,440 ends on the next
    /// day.
    Daily(Days, u16, u16),
    /// Whole days.
    Whole(Days),
    /// From a minute of a day to one of another, over more than a day.
    Long((Day, u16), (Day, u16)),
}

/// Finds the shortest rules for a week: together they mean exactly the
/// minutes of its days.
pub fn rules(week: &[Minutes; 7]) -> Vec<Rule> {
    let is_whole = |minutes: &Minutes| minutes.as_slice() == [(0, DAY)];
    let whole: Days = numbered(week).filter(|(_, own)| is_whole(own)).map(|(day, _)| day).collect();
    if whole == Days::ALL {
        return vec![Rule::Always];
    }
    let others: Vec<&Minutes> = week.iter().filter(|minutes| !is_whole(minutes)).collect();
    match others.as_slice() {
        // Most days are alike, and nights may be told with them.
        [same, rest @ ..]
            if 2 < rest.len() && !same.is_empty() && rest.iter().all(|own| own == same) =>
        {
            every_day(same, whole)
        }
        _ => stretches(week),
    }
}

/// Makes the rules of a week with the same minutes on all days, beside whole
/// days.
fn every_day(minutes: &Minutes, whole: Days) -> Vec<Rule> {
    let mut rules = Vec::new();
    let night = match (minutes.first(), minutes.last()) {
        (Some((0, to)), Some((from, DAY))) if to <= from => Some((*from, *to)),
        _ => None,
    };
    for (from, to) in minutes {
        let is_of_night = night.is_some() && (*from == 0 || *to == DAY);
        if !is_of_night {
            rules.push(Rule::Daily(Days::ALL, *from, *to));
        }
    }
    rules.extend(night.map(|(from, to)| Rule::Daily(Days::ALL, from, to + DAY)));
    if whole != Days::default() {
        rules.push(Rule::Whole(whole));
    }
    rules
}

/// Makes the rules of a week from its stretches; equal ones are one rule.
fn stretches(week: &[Minutes; 7]) -> Vec<Rule> {
    let mut daily: Vec<((u16, u16), Days)> = Vec::new();
    let mut whole = Days::default();
    let mut long = Vec::new();
    for (day, from, length) in circle(week) {
        let to = u32::from(from) + length;
        if from == 0 && length.is_multiple_of(DAY.into()) {
            let count = u8::try_from(length / u32::from(DAY)).unwrap_or(7);
            (0..count).for_each(|step| whole.insert((day + step) % 7));
        } else if length <= DAY.into() {
            let times = (from, u16::try_from(to).unwrap_or(DAY));
            match daily.iter_mut().find(|(own, _)| *own == times) {
                Some((_, days)) => days.insert(day),
                None => daily.push((times, Days::from_iter([day]))),
            }
        } else {
            let later = u8::try_from(to / u32::from(DAY)).unwrap_or_default();
            let minute = u16::try_from(to % u32::from(DAY)).unwrap_or_default();
            long.push(Rule::Long((day, from), ((day + later) % 7, minute)));
        }
    }
    let mut rules: Vec<Rule> =
        daily.into_iter().map(|((from, to), days)| Rule::Daily(days, from, to)).collect();
    rules.append(&mut long);
    if whole != Days::default() {
        rules.push(Rule::Whole(whole));
    }
    rules
}

/// Returns the stretches of a week that goes round, each with its day, the
/// minute it begins, and its length; not for a week without a break.
fn circle(week: &[Minutes; 7]) -> Vec<(Day, u16, u32)> {
    let mut all: Vec<(u32, u32)> = Vec::new();
    for (day, minutes) in numbered(week) {
        let begin = u32::from(day) * u32::from(DAY);
        for (from, to) in minutes {
            let (from, to) = (begin + u32::from(*from), begin + u32::from(*to));
            match all.last_mut() {
                Some(last) if last.1 == from => last.1 = to,
                _ => all.push((from, to)),
            }
        }
    }
    let end = 7 * u32::from(DAY);
    // What ends with Sunday goes on on Monday.
    if 1 < all.len() && all.first().is_some_and(|own| own.0 == 0) {
        let monday = all.first().map_or(0, |own| own.1);
        if let Some(last) = all.last_mut().filter(|own| own.1 == end) {
            last.1 += monday;
            all.remove(0);
        }
    }
    let parts = all.into_iter().filter_map(|(from, to)| {
        let day = u8::try_from(from / u32::from(DAY)).ok()?;
        Some((day, u16::try_from(from % u32::from(DAY)).ok()?, to - from))
    });
    parts.collect()
}

fn numbered(week: &[Minutes; 7]) -> impl Iterator<Item = (Day, &Minutes)> {
    (0..7).zip(week)
}

/// Returns the minutes of a day of the week that rules mean.
pub fn of_day(rules: &[Rule], day: Day) -> Minutes {
    let mut minutes = Minutes::new();
    let yesterday = (day + 6) % 7;
    for rule in rules {
        match *rule {
            Rule::Always => minutes.push((0, DAY)),
            Rule::Whole(days) => minutes.extend(days.contains(day).then_some((0, DAY))),
            Rule::Daily(days, from, to) => {
                minutes.extend(days.contains(day).then_some((from, to.min(DAY))));
                let rest = to.saturating_sub(DAY);
                minutes.extend(days.contains(yesterday).then_some((0, rest)));
            }
            Rule::Long(begin, end) => minutes.extend(of_long(begin, end, day)),
        }
    }
    joined(minutes)
}

fn of_long(begin: (Day, u16), end: (Day, u16), day: Day) -> Minutes {
    let steps = |to: Day| (to + 7 - begin.0) % 7;
    // What ends on the day it began ends a week later.
    let last = if steps(end.0) == 0 { 7 } else { steps(end.0) };
    match steps(day) {
        0 if last == 7 => vec![(0, end.1), (begin.1, DAY)],
        0 => vec![(begin.1, DAY)],
        step if step < last => vec![(0, DAY)],
        step if step == last => vec![(0, end.1)],
        _ => Minutes::new(),
    }
}

/// Sorts and joins minutes.
pub fn joined(mut minutes: Minutes) -> Minutes {
    minutes.retain(|(from, to)| from < to);
    minutes.sort_unstable();
    let mut all = Minutes::new();
    for (from, to) in minutes {
        match all.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => all.push((from, to)),
        }
    }
    all
}
