//! `level-loop`: levels of support hand a request on in a circle.

use std::collections::BTreeMap;

use super::charters::{self, Subject};
use crate::base::{Code, Diagnostic, TextRange};
use crate::model::charter::{hands_to, level_name, rows};
use crate::model::extension::Check;
use crate::model::site::Site;

/// At most so many levels are compared.
const MOST: usize = 100;

/// The check `level-loop`.
pub struct LevelLoop;

impl Check for LevelLoop {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        charters::all(site).for_each(|subject| of_charter(&subject, found));
    }
}

/// Adds where levels hand on one by one; what would close a circle is
/// reported and left out.
fn of_charter(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut next: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for level in rows(&subject.charter.levels).iter().take(MOST) {
        let Some(own) = level.level.given() else { continue };
        let own = level_name(&own.text);
        for (to, range) in hands_to(level) {
            match reaches(&next, &to, &own) {
                true => found.push(circle(subject, (&own, &to), range)),
                false => next.entry(own.clone()).or_default().push(to),
            }
        }
    }
}

fn reaches(next: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if !seen.contains(&at) {
            seen.push(at);
            open.extend(next.get(at).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

fn circle(subject: &Subject<'_>, (from, to): (&str, &str), range: TextRange) -> Diagnostic {
    let message = match from == to {
        true => format!("level {from} hands on to itself"),
        false => format!("level {from} hands on to {to}, which hands back"),
    };
    let help = "hand on to a level that comes after, or write `end`";
    Diagnostic::new(Code::LEVEL_LOOP, subject.span(range), message).help(help)
}
