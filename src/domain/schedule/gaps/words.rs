//! Gaps in words: `every day 18:00-08:00 and on weekends (Europe/Lisbon)`.

use super::week::{DAY, Days, Rule};
use super::{Change, Gaps, How, Minutes, Season};
use crate::domain::schedule::times::Stretch;
use crate::domain::schedule::wall::day_of;
use crate::text::date::format_day_of_year;
use jiff::Timestamp;

/// How much is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    /// Everything.
    Full,
    /// The first season and the first days; how many more there are.
    Short,
}

/// A short text names at most so many days.
const FEW: usize = 3;

impl Gaps {
    /// Says when, in the zone of the charter.
    pub fn words(&self, length: Length) -> String {
        let seasons = self.seasons.iter().filter(|season| !season.rules.is_empty());
        let mut seasons: Vec<String> = seasons.map(|season| self.season(season)).collect();
        let mut changes = self.changes(length);
        if length == Length::Short && 1 < seasons.len() {
            seasons.truncate(1);
            changes = vec!["at other times of the year".into()];
        }
        let mut words = seasons.join("; ");
        for change in changes {
            match words.is_empty() {
                true => words = change,
                false => {
                    let joint = if change.starts_with("but ") { ", " } else { ", and " };
                    words.push_str(joint);
                    words.push_str(&change);
                }
            }
        }
        if words.is_empty() { words } else { format!("{words} ({})", self.zone) }
    }

    fn season(&self, season: &Season) -> String {
        let mut rules: Vec<String> = Vec::new();
        let before = std::iter::once(None).chain(season.rules.iter().map(Some));
        for (own, before) in season.rules.iter().zip(before) {
            match (own, before) {
                // Further hours of the same days.
                (Rule::Daily(days, from, to), Some(Rule::Daily(same, ..))) if days == same => {
                    rules.push(format!("{}-{}", clock(*from), end(*to)));
                }
                _ => rules.push(rule(own)),
            }
        }
        let (first, last) = (*self.year.start(), *self.year.end());
        let part = |(from, to): &(i64, i64)| match (*from == first, *to == last) {
            (true, true) => None,
            (true, false) => Some(format!("until {}", day(*to))),
            (false, true) => Some(format!("from {}", day(*from))),
            (false, false) if from == to => Some(format!("on {}", day(*from))),
            (false, false) => Some(format!("from {} to {}", day(*from), day(*to))),
        };
        let parts: Vec<String> = season.parts.iter().filter_map(part).collect();
        let rules = listed(&rules);
        if parts.is_empty() { rules } else { format!("{} {rules}", listed(&parts)) }
    }

    /// Says which days differ, and what clocks do not tell apart.
    fn changes(&self, length: Length) -> Vec<String> {
        let mut most = if length == Length::Full { usize::MAX } else { FEW };
        let mut left = 0;
        let mut words = Vec::new();
        for own in &self.changes {
            let days = own.days.get(..most.min(own.days.len())).unwrap_or_default();
            left += own.days.len() - days.len();
            most -= days.len();
            words.extend((!days.is_empty()).then(|| change(own, days)));
        }
        if length == Length::Full {
            words.extend(self.exact.iter().map(exact));
        } else if words.is_empty() {
            words.extend(self.exact.first().map(exact));
        }
        if 0 < left {
            let more =
                if left == 1 { "on one more day".into() } else { format!("on {left} more days") };
            words.push(more);
        }
        words
    }
}

fn change(change: &Change, days: &[i64]) -> String {
    let days = dates(days);
    match &change.how {
        How::Nothing => format!("but not on {days}"),
        How::Also(minutes) if minutes.as_slice() == [(0, DAY)] => format!("on {days}"),
        How::Also(minutes) => format!("on {days} {}", hours(minutes)),
        How::Only(minutes) => format!("but on {days} only {}", hours(minutes)),
    }
}

fn exact(stretch: &Stretch) -> String {
    let time = |second: i64| {
        let instant = Timestamp::from_second(second).unwrap_or_default().to_string();
        instant.trim_end_matches('Z').replacen('T', " ", 1)
    };
    format!("from {} to {} UTC", time(stretch.from), time(stretch.to))
}

fn rule(rule: &Rule) -> String {
    match rule {
        Rule::Always => "at every hour".into(),
        Rule::Daily(days, from, to) => format!("{} {}-{}", every(*days), clock(*from), end(*to)),
        Rule::Whole(days) if *days == Days::WEEKEND => "on weekends".into(),
        Rule::Whole(days) => every(*days),
        Rule::Long(from, to) => {
            let time = |(day, minute): &(u8, u16)| format!("{} {}", name(*day), clock(*minute));
            format!("every week from {} to {}", time(from), time(to))
        }
    }
}

/// Says which days: `every day`, `every weekday`, `every Monday and Friday`.
fn every(days: Days) -> String {
    match days {
        Days::ALL => return "every day".into(),
        Days::WEEKDAYS => return "every weekday".into(),
        _ => {}
    }
    let each: Vec<u8> = days.each().collect();
    match (each.first(), each.last()) {
        (Some(first), Some(last))
            if 2 < each.len() && usize::from(last - first) + 1 == each.len() =>
        {
            format!("{} to {}", name(*first), name(*last))
        }
        _ => {
            let names: Vec<String> = each.into_iter().map(|day| name(day).to_string()).collect();
            format!("every {}", listed(&names))
        }
    }
}

fn name(day: u8) -> &'static str {
    const NAMES: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(usize::from(day)).copied().unwrap_or_default()
}

fn hours(minutes: &Minutes) -> String {
    let each = minutes.iter().map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)));
    listed(&each.collect::<Vec<_>>())
}

/// Writes the end of some hours; one that lies in the next day as that day's.
fn end(minute: u16) -> String {
    clock(if DAY < minute { minute - DAY } else { minute })
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Writes days: `24 and 26 December`, `2 to 5 August`.
fn dates(days: &[i64]) -> String {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for number in days {
        match runs.last_mut() {
            Some(last) if last.1 + 1 == *number => last.1 = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let each = runs.into_iter().flat_map(|(first, last)| match last - first {
        0 => vec![day(first)],
        1 => vec![day(first), day(last)],
        _ => vec![format!("{} to {}", day(first), day(last))],
    });
    listed(&each.collect::<Vec<_>>())
}

fn day(number: i64) -> String {
    format_day_of_year(day_of(number))
}

/// Joins words: `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
