//! What is to be drawn, with its words: nodes, edges, lanes.

/// A process as a graph. Nodes stand in the order of the process, which is
/// also the order in which a keyboard visits them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Graph {
    /// What it is called.
    pub title: String,
    /// From left to right.
    pub lanes: Vec<Lane>,
    /// In the order of the process.
    pub nodes: Vec<Node>,
    /// In the order in which they are said.
    pub edges: Vec<Edge>,
}

/// Who does what stands in it: a role, a team, a named party.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lane {
    /// What it is called.
    pub name: String,
    /// Address of the page of the role.
    pub href: Option<String>,
}

/// A step of a process, or a place where it divides or waits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Node {
    /// Unique in the graph: lower-case letters, digits, `-`, `_` and `.`.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its words.
    pub label: String,
    /// What readers call it by, `4` or `4.b`; nothing for start and end.
    pub number: Option<String>,
    /// Index of a lane.
    pub lane: Option<usize>,
    /// Address of the page it stands for.
    pub href: Option<String>,
    /// Its page is announced and not written.
    pub is_planned: bool,
}

/// What a node is; each has a shape of its own (ISO 5807, and BPMN 2.0 where
/// that has none).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NodeKind {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
    /// Something that is done.
    Step,
    /// A process area: a part of a process with a page of its own.
    Area,
    /// Another process from end to end.
    Process,
    /// A question; its edges have answers.
    Decision,
    /// Where it divides into ways that are all taken.
    Fork,
    /// Where such ways meet.
    Join,
    /// Time passes.
    Wait,
    /// A record that is made or used.
    Document,
    /// Where the flow comes from, or goes on to, a flow of another page.
    Connector,
}

/// A way from one node to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Index of a node.
    pub from: usize,
    /// Index of a node.
    pub to: usize,
    /// Why it is taken.
    pub kind: EdgeKind,
    /// The answer or condition under which it is taken.
    pub label: Option<String>,
}

/// Why an edge is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
    /// One after the other.
    Sequence,
    /// At the same time as others of its source.
    Parallel,
    /// When the answer of a decision is its label.
    Conditional,
    /// When no other answer holds.
    Default,
    /// Between organisations; drawn dashed.
    Message,
    /// Back to something earlier.
    Loop,
}

impl Node {
    /// Returns its words with its number, as they stand in its box.
    pub fn words(&self) -> String {
        match &self.number {
            Some(number) => format!("{number} {}", self.label),
            None => self.label.clone(),
        }
    }
}

impl NodeKind {
    /// All kinds.
    pub const ALL: [NodeKind; 11] = [
        NodeKind::Start,
        NodeKind::End,
        NodeKind::Step,
        NodeKind::Area,
        NodeKind::Process,
        NodeKind::Decision,
        NodeKind::Fork,
        NodeKind::Join,
        NodeKind::Wait,
        NodeKind::Document,
        NodeKind::Connector,
    ];

    /// Returns the kind of this name.
    pub fn parse(name: &str) -> Option<NodeKind> {
        NodeKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns its name, as data of a site says it.
    pub fn name(self) -> &'static str {
        match self {
            NodeKind::Start => "start",
            NodeKind::End => "end",
            NodeKind::Step => "step",
            NodeKind::Area => "area",
            NodeKind::Process => "process",
            NodeKind::Decision => "decision",
            NodeKind::Fork => "fork",
            NodeKind::Join => "join",
            NodeKind::Wait => "wait",
            NodeKind::Document => "document",
            NodeKind::Connector => "connector",
        }
    }
}

impl EdgeKind {
    /// All kinds.
    pub const ALL: [EdgeKind; 6] = [
        EdgeKind::Sequence,
        EdgeKind::Parallel,
        EdgeKind::Conditional,
        EdgeKind::Default,
        EdgeKind::Message,
        EdgeKind::Loop,
    ];

    /// Returns the kind of this name.
    pub fn parse(name: &str) -> Option<EdgeKind> {
        EdgeKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns its name, as data of a site says it.
    pub fn name(self) -> &'static str {
        match self {
            EdgeKind::Sequence => "sequence",
            EdgeKind::Parallel => "parallel",
            EdgeKind::Conditional => "conditional",
            EdgeKind::Default => "default",
            EdgeKind::Message => "message",
            EdgeKind::Loop => "loop",
        }
    }
}
