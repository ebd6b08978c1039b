//! Takes away what only BPMN needs: subprocesses that are drawn open, and
//! gateways and events where ways only pass.

use std::collections::HashMap;

use super::draft::{Draft, Gateway, What, Why};
use super::note::Note;
use crate::domain::diagram::graph::NodeKind;

/// Leads ways into open subprocesses to their first steps, and from their
/// last steps on.
pub(super) fn subprocesses(draft: &mut Draft) -> Result<(), Note> {
    for index in 0..draft.nodes.len() {
        let node = draft.nodes.get(index);
        if node.is_some_and(|node| node.what == What::Open && !node.is_gone) {
            open(draft, index)?;
        }
    }
    Ok(())
}

fn open(draft: &mut Draft, index: usize) -> Result<(), Note> {
    let (arriving, leaving) = draft.ends();
    let goes_on = |ways: &Vec<usize>| {
        let mut ways = ways.iter().filter_map(|way| draft.ways.get(*way));
        ways.any(|way| way.why != Why::Event)
    };
    let kind = |node: usize| draft.nodes.get(node).and_then(|node| node.what.kind());
    let nodes = draft.nodes.iter().enumerate();
    let inner: Vec<usize> = nodes
        .filter(|(_, node)| node.inside == Some(index) && node.host.is_none() && !node.is_gone)
        .map(|(at, _)| at)
        .collect();
    let starts = inner.iter().filter(|node| kind(**node) == Some(NodeKind::Start));
    let mut entries: Vec<usize> = starts.copied().collect();
    if entries.is_empty() {
        let first = inner.iter().filter(|node| arriving.get(**node).is_none_or(Vec::is_empty));
        entries = first.copied().collect();
    }
    if entries.is_empty() {
        entries.extend(inner.first());
    }
    let exits = inner.iter().copied().filter(|node| !leaving.get(*node).is_some_and(goes_on));
    let exits: Vec<usize> = exits.collect();
    let at = |ways: &[Vec<usize>]| ways.get(index).cloned().unwrap_or_default();
    let (into, out) = (at(&arriving), at(&leaving));
    for way in into {
        lead(draft, way, &entries, End::To)?;
    }
    for way in out {
        let is_event = draft.ways.get(way).is_some_and(|way| way.why == Why::Event);
        let from = if is_event { entries.get(..1).unwrap_or_default() } else { &exits };
        lead(draft, way, from, End::From)?;
    }
    for node in entries.iter().chain(&exits) {
        let Some(node) = draft.nodes.get_mut(*node) else { continue };
        if let What::Node(NodeKind::Start | NodeKind::End) = node.what {
            node.what = What::Pass;
        }
    }
    draft.nodes.get_mut(index).into_iter().for_each(|node| node.is_gone = true);
    Ok(())
}

#[derive(Clone, Copy)]
enum End {
    From,
    To,
}

/// Moves an end of a way to all these nodes.
fn lead(draft: &mut Draft, way: usize, nodes: &[usize], end: End) -> Result<(), Note> {
    let Some(moved) = draft.ways.get_mut(way) else { return Ok(()) };
    let Some((first, others)) = nodes.split_first() else {
        moved.is_gone = true;
        let at = moved.range.start as usize;
        draft.notes.add(at, "this way leads on from steps that never end, and is left out");
        return Ok(());
    };
    let place = |way: &mut super::draft::Way, node: usize| match end {
        End::From => way.from = node,
        End::To => way.to = node,
    };
    place(moved, *first);
    let moved = moved.clone();
    for node in others {
        let mut way = moved.clone();
        place(&mut way, *node);
        draft.way(way)?;
    }
    Ok(())
}

/// Tells what gateways are by their ways, and joins links to what they link.
pub(super) fn gateways(draft: &mut Draft) {
    links(draft);
    let (arriving, leaving) = draft.ends();
    let count = |ways: &[Vec<usize>], node: usize| ways.get(node).map_or(0, Vec::len);
    for index in 0..draft.nodes.len() {
        let (into, out) = (count(&arriving, index), count(&leaving, index));
        match draft.nodes.get(index).map(|node| node.what) {
            Some(What::Gateway(gateway)) => divide(draft, index, (gateway, into, out)),
            Some(What::Node(NodeKind::Start)) if 0 < into => pass(draft, index),
            Some(What::Node(NodeKind::End)) if 0 < out => pass(draft, index),
            _ => {}
        }
    }
    for way in 0..draft.ways.len() {
        name_event(draft, way);
    }
}

fn divide(draft: &mut Draft, index: usize, (gateway, into, out): (Gateway, usize, usize)) {
    let Some(node) = draft.nodes.get_mut(index) else { return };
    let at = node.range.start as usize;
    let is_named = !node.label.is_empty();
    node.what = match (gateway, out) {
        (Gateway::Parallel, 2..) => {
            if 1 < into {
                let message = "ways meet here and part again: only that they part is shown";
                draft.notes.count(at, message);
            }
            What::Node(NodeKind::Fork)
        }
        (Gateway::Parallel, _) if 1 < into => What::Node(NodeKind::Join),
        (Gateway::Choice | Gateway::Event, 2..) => What::Node(NodeKind::Decision),
        _ if is_named => {
            let message = "the name of a gateway that does not divide is left out";
            draft.notes.count(at, message);
            What::Pass
        }
        _ => What::Pass,
    };
    match (node.what, gateway) {
        (What::Node(NodeKind::Decision), Gateway::Event) if !is_named => {
            node.label = "What happens first?".into();
        }
        (What::Node(NodeKind::Decision), _) if !is_named => {
            node.label = "Which way?".into();
            draft.notes.count(at, "a gateway has no name: it asks \"Which way?\"");
        }
        (What::Node(NodeKind::Fork), _) if !is_named => node.label = "In parallel".into(),
        (What::Node(NodeKind::Join), _) if !is_named => node.label = "The ways meet".into(),
        _ => {}
    }
}

/// A start that a message leads to, an end that one leaves: a step in a flow.
fn pass(draft: &mut Draft, index: usize) {
    if let Some(node) = draft.nodes.get_mut(index) {
        node.what = match node.label.is_empty() {
            true => What::Pass,
            false => What::Node(NodeKind::Step),
        };
    }
}

/// Makes one way of a link that is thrown and one that is caught by its name.
fn links(draft: &mut Draft) {
    let (arriving, leaving) = draft.ends();
    let is_link = |node: &super::draft::Node| node.what == What::Node(NodeKind::Connector);
    let has = |ways: &[Vec<usize>], node: usize| ways.get(node).is_some_and(|at| !at.is_empty());
    let mut caught: HashMap<(usize, String), usize> = HashMap::new();
    let nodes = || draft.nodes.iter().enumerate().filter(|(_, node)| is_link(node));
    for (index, node) in nodes().filter(|(index, _)| !has(&arriving, *index)) {
        caught.entry((node.pool, node.label.clone())).or_insert(index);
    }
    let thrown = nodes().filter(|(index, _)| !has(&leaving, *index)).filter_map(|(index, node)| {
        let to = *caught.get(&(node.pool, node.label.clone()))?;
        (to != index).then_some((index, to))
    });
    for (from, to) in thrown.collect::<Vec<_>>() {
        for index in [from, to] {
            draft.nodes.get_mut(index).into_iter().for_each(|node| node.what = What::Pass);
        }
        for way in arriving.get(from).into_iter().flatten() {
            draft.ways.get_mut(*way).into_iter().for_each(|way| way.to = to);
        }
        draft.nodes.get_mut(from).into_iter().for_each(|node| node.is_gone = true);
    }
}

/// A way from a gateway that waits for events is called by what happens.
fn name_event(draft: &mut Draft, way: usize) {
    let Some(read) = draft.ways.get(way).filter(|way| way.label.is_none()) else { return };
    let from = draft.nodes.get(read.from);
    let asks = from.is_some_and(|node| node.label == "What happens first?");
    let label = draft.nodes.get(read.to).map(|node| node.label.clone());
    if asks && let Some(way) = draft.ways.get_mut(way) {
        way.label = label.filter(|label| !label.is_empty());
    }
}

/// Leads ways past what they only pass.
pub(super) fn passes(draft: &mut Draft) {
    let (arriving, leaving) = draft.ends();
    let mut ends = Ends { arriving, leaving };
    for index in 0..draft.nodes.len() {
        let Some(node) = draft.nodes.get(index) else { continue };
        if node.what != What::Pass || node.is_gone {
            continue;
        }
        let (into, out) = (alive(draft, &ends.arriving, index), alive(draft, &ends.leaving, index));
        match (into.as_slice(), out.as_slice()) {
            ([], []) => remove(draft, index),
            (into, []) => end(draft, index, into),
            ([], _) => become_kind(draft, index, NodeKind::Start),
            ([_, _, ..], [_, _, ..]) => become_kind(draft, index, NodeKind::Step),
            (into, out) => {
                ends.lead_past(draft, into, out);
                remove(draft, index);
            }
        }
    }
}

/// The ways of each node. Some may be gone, or lead elsewhere by now.
struct Ends {
    arriving: Vec<Vec<usize>>,
    leaving: Vec<Vec<usize>>,
}

impl Ends {
    /// Makes one way of each that arrives and each that leaves; one of the
    /// two sides has only one.
    fn lead_past(&mut self, draft: &mut Draft, into: &[usize], out: &[usize]) {
        match (into, out) {
            ([one], [first, others @ ..]) => {
                for way in others {
                    let (from, _) = join(draft, (*one, *way), *way);
                    self.leaving.get_mut(from).into_iter().for_each(|ways| ways.push(*way));
                }
                // The first keeps the place of the way that arrives.
                let (_, to) = join(draft, (*one, *first), *one);
                self.arriving.get_mut(to).into_iter().for_each(|ways| ways.push(*one));
                drop_way(draft, *first);
            }
            (ways, [one]) => {
                for way in ways {
                    let (_, to) = join(draft, (*way, *one), *way);
                    self.arriving.get_mut(to).into_iter().for_each(|ways| ways.push(*way));
                }
                drop_way(draft, *one);
            }
            _ => {}
        }
    }
}

fn alive(draft: &Draft, ways: &[Vec<usize>], index: usize) -> Vec<usize> {
    let ways = ways.get(index).into_iter().flatten().copied();
    ways.filter(|way| draft.ways.get(*way).is_some_and(|way| !way.is_gone)).collect()
}

/// Ends what leads nowhere. An event on a border that leads nowhere is left
/// out.
fn end(draft: &mut Draft, index: usize, into: &[usize]) {
    let Some(node) = draft.nodes.get(index) else { return };
    if node.host.is_none() {
        return become_kind(draft, index, NodeKind::End);
    }
    let at = node.range.start as usize;
    draft.notes.add(at, "an event on a border leads nowhere, and is left out");
    into.iter().for_each(|way| drop_way(draft, *way));
    remove(draft, index);
}

fn remove(draft: &mut Draft, index: usize) {
    draft.nodes.get_mut(index).into_iter().for_each(|node| node.is_gone = true);
}

fn drop_way(draft: &mut Draft, way: usize) {
    draft.ways.get_mut(way).into_iter().for_each(|way| way.is_gone = true);
}

fn become_kind(draft: &mut Draft, index: usize, kind: NodeKind) {
    draft.nodes.get_mut(index).into_iter().for_each(|node| node.what = What::Node(kind));
}

/// Makes one of two ways that follow each other into both of them, and
/// returns its ends.
fn join(draft: &mut Draft, (first, second): (usize, usize), kept: usize) -> (usize, usize) {
    let (Some(before), Some(after)) = (draft.ways.get(first), draft.ways.get(second)) else {
        return (usize::MAX, usize::MAX);
    };
    let label = match (&before.label, &after.label) {
        (Some(before), Some(after)) => Some(format!("{before}, {after}")),
        (before, after) => before.clone().or_else(|| after.clone()),
    };
    let (from, to) = (before.from, after.to);
    let why = if before.why == Why::Next { after.why } else { before.why };
    let kind = before.kind.or(after.kind);
    if let Some(way) = draft.ways.get_mut(kept) {
        (way.from, way.to, way.label, way.why, way.kind) = (from, to, label, why, kind);
    }
    (from, to)
}
