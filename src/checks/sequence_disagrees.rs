//! `sequence-disagrees`: a flow leads through the areas of its process in
//! another order than the list of the process.
//!
//! Areas that are next to each other in the list are compared: the flow must
//! not lead from the second to the first, unless it goes back. What stands
//! side by side has no order.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Span};
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::areas::{Area, AreaState};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::flow::{Flow, FlowOrigin};
use crate::model::page::{Page, Target};
use crate::model::site::Site;

/// So many pairs of areas of a flow are compared; each takes a walk.
const COMPARED: usize = 500;

/// The check `sequence-disagrees`.
pub struct SequenceDisagrees;

impl Check for SequenceDisagrees {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for (id, process) in &site.areas.processes {
            let Some(page) = site.pages.get(id) else { continue };
            let listed: Vec<&Area> =
                process.areas.iter().filter(|area| area.span.is_some()).collect();
            let flows = page.document.flows.iter();
            let written = flows.filter(|flow| {
                flow.is_whole && matches!(flow.origin, FlowOrigin::Fence | FlowOrigin::Field)
            });
            written.for_each(|flow| check(page, flow, &listed, found));
        }
    }
}

fn check(page: &Page, flow: &Flow, listed: &[&Area], found: &mut Vec<Diagnostic>) {
    let places = places(page, flow);
    let known = listed.iter().filter_map(|area| Some((*area, *places.get(&key(&area.state)?)?)));
    let known: Vec<(&Area, usize)> = known.collect();
    let ways = Ways::of(flow);
    for pair in known.windows(2).take(COMPARED) {
        let [(area, first), (next, second)] = pair else { continue };
        if !ways.lead(*second, *first) {
            continue;
        }
        let range = flow.nodes.get(*second).map(|node| node.range).unwrap_or_default();
        let span = Span::new(page.document.source.file, range);
        let message = format!("here \"{}\" comes before \"{}\"", next.name, area.name);
        let problem = Diagnostic::new(Code::SEQUENCE_DISAGREES, span, message).help(
            "let the flow lead through the areas in the order of the list, or change the list",
        );
        found.push(match area.span {
            Some(span) => problem.label(span, "the list of areas has this first"),
            None => problem,
        });
    }
}

/// What an area is, as steps of a flow name it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Page(crate::model::catalog::PageId),
    Planned(String),
}

fn key(state: &AreaState) -> Option<Key> {
    match state {
        AreaState::Written(id) => Some(Key::Page(*id)),
        AreaState::Planned(name) => Some(Key::Planned(loose(name))),
        AreaState::Other => None,
    }
}

/// Returns where a flow names pages first; where it goes on to other flows
/// does not count.
fn places(page: &Page, flow: &Flow) -> BTreeMap<Key, usize> {
    let mut places = BTreeMap::new();
    let nodes = flow.nodes.iter().enumerate();
    for (index, node) in nodes.filter(|(_, node)| node.kind != NodeKind::Connector) {
        let Some(number) = node.reference else { continue };
        let key = match page.targets.get(number as usize) {
            Some(Target::Page(id, _)) => Key::Page(*id),
            Some(Target::Planned(name)) => Key::Planned(loose(name)),
            _ => continue,
        };
        places.entry(key).or_insert(index);
    }
    places
}

/// The ways on from each node that do not go back.
struct Ways(Vec<Vec<usize>>);

impl Ways {
    fn of(flow: &Flow) -> Ways {
        let mut leaving = vec![Vec::new(); flow.nodes.len()];
        for edge in flow.edges.iter().filter(|edge| edge.kind != EdgeKind::Loop) {
            if let Some(leaving) = leaving.get_mut(edge.from) {
                leaving.push(edge.to);
            }
        }
        Ways(leaving)
    }

    fn lead(&self, from: usize, to: usize) -> bool {
        let mut is_seen = vec![false; self.0.len()];
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if node == to {
                return true;
            }
            match is_seen.get_mut(node) {
                Some(is_seen) if !*is_seen => *is_seen = true,
                _ => continue,
            }
            open.extend(self.0.get(node).into_iter().flatten());
        }
        false
    }
}
