//! A process flow as a page says it: nodes, edges and lanes, each with its
//! place in the source.
//!
//! However it is written, as a fence, as fields, as a list, as a Mermaid
//! flowchart, it is one value. What a node means, a page or a planned one, is
//! known by its reference, as everywhere.

mod fence;
pub mod jump;
mod list;
mod plan;
mod same;

pub use fence::to_fence;
pub use list::to_list;

use crate::base::TextRange;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};

/// A flow of a page. Indices are into its own lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// How it is written.
    pub origin: FlowOrigin,
    /// What it is called; the page's title when it does not say.
    pub title: Option<Box<str>>,
    /// Where it stands: the fence, the field, or the list.
    pub range: TextRange,
    /// Whether all of it was understood: what is not may be the rest of it.
    pub is_whole: bool,
    /// In the order in which they are to be shown.
    pub lanes: Box<[FlowLane]>,
    /// In the order of the process.
    pub nodes: Box<[FlowNode]>,
    /// In the order in which they are said.
    pub edges: Box<[FlowEdge]>,
}

/// How a flow is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlowOrigin {
    /// A fence `process`.
    Fence,
    /// The field `flow` of the front matter.
    Field,
    /// A numbered list, in sentences.
    List,
    /// A fence `mermaid` with a flowchart.
    Mermaid,
    /// A file of an editor of BPMN.
    File,
    /// The steps of a procedure with their branches.
    Procedure,
}

/// Who does what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowLane {
    /// As written first.
    pub name: Box<str>,
    /// The reference that says who it is: a role, a team.
    pub reference: Option<u32>,
    /// Whether the flow lists it; a party that is no role may stand there.
    pub is_listed: bool,
    /// Where it is named first.
    pub range: TextRange,
}

/// A node of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowNode {
    /// What it is, as far as the text says; a page it stands for may say more.
    pub kind: NodeKind,
    /// Its words, without marks.
    pub label: Box<str>,
    /// Its number in the list, `4` or `4.b`; none for what only a sentence
    /// names.
    pub number: Option<Box<str>>,
    /// Its id, written or derived, unique in the flow.
    pub id: Box<str>,
    /// Index of its lane.
    pub lane: Option<usize>,
    /// The reference that says which page it stands for.
    pub reference: Option<u32>,
    /// On which side of the flow it is said to stand.
    pub side: Option<Side>,
    /// Where it is named first.
    pub range: TextRange,
}

/// A side of a flow, as lists of processes say "shown on the left".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// What comes before: "left", "upstream".
    Upstream,
    /// What comes after: "right", "downstream".
    Downstream,
}

/// A way from one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowEdge {
    /// Index of a node.
    pub from: usize,
    /// Index of a node.
    pub to: usize,
    /// Why it is taken.
    pub kind: EdgeKind,
    /// The answer or condition.
    pub label: Option<Box<str>>,
    /// How often a loop may be taken.
    pub at_most: Option<u32>,
    /// Whether the picture shows it; a text may say "not pictured".
    pub is_shown: bool,
    /// The words that say it.
    pub range: TextRange,
}

/// A step as a table of the flow says it: a node a reader meets, with what
/// comes then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowStep<'a> {
    /// The node.
    pub node: &'a FlowNode,
    /// Where it leads, in the order in which it is said. Ways that meet are
    /// led on to what follows them.
    pub then: Vec<Then<'a>>,
}

/// One of the ways on from a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Then<'a> {
    /// The edge that says it.
    pub edge: &'a FlowEdge,
    /// Where it leads.
    pub to: &'a FlowNode,
}

/// A list with more is shown without a figure.
const MOST_NODES: usize = 80;
const MOST_EDGES: usize = 160;

impl FlowNode {
    /// Tells whether somebody does something there, or decides.
    pub fn is_done(&self) -> bool {
        let is_escalation = self.label.eq_ignore_ascii_case(jump::ESCALATE);
        match self.kind {
            NodeKind::Start | NodeKind::End => false,
            NodeKind::Fork | NodeKind::Join | NodeKind::Wait | NodeKind::Connector => false,
            _ => !is_escalation,
        }
    }
}

impl Flow {
    /// Tells whether its steps have numbers; those of a Mermaid flowchart and
    /// of data have none.
    pub fn has_numbers(&self) -> bool {
        self.nodes.iter().any(|node| node.number.is_some())
    }

    /// Returns what readers call a lane. The groups of a Mermaid flowchart say
    /// what belongs together, and not who acts.
    pub fn lane_word(&self) -> &'static str {
        let is_listed = |lane: &FlowLane| lane.is_listed;
        match self.origin == FlowOrigin::Mermaid && !self.lanes.iter().any(is_listed) {
            true => "Group",
            false => "Role",
        }
    }

    /// Tells whether what was read can stand for the flow: a list with a
    /// sentence that was not understood stays a list.
    pub fn is_known(&self) -> bool {
        self.is_whole || self.origin != FlowOrigin::List
    }

    /// Tells whether it has a figure: a list or a procedure only if it is
    /// small enough to be followed.
    pub fn is_drawn(&self) -> bool {
        let is_small = self.nodes.len() <= MOST_NODES && self.edges.len() <= MOST_EDGES;
        let is_read = matches!(self.origin, FlowOrigin::List | FlowOrigin::Procedure);
        self.is_known() && (is_small || !is_read)
    }

    /// Returns the nodes of the flow, each with whether anything leads to it.
    pub fn entered(&self) -> impl Iterator<Item = (&FlowNode, bool)> {
        let mut is_entered = vec![false; self.nodes.len()];
        for edge in &self.edges {
            if let Some(is_entered) = is_entered.get_mut(edge.to) {
                *is_entered = true;
            }
        }
        self.nodes.iter().zip(is_entered)
    }

    /// Returns the steps of the flow, in order: all nodes but those where ways
    /// only meet.
    pub fn steps(&self) -> Vec<FlowStep<'_>> {
        let mut leaving: Vec<Vec<&FlowEdge>> = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            if let Some(edges) = leaving.get_mut(edge.from) {
                edges.push(edge);
            }
        }
        let nodes = self.nodes.iter().enumerate();
        let steps = nodes.filter(|(_, node)| node.kind != NodeKind::Join).map(|(index, node)| {
            let edges = leaving.get(index).into_iter().flatten();
            let then = edges.filter_map(|edge| {
                let to = self.past_joins(edge.to, &leaving)?;
                Some(Then { edge, to })
            });
            FlowStep { node, then: then.collect() }
        });
        steps.collect()
    }

    /// Returns what each lane does: its steps in order, if there are two lanes
    /// or more that do something.
    pub fn parts(&self) -> Vec<(&FlowLane, Vec<&FlowNode>)> {
        let mut parts: Vec<(&FlowLane, Vec<&FlowNode>)> =
            self.lanes.iter().map(|lane| (lane, Vec::new())).collect();
        for node in self.nodes.iter().filter(|node| node.is_done()) {
            if let Some((_, nodes)) = node.lane.and_then(|lane| parts.get_mut(lane)) {
                nodes.push(node);
            }
        }
        parts.retain(|(_, nodes)| !nodes.is_empty());
        // Groups of a chart do nothing, and a step of a procedure says itself
        // who does it.
        let are_roles = self.lane_word() == "Role" && self.origin != FlowOrigin::Procedure;
        if parts.len() < 2 || !are_roles { Vec::new() } else { parts }
    }

    /// Returns the first node from here on where ways do not only meet.
    fn past_joins(&self, mut at: usize, leaving: &[Vec<&FlowEdge>]) -> Option<&FlowNode> {
        // A join may lead to a join; each is passed once.
        for _ in 0..=self.nodes.len() {
            let node = self.nodes.get(at)?;
            match leaving.get(at).and_then(|edges| edges.first()) {
                Some(edge) if node.kind == NodeKind::Join => at = edge.to,
                _ => return Some(node),
            }
        }
        None
    }
}
