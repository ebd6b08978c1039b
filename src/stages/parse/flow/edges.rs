//! The second pass over a fence `process`: what its lines lead to.

use super::explain;
use super::line::{Line, Way, Why, Words};
use super::nodes::{Listed, Reader};
use super::piece::Piece;
use super::words::plain;
use crate::base::TextRange;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::model::flow::{FlowEdge, jump};

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
                reader.next = reader.listed.get(at + 1).map(|next| next.node);
                follow = EdgeKind::Sequence;
                if !leads_on(lines.get(index + 1..).unwrap_or_default()) {
                    reader.go_on(at);
                }
            }
            (Line::Answer(answer, way) | Line::Case(answer, way), Some(above)) => {
                let kind = match is_default(*answer) {
                    true => EdgeKind::Default,
                    false => EdgeKind::Conditional,
                };
                reader.way(above.end, way, kind, Some(*answer));
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
    below.any(|line| match line {
        Line::Answer(..) | Line::Follow(_) => true,
        Line::Case(answer, _) => is_default(*answer),
        Line::Unknown(_, why) => matches!(why, Why::Arrow | Why::Target | Why::Bound),
        _ => false,
    })
}

/// Tells whether an answer is the one that holds when no other does.
fn is_default(answer: Piece<'_>) -> bool {
    matches!(&*answer.text.to_lowercase(), "otherwise" | "else" | "default")
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

    /// Leads from a node through all targets of a way, and on to the next
    /// line where it says so.
    fn way(&mut self, from: usize, way: &Way<'_>, kind: EdgeKind, answer: Option<Piece<'_>>) {
        let last = way.targets.len().saturating_sub(usize::from(!way.goes_on));
        let mut range = answer.unwrap_or(Piece::new("", 0)).range;
        let mut from = from;
        let mut targets = Vec::with_capacity(way.targets.len() + 1);
        for target in &way.targets {
            if self.is_stop(*target) && (answer.is_none() || !targets.is_empty()) {
                let node = targets.last().map_or(from, |(node, _)| *node);
                self.stop(node);
                break;
            }
            let Some(to) = self.target(*target) else { break };
            range = target.range;
            targets.push((to, range));
        }
        if way.goes_on && targets.len() == way.targets.len() {
            targets.extend(self.next.map(|next| (next, range)));
        }
        for (index, (to, range)) in targets.into_iter().enumerate() {
            self.edge(from, to, if index == 0 { kind } else { EdgeKind::Sequence }, range);
            if let Some(edge) = self.edges.last_mut() {
                let words = answer.filter(|_| index == 0);
                edge.label = words.map(|words| plain(words.text).into());
                edge.at_most = way.at_most.filter(|_| index == last);
                edge.is_shown = way.is_shown;
            }
            from = to;
        }
    }

    /// Tells whether a target is the word that ends a way.
    fn is_stop(&self, target: Piece<'_>) -> bool {
        target.text.eq_ignore_ascii_case(jump::STOP) && self.find(target).is_none()
    }

    /// Remembers that nothing follows a node, which is no mistake then.
    fn stop(&mut self, node: usize) {
        let range = self.nodes.get(node).map(|node| node.range);
        self.builder.stopped.extend(range.map(|range| range.start));
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
