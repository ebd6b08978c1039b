//! Parts of a year in which the same holds every week, and days that differ.

use std::collections::BTreeMap;

use super::week::{self, joined};
use super::{Change, How, Minutes, Season};
use crate::domain::schedule::wall::weekday;

/// What is shorter is no season of its own.
const WEEK: i64 = 7;

/// The minutes of each day of a year.
pub(super) struct Table {
    /// The number of the first day.
    pub(super) first: i64,
    pub(super) days: Vec<Minutes>,
    /// Minutes of days that clocks never show: they may be said or not.
    pub(super) free: BTreeMap<i64, Minutes>,
}

impl Table {
    fn of(&self, number: i64) -> &[(u16, u16)] {
        let at = usize::try_from(number - self.first).ok();
        at.and_then(|at| self.days.get(at)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Tells whether a day means what a rule says.
    fn is_usual(&self, number: i64, usual: &Minutes) -> bool {
        let own = self.of(number);
        let Some(free) = self.free.get(&number) else { return own == usual.as_slice() };
        let with_free = |minutes: &[(u16, u16)]| joined([minutes, free].concat());
        with_free(own) == with_free(usual)
    }

    /// Returns what is said of a day: a day that clocks cut short is whole if
    /// nothing but what they leave out is missing.
    fn said(&self, number: i64) -> Minutes {
        let own = self.of(number);
        let free = self.free.get(&number).map(Vec::as_slice).unwrap_or_default();
        let all = joined([own, free].concat());
        if all.as_slice() == [(0, week::DAY)] { all } else { own.to_vec() }
    }

    fn last(&self) -> i64 {
        self.first.saturating_add_unsigned(self.days.len() as u64) - 1
    }
}

/// Finds the seasons of a year, and the days that differ from them; seasons
/// begin on days of `bounds`.
pub(super) fn seasons(table: &Table, bounds: &[i64]) -> (Vec<Season>, Vec<Change>) {
    let ends = bounds.iter().skip(1).map(|next| next - 1).chain([table.last()]);
    let parts: Vec<(i64, i64)> = bounds.iter().copied().zip(ends).collect();
    let mut seasons: Vec<Season> = Vec::new();
    // Long parts say which seasons there are; short ones join one of them.
    let (long, short): (Vec<_>, Vec<_>) =
        parts.iter().partition(|(first, last)| WEEK <= last - first + 1);
    for part in long {
        let week = usual_week(table, part);
        match seasons.iter_mut().find(|season| season.week == week) {
            Some(season) => season.parts.push(part),
            None => seasons.push(season(part, week)),
        }
    }
    for part in short {
        let best = seasons.iter_mut().min_by_key(|season| differing(table, part, &season.week));
        match best {
            Some(season) => season.parts.push(part),
            None => seasons.push(season(part, usual_week(table, part))),
        }
    }
    let changes = changes(table, &seasons);
    seasons.iter_mut().for_each(|season| season.parts = adjoined(&season.parts));
    seasons.sort_by_key(|season| season.parts.first().copied());
    (seasons, changes)
}

fn season(part: (i64, i64), week: [Minutes; 7]) -> Season {
    Season { parts: vec![part], rules: week::rules(&week), week }
}

/// Returns what most days of a part mean, for each day of the week; of
/// equally many, those that mean less.
fn usual_week(table: &Table, (first, last): (i64, i64)) -> [Minutes; 7] {
    let mut votes: [BTreeMap<&[(u16, u16)], u32>; 7] = Default::default();
    for number in first..=last {
        let weight =
            if table.free.get(&number).is_some_and(|free| !free.is_empty()) { 1 } else { 2 };
        if let Some(own) = votes.get_mut(usize::from(weekday(number))) {
            *own.entry(table.of(number)).or_default() += weight;
        }
    }
    votes.map(|own| {
        let length =
            |minutes: &[(u16, u16)]| minutes.iter().map(|(from, to)| to - from).sum::<u16>();
        let best =
            own.iter().max_by_key(|(minutes, votes)| (**votes, std::cmp::Reverse(length(minutes))));
        best.map(|(minutes, _)| minutes.to_vec()).unwrap_or_default()
    })
}

fn usual(week: &[Minutes; 7], number: i64) -> &Minutes {
    const NONE: &Minutes = &Minutes::new();
    week.get(usize::from(weekday(number))).unwrap_or(NONE)
}

fn differing(table: &Table, (first, last): (i64, i64), week: &[Minutes; 7]) -> usize {
    (first..=last).filter(|number| !table.is_usual(*number, usual(week, *number))).count()
}

/// Lists the days that differ, equal ones together.
fn changes(table: &Table, seasons: &[Season]) -> Vec<Change> {
    let mut changes: BTreeMap<How, Vec<i64>> = BTreeMap::new();
    for season in seasons {
        for (first, last) in &season.parts {
            for number in *first..=*last {
                let usual = usual(&season.week, number);
                if !table.is_usual(number, usual) {
                    let how = how(&table.said(number), usual);
                    changes.entry(how).or_default().push(number);
                }
            }
        }
    }
    let mut changes: Vec<Change> = changes
        .into_iter()
        .map(|(how, mut days)| {
            days.sort_unstable();
            Change { days, how }
        })
        .collect();
    changes.sort_by(|a, b| (kind(&a.how), &a.days).cmp(&(kind(&b.how), &b.days)));
    changes
}

/// Returns the place of a kind of changes: what is added comes first.
fn kind(how: &How) -> u8 {
    match how {
        How::Also(_) => 0,
        How::Nothing => 1,
        How::Only(_) => 2,
    }
}

/// Says how a day differs from what is usual.
fn how(own: &[(u16, u16)], usual: &Minutes) -> How {
    if own.is_empty() {
        return How::Nothing;
    }
    if own == [(0, week::DAY)] {
        return How::Also(own.to_vec());
    }
    let all = joined([own, usual].concat());
    match all.as_slice() == own {
        true => How::Also(without(own, usual)),
        false => How::Only(own.to_vec()),
    }
}

/// Returns the minutes that are not in the others, which they contain.
fn without(own: &[(u16, u16)], others: &Minutes) -> Minutes {
    let mut left = Minutes::new();
    for (from, to) in own {
        let mut begin = *from;
        for (taken, until) in others.iter().filter(|(taken, until)| from <= taken && until <= to) {
            left.push((begin, *taken));
            begin = *until;
        }
        left.push((begin, *to));
    }
    joined(left)
}

/// Joins parts that follow each other.
fn adjoined(parts: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    let mut all: Vec<(i64, i64)> = Vec::new();
    for (first, last) in parts {
        match all.last_mut() {
            Some(before) if before.1 + 1 == first => before.1 = last,
            _ => all.push((first, last)),
        }
    }
    all
}
