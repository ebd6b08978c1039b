//! Gates that wait for each other: `Entry: gates 1 and 2 are signed`.

use std::collections::BTreeMap;

use crate::base::Code;
use crate::model::checklist::{self, Field, Group};
use crate::model::label::Label;
use crate::stages::parse::builder::Builder;

/// So many gates of a circle are named.
const NAMED: usize = 6;

/// A gate with the gates it waits for.
struct Gate<'a> {
    entry: Option<&'a Field>,
    waits_for: Vec<u32>,
}

/// How far the search has come with a gate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// On the path being followed, at this place.
    Open(usize),
    /// Done with.
    Closed,
}

/// Reports each circle where it closes, at most one at a gate. Each gate is
/// visited once, and the path is kept in a list, so a thousand gates cost
/// little.
pub(super) fn report(builder: &mut Builder<'_>, groups: &[Group]) {
    let gates = gates(groups);
    let mut states: BTreeMap<u32, State> = BTreeMap::new();
    for first in gates.keys() {
        if !states.contains_key(first) {
            follow(*first, &gates, &mut states, builder);
        }
    }
}

fn follow(
    first: u32,
    gates: &BTreeMap<u32, Gate<'_>>,
    states: &mut BTreeMap<u32, State>,
    builder: &mut Builder<'_>,
) {
    let mut path: Vec<(u32, usize)> = vec![(first, 0)];
    states.insert(first, State::Open(0));
    while let Some((number, next)) = path.last_mut() {
        let number = *number;
        let gate = gates.get(&number);
        let Some(wanted) = gate.and_then(|gate| gate.waits_for.get(*next)) else {
            states.insert(number, State::Closed);
            path.pop();
            continue;
        };
        *next += 1;
        match states.get(wanted) {
            Some(State::Open(begins)) => {
                *next = usize::MAX;
                let message = message(number, path.get(*begins..).unwrap_or_default());
                if let Some(entry) = gate.and_then(|gate| gate.entry) {
                    let help = "take one of these gates out of an `Entry:`";
                    builder.report(Code::ENTRY_CYCLE, entry.range, message, help);
                }
            }
            None if gates.contains_key(wanted) => {
                states.insert(*wanted, State::Open(path.len()));
                path.push((*wanted, 0));
            }
            Some(State::Closed) | None => {}
        }
    }
}

/// Returns all gates by their numbers.
fn gates(groups: &[Group]) -> BTreeMap<u32, Gate<'_>> {
    let gates = checklist::gates(groups).into_iter().map(|(number, group)| {
        let entry = group.field(Label::Entry);
        let waits_for = entry.map(|entry| waits_for(&entry.text)).unwrap_or_default();
        (number, Gate { entry, waits_for })
    });
    gates.collect()
}

/// Reads the numbers behind `gate` or `gates`.
fn waits_for(entry: &str) -> Vec<u32> {
    let entry = entry.to_lowercase();
    let Some(at) = entry.find("gate") else { return Vec::new() };
    let behind = entry.get(at + "gate".len()..).unwrap_or_default();
    checklist::numbers(behind.trim_start_matches('s').trim_start()).collect()
}

fn message(last: u32, circle: &[(u32, usize)]) -> String {
    if circle.len() < 2 {
        return format!("gate {last} waits for itself");
    }
    let mut message = format!("gate {last} waits for ");
    let names: Vec<String> =
        circle.iter().take(NAMED).map(|(number, _)| format!("gate {number}")).collect();
    message.push_str(&names.join(", which waits for "));
    if NAMED < circle.len() {
        message.push_str(" and so on");
    }
    message
}
