//! A chart as a flow: lanes of its groups, nodes in the order in which they
//! are read, and what the shapes of these mean.

use std::collections::HashMap;

use super::Diagram;
use super::chart::{Chart, Click, Node, Problem};
use super::order::order;
use super::scan::{Part, Shape};
use super::source::Source;
use super::words::{decoded, words};
use crate::base::{Code, TextRange};
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::document::{Reference, ReferenceKind};
use crate::model::flow::{Flow, FlowEdge, FlowLane, FlowNode, FlowOrigin};
use crate::stages::parse::builder::Builder;
use crate::stages::parse::flow::answer_kind;
use crate::stages::parse::flow::piece::Piece;
use crate::stages::parse::flow::words::kind_of;

/// Makes the flow of a chart. What cannot be shown is added to its problems.
pub(super) fn read(
    builder: &mut Builder<'_>,
    (chart, diagram): (&mut Chart<'_>, Diagram),
    source: &Source,
) -> Option<Flow> {
    arrows_to_groups(chart);
    clicks(chart);
    if !chart.problems.is_empty() {
        return None;
    }
    label(chart);
    let lanes = Lanes::of(chart, diagram);
    lanes.report(builder, chart, source);
    let ways = Ways::of(chart);
    let mut place = vec![0; chart.nodes.len()];
    let mut nodes = Vec::with_capacity(chart.nodes.len());
    for (to, from) in order(&ways.leaving).into_iter().enumerate() {
        let Some(node) = chart.nodes.get(from) else { continue };
        place.get_mut(from).into_iter().for_each(|place| *place = to);
        let address = chart
            .clicks
            .iter()
            .rfind(|click| chart.scan.part(&click.id) == chart.scan.part(&node.id));
        let reference = reference(builder, (chart, source), node, address);
        let mut made = flow_node(node, ways.kind(chart, from));
        made.range = source.place(node.words.as_ref().unwrap_or(&node.id));
        made.lane = lanes.of_node(from);
        made.reference = reference;
        nodes.push(made);
    }
    let edges = edges(chart, &nodes, (&place, source));
    let lanes = lanes.make(builder, chart, source);
    Some(Flow {
        origin: FlowOrigin::Mermaid,
        title: None,
        range: TextRange::default(),
        is_whole: true,
        lanes: lanes.into(),
        nodes: nodes.into(),
        edges: edges.into(),
    })
}

/// An arrow may lead to a whole group in Mermaid; a flow has no such node.
fn arrows_to_groups(chart: &mut Chart<'_>) {
    for group in &chart.groups {
        let id = chart.scan.part(&group.id);
        let Some(at) = chart.find(id).filter(|_| !id.is_empty()) else { continue };
        let edges = chart.edges.iter();
        let edge = edges.filter(|edge| edge.to == at).map(|edge| &edge.range).next();
        let node = chart.nodes.get(at).map(|node| &node.id);
        if let Some(part) = edge.or(node).cloned() {
            let message = "this is a group, and an arrow leads to steps";
            let help = "let the arrow lead to a step in the group";
            chart.problems.push(Problem { part, message, help });
        }
    }
}

/// A link needs the node it is for.
fn clicks(chart: &mut Chart<'_>) {
    for click in &chart.clicks {
        if chart.find(chart.scan.part(&click.id)).is_none() {
            let message = "no step has this id";
            let help = "write the id of a step behind `click`";
            chart.problems.push(Problem { part: click.id.clone(), message, help });
        }
    }
}

/// The groups of a chart that are lanes.
struct Lanes {
    /// The groups that are lanes, in order.
    groups: Vec<usize>,
    /// For each node its lane.
    nodes: Vec<Option<usize>>,
    diagram: Diagram,
}

impl Lanes {
    fn of(chart: &Chart<'_>, diagram: Diagram) -> Lanes {
        let mut lane: Vec<usize> = Vec::with_capacity(chart.groups.len());
        let mut outer = Vec::new();
        for (index, group) in chart.groups.iter().enumerate() {
            match group.parent.and_then(|parent| lane.get(parent)).copied() {
                Some(around) => lane.push(around),
                None => {
                    lane.push(outer.len());
                    outer.push(index);
                }
            }
        }
        let lane_of = |node: &Node| node.group.and_then(|group| lane.get(group)).copied();
        let nodes: Vec<Option<usize>> = chart.nodes.iter().map(lane_of).collect();
        let mut lanes = Lanes { groups: outer, nodes, diagram };
        if lanes.nodes.iter().any(Option::is_none) {
            lanes.groups.clear();
            lanes.nodes.iter_mut().for_each(|lane| *lane = None);
        }
        lanes.without_empty();
        lanes
    }

    /// Leaves out lanes in which nothing stands.
    fn without_empty(&mut self) {
        let mut number = HashMap::new();
        let used = |at: &usize| self.nodes.contains(&Some(*at));
        let kept: Vec<usize> = (0..self.groups.len()).filter(used).collect();
        for (new, old) in kept.iter().enumerate() {
            number.insert(*old, new);
        }
        self.groups = kept.iter().filter_map(|old| self.groups.get(*old)).copied().collect();
        for lane in self.nodes.iter_mut().flatten() {
            *lane = number.get(lane).copied().unwrap_or_default();
        }
    }

    fn of_node(&self, node: usize) -> Option<usize> {
        self.nodes.get(node).copied().flatten()
    }

    /// Says which groups are not shown.
    fn report(&self, builder: &mut Builder<'_>, chart: &Chart<'_>, source: &Source) {
        for group in &chart.groups {
            let (message, help) = match (self.groups.is_empty(), group.parent) {
                (true, _) => (
                    "this group is not shown: a step stands in no group",
                    "put every step into a group, which is a lane then, or take the groups out",
                ),
                (false, Some(_)) => (
                    "this group is not shown: it stands in another group",
                    "end the group before it, so that both are lanes",
                ),
                (false, None) => continue,
            };
            let place = source.place(&group.title);
            builder.report(Code::MERMAID_NOT_UNDERSTOOD, place, message, help);
        }
    }

    fn make(self, builder: &mut Builder<'_>, chart: &Chart<'_>, source: &Source) -> Vec<FlowLane> {
        let groups = self.groups.iter().filter_map(|group| chart.groups.get(*group));
        let lane = groups.map(|group| {
            let name = words(chart.scan.part(&group.title));
            let range = source.place(&group.title);
            let destination = name.as_str().into();
            let kind = ReferenceKind::Mention;
            let reference =
                builder.add_reference(Reference { kind, destination, range, title: None });
            let is_listed = self.diagram == Diagram::Swimlane;
            FlowLane { name: name.into(), reference: Some(reference), is_listed, range }
        });
        lane.collect()
    }
}

/// How many arrows arrive at each node, and where those lead that leave it.
struct Ways {
    arriving: Vec<usize>,
    leaving: Vec<Vec<usize>>,
}

impl Ways {
    fn of(chart: &Chart<'_>) -> Ways {
        let count = chart.nodes.len();
        let mut ways = Ways { arriving: vec![0; count], leaving: vec![Vec::new(); count] };
        for edge in &chart.edges {
            ways.arriving.get_mut(edge.to).into_iter().for_each(|count| *count += 1);
            ways.leaving.get_mut(edge.from).into_iter().for_each(|all| all.push(edge.to));
        }
        ways
    }

    /// Tells what a node is: by its shape, by its words, and by whether
    /// something comes before and after it.
    fn kind(&self, chart: &Chart<'_>, index: usize) -> NodeKind {
        let Some(node) = chart.nodes.get(index) else { return NodeKind::Step };
        let arrives = self.arriving.get(index).copied().unwrap_or_default();
        let leaves = self.leaving.get(index).map_or(0, Vec::len);
        let label = &node.label;
        let said = kind_of(Piece::new(label, 0));
        let terminal = match (arrives, leaves) {
            (0, 0) => NodeKind::Step,
            (0, _) => NodeKind::Start,
            (_, 0) => NodeKind::End,
            _ => NodeKind::Step,
        };
        let is_join = label.eq_ignore_ascii_case("join") && 1 < arrives;
        match (node.shape, said) {
            (Shape::Question, _) => NodeKind::Decision,
            (Shape::Part, _) => NodeKind::Area,
            (Shape::Record, _) => NodeKind::Document,
            (Shape::Flag, _) => NodeKind::Connector,
            (Shape::Bar, _) if leaves < 2 => NodeKind::Join,
            (Shape::Bar, _) => NodeKind::Fork,
            (Shape::Terminal, NodeKind::Fork) if 1 < leaves => NodeKind::Fork,
            (Shape::Terminal, _) if is_join => NodeKind::Join,
            (Shape::Terminal, _) => terminal,
            (Shape::Box, NodeKind::Wait) => NodeKind::Wait,
            (Shape::Box, said) if said == terminal => terminal,
            (Shape::Box, _) => NodeKind::Step,
        }
    }
}

/// Reads the words of all nodes; those without any are called by their ids.
fn label(chart: &mut Chart<'_>) {
    let text = chart.scan.text;
    let part = |part: &Part| text.get(part.clone()).unwrap_or_default();
    for node in &mut chart.nodes {
        let own = node.words.as_ref().map(|own| words(part(own)));
        node.label = own.filter(|own| !own.is_empty()).unwrap_or_else(|| part(&node.id).into());
    }
}

fn flow_node(node: &Node, kind: NodeKind) -> FlowNode {
    let label = match (kind, &node.words) {
        (NodeKind::Fork, None) => "In parallel",
        (NodeKind::Join, None) => "Join",
        _ => page_name(&node.label).map_or(node.label.as_str(), |(_, shown)| shown),
    };
    FlowNode {
        kind,
        label: label.into(),
        number: None,
        id: Box::default(),
        lane: None,
        reference: None,
        side: None,
        range: TextRange::default(),
    }
}

/// Reads `[[Page]]` and `[[Page|words]]`: the page, and what is shown.
fn page_name(label: &str) -> Option<(&str, &str)> {
    let inner = label.strip_prefix("[[")?.strip_suffix("]]")?;
    let (name, shown) = inner.split_once('|').unwrap_or((inner, inner));
    let is_name = !name.trim().is_empty() && !inner.contains(['[', ']']);
    is_name.then(|| (name.trim(), shown.trim()))
}

/// Makes the reference of a node: its link, else the page its words name.
fn reference(
    builder: &mut Builder<'_>,
    (chart, source): (&Chart<'_>, &Source),
    node: &Node,
    click: Option<&Click>,
) -> Option<u32> {
    let (kind, destination, part) = match (click, &node.words) {
        (Some(click), _) => {
            let address = decoded(chart.scan.part(&click.address));
            (ReferenceKind::Link, address.trim().to_string(), click.address.clone())
        }
        (None, Some(part)) => {
            let (name, _) = page_name(&node.label)?;
            let at = chart.scan.part(part).find(name).map_or(part.start, |at| part.start + at);
            (ReferenceKind::Name, name.to_string(), at..(at + name.len()).min(part.end))
        }
        (None, None) => return None,
    };
    let range = source.place(&part);
    let destination = destination.into();
    Some(builder.add_reference(Reference { kind, destination, range, title: None }))
}

fn edges(
    chart: &Chart<'_>,
    nodes: &[FlowNode],
    (place, source): (&[usize], &Source),
) -> Vec<FlowEdge> {
    let mut has_way_on = vec![false; nodes.len()];
    let edges = chart.edges.iter().filter_map(|edge| {
        let (from, to) = (*place.get(edge.from)?, *place.get(edge.to)?);
        let label = edge.arrow.label.as_ref().map(|part| words(chart.scan.part(part)));
        let label = label.filter(|label| !label.is_empty());
        let kinds = (nodes.get(from)?.kind, nodes.get(to)?.kind);
        let is_first = label.is_none() && !std::mem::replace(has_way_on.get_mut(from)?, true);
        let kind = match label.as_deref() {
            _ if edge.arrow.is_dotted => EdgeKind::Message,
            _ if to <= from && kinds.1 != NodeKind::Connector => EdgeKind::Loop,
            Some(answer) => answer_kind(kinds.0, answer),
            None if is_first => EdgeKind::Sequence,
            None => EdgeKind::Parallel,
        };
        let label = label.map(Into::into);
        let range = source.place(&edge.range);
        Some(FlowEdge { from, to, kind, label, at_most: None, is_shown: true, range })
    });
    edges.collect()
}
