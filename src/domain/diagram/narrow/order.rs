//! The rows of the column: every node after those that lead to it, and the
//! branch written first followed to its end before the next one.

use std::collections::VecDeque;

use super::super::sketch::{Outline, Sketch};

/// The edges of a sketch by the node they leave; only those between nodes
/// that exist.
pub struct Leaving {
    edges: Vec<Vec<usize>>,
}

impl Leaving {
    /// Sorts the edges of `sketch` by source, in the order they are said.
    pub fn of(sketch: &Sketch) -> Leaving {
        let mut edges = vec![Vec::new(); sketch.nodes.len()];
        for (at, link) in sketch.edges.iter().enumerate() {
            if let Some(list) = edges.get_mut(link.from)
                && link.to < sketch.nodes.len()
            {
                list.push(at);
            }
        }
        Leaving { edges }
    }

    fn of_node(&self, node: usize) -> &[usize] {
        self.edges.get(node).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Returns the nodes from the top of the column.
pub fn order(sketch: &Sketch) -> Vec<usize> {
    let leaving = Leaving::of(sketch);
    let is_back = back_edges(sketch, &leaving);
    let mut waits_for = vec![0u32; sketch.nodes.len()];
    for edges in &leaving.edges {
        for edge in edges.iter().filter(|edge| !is(&is_back, **edge)) {
            let target = sketch.edges.get(*edge).and_then(|link| waits_for.get_mut(link.to));
            target.into_iter().for_each(|count| *count += 1);
        }
    }
    let mut roots: Vec<usize> = from_starts(sketch);
    roots.retain(|node| waits_for.get(*node) == Some(&0));
    roots.reverse();
    let is_shared_end = shared_ends(sketch, &waits_for);
    let (mut rows, mut ready, mut late) = (Vec::new(), Vec::new(), VecDeque::new());
    // A node is placed when the last of those that lead to it is, so each is
    // ready once.
    while let Some(node) = ready.pop().or_else(|| roots.pop()).or_else(|| late.pop_front()) {
        if is(&is_shared_end, node) && !(ready.is_empty() && roots.is_empty()) {
            late.push_back(node);
            continue;
        }
        rows.push(node);
        for edge in leaving.of_node(node).iter().rev().filter(|edge| !is(&is_back, **edge)) {
            let Some(link) = sketch.edges.get(*edge) else { continue };
            let Some(count) = waits_for.get_mut(link.to) else { continue };
            *count -= 1;
            if *count == 0 {
                ready.push(link.to);
            }
        }
    }
    rows
}

/// Starts first, then all others, each in the order of the process.
fn from_starts(sketch: &Sketch) -> Vec<usize> {
    let is_start =
        |at: &usize| sketch.nodes.get(*at).is_some_and(|cell| cell.outline == Outline::Start);
    let (mut starts, others): (Vec<usize>, Vec<usize>) =
        (0..sketch.nodes.len()).partition(is_start);
    starts.extend(others);
    starts
}

/// An end that several ways lead to stands last, below all of them.
fn shared_ends(sketch: &Sketch, waits_for: &[u32]) -> Vec<bool> {
    let nodes = sketch.nodes.iter().zip(waits_for);
    nodes.map(|(cell, count)| cell.outline == Outline::End && 1 < *count).collect()
}

/// Finds the edges that lead back to where the process has been: to a node
/// on the way from a start, in the order in which edges are said.
fn back_edges(sketch: &Sketch, leaving: &Leaving) -> Vec<bool> {
    let mut is_back = vec![false; sketch.edges.len()];
    let mut state = vec![State::New; sketch.nodes.len()];
    for root in from_starts(sketch) {
        if state.get(root) != Some(&State::New) {
            continue;
        }
        set(&mut state, root, State::Open);
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.last_mut() {
            let Some(edge) = leaving.of_node(*node).get(*next).copied() else {
                set(&mut state, *node, State::Done);
                path.pop();
                continue;
            };
            *next += 1;
            let Some(link) = sketch.edges.get(edge) else { continue };
            match state.get(link.to) {
                Some(State::New) => {
                    set(&mut state, link.to, State::Open);
                    path.push((link.to, 0));
                }
                Some(State::Open) => set(&mut is_back, edge, true),
                _ => {}
            }
        }
    }
    is_back
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn set<T>(values: &mut [T], at: usize, value: T) {
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

fn is(values: &[bool], at: usize) -> bool {
    values.get(at).copied().unwrap_or(false)
}
