//! From a draft to flows, and from a flow to one that a fence can say.

use std::collections::BTreeMap;

use super::draft::{Draft, What, Why};
use super::note::{Note, Notes};
use super::{BpmnFlow, ids, lanes, order};
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::flow::{Flow, FlowEdge, FlowLane, FlowNode, FlowOrigin};

/// Returns the flows of a draft: pools that send messages to each other are
/// one.
pub(super) fn flows(draft: &mut Draft) -> Vec<BpmnFlow> {
    let order = order::order(draft);
    let ids = ids::ids(draft);
    let names = lanes::names(draft);
    let parts = parts(draft);
    let mut flows = Vec::new();
    for part in 0..parts.len() {
        let is_in = |pool: usize| parts.get(pool) == Some(&part);
        let nodes = order.iter().copied();
        let nodes: Vec<usize> = nodes
            .filter(|node| draft.nodes.get(*node).is_some_and(|node| is_in(node.pool)))
            .collect();
        if !nodes.is_empty() {
            let mut maker = Maker { draft, nodes, ids: &ids, lanes: Vec::new(), names: Vec::new() };
            maker.lanes(&is_in);
            flows.push(maker.flow(&is_in, &names));
        }
    }
    flows
}

/// Returns for each pool the first of those it is connected to.
fn parts(draft: &Draft) -> Vec<usize> {
    let mut parts: Vec<usize> = (0..draft.pools.len()).collect();
    let pool = |node: usize| draft.nodes.get(node).map(|node| node.pool);
    for way in draft.ways.iter().filter(|way| !way.is_gone) {
        let part = |node| pool(node).and_then(|pool| parts.get(pool).copied());
        let (Some(one), Some(other)) = (part(way.from), part(way.to)) else { continue };
        if one != other {
            let (first, second) = (one.min(other), one.max(other));
            parts.iter_mut().filter(|part| **part == second).for_each(|part| *part = first);
        }
    }
    parts
}

struct Maker<'d> {
    draft: &'d mut Draft,
    /// The nodes of the flow, in order.
    nodes: Vec<usize>,
    ids: &'d [String],
    /// The lanes of the flow, by index of the draft.
    lanes: Vec<usize>,
    names: Vec<Box<str>>,
}

impl Maker<'_> {
    /// Takes the lanes of the pools; of lanes that hold lanes only those with
    /// steps of their own.
    fn lanes(&mut self, is_in: &dyn Fn(usize) -> bool) {
        let has_nodes = |lane: usize| {
            let mut nodes = self.nodes.iter().filter_map(|node| self.draft.nodes.get(*node));
            nodes.any(|node| node.lane == Some(lane))
        };
        let lanes = self.draft.lanes.iter().enumerate();
        let lanes = lanes.filter(|(_, lane)| is_in(lane.pool));
        let lanes = lanes.filter(|(index, lane)| !lane.is_group || has_nodes(*index));
        let mut lanes: Vec<(usize, usize)> =
            lanes.map(|(index, lane)| (lane.pool, index)).collect();
        lanes.sort_unstable();
        self.lanes = lanes.into_iter().map(|(_, index)| index).collect();
    }

    fn flow(mut self, is_in: &dyn Fn(usize) -> bool, names: &[String]) -> BpmnFlow {
        let pools = self.draft.pools.iter().enumerate();
        let pools: Vec<_> =
            pools.filter(|(index, _)| is_in(*index)).map(|(_, pool)| pool).collect();
        let range = pools.first().map(|pool| crate::base::TextRange::new(pool.at, pool.at));
        let titles = pools.iter().map(|pool| pool.name.as_str()).filter(|name| !name.is_empty());
        let title = titles.take(3).collect::<Vec<_>>().join(", ");
        let lanes = self.lanes.iter().filter_map(|lane| {
            let (name, read) = (names.get(*lane)?, self.draft.lanes.get(*lane)?);
            let name = name.as_str().into();
            Some(FlowLane { name, reference: None, is_listed: true, range: read.range })
        });
        let lanes = lanes.collect();
        let nodes: Vec<FlowNode> =
            self.nodes.clone().iter().filter_map(|node| self.node(*node)).collect();
        let edges = self.edges(&nodes);
        let flow = Flow {
            origin: FlowOrigin::File,
            title: (!title.is_empty()).then(|| title.into()),
            range: range.unwrap_or_default(),
            is_whole: true,
            lanes,
            nodes: nodes.into(),
            edges: edges.into(),
        };
        BpmnFlow { flow, names: self.names }
    }

    fn node(&mut self, index: usize) -> Option<FlowNode> {
        let node = self.draft.nodes.get(index)?;
        let kind = node.what.kind().unwrap_or(NodeKind::Step);
        let is_certain = matches!(node.what, What::Certain(_));
        let label: Box<str> = match (node.label.as_str(), kind) {
            ("", _) if is_certain => "".into(),
            ("", NodeKind::Start) => "Start".into(),
            ("", NodeKind::End) => "End".into(),
            ("", NodeKind::Area | NodeKind::Process | NodeKind::Connector) => "Process".into(),
            ("", _) => {
                let at = node.range.start as usize;
                self.draft.notes.count(at, "a step has no name: it is called \"Step\"");
                "Step".into()
            }
            (label, _) => label.into(),
        };
        let node = self.draft.nodes.get(index)?;
        let names_page = matches!(kind, NodeKind::Area | NodeKind::Process | NodeKind::Connector);
        let reference = u32::try_from(self.names.len()).ok().filter(|_| names_page);
        if names_page {
            self.names.push(label.clone());
        }
        let lane = node.lane.and_then(|lane| self.lanes.iter().position(|of| *of == lane));
        Some(FlowNode {
            kind,
            label,
            number: node.number.as_deref().map(Into::into),
            id: self.ids.get(index)?.as_str().into(),
            lane,
            reference,
            side: None,
            range: node.range,
        })
    }

    /// Returns the edges of the flow, in the order of what they leave.
    fn edges(&self, nodes: &[FlowNode]) -> Vec<FlowEdge> {
        let at: BTreeMap<usize, usize> =
            self.nodes.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        let ways = self.draft.ways.iter().filter(|way| !way.is_gone);
        let ends = ways.filter_map(|way| Some((way, *at.get(&way.from)?, *at.get(&way.to)?)));
        let mut edges: Vec<(FlowEdge, Why, Option<EdgeKind>)> = ends
            .map(|(way, from, to)| {
                let label = match (&way.label, way.why, way.kind) {
                    (None, Why::Default, None) => Some("Otherwise".into()),
                    (label, ..) => label.as_deref().map(Into::into),
                };
                let (kind, range) = (EdgeKind::Sequence, way.range);
                let edge = FlowEdge { from, to, kind, label, at_most: None, is_shown: true, range };
                (edge, way.why, way.kind)
            })
            .collect();
        if !self.draft.is_ordered {
            edges.sort_by_key(|(edge, ..)| edge.from);
        }
        let mut has_next = vec![false; nodes.len()];
        let edges = edges.into_iter().map(|(mut edge, why, certain)| {
            let is_second =
                has_next.get_mut(edge.from).is_some_and(|has| std::mem::replace(has, true));
            edge.kind = certain.unwrap_or_else(|| kind(&edge, why, (nodes, is_second)));
            edge
        });
        edges.collect()
    }
}

fn kind(edge: &FlowEdge, why: Why, (nodes, is_second): (&[FlowNode], bool)) -> EdgeKind {
    let of = |node: usize| nodes.get(node).map(|node| node.kind);
    let goes_back =
        edge.to <= edge.from && !matches!(of(edge.to), Some(NodeKind::End | NodeKind::Connector));
    match (why, of(edge.from)) {
        (Why::Message, _) => EdgeKind::Message,
        _ if goes_back => EdgeKind::Loop,
        (Why::Default, _) => EdgeKind::Default,
        (Why::Condition | Why::Event, _) => EdgeKind::Conditional,
        (_, Some(NodeKind::Decision)) if edge.label.is_some() => EdgeKind::Conditional,
        (_, Some(NodeKind::Decision)) => EdgeKind::Sequence,
        (_, Some(NodeKind::Fork)) => EdgeKind::Parallel,
        _ if is_second => EdgeKind::Parallel,
        _ => EdgeKind::Sequence,
    }
}

/// Returns a flow as a fence can say it: each node has a line, and only what
/// asks has answers.
pub(super) fn for_fence(flow: &Flow) -> (Flow, Vec<Note>) {
    let mut flow = flow.clone();
    let mut notes = Notes::default();
    for (index, node) in flow.nodes.iter_mut().enumerate() {
        node.number = Some((index + 1).to_string().into());
    }
    for edge in &mut flow.edges {
        let at = edge.range.start as usize;
        let from = flow.nodes.get(edge.from);
        let asks = from.is_some_and(|from| from.kind == NodeKind::Decision);
        let is_answer = asks || matches!(edge.kind, EdgeKind::Conditional | EdgeKind::Default);
        if edge.kind == EdgeKind::Message {
            let message = "a message is written as a way: it is drawn as a message where the lane \
                           is a team outside";
            notes.count(at, message);
        }
        if !is_answer && edge.label.take().is_some() {
            notes.count(at, "the name of a way that is no answer is left out");
        } else if is_answer && !asks {
            notes.count(at, "a step with conditions is written as a question");
        } else if asks && edge.label.is_none() {
            edge.label = Some("Otherwise".into());
            notes.count(at, "a way from a question has no answer: it is called \"Otherwise\"");
        }
    }
    (flow, notes.finish())
}
