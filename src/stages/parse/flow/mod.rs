//! Flows of processes: the fence `process`, flowcharts of Mermaid
//! (`mermaid`), data in front matter (`field`), and what is wrong with a flow.
//!
//! A fence is read line by line (`line`), then as a whole ([`read`]), first its
//! nodes (`nodes`) and then its edges (`edges`): a target may stand further
//! down. Ids are given when the page has ended, after those of its headings,
//! whose addresses are those of Git hosts.

mod check;
pub(super) mod cycle;
mod edges;
mod explain;
mod fence;
mod field;
pub(super) mod line;
mod list;
pub(super) mod list_way;
mod mermaid;
mod nodes;
pub(super) mod piece;
mod read;
pub(super) mod words;

pub(super) use list::list;

use super::builder::Builder;
use super::{given, item_id};
use crate::base::TextRange;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::document::{Block, BlockKind, Blocks, Code, Heading};
use crate::model::flow::{Flow, FlowOrigin};
use crate::model::front::Front;
use crate::model::kind::{FLOW, FieldData, Known};

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

/// Reads the flows that front matter gives and puts their figures into the
/// text: at the end of the section "Process flow", else before the first
/// section.
fn place_fields(builder: &mut Builder<'_>, front: &Front, body: &mut Blocks) {
    let own = front.fields.iter().find_map(|own| match &own.value {
        FieldData::Node(node) if own.field.name == FLOW.name => Some(node),
        _ => None,
    });
    let Some(node) = own else { return };
    let mut blocks = std::mem::take(body).into_vec();
    let mut at = place_of(builder, &blocks);
    for node in node.as_list().unwrap_or(std::slice::from_ref(node)) {
        let flow = field::read(builder, node);
        if flow.nodes.is_empty() {
            continue;
        }
        let range = flow.range;
        let number = u32::try_from(builder.flows.len()).unwrap_or(u32::MAX);
        builder.flows.push(flow);
        blocks.insert(at.min(blocks.len()), Block { range, kind: BlockKind::Flow(number) });
        at += 1;
    }
    *body = blocks.into();
}

fn place_of(builder: &Builder<'_>, blocks: &[Block]) -> usize {
    let is_own = |_: &Heading, name: &str| name.ends_with("process flow");
    let is_section = |heading: &Heading, _: &str| heading.level <= 2;
    let Some((own, level)) = given::find(builder, blocks, is_own) else {
        return given::find(builder, blocks, is_section).map_or(blocks.len(), |(at, _)| at);
    };
    let rest = blocks.get(own + 1..).unwrap_or_default();
    let ends =
        |block: &Block| matches!(&block.kind, BlockKind::Heading(next) if next.level <= level);
    own + 1 + rest.iter().position(ends).unwrap_or(rest.len())
}

/// Tells why an edge is taken that has this answer.
fn answer_kind(from: NodeKind, answer: &str) -> EdgeKind {
    match (from, answer.to_lowercase().as_str()) {
        (NodeKind::Decision, "otherwise" | "else" | "default") => EdgeKind::Default,
        (NodeKind::Decision, _) => EdgeKind::Conditional,
        _ => EdgeKind::Sequence,
    }
}

/// Ends the flows of a page: adds those of its front matter, gives ids to
/// nodes that have none, and reports what cannot be followed.
pub(super) fn finish(
    builder: &mut Builder<'_>,
    kind: Option<Known>,
    (front, body): (&Front, &mut Blocks),
) -> Vec<Flow> {
    place_fields(builder, front, body);
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
