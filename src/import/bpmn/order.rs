//! The order of the process: what follows stands below, and the first way
//! from a step stands before the second.

use super::draft::{Draft, What};
use crate::domain::diagram::graph::NodeKind;

/// Returns the nodes that are left, in order.
pub(super) fn order(draft: &Draft) -> Vec<usize> {
    let alive = |node: &usize| draft.nodes.get(*node).is_some_and(|node| !node.is_gone);
    if draft.is_ordered {
        return (0..draft.nodes.len()).filter(alive).collect();
    }
    let next = next(draft);
    let mut ordered = Vec::new();
    let mut is_seen = vec![false; draft.nodes.len()];
    // What is reached from a later beginning alone stands further down.
    for root in roots(draft, &next).into_iter().rev() {
        finish(root, &next, &mut is_seen, &mut ordered);
    }
    ordered.retain(alive);
    ordered.reverse();
    ordered
}

fn next(draft: &Draft) -> Vec<Vec<usize>> {
    let (_, leaving) = draft.ends();
    let to = |way: &usize| draft.ways.get(*way).map(|way| way.to);
    leaving.iter().map(|ways| ways.iter().filter_map(to).collect()).collect()
}

/// Returns where to begin: starts, what nothing leads to, and one node of
/// each circle that is reached from neither.
fn roots(draft: &Draft, next: &[Vec<usize>]) -> Vec<usize> {
    let mut has_before = vec![false; next.len()];
    for to in next.iter().flatten() {
        has_before.get_mut(*to).into_iter().for_each(|has| *has = true);
    }
    let is_start = |node: usize| {
        let what = draft.nodes.get(node).map(|node| node.what);
        what == Some(What::Node(NodeKind::Start))
    };
    let all = 0..next.len();
    let starts = all.clone().filter(|node| is_start(*node));
    let others =
        all.clone().filter(|node| !is_start(*node) && !has_before.get(*node).unwrap_or(&true));
    let mut roots = Vec::new();
    let mut is_seen = vec![false; next.len()];
    for node in starts.chain(others).chain(all) {
        if is_seen.get(node) == Some(&false) {
            roots.push(node);
            finish(node, next, &mut is_seen, &mut Vec::new());
        }
    }
    roots
}

/// Walks on from a node and adds each node after all that follow it.
fn finish(root: usize, next: &[Vec<usize>], is_seen: &mut [bool], ordered: &mut Vec<usize>) {
    let mut open = vec![(root, 0)];
    match is_seen.get_mut(root) {
        Some(seen) if !*seen => *seen = true,
        _ => return,
    }
    while let Some((node, step)) = open.last_mut() {
        // The last way is walked first: what is finished last stands first.
        let ways = next.get(*node).map(Vec::as_slice).unwrap_or_default();
        let to = ways.len().checked_sub(*step + 1).and_then(|at| ways.get(at));
        *step += 1;
        match to {
            None => {
                ordered.push(*node);
                open.pop();
            }
            Some(to) => match is_seen.get_mut(*to) {
                Some(seen) if !*seen => {
                    *seen = true;
                    open.push((*to, 0));
                }
                _ => {}
            },
        }
    }
}
