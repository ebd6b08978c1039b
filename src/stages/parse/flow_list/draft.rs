//! A flow being read: its nodes by name, its edges, each once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::clause::Mention;
use super::names::key;
use crate::base::TextRange;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::flow::{Flow, FlowEdge, FlowLane, FlowNode, FlowOrigin, Side};

/// Of more nodes with one name, only the first are told apart by their sides.
const MOST_NAMESAKES: usize = 8;

/// A flow being read.
#[derive(Default)]
pub(super) struct Draft {
    pub nodes: Vec<FlowNode>,
    /// The reference of each node is a name's, which has none yet.
    pub is_marked: Vec<bool>,
    pub lanes: Vec<FlowLane>,
    /// How many answers stand below a question.
    pub answers: BTreeMap<usize, usize>,
    edges: Vec<DraftEdge>,
    seen: BTreeSet<(usize, usize, Option<Box<str>>)>,
    by_key: HashMap<String, Vec<usize>>,
    /// Nodes from which a sentence leads on.
    leads: BTreeSet<usize>,
}

/// An edge, with how it is known.
struct DraftEdge {
    edge: FlowEdge,
    /// Nothing says it but the order of the list after a branch.
    is_implied: bool,
}

/// Where an edge that a list implies begins.
#[derive(Clone, Debug)]
pub(super) struct Tail {
    pub node: usize,
    /// The answer that leads on.
    pub label: Option<Box<str>>,
    /// The answer's words.
    pub range: Option<TextRange>,
    /// How often it may be taken.
    pub at_most: Option<u32>,
    /// It is the end of a branch.
    pub is_branch: bool,
}

impl Tail {
    pub fn of(node: usize) -> Tail {
        Tail { node, label: None, range: None, at_most: None, is_branch: false }
    }
}

impl Draft {
    /// Adds a node under its name.
    pub fn add(&mut self, node: FlowNode, is_marked: bool) -> usize {
        let at = self.nodes.len();
        self.by_key.entry(key(&node.label)).or_default().push(at);
        self.nodes.push(node);
        self.is_marked.push(is_marked);
        at
    }

    /// Returns the nodes of a name, first to last.
    pub fn named(&self, key: &str) -> &[usize] {
        let all = self.by_key.get(key).map_or(&[][..], Vec::as_slice);
        all.get(..MOST_NAMESAKES).unwrap_or(all)
    }

    /// Returns the node of the given kind; a flow has one start and one end.
    pub fn of_kind(&self, kind: NodeKind) -> Option<usize> {
        let name = if kind == NodeKind::Start { "start" } else { "end" };
        let is_it = |at: &&usize| self.nodes.get(**at).is_some_and(|node| node.kind == kind);
        self.named(name).iter().find(is_it).copied()
    }

    /// Finds the node that a sentence names, or adds it.
    pub fn mentioned(
        &mut self,
        mention: &Mention,
        side: Option<Side>,
        hint: Option<Side>,
    ) -> usize {
        let name = key(&mention.label);
        let named = self.named(&name);
        let side_of = |at: &usize| self.nodes.get(*at).and_then(|node| node.side);
        let found = match side {
            Some(side) => {
                let same = named.iter().copied().find(|at| side_of(at) == Some(side));
                same.or_else(|| named.iter().copied().find(|at| self.can_stand(*at, side)))
            }
            None => {
                let hinted = named.iter().copied().find(|at| hint.is_some() && side_of(at) == hint);
                let other = |at: &usize| side_of(at).is_some() && hint.is_some();
                hinted.or_else(|| named.iter().copied().find(|at| !other(at)))
            }
        };
        let side = side.or(hint.filter(|_| found.is_none() && !named.is_empty()));
        if let Some(at) = found {
            self.learn(at, mention, side);
            return at;
        }
        self.place(mention, side)
    }

    /// Adds the node that a sentence names.
    fn place(&mut self, mention: &Mention, side: Option<Side>) -> usize {
        let kind = match &*key(&mention.label) {
            "start" => NodeKind::Start,
            "end" => NodeKind::End,
            _ => NodeKind::Step,
        };
        let node = FlowNode {
            kind,
            label: mention.label.clone(),
            number: None,
            id: Box::default(),
            lane: None,
            reference: mention.reference,
            side,
            range: mention.range,
        };
        self.add(node, mention.is_marked)
    }

    /// Finds the node of a name on a side, or adds it.
    pub fn on_side(&mut self, mention: &Mention, side: Side) -> usize {
        let side_of = |at: &usize| self.nodes.get(*at).and_then(|node| node.side);
        let named = self.named(&key(&mention.label));
        let found = named.iter().copied().find(|at| side_of(at) == Some(side));
        found.unwrap_or_else(|| self.place(mention, Some(side)))
    }

    /// Tells whether a node without a side may stand on one. A box from which
    /// a sentence leads on is another one than that on the right.
    fn can_stand(&self, at: usize, side: Side) -> bool {
        let node = self.nodes.get(at);
        node.is_some_and(|node| node.side.is_none())
            && !(side == Side::Downstream && self.leads.contains(&at))
    }

    fn learn(&mut self, at: usize, mention: &Mention, side: Option<Side>) {
        if let Some(node) = self.nodes.get_mut(at) {
            if node.number.is_none() && !matches!(node.kind, NodeKind::Start | NodeKind::End) {
                node.side = node.side.or(side);
            }
            node.reference = node.reference.or(mention.reference);
        }
        if let Some(marked) = self.is_marked.get_mut(at) {
            *marked |= mention.is_marked;
        }
    }

    /// Says what a node is, where nothing else does.
    pub fn specify(&mut self, at: usize, kind: Option<NodeKind>) {
        if let (Some(node), Some(kind)) = (self.nodes.get_mut(at), kind)
            && node.kind == NodeKind::Step
        {
            node.kind = kind;
        }
    }

    /// Adds an edge that a sentence says.
    pub fn say(&mut self, edge: FlowEdge) {
        let is_end = self.nodes.get(edge.to).is_some_and(|node| node.kind == NodeKind::End);
        if !is_end {
            self.leads.insert(edge.from);
        }
        self.edge(edge, false);
    }

    /// Adds the edges that the order of a list implies.
    pub fn follow(&mut self, tails: &[Tail], to: usize) {
        self.implied(tails, to, true);
    }

    /// Adds such edges where the picture leaves them out.
    pub fn follow_hidden(&mut self, tails: &[Tail], to: usize) {
        self.implied(tails, to, false);
    }

    fn implied(&mut self, tails: &[Tail], to: usize, is_shown: bool) {
        let range = self.nodes.get(to).map(|node| node.range).unwrap_or_default();
        for tail in tails {
            let kind =
                if tail.label.is_some() { EdgeKind::Conditional } else { EdgeKind::Sequence };
            let edge = FlowEdge {
                from: tail.node,
                to,
                kind,
                label: tail.label.clone(),
                at_most: tail.at_most,
                is_shown,
                range: tail.range.unwrap_or(range),
            };
            self.edge(edge, tail.is_branch);
        }
    }

    fn edge(&mut self, edge: FlowEdge, is_implied: bool) {
        if self.seen.insert((edge.from, edge.to, edge.label.clone())) {
            self.edges.push(DraftEdge { edge, is_implied });
        }
    }

    /// Makes the flow, its nodes in the order of the text, without ids. A
    /// branch that is said to end does not go on with the list. Beside it
    /// stands how many answers each node has.
    pub fn finish(mut self, range: TextRange) -> (Flow, Vec<usize>) {
        let is_end = |at: usize| self.nodes.get(at).is_some_and(|node| node.kind == NodeKind::End);
        let said = self.edges.iter().filter(|edge| !edge.is_implied && is_end(edge.edge.to));
        let ended: BTreeSet<usize> = said.map(|edge| edge.edge.from).collect();
        self.edges.retain(|edge| !edge.is_implied || !ended.contains(&edge.edge.from));
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|at| self.nodes.get(*at).map(|node| node.range));
        let mut place = vec![0; order.len()];
        for (to, from) in order.iter().enumerate() {
            if let Some(place) = place.get_mut(*from) {
                *place = to;
            }
        }
        let placed = |at: usize| place.get(at).copied().unwrap_or_default();
        let edges = self.edges.into_iter().map(|DraftEdge { edge, .. }| FlowEdge {
            from: placed(edge.from),
            to: placed(edge.to),
            ..edge
        });
        let edges = edges.collect();
        let mut answers = vec![0; place.len()];
        for (node, count) in self.answers {
            if let Some(own) = answers.get_mut(placed(node)) {
                *own = count;
            }
        }
        let mut nodes: Vec<(usize, FlowNode)> =
            self.nodes.into_iter().enumerate().map(|(at, node)| (placed(at), node)).collect();
        nodes.sort_by_key(|(at, _)| *at);
        let mut nodes: Vec<FlowNode> = nodes.into_iter().map(|(_, node)| node).collect();
        number_once(&mut nodes);
        let (nodes, lanes) = (nodes.into(), self.lanes.into());
        let (origin, title, is_whole) = (FlowOrigin::List, None, true);
        (Flow { origin, title, range, is_whole, lanes, nodes, edges }, answers)
    }
}

/// Takes numbers away that another step has already: of two lists below one
/// item, both begin with `a`.
fn number_once(nodes: &mut [FlowNode]) {
    let mut seen = BTreeSet::new();
    for node in nodes {
        if node.number.as_ref().is_some_and(|number| !seen.insert(number.clone())) {
            node.number = None;
        }
    }
}
