//! What roles do in flows: the steps that stand in their lanes.

use crate::base::TextRange;
use crate::model::flow::{Flow, FlowNode};
use crate::model::relation::{Duty, DutySource, Part};

/// Adds the steps of flows to the duties of a page. A step whose item names
/// its role has that duty already.
pub(in crate::stages::parse) fn add(flows: &[Flow], duties: &mut Vec<Duty>) {
    let is_step = |duty: &&Duty| (duty.source, duty.part) == (DutySource::Step, Part::Does);
    let mut known: Vec<TextRange> = duties.iter().filter(is_step).map(|own| own.range).collect();
    known.sort_unstable();
    let is_known = |node: &FlowNode| {
        let after = known.partition_point(|range| range.start <= node.range.start);
        let before = after.checked_sub(1).and_then(|at| known.get(at));
        before.is_some_and(|range| node.range.start < range.end)
    };
    let count = duties.len();
    for flow in flows.iter().filter(|flow| flow.is_whole) {
        for node in flow.nodes.iter().filter(|node| node.is_done() && !is_known(node)) {
            let lane = node.lane.and_then(|lane| flow.lanes.get(lane));
            let Some(role) = lane.and_then(|lane| lane.reference) else { continue };
            duties.push(Duty {
                role,
                part: Part::Does,
                source: DutySource::Step,
                what: node.label.trim_end_matches('.').into(),
                when: None,
                anchor: Some(node.id.clone()).filter(|id| !id.is_empty()),
                range: node.range,
            });
        }
    }
    if count < duties.len() {
        duties.sort_by_key(|duty| (duty.range, duty.part));
    }
}
