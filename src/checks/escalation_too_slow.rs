//! `escalation-too-slow`: a ladder calls somebody when the promise that it
//! serves is broken already.

use super::charters::{self, Subject};
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::charter::{Answer, Bounds, Ladder, Rung, ServiceLevel, Time, rows};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `escalation-too-slow`.
pub struct EscalationTooSlow;

impl Check for EscalationTooSlow {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            for ladder in rows(&subject.charter.ladders) {
                found.extend(of_ladder(&subject, ladder));
            }
        }
    }
}

/// Which promise a ladder serves.
#[derive(Clone, Copy)]
enum Serves {
    Answer,
    Restoring,
}

/// Reports the first step that comes too late.
fn of_ladder(subject: &Subject<'_>, ladder: &Ladder) -> Option<Diagnostic> {
    let title = ladder.title.as_ref().map(|title| title.text.to_lowercase()).unwrap_or_default();
    let is_answer = ["answer", "respon", "reach"].iter().any(|word| title.contains(word));
    let serves = if is_answer { Serves::Answer } else { Serves::Restoring };
    ladder.rungs.iter().find_map(|rung| of_rung(subject, (rung, &title), serves))
}

fn of_rung(
    subject: &Subject<'_>,
    (rung, title): (&Rung, &str),
    serves: Serves,
) -> Option<Diagnostic> {
    let (after, late) = Bounds::of_answer(&rung.after)?;
    let case = rung.when.given().map(|when| when.text.to_lowercase()).unwrap_or_default();
    let (level, promised, limit) = promise(subject, &[&case, title], serves)?;
    if late.least < limit.most {
        return None;
    }
    let priority = level.priority.given().map_or("it", |own| &own.text);
    let called = rung.to.given().and_then(|to| to.first());
    let called = called.map_or("somebody", |to| subject.name(to));
    let verb = match serves {
        Serves::Answer => "answered",
        Serves::Restoring => "restored",
    };
    let message = format!(
        "{called} is called after {}, and {priority} is to be {verb} in {}",
        after.written.text, promised.written.text
    );
    let help = "call earlier, or say in *When* for which priority this is";
    let problem =
        Diagnostic::new(Code::ESCALATION_TOO_SLOW, subject.span(after.written.range), message);
    let place = subject.span(promised.written.range);
    Some(problem.label(place, "promised here").help(help))
}

/// Finds the promise of the priority that some words name, else the fastest.
fn promise<'a>(
    subject: &'a Subject<'_>,
    words: &[&str],
    serves: Serves,
) -> Option<(&'a ServiceLevel, &'a Time, Bounds)> {
    let column = |level: &'a ServiceLevel| -> &'a Answer<Time> {
        match serves {
            Serves::Answer => &level.respond,
            Serves::Restoring => &level.restore,
        }
    };
    let levels = rows(&subject.charter.service_levels);
    let is_named = |words: &&str, level: &ServiceLevel| {
        let name = level.priority.given().map(|own| loose(&own.text)).unwrap_or_default();
        !name.is_empty() && words.split(|c: char| !c.is_alphanumeric()).any(|word| word == name)
    };
    let all = levels.iter().filter_map(|level| {
        let (time, bounds) = Bounds::of_answer(column(level))?;
        Some((level, time, bounds))
    });
    let all: Vec<_> = all.collect();
    let named = words.iter().find_map(|words| {
        let own = all.iter().filter(|(level, ..)| is_named(words, level));
        own.max_by_key(|(_, _, bounds)| *bounds).copied()
    });
    named.or_else(|| all.iter().min_by_key(|(_, _, bounds)| *bounds).copied())
}
