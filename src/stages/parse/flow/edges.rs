//! The second pass over a fence `process`: what its lines lead to.

use super::explain;
use super::line::{Line, Way, Why, Words};
use super::piece::Piece;
use super::read::{Listed, Reader};
use crate::base::TextRange;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::flow::FlowEdge;

/// Adds the edges of all lines, in the order in which they are said.
pub(super) fn read(reader: &mut Reader<'_, '_>, lines: &[Line<'_>]) {
    let mut current: Option<usize> = None;
    // The first arrow below a line is the way on; others are taken as well.
    let mut follow = EdgeKind::Sequence;
    for (index, line) in lines.iter().enumerate() {
        let above = current.and_then(|at| reader.listed.get(at)).copied();
        match (line, above) {
            (Line::Node(..), _) => {
                let at = current.map_or(0, |current| current + 1);
                current = Some(at);
                follow = EdgeKind::Sequence;
                if !leads_on(lines.get(index + 1..).unwrap_or_default()) {
                    reader.go_on(at);
                }
            }
            (Line::Answer(answer, way), Some(above)) => {
                let kind = match answer.text.to_lowercase().as_str() {
                    "otherwise" | "else" | "default" => EdgeKind::Default,
                    _ => EdgeKind::Conditional,
                };
                reader.way(above.node, way, kind, Some(answer.text));
            }
            (Line::Member(words), Some(above)) => reader.member(above, words),
            (Line::Follow(way), Some(above)) => {
                reader.way(above.end, way, follow, None);
                follow = EdgeKind::Parallel;
            }
            (Line::In(page, way), _) => {
                if let Some(from) = reader.find(*page) {
                    reader.way(from, way, EdgeKind::Sequence, None);
                }
            }
            (Line::Out(from, way), _) => {
                if let Some(from) = reader.target(*from) {
                    let from = reader.end_of(from);
                    reader.way(from, way, EdgeKind::Parallel, None);
                }
            }
            _ => {}
        }
    }
    reader.lanes_of_connectors();
}

/// Tells whether what stands below a numbered line says where it leads.
fn leads_on(below: &[Line<'_>]) -> bool {
    let mut below = below.iter().take_while(|line| !matches!(line, Line::Node(..)));
    below.any(|line| {
        matches!(line, Line::Answer(..) | Line::Follow(_))
            || matches!(line, Line::Unknown(_, Why::Arrow | Why::Target | Why::Bound))
    })
}

impl Reader<'_, '_> {
    /// Leads a numbered line to the next one.
    fn go_on(&mut self, at: usize) {
        let (Some(from), Some(to)) = (self.listed.get(at), self.listed.get(at + 1)) else { return };
        let (from, to) = (from.end, to.node);
        if self.kind(from) != Some(NodeKind::End) {
            let range = self.nodes.get(to).map(|node| node.range).unwrap_or_default();
            self.edge(from, to, EdgeKind::Sequence, range);
        }
    }

    /// Returns what a line ends with: the join of a fork, else its node.
    fn end_of(&self, node: usize) -> usize {
        let at = self.listed.binary_search_by_key(&node, |listed| listed.node);
        at.ok().and_then(|at| self.listed.get(at)).map_or(node, |listed| listed.end)
    }

    fn kind(&self, node: usize) -> Option<NodeKind> {
        self.nodes.get(node).map(|node| node.kind)
    }

    fn member(&mut self, fork: Listed, words: &Words<'_>) {
        let Some(member) = self.find(words.text) else { return };
        self.edge(fork.node, member, EdgeKind::Parallel, words.text.range);
        self.edge(member, fork.end, EdgeKind::Sequence, words.text.range);
    }

    /// Adds an edge. One to what stands above goes back; a connector stands
    /// where its line does, and an end is no place to begin again.
    fn edge(&mut self, from: usize, to: usize, kind: EdgeKind, range: TextRange) {
        let is_loop = to <= from
            && self.kind(from) != Some(NodeKind::Connector)
            && !matches!(self.kind(to), Some(NodeKind::Connector | NodeKind::End));
        self.edges.push(FlowEdge {
            from,
            to,
            kind: if is_loop { EdgeKind::Loop } else { kind },
            label: None,
            at_most: None,
            is_shown: true,
            range,
        });
    }

    /// Leads from a node through all targets of a way.
    fn way(&mut self, from: usize, way: &Way<'_>, kind: EdgeKind, answer: Option<&str>) {
        let mut from = from;
        for (index, target) in way.targets.iter().enumerate() {
            let Some(to) = self.target(*target) else { return };
            let kind = if index == 0 { kind } else { EdgeKind::Sequence };
            self.edge(from, to, kind, target.range);
            if let Some(edge) = self.edges.last_mut() {
                edge.label = answer.filter(|_| index == 0).map(Into::into);
                edge.at_most = way.at_most.filter(|_| index + 1 == way.targets.len());
            }
            from = to;
        }
    }

    /// Finds a target, and reports one that is nowhere.
    fn target(&mut self, target: Piece<'_>) -> Option<usize> {
        let found = self.find(target);
        if found.is_none() {
            explain::nowhere(self, target);
        }
        found
    }

    /// A connector stands in the lane of what it is joined to.
    fn lanes_of_connectors(&mut self) {
        for edge in &self.edges {
            for (one, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
                let lane = self.nodes.get(other).and_then(|node| node.lane);
                let node = self.nodes.get_mut(one);
                if let Some(node) = node.filter(|node| node.kind == NodeKind::Connector) {
                    node.lane = node.lane.or(lane);
                }
            }
        }
    }
}
