//! A diagram as BPMN 2.0 XML with its places (OMG formal/2011-01-03), which
//! editors of BPMN open as it is on the site.
//!
//! What becomes what: start and end are events, steps and documents tasks,
//! areas and other processes call activities, decisions exclusive gateways,
//! forks and joins parallel ones, waits timer events, connectors link events.
//! Lanes are those of one pool. A message between lanes is a flow: BPMN has
//! messages only between pools. What BPMN has no word for, a document, an
//! area, a number, is said in attributes of our own, so that `import::bpmn`
//! reads the same graph again.

use super::place::Place;
use crate::domain::diagram::drawing::{Drawing, Point, Rect};
use crate::domain::diagram::graph::{EdgeKind, Graph, Node, NodeKind};

/// Height of the head of a pool.
const HEAD: i32 = 30;

/// Ids of what is no node.
const NAMES: &[&str] =
    &["definitions", "collaboration", "pool", "pool_shape", "process", "lanes", "diagram", "plane"];

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bpmn:definitions \
    xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" \
    xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\" \
    xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\" \
    xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\" xmlns:handover=\"urn:handover:flow\" \
    id=\"definitions\" targetNamespace=\"urn:handover:flow\" exporter=\"Handover\">\n";

/// Writes a graph with the places a drawing gives it.
pub fn write(graph: &Graph, drawing: &Drawing) -> String {
    let writer = Writer { graph, drawing, text: OPENING.to_string() };
    writer.write()
}

struct Writer<'a> {
    graph: &'a Graph,
    drawing: &'a Drawing,
    text: String,
}

impl Writer<'_> {
    fn write(mut self) -> String {
        if !self.graph.lanes.is_empty() {
            let title = escaped(&self.graph.title);
            self.line(1, "<bpmn:collaboration id=\"collaboration\">");
            self.line(
                2,
                &format!(
                    "<bpmn:participant id=\"pool\" name=\"{title}\" processRef=\"process\" />"
                ),
            );
            self.line(1, "</bpmn:collaboration>");
        }
        self.process();
        self.diagram();
        self.text.push_str("</bpmn:definitions>\n");
        self.text
    }

    fn line(&mut self, depth: usize, text: &str) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn process(&mut self) {
        let title = escaped(&self.graph.title);
        self.line(
            1,
            &format!("<bpmn:process id=\"process\" name=\"{title}\" isExecutable=\"false\">"),
        );
        self.lanes();
        for index in 0..self.graph.nodes.len() {
            self.node(index);
        }
        for (index, edge) in self.graph.edges.iter().enumerate() {
            let (Some(from), Some(to)) = (self.id(edge.from), self.id(edge.to)) else { continue };
            let name = name(edge.label.as_deref().unwrap_or_default());
            let kind = edge.kind.name();
            self.line(2, &format!(
                "<bpmn:sequenceFlow id=\"flow_{index}\"{name} sourceRef=\"{from}\" targetRef=\"{to}\" handover:kind=\"{kind}\" />"
            ));
        }
        self.line(1, "</bpmn:process>");
    }

    fn lanes(&mut self) {
        if self.graph.lanes.is_empty() {
            return;
        }
        self.line(2, "<bpmn:laneSet id=\"lanes\">");
        for (lane, named) in self.graph.lanes.iter().enumerate() {
            self.line(3, &format!("<bpmn:lane id=\"lane_{lane}\"{}>", name(&named.name)));
            for (index, node) in self.graph.nodes.iter().enumerate() {
                if let (Some(id), true) = (self.id(index), node.lane == Some(lane)) {
                    self.line(4, &format!("<bpmn:flowNodeRef>{id}</bpmn:flowNodeRef>"));
                }
            }
            self.line(3, "</bpmn:lane>");
        }
        self.line(2, "</bpmn:laneSet>");
    }

    fn node(&mut self, index: usize) {
        let (Some(node), Some(id)) = (self.graph.nodes.get(index), self.id(index)) else { return };
        let leaves = self.graph.edges.iter().any(|edge| edge.from == index);
        let arrives = self.graph.edges.iter().any(|edge| edge.to == index);
        let element = element(node, leaves, arrives);
        let default = self
            .graph
            .edges
            .iter()
            .position(|edge| edge.from == index && edge.kind == EdgeKind::Default);
        let default = match default {
            Some(edge) if element == "exclusiveGateway" => format!(" default=\"flow_{edge}\""),
            _ => String::new(),
        };
        let (name, ours) = (name(&words(node)), ours(node));
        self.line(2, &format!("<bpmn:{element} id=\"{id}\"{name}{default}{ours}>"));
        for (flow, edge) in self.graph.edges.iter().enumerate() {
            if edge.to == index {
                self.line(3, &format!("<bpmn:incoming>flow_{flow}</bpmn:incoming>"));
            }
        }
        for (flow, edge) in self.graph.edges.iter().enumerate() {
            if edge.from == index {
                self.line(3, &format!("<bpmn:outgoing>flow_{flow}</bpmn:outgoing>"));
            }
        }
        match (node.kind, element) {
            (NodeKind::Wait, _) => {
                self.line(3, &format!("<bpmn:timerEventDefinition id=\"{id}_timer\" />"));
            }
            (NodeKind::Connector, "intermediateThrowEvent" | "intermediateCatchEvent") => {
                let name = self::name(&node.label);
                self.line(3, &format!("<bpmn:linkEventDefinition id=\"{id}_link\"{name} />"));
            }
            _ => {}
        }
        self.line(2, &format!("</bpmn:{element}>"));
    }

    fn diagram(&mut self) {
        let of = if self.graph.lanes.is_empty() { "process" } else { "collaboration" };
        self.line(1, "<bpmndi:BPMNDiagram id=\"diagram\">");
        self.line(2, &format!("<bpmndi:BPMNPlane id=\"plane\" bpmnElement=\"{of}\">"));
        if !self.graph.lanes.is_empty() {
            self.pool();
        }
        for (index, node) in self.graph.nodes.iter().enumerate() {
            let (Some(id), Some(rect)) = (self.id(index), self.drawing.nodes.get(index)) else {
                continue;
            };
            let place = Place::of(node.kind, *rect);
            let open = format!("<bpmndi:BPMNShape id=\"{id}_shape\" bpmnElement=\"{id}\">");
            self.shape(&open, place.bounds, label_of(node, *rect));
        }
        for index in 0..self.graph.edges.len() {
            self.edge(index);
        }
        self.line(2, "</bpmndi:BPMNPlane>");
        self.line(1, "</bpmndi:BPMNDiagram>");
    }

    fn pool(&mut self) {
        let size = self.drawing.size;
        let pool = Rect { x: 0, y: -HEAD, width: size.width, height: size.height + HEAD };
        self.shape(
            "<bpmndi:BPMNShape id=\"pool_shape\" bpmnElement=\"pool\" isHorizontal=\"false\">",
            pool,
            None,
        );
        for (lane, strip) in self.drawing.lanes.iter().enumerate() {
            self.shape(
                &format!(
                    "<bpmndi:BPMNShape id=\"lane_{lane}_shape\" bpmnElement=\"lane_{lane}\" \
                     isHorizontal=\"false\">"
                ),
                *strip,
                None,
            );
        }
    }

    fn shape(&mut self, open: &str, bounds: Rect, label: Option<Rect>) {
        self.line(3, open);
        self.line(4, &bounds_of(bounds));
        if let Some(label) = label {
            self.label(label);
        }
        self.line(3, "</bpmndi:BPMNShape>");
    }

    fn label(&mut self, label: Rect) {
        self.line(4, "<bpmndi:BPMNLabel>");
        self.line(5, &bounds_of(label));
        self.line(4, "</bpmndi:BPMNLabel>");
    }

    fn edge(&mut self, index: usize) {
        let (Some(edge), Some(line)) = (self.graph.edges.get(index), self.drawing.edges.get(index))
        else {
            return;
        };
        if self.id(edge.from).is_none() || self.id(edge.to).is_none() {
            return;
        }
        self.line(
            3,
            &format!("<bpmndi:BPMNEdge id=\"flow_{index}_edge\" bpmnElement=\"flow_{index}\">"),
        );
        for Point { x, y } in self.way(edge.from, edge.to, &line.points) {
            self.line(4, &format!("<di:waypoint x=\"{x}\" y=\"{y}\" />"));
        }
        if let (Some(label), Some(_)) = (line.label, &edge.label) {
            self.label(label);
        }
        self.line(3, "</bpmndi:BPMNEdge>");
    }

    /// The points of a line, led on to what BPMN draws at both ends; at least
    /// two, which BPMN demands.
    fn way(&self, from: usize, to: usize, points: &[Point]) -> Vec<Point> {
        let place = |index: usize| {
            let node = self.graph.nodes.get(index)?;
            Some(Place::of(node.kind, *self.drawing.nodes.get(index)?))
        };
        let mut way: Vec<Point> = points.iter().rev().copied().collect();
        place(from).iter().for_each(|place| place.lead_on(&mut way));
        way.reverse();
        place(to).iter().for_each(|place| place.lead_on(&mut way));
        while way.len() < 2 {
            way.push(way.first().copied().unwrap_or_default());
        }
        way
    }

    /// The id of a node in the file: its own where editors of BPMN take it.
    fn id(&self, index: usize) -> Option<String> {
        let id = &self.graph.nodes.get(index)?.id;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let is_ours = NAMES.contains(&id.as_str())
            || ["lane_", "flow_", "node_"].iter().any(|prefix| id.starts_with(prefix))
            || ["_shape", "_timer", "_link"].iter().any(|suffix| id.ends_with(suffix));
        let is_id = id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(is_plain);
        Some(if is_id && !is_ours { id.clone() } else { format!("node_{index}") })
    }
}

/// What is written beside a node. A bar has no words.
fn words(node: &Node) -> String {
    match node.kind {
        NodeKind::Fork | NodeKind::Join => String::new(),
        _ => node.words(),
    }
}

/// What BPMN has no attributes for.
fn ours(node: &Node) -> String {
    let kind = node.kind.name();
    match &node.number {
        Some(number) => {
            format!(" handover:kind=\"{kind}\" handover:number=\"{}\"", escaped(number))
        }
        None => format!(" handover:kind=\"{kind}\""),
    }
}

fn element(node: &Node, leaves: bool, arrives: bool) -> &'static str {
    match node.kind {
        NodeKind::Start => "startEvent",
        NodeKind::End => "endEvent",
        NodeKind::Step | NodeKind::Document => "task",
        NodeKind::Area | NodeKind::Process => "callActivity",
        NodeKind::Decision => "exclusiveGateway",
        NodeKind::Fork | NodeKind::Join => "parallelGateway",
        NodeKind::Wait => "intermediateCatchEvent",
        // A link is thrown where the flow leaves and caught where it comes in.
        NodeKind::Connector if !leaves => "intermediateThrowEvent",
        NodeKind::Connector if !arrives => "intermediateCatchEvent",
        NodeKind::Connector => "callActivity",
    }
}

/// Where the words of what has them outside stand: over the place of the node
/// on the site.
fn label_of(node: &Node, rect: Rect) -> Option<Rect> {
    match node.kind {
        NodeKind::Decision => Some(inner(rect)),
        NodeKind::Start | NodeKind::End | NodeKind::Wait | NodeKind::Connector => {
            Some(Rect { y: rect.y + rect.height, height: 20, ..rect })
        }
        _ => None,
    }
}

/// The middle half of a rhombus, where its words have room.
fn inner(rect: Rect) -> Rect {
    Rect {
        x: rect.x + rect.width / 8,
        y: rect.y + rect.height / 4,
        width: rect.width * 3 / 4,
        height: rect.height / 2,
    }
}

fn bounds_of(rect: Rect) -> String {
    let Rect { x, y, width, height } = rect;
    format!("<dc:Bounds x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" />")
}

fn name(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => format!(" name=\"{}\"", escaped(text)),
    }
}

/// A text as the value of an attribute. Characters that XML 1.0 cannot hold
/// become U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
