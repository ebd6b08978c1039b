//! A flow as data of front matter: `{lanes, nodes, edges}`. What is wrong is
//! reported at the value, with the codes of a flow written as text.

use std::collections::HashMap;

use super::answer_kind;
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, FileId, TextRange};
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::catalog::loose;
use crate::model::document::{Reference, ReferenceKind};
use crate::model::flow::{Flow, FlowEdge, FlowLane, FlowNode, FlowOrigin};
use crate::model::kind::NODE_KINDS;
use crate::stages::parse::builder::Builder;
use crate::stages::parse::item_id;
use crate::text::data::Node;
use crate::text::fields::{Fields, Located};

/// Ids that are nowhere are compared with this many at most.
const COMPARED: usize = 200;

type Text = Located<String>;

/// Reads a flow.
pub(super) fn read(builder: &mut Builder<'_>, node: &Node) -> Flow {
    let file = builder.source.file;
    let mut found = std::mem::take(&mut builder.found);
    let before = found.len();
    let mut fields = Fields::new(file, "a flow", node, &mut found);
    let lanes = fields.list("lanes");
    let nodes = list(fields.node("nodes"));
    let edges = list(fields.node("edges"));
    fields.finish(&|_| false);
    let steps: Vec<Step> = nodes.iter().map(|node| step(file, node, &mut found)).collect();
    let ways: Vec<(Way, TextRange)> =
        edges.iter().map(|node| (way(file, node, &mut found), node.range)).collect();
    let is_read = before == found.len();
    builder.found = found;
    let mut reader = Reader::new(builder, is_read);
    lanes.iter().for_each(|lane| {
        reader.lane(lane, true);
    });
    for (step, node) in steps.into_iter().zip(nodes) {
        reader.node(step, node.range);
    }
    for (way, range) in ways {
        reader.edge(&way, range);
    }
    let first = reader.nodes.iter().find_map(|node| node.lane);
    reader.nodes.iter_mut().for_each(|node| node.lane = node.lane.or(first));
    Flow {
        origin: FlowOrigin::Field,
        title: None,
        range: node.range,
        is_whole: reader.is_whole,
        lanes: reader.lanes.into(),
        nodes: reader.nodes.into(),
        edges: reader.edges.into(),
    }
}

fn list(node: Option<&Node>) -> &[Node] {
    node.map(|node| node.as_list().unwrap_or(std::slice::from_ref(node))).unwrap_or_default()
}

/// A step as written.
struct Step {
    id: Option<Text>,
    kind: Option<&'static str>,
    text: Option<Text>,
    page: Option<Text>,
    role: Option<Text>,
}

fn step(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Step {
    let mut fields = Fields::new(file, "a step of a flow", node, found);
    let step = Step {
        id: fields.text("id"),
        kind: fields.choice("kind", NODE_KINDS).map(|kind| kind.value),
        text: fields.text("text"),
        page: fields.text("page"),
        role: fields.text("role"),
    };
    fields.finish(&|_| false);
    step
}

/// What follows what, as written.
struct Way {
    from: Option<Text>,
    to: Option<Text>,
    text: Option<Text>,
    at_most: Option<Located<i64>>,
}

fn way(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Way {
    let mut fields = Fields::new(file, "an edge of a flow", node, found);
    let way = Way {
        from: fields.text("from"),
        to: fields.text("to"),
        text: fields.text("text"),
        at_most: fields.number("at_most"),
    };
    fields.finish(&|_| false);
    way
}

struct Reader<'b, 'a> {
    builder: &'b mut Builder<'a>,
    lanes: Vec<FlowLane>,
    lane_names: HashMap<String, usize>,
    nodes: Vec<FlowNode>,
    /// Nodes by the ids that edges name.
    ids: HashMap<String, usize>,
    /// Those ids, in order.
    names: Vec<String>,
    edges: Vec<FlowEdge>,
    /// Whether a node has a way on without an answer.
    has_way_on: Vec<bool>,
    is_whole: bool,
}

impl<'b, 'a> Reader<'b, 'a> {
    fn new(builder: &'b mut Builder<'a>, is_whole: bool) -> Reader<'b, 'a> {
        Reader {
            builder,
            lanes: Vec::new(),
            lane_names: HashMap::new(),
            nodes: Vec::new(),
            ids: HashMap::new(),
            names: Vec::new(),
            edges: Vec::new(),
            has_way_on: Vec::new(),
            is_whole,
        }
    }

    fn report(&mut self, code: Code, range: TextRange, (message, help): (String, String)) {
        self.is_whole = false;
        self.builder.report(code, range, message, help);
    }

    /// Returns a lane by its name, and makes it if it is new.
    fn lane(&mut self, name: &Text, is_listed: bool) -> usize {
        let key = loose(&name.value);
        if let Some(index) = self.lane_names.get(&key) {
            return *index;
        }
        let (kind, destination, range) =
            (ReferenceKind::Mention, name.value.as_str().into(), name.range);
        let reference =
            self.builder.add_reference(Reference { kind, destination, range, title: None });
        self.lane_names.insert(key, self.lanes.len());
        let name = name.value.as_str().into();
        self.lanes.push(FlowLane { name, reference: Some(reference), is_listed, range });
        self.lanes.len() - 1
    }

    fn node(&mut self, step: Step, range: TextRange) {
        let Some(id) = &step.id else {
            let help = "write `id: restart`, by which edges call it";
            let message = "a step of a flow needs an `id`";
            return self.report(Code::WRONG_TYPE, range, (message.into(), help.into()));
        };
        if self.ids.contains_key(&id.value) {
            let message = format!("`{}` is already the id of a step", id.value);
            let help = "choose another, and change the edges that mean this step";
            return self.report(Code::DUPLICATE_ID, id.range, (message, help.into()));
        }
        self.ids.insert(id.value.clone(), self.nodes.len());
        self.names.push(id.value.clone());
        let kind = kind_of(step.kind);
        let label = label(&step, kind, &id.value);
        let range = step.text.as_ref().or(step.page.as_ref()).unwrap_or(id).range;
        // As in text, a lane holds until the next one.
        let before = self.nodes.last().and_then(|node| node.lane);
        let lane = step.role.as_ref().map(|role| self.lane(role, false)).or(before);
        let reference = step.page.map(|page| self.builder.add_reference(reference(page)));
        let id = item_id::of_name(self.builder, &id.value, id.range);
        let (number, side) = (None, None);
        self.nodes.push(FlowNode { kind, label, number, id, lane, reference, side, range });
        self.has_way_on.push(false);
    }

    fn edge(&mut self, way: &Way, range: TextRange) {
        let (Some(from), Some(to)) = (&way.from, &way.to) else {
            let help = "write `{from: ID, to: ID}` with the ids of two steps";
            let message = "an edge of a flow needs `from` and `to`";
            return self.report(Code::WRONG_TYPE, range, (message.into(), help.into()));
        };
        let range = to.range;
        let (Some(from), Some(to)) = (self.find(from), self.find(to)) else { return };
        let label = way.text.as_ref().map(|text| text.value.trim()).filter(|text| !text.is_empty());
        let (own, other) = (self.kind(from), self.kind(to));
        let is_first = label.is_none()
            && self.has_way_on.get_mut(from).is_some_and(|has| !std::mem::replace(has, true));
        let kind = match label {
            _ if to <= from && !matches!(other, NodeKind::Connector | NodeKind::End) => {
                EdgeKind::Loop
            }
            Some(answer) => answer_kind(own, answer),
            None if is_first => EdgeKind::Sequence,
            None => EdgeKind::Parallel,
        };
        let at_most = way.at_most.as_ref().and_then(|most| self.bound(most));
        let label = label.map(Into::into);
        self.edges.push(FlowEdge { from, to, kind, label, at_most, is_shown: true, range });
    }

    fn bound(&mut self, most: &Located<i64>) -> Option<u32> {
        let bound = u32::try_from(most.value).ok().filter(|most| 0 < *most);
        if bound.is_none() {
            let message = "a bound is a number of times".to_string();
            self.report(Code::WRONG_TYPE, most.range, (message, "write for example `3`".into()));
        }
        bound
    }

    fn kind(&self, node: usize) -> NodeKind {
        self.nodes.get(node).map_or(NodeKind::Step, |node| node.kind)
    }

    /// Finds the step an edge names, and reports one that is nowhere.
    fn find(&mut self, id: &Text) -> Option<usize> {
        let found = self.ids.get(&id.value).copied();
        if found.is_none() {
            let near =
                did_you_mean(&id.value, self.names.iter().take(COMPARED).map(String::as_str));
            let help = near.unwrap_or_else(|| "write the `id` of a step".into());
            let message = format!("there is no step `{}`", id.value);
            self.report(Code::JUMP_TO_NOWHERE, id.range, (message, help));
        }
        found
    }
}

fn kind_of(name: Option<&str>) -> NodeKind {
    match name {
        Some("start") => NodeKind::Start,
        Some("end") => NodeKind::End,
        Some("area") => NodeKind::Area,
        Some("process") => NodeKind::Process,
        Some("decision") => NodeKind::Decision,
        Some("fork") => NodeKind::Fork,
        Some("join") => NodeKind::Join,
        Some("wait") => NodeKind::Wait,
        Some("document") => NodeKind::Document,
        Some("connector") => NodeKind::Connector,
        _ => NodeKind::Step,
    }
}

/// Returns the words of a step: its own, else what they would be in text.
fn label(step: &Step, kind: NodeKind, id: &str) -> Box<str> {
    let said = |text: &Option<Text>| text.as_ref().map(|text| text.value.trim().into());
    said(&step.text).or_else(|| said(&step.page)).unwrap_or_else(|| match kind {
        NodeKind::Start => "Start".into(),
        NodeKind::End => "End".into(),
        NodeKind::Fork => "In parallel".into(),
        NodeKind::Join => "Join".into(),
        _ => id.into(),
    })
}

/// A page is named as in a field: by its file, by an address, else by name.
fn reference(page: Text) -> Reference {
    let (path, _) = page.value.split_once('#').unwrap_or((&page.value, ""));
    let kind = match path.ends_with(".md") || path.contains("://") {
        true => ReferenceKind::Link,
        false => ReferenceKind::Name,
    };
    Reference { kind, destination: page.value.into(), range: page.range, title: None }
}
