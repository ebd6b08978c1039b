//! `escalation-cycle`: a ladder leads back to somebody who handed on.

use std::collections::BTreeMap;

use super::charters::{self, Subject, Who};
use crate::base::{Code, Diagnostic};
use crate::model::charter::{Ladder, Party, rows};
use crate::model::extension::Check;
use crate::model::site::Site;

/// At most so many names of a circle are told.
const NAMED: usize = 6;
/// At most so many hops of a ladder are followed.
const MOST: usize = 500;

/// The check `escalation-cycle`.
pub struct EscalationCycle;

impl Check for EscalationCycle {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            for ladder in rows(&subject.charter.ladders) {
                of_ladder(&subject, ladder, found);
            }
        }
    }
}

/// Adds the hops of a ladder one by one; one that would close a circle is
/// reported and left out.
fn of_ladder(subject: &Subject<'_>, ladder: &Ladder, found: &mut Vec<Diagnostic>) {
    let mut next: BTreeMap<Who, Vec<(Who, &str)>> = BTreeMap::new();
    let hops = ladder.rungs.iter().flat_map(|rung| {
        let from = rung.from.given().into_iter().flatten();
        from.flat_map(|from| rung.to.given().into_iter().flatten().map(move |to| (from, to)))
    });
    for (from, to) in hops.take(MOST) {
        let (begin, end) = (subject.who(from), subject.who(to));
        match way(&next, &end, &begin) {
            Some(names) => found.push(circle(subject, (from, to), &names)),
            None => next.entry(begin).or_default().push((end, subject.name(to))),
        }
    }
}

/// Returns the names on a way from one to another, without the first;
/// nothing between them where both are one.
fn way<'a>(
    next: &BTreeMap<Who, Vec<(Who, &'a str)>>,
    from: &Who,
    to: &Who,
) -> Option<Vec<&'a str>> {
    if from == to {
        return Some(Vec::new());
    }
    let mut before: BTreeMap<&Who, (&Who, &'a str)> = BTreeMap::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for (who, name) in next.get(at).into_iter().flatten() {
            if who == from || before.contains_key(who) {
                continue;
            }
            before.insert(who, (at, name));
            open.push(who);
        }
    }
    let mut names = Vec::new();
    let mut at = to;
    while at != from {
        let (above, name) = before.get(at)?;
        names.push(*name);
        at = above;
    }
    names.reverse();
    Some(names)
}

/// Writes `A hands to B, who hands back`, where `B` hands to `A` again.
fn circle(subject: &Subject<'_>, (from, to): (&Party, &Party), names: &[&str]) -> Diagnostic {
    let first = subject.name(to);
    let message = match names {
        [] => format!("{} hands to itself", subject.name(from)),
        names => {
            let shown: Vec<&str> = names.iter().take(NAMED).copied().collect();
            let more = if NAMED < names.len() { " and so on" } else { "" };
            let way = shown.join(", who hands to ");
            format!("{first} hands to {way}{more}, who hands back")
        }
    };
    Diagnostic::new(Code::ESCALATION_CYCLE, subject.span(to.name.range), message)
}
