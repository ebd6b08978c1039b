//! What is to be drawn, with its words: nodes, edges, lanes.

/// A process as a graph. Nodes stand in the order of the process, which is
/// also the order in which a keyboard visits them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Graph {
    pub title: String,
    pub lanes: Vec<Lane>,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// Who does what stands in it: a role, a team, a named party.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lane {
    pub name: String,
    /// Address of the page of the role.
    pub href: Option<String>,
}

/// A step of a process, or a place where it divides or waits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Node {
    pub kind: NodeKind,
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
    Start,
    End,
    Step,
    /// A process area: a part of a process with a page of its own.
    Area,
    /// Another process from end to end.
    Process,
    Decision,
    Fork,
    Join,
    Wait,
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
    pub kind: EdgeKind,
    /// The answer or condition under which it is taken.
    pub label: Option<String>,
}

/// Why an edge is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EdgeKind {
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
