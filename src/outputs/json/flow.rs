//! The flows of a page, as data: what follows what and who does it, in the
//! form in which front matter takes a flow. Ids are those of the rows of the
//! table below the figure.

use std::borrow::Cow;

use serde::Serialize;

use crate::domain::diagram::graph::NodeKind;
use crate::model::figure::{self, Meaning, Outside};
use crate::model::flow::{Flow, FlowEdge, FlowLane, FlowNode, FlowOrigin};
use crate::model::graft::id_in_page;
use crate::model::graph::{End, Graph, Part};
use crate::model::page::{Page, ShownFlow, Target};
use crate::model::site::Site;

/// A flow.
#[derive(Serialize)]
pub(super) struct FlowView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// How it is written: `fence`, `field`, `list` or `mermaid`.
    source: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lanes: Vec<LaneView<'a>>,
    nodes: Vec<NodeView<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edges: Vec<EdgeView<'a>>,
}

#[derive(Serialize)]
struct LaneView<'a> {
    name: &'a str,
    /// The id of the page of the role.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    /// Whether it is a party outside the organisation.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    external: bool,
}

#[derive(Serialize)]
struct NodeView<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: Cow<'a, str>,
    /// The id of the page it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    /// The title of the planned page it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    planned: Option<&'a str>,
    /// The name of its lane.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct EdgeView<'a> {
    from: &'a str,
    to: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<u32>,
}

/// Returns the flows that a page shows.
pub(super) fn flows<'a>(site: &'a Site, graph: &Graph<'a>, page: &'a Page) -> Vec<FlowView<'a>> {
    page.flows().map(|shown| Writing { site, graph, page, shown }.flow()).collect()
}

/// A flow being written.
struct Writing<'g, 'a> {
    site: &'a Site,
    graph: &'g Graph<'a>,
    page: &'a Page,
    shown: ShownFlow<'a>,
}

impl<'a> Writing<'_, 'a> {
    fn flow(&self) -> FlowView<'a> {
        let flow = self.shown.flow;
        let who =
            |lane: &FlowLane| figure::party(self.site, lane, self.target(lane.reference), None);
        let lanes: Vec<Meaning> = flow.lanes.iter().map(who).collect();
        let outside = Outside::of(&lanes);
        let edges = flow.edges.iter();
        FlowView {
            title: flow.title.as_deref(),
            source: source(flow.origin),
            lanes: flow.lanes.iter().zip(&lanes).map(|lane| self.lane(lane)).collect(),
            nodes: flow.nodes.iter().map(|node| self.node(flow, node)).collect(),
            edges: edges.filter_map(|edge| self.edge(flow, edge, &outside)).collect(),
        }
    }

    fn lane(&self, (lane, meaning): (&'a FlowLane, &Meaning)) -> LaneView<'a> {
        let page = self.end(lane.reference).to;
        LaneView { name: self.lane_name(lane), page, external: meaning.is_external }
    }

    fn lane_name(&self, lane: &'a FlowLane) -> &'a str {
        figure::lane_name(self.site, lane, self.target(lane.reference))
    }

    fn node(&self, flow: &'a Flow, node: &'a FlowNode) -> NodeView<'a> {
        let shown = &self.shown;
        let end = self.end(node.reference);
        let meaning = figure::meaning(self.site, self.target(node.reference), None);
        let words = figure::words(self.site, (shown.document, shown.targets), node);
        let lane = node.lane.and_then(|lane| flow.lanes.get(lane));
        let is_bar = matches!(node.kind, NodeKind::Fork | NodeKind::Join);
        NodeView {
            id: id_in_page(shown.ids, &node.id),
            number: node.number.as_deref().filter(|_| node.kind != NodeKind::Join),
            kind: figure::kind(node, &meaning).name(),
            text: if is_bar { Cow::Borrowed("") } else { self.site.catalog.records.fill(words) },
            page: end.to,
            planned: end.planned,
            role: lane.map(|lane| self.lane_name(lane)),
        }
    }

    fn edge(&self, flow: &'a Flow, edge: &'a FlowEdge, outside: &Outside) -> Option<EdgeView<'a>> {
        let id = |node: usize| Some(id_in_page(self.shown.ids, &flow.nodes.get(node)?.id));
        Some(EdgeView {
            from: id(edge.from)?,
            to: id(edge.to)?,
            kind: outside.kind(flow, edge).name(),
            text: edge.label.as_deref(),
            at_most: edge.at_most,
        })
    }

    fn target(&self, reference: Option<u32>) -> &'a Target {
        reference.and_then(|number| self.shown.target(number)).unwrap_or(&Target::Ignored)
    }

    fn end(&self, reference: Option<u32>) -> End<'a> {
        let ShownFlow { document, targets, .. } = self.shown;
        let part = Part { page: self.page.id, document, targets };
        reference.and_then(|number| self.graph.end(part, number)).unwrap_or_default()
    }
}

fn source(origin: FlowOrigin) -> &'static str {
    match origin {
        FlowOrigin::Fence => "fence",
        FlowOrigin::Field => "field",
        FlowOrigin::List => "list",
        FlowOrigin::Mermaid => "mermaid",
        FlowOrigin::File => "file",
        FlowOrigin::Procedure => "procedure",
    }
}
