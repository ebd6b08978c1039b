//! Flows of processes: the fence `process`, and what is wrong with a flow.
//!
//! A fence is read line by line (`line`), then as a whole, first its nodes
//! ([`read`]) and then its edges: a target may stand further down. Ids are
//! given when the page has ended, after those of its headings, whose addresses
//! are those of Git hosts.

mod check;
mod cycle;
mod edges;
mod explain;
mod fence;
mod line;
mod mermaid;
mod piece;
mod read;
mod words;

use super::builder::Builder;
use super::item_id;
use crate::base::TextRange;
use crate::model::document::{BlockKind, Code};
use crate::model::flow::{Flow, FlowOrigin};
use crate::model::kind::Known;

impl Builder<'_> {
    /// Adds the figure of a fence `process`, and the fence itself where a
    /// line of it was not understood, so that nothing is lost.
    pub(super) fn add_flow_fence(&mut self, code: Code, range: TextRange) {
        let mut flow = read::fence(self, range);
        flow.title.clone_from(&code.title);
        let is_whole = flow.is_whole;
        let number = u32::try_from(self.flows.len()).unwrap_or(u32::MAX);
        if !flow.nodes.is_empty() {
            self.flows.push(flow);
            self.add_block(BlockKind::Flow(number), range);
        }
        if !is_whole {
            self.add_block(BlockKind::Code(Box::new(code)), range);
        }
    }
}

/// Ends the flows of a page: gives ids to nodes that have none, and reports
/// what cannot be followed.
pub(super) fn finish(builder: &mut Builder<'_>, kind: Option<Known>) -> Vec<Flow> {
    let mut flows = std::mem::take(&mut builder.flows);
    for flow in &mut flows {
        for node in flow.nodes.iter_mut().filter(|node| node.id.is_empty()) {
            node.id = item_id::of_name(builder, &node.label, node.range);
        }
        if flow.is_whole && flow.origin != FlowOrigin::List {
            check::report(builder, kind, flow);
        }
    }
    flows
}
