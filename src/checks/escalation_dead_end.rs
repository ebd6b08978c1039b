//! `escalation-dead-end`: a ladder goes on with somebody whom nobody has
//! called, or a level hands on to one that does not exist.

use std::collections::BTreeSet;

use super::charters::{self, Subject, Who};
use crate::base::{Code, Diagnostic};
use crate::model::charter::{Answer, Bounds, Ladder, Party, Rung, hands_to, level_name, rows};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `escalation-dead-end`.
pub struct EscalationDeadEnd;

impl Check for EscalationDeadEnd {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            for ladder in rows(&subject.charter.ladders) {
                of_ladder(&subject, ladder, found);
            }
            of_levels(&subject, found);
        }
    }
}

/// Whoever calls has begun the ladder, or was called or stood in before.
fn of_ladder(subject: &Subject<'_>, ladder: &Ladder, found: &mut Vec<Diagnostic>) {
    let start = |rung: &Rung| Bounds::of_answer(&rung.after).map(|(_, bounds)| bounds);
    let begin = ladder.rungs.first().and_then(start);
    let mut known: BTreeSet<Who> = BTreeSet::new();
    let mut last: Option<&Party> = None;
    for rung in &ladder.rungs {
        let from = rung.from.given().map(|from| &**from).unwrap_or_default();
        let is_known = from.iter().any(|party| known.contains(&subject.who(party)));
        let begins = last.is_none() || begin.is_some() && start(rung) == begin;
        if let (false, false, Some(first), Some(end)) = (is_known, begins, from.first(), last) {
            let (name, end) = (subject.name(first), subject.name(end));
            let message = format!("the ladder ends at {end}: nobody calls {name}");
            let place = subject.span(first.name.range);
            let help = format!("add a step to {name}, or let {end} call");
            found.push(Diagnostic::new(Code::ESCALATION_DEAD_END, place, message).help(help));
        }
        let called = [&rung.from, &rung.to, &rung.alternate].into_iter();
        let called = called.filter_map(Answer::given).flatten();
        known.extend(called.map(|party| subject.who(party)));
        last = rung.to.given().and_then(|to| to.first()).or(last);
    }
}

/// A level that others hand on to must be there.
fn of_levels(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let levels = rows(&subject.charter.levels);
    let names: BTreeSet<String> =
        levels.iter().filter_map(|own| own.level.given()).map(|own| own_name(&own.text)).collect();
    for level in levels {
        for (name, range) in hands_to(level) {
            if !names.contains(&name) {
                let message = format!("there is no level {name}");
                let help = "name a level of this table, or write `end`";
                let problem =
                    Diagnostic::new(Code::ESCALATION_DEAD_END, subject.span(range), message);
                found.push(problem.help(help));
            }
        }
    }
}

fn own_name(text: &str) -> String {
    level_name(text)
}
