//! `sla-order`: what a charter promises is impossible, or upside down: a
//! service is restored before anybody answers, or a lesser priority is served
//! faster.

use super::charters::{self, Subject};
use crate::base::{Code, Diagnostic, TextRange};
use crate::model::charter::{Answer, Bounds, ServiceLevel, Time, rows};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `sla-order`.
pub struct SlaOrder;

impl Check for SlaOrder {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            let mut levels: Vec<&ServiceLevel> = Vec::new();
            levels.extend(rows(&subject.charter.service_levels));
            let mut said = Vec::new();
            levels.iter().for_each(|level| within(level, &mut said));
            sort(&mut levels);
            between(&levels, &mut said);
            said.sort_by_key(|(range, _)| *range);
            said.dedup_by_key(|(range, _)| *range);
            found.extend(said.into_iter().map(|(range, words)| problem(&subject, range, words)));
        }
    }
}

fn problem(subject: &Subject<'_>, range: TextRange, words: String) -> Diagnostic {
    Diagnostic::new(Code::SLA_ORDER, subject.span(range), words)
}

/// Compares the promises of one priority.
fn within(level: &ServiceLevel, said: &mut Vec<(TextRange, String)>) {
    let times = [&level.respond, &level.update, &level.restore, &level.resolve];
    let [respond, update, restore, resolve] = times.map(Bounds::of_answer);
    let mut before = |early: Option<(&Time, Bounds)>, late, words: [&str; 2]| {
        let (Some((one, first)), Some((other, then))): (_, Option<(&Time, Bounds)>) = (early, late)
        else {
            return;
        };
        if first.is_shorter(then) {
            let (one, other) = (&one.written, &other.written);
            let words = format!("{} {}, {} {}", words[0], one.text, words[1], other.text);
            said.push((one.range, words));
        }
    };
    before(restore, respond, ["restored in", "before the answer in"]);
    before(resolve, restore, ["resolved in", "before it is restored in"]);
    if let (Some((news, every)), Some((restored, end))) = (update, restore)
        && end.is_shorter(every)
    {
        let (news, restored) = (&news.written, &restored.written);
        let words = format!("news every {}, and restored in {}", news.text, restored.text);
        said.push((news.range, words));
    }
}

type Column = fn(&ServiceLevel) -> &Answer<Time>;

/// Compares each priority with those that come before it.
fn between(levels: &[&ServiceLevel], said: &mut Vec<(TextRange, String)>) {
    let columns: [(Column, &str); 3] = [
        (|level| &level.respond, "answered"),
        (|level| &level.restore, "restored"),
        (|level| &level.resolve, "resolved"),
    ];
    for (column, verb) in columns {
        // Of those before, the one that takes longest is compared.
        let mut slowest: Option<(&ServiceLevel, &Time, Bounds)> = None;
        for level in levels {
            let Some((time, bounds)) = Bounds::of_answer(column(level)) else { continue };
            if let Some((first, other, limit)) = slowest
                && bounds.is_shorter(limit)
            {
                let words = format!(
                    "{} is {verb} in {}, before {} in {}",
                    name(level),
                    time.written.text,
                    name(first),
                    other.written.text
                );
                said.push((time.written.range, words));
            }
            if slowest.is_none_or(|(_, _, limit)| limit.least < bounds.least) {
                slowest = Some((level, time, bounds));
            }
        }
    }
}

fn name(level: &ServiceLevel) -> &str {
    level.priority.given().map_or("it", |priority| &priority.text)
}

/// Puts `P1` before `P2`, wherever they stand; other names stay in the order
/// of their lines.
fn sort(levels: &mut Vec<&ServiceLevel>) {
    levels.retain(|level| level.priority.given().is_some());
    let split = |level: &&ServiceLevel| {
        let name = name(level);
        let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
        Some((word.to_lowercase(), name.get(word.len()..)?.parse::<u32>().ok()?))
    };
    let numbers: Option<Vec<_>> = levels.iter().map(split).collect();
    let Some(numbers) = numbers else { return };
    let is_same = numbers.windows(2).all(|pair| matches!(pair, [a, b] if a.0 == b.0));
    if is_same {
        levels.sort_by_key(|level| split(level).map(|(_, number)| number));
    }
}
