//! What a charter says of its levels and its ladders as graphs, to be drawn.
//!
//! A level is a step, and hands on to another. In a ladder whoever is called
//! is a step, called by another after some time; it says who is called in
//! their place.

use super::levels::{hands_to, level_name};
use super::{Ladder, Level, Parties, Words};
use crate::domain::diagram::graph::{Edge, EdgeKind, Graph, Node, NodeKind};
use crate::text::duration::Duration;

/// A larger picture says no more than its table.
const MOST: usize = 30;

/// Returns what readers see of a name or of some words.
pub type Say<'s> = &'s dyn Fn(&str) -> String;

/// Returns who hands on to whom; `None` where nobody does.
pub fn levels(levels: &[Level], say: Say<'_>) -> Option<Graph> {
    if MOST < levels.len() {
        return None;
    }
    let name = |level: &Level| level.level.given().map(|own| level_name(&own.text));
    let names: Vec<Option<String>> = levels.iter().map(name).collect();
    let mut graph = Graph::default();
    for level in levels {
        let number = level.level.given().map(|own| say(&own.text));
        let label = names_of(&level.role, say).unwrap_or_default();
        graph.nodes.push(Node { number, ..node(graph.nodes.len(), label) });
    }
    for (from, level) in levels.iter().enumerate() {
        for (wanted, _) in hands_to(level) {
            let to = names.iter().position(|name| name.as_ref() == Some(&wanted));
            let to = to.filter(|to| *to != from);
            graph.edges.extend(to.map(|to| edge((from, to), None)));
        }
    }
    (!graph.edges.is_empty()).then_some(graph)
}

/// Returns who is called by whom, after how long; `None` where the line of
/// the ladder says as much.
pub fn ladder(ladder: &Ladder, say: Say<'_>) -> Option<Graph> {
    if MOST < ladder.rungs.len() {
        return None;
    }
    let mut graph = Graph::default();
    // How long it takes says enough, but where one may call several.
    let mut cases: Vec<Option<String>> = Vec::new();
    for rung in &ladder.rungs {
        let (Some(from), Some(to)) = (names_of(&rung.from, say), names_of(&rung.to, say)) else {
            continue;
        };
        let ends = (place(&mut graph, from), place(&mut graph, to));
        let after = rung.after.given().map(|after| match after.time == Some(Duration::default()) {
            true => "now".to_string(),
            false => say(&after.written.text),
        });
        graph.edges.push(edge(ends, after));
        cases.push(words(&rung.when, say));
    }
    let sources: Vec<usize> = graph.edges.iter().map(|edge| edge.from).collect();
    for (edge, case) in graph.edges.iter_mut().zip(cases) {
        let is_one = sources.iter().filter(|from| **from == edge.from).count() < 2;
        edge.label = match (edge.label.take(), case.filter(|_| !is_one)) {
            (Some(after), Some(case)) => Some(format!("{after}: {case}")),
            (after, case) => after.or(case),
        };
    }
    graph.edges.retain(|edge| edge.from != edge.to);
    add_alternates(&mut graph, ladder, say);
    (1 < graph.edges.len()).then_some(graph)
}

/// Returns the node with a label, and makes it if it is new.
fn place(graph: &mut Graph, label: String) -> usize {
    if let Some(at) = graph.nodes.iter().position(|node| node.label == label) {
        return at;
    }
    graph.nodes.push(node(graph.nodes.len(), label));
    graph.nodes.len() - 1
}

/// Adds who is called in the place of each, as the line of the ladder says it.
fn add_alternates(graph: &mut Graph, ladder: &Ladder, say: Say<'_>) {
    let mut others: Vec<Vec<String>> = vec![Vec::new(); graph.nodes.len()];
    for rung in &ladder.rungs {
        let (to, other) = (names_of(&rung.to, say), names_of(&rung.alternate, say));
        let at = graph.nodes.iter().position(|node| Some(&node.label) == to.as_ref());
        let own = at.and_then(|at| others.get_mut(at)).zip(other);
        own.into_iter().filter(|(own, other)| !own.contains(other)).for_each(|(own, other)| {
            own.push(other);
        });
    }
    for (node, others) in graph.nodes.iter_mut().zip(others) {
        others.iter().for_each(|other| node.label.push_str(&format!(", else {other}")));
    }
}

fn node(at: usize, label: String) -> Node {
    Node {
        id: at.to_string(),
        kind: NodeKind::Step,
        label,
        number: None,
        lane: None,
        href: None,
        is_planned: false,
    }
}

fn edge((from, to): (usize, usize), label: Option<String>) -> Edge {
    let kind = if to <= from { EdgeKind::Loop } else { EdgeKind::Sequence };
    Edge { from, to, kind, label }
}

fn names_of(parties: &Parties, say: Say<'_>) -> Option<String> {
    let names = parties.given()?.iter().map(|party| say(&party.name.text));
    Some(names.collect::<Vec<_>>().join(", ")).filter(|names| !names.is_empty())
}

fn words(words: &Words, say: Say<'_>) -> Option<String> {
    words.given().map(|words| say(&words.text))
}
