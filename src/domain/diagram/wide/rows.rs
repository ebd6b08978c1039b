//! Which row each node stands in: after everything that leads to it, never
//! more nodes of a lane beside each other than it is wide. A bar has a row of
//! its lane to itself, so that it can be as wide as what it divides.

use super::task::Task;

/// How rows are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// How many nodes of a lane may stand beside each other.
    pub breadth: usize,
    /// A step in another lane may stand beside the one before it.
    pub handoff: Handoff,
}

/// Where work goes on that passes to another lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handoff {
    /// In the row below.
    Below,
    /// In the same row, where that is free.
    Beside,
}

/// The row of each node, from 0, none empty.
pub fn rows(task: &Task, manner: Manner) -> Vec<usize> {
    let mut filled = Filled { manner, used: Vec::new(), strips: task.strips };
    let mut row = vec![0; task.nodes.len()];
    for node in order(task) {
        let start = earliest(task, &row, &mut filled, node);
        row[node] = filled.place(task, node, start);
    }
    improve(task, &mut row, &mut filled);
    compact(&mut row);
    row
}

/// The first row for a node whose sources have theirs: below the last of
/// them, or beside it, if that is to the left and nothing of the node's own
/// lane is there.
fn earliest(task: &Task, row: &[usize], filled: &mut Filled, node: usize) -> usize {
    let ways = task.into[node].iter().map(|edge| &task.edges[*edge]);
    let sources: Vec<usize> = ways.filter(|way| !way.is_back).map(|way| way.from).collect();
    let Some(last) = sources.iter().map(|source| row[*source]).max() else { return 0 };
    let lane = task.lane[node];
    let mut lowest = sources.iter().filter(|source| row[**source] == last);
    let is_right = lowest.all(|source| task.lane[*source] < lane && !task.is_bar(*source));
    let is_beside = filled.manner.handoff == Handoff::Beside;
    let is_right = is_right && !task.is_bar(node);
    if is_beside && is_right && filled.is_empty(lane, last) { last } else { last + 1 }
}

/// Nodes so that each stands after all that lead to it, otherwise as the
/// author has them.
fn order(task: &Task) -> Vec<usize> {
    let forward = |edge: &&usize| !task.edges[**edge].is_back;
    let mut missing: Vec<usize> =
        task.into.iter().map(|edges| edges.iter().filter(forward).count()).collect();
    let mut ready: std::collections::BTreeSet<usize> =
        (0..task.nodes.len()).filter(|node| missing[*node] == 0).collect();
    let mut order = Vec::with_capacity(task.nodes.len());
    while let Some(node) = ready.pop_first() {
        order.push(node);
        for edge in task.out[node].iter().filter(forward) {
            let to = task.edges[*edge].to;
            missing[to] -= 1;
            if missing[to] == 0 {
                ready.insert(to);
            }
        }
    }
    order
}

/// How many nodes stand in each row of each lane.
struct Filled {
    manner: Manner,
    strips: usize,
    used: Vec<usize>,
}

impl Filled {
    fn at(&mut self, lane: usize, row: usize) -> &mut usize {
        let at = row * self.strips + lane;
        if self.used.len() <= at {
            self.used.resize(at + 1, 0);
        }
        &mut self.used[at]
    }

    fn is_empty(&mut self, lane: usize, row: usize) -> bool {
        *self.at(lane, row) == 0
    }

    /// How much of a row a node takes.
    fn breadth(&self, task: &Task, node: usize) -> usize {
        if task.is_bar(node) { self.manner.breadth.max(1) } else { 1 }
    }

    fn has_room(&mut self, task: &Task, node: usize, row: usize) -> bool {
        let breadth = self.breadth(task, node);
        *self.at(task.lane[node], row) + breadth <= self.manner.breadth.max(1)
    }

    /// The first row from `start` with room.
    fn place(&mut self, task: &Task, node: usize, start: usize) -> usize {
        let mut row = start;
        while !self.has_room(task, node, row) {
            row += 1;
        }
        *self.at(task.lane[node], row) += self.breadth(task, node);
        row
    }
}

/// Moves nodes to where their edges are shortest, as long as they stand
/// between what comes before and after.
fn improve(task: &Task, row: &mut [usize], filled: &mut Filled) {
    for sweep in 0..6 {
        let mut is_changed = false;
        for step in 0..task.nodes.len() {
            let node = if sweep % 2 == 0 { task.nodes.len() - 1 - step } else { step };
            let Some((low, high)) = range(task, row, node) else { continue };
            let length = |at: usize| -> usize {
                let other =
                    |way: &super::task::Way| if way.from == node { way.to } else { way.from };
                let edges = task.out[node].iter().chain(&task.into[node]);
                edges.map(|edge| row[other(&task.edges[*edge])].abs_diff(at)).sum()
            };
            let mut best = (length(row[node]), row[node]);
            // Nothing is gained far away.
            for at in low..=high.min(low + 40) {
                if at != row[node] && filled.has_room(task, node, at) && length(at) < best.0 {
                    best = (length(at), at);
                }
            }
            if best.1 != row[node] {
                let breadth = filled.breadth(task, node);
                *filled.at(task.lane[node], row[node]) -= breadth;
                *filled.at(task.lane[node], best.1) += breadth;
                row[node] = best.1;
                is_changed = true;
            }
        }
        if !is_changed {
            break;
        }
    }
}

/// Where a node may go: not where it begins, and nowhere without an edge.
fn range(task: &Task, row: &[usize], node: usize) -> Option<(usize, usize)> {
    let forward = |edge: &&usize| !task.edges[**edge].is_back;
    let after = task.into[node].iter().filter(forward).map(|edge| row[task.edges[*edge].from] + 1);
    let before = task.out[node].iter().filter(forward).map(|edge| row[task.edges[*edge].to]);
    let low = after.max();
    let high = before.min();
    match (low, high) {
        (Some(low), Some(high)) if low < high => Some((low, high - 1)),
        (None, Some(high)) if 0 < high => Some((0, high - 1)),
        _ => None,
    }
}

fn compact(row: &mut [usize]) {
    let mut used: Vec<usize> = row.to_vec();
    used.sort_unstable();
    used.dedup();
    for at in row {
        *at = used.binary_search(at).unwrap_or_default();
    }
}
