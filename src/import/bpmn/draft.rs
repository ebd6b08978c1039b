//! A file of BPMN as nodes and ways, before it is a flow.

use std::collections::HashMap;

use super::note::{Note, Notes};
use crate::base::TextRange;
use crate::domain::diagram::graph::{EdgeKind, NodeKind};
use crate::text::xml::Element;

/// The most nodes of a file, and the most ways: nobody reads a picture of more.
const MOST: usize = 4_000;

/// Nodes and ways of all processes of a file.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) pools: Vec<Pool>,
    pub(super) lanes: Vec<Lane>,
    pub(super) nodes: Vec<Node>,
    pub(super) ways: Vec<Way>,
    /// Nodes by id.
    pub(super) ids: HashMap<String, usize>,
    /// Whether the nodes stand in the order of the process: the file is ours.
    pub(super) is_ordered: bool,
    pub(super) notes: Notes,
}

/// A process, and the party whose it is.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) name: String,
    /// Whether the file draws it as a party.
    pub(super) is_drawn: bool,
    pub(super) at: usize,
}

#[derive(Debug)]
pub(super) struct Lane {
    pub(super) name: String,
    /// The name of the lane it is a part of.
    pub(super) above: Option<String>,
    pub(super) pool: usize,
    /// Whether it only holds other lanes.
    pub(super) is_group: bool,
    pub(super) range: TextRange,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) id: String,
    pub(super) what: What,
    pub(super) label: String,
    pub(super) number: Option<String>,
    pub(super) lane: Option<usize>,
    pub(super) pool: usize,
    /// The subprocess it stands in, by index.
    pub(super) inside: Option<usize>,
    /// The node whose border it stands on, by index.
    pub(super) host: Option<usize>,
    /// The id of the way that is taken when no other is.
    pub(super) default: Option<String>,
    pub(super) is_gone: bool,
    pub(super) range: TextRange,
}

/// What a node is so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    /// What a flow has.
    Node(NodeKind),
    /// The same, and our own file says so.
    Certain(NodeKind),
    /// A gateway; its ways say whether it divides.
    Gateway(Gateway),
    /// A subprocess whose steps are drawn.
    Open,
    /// Only a place that ways lead through.
    Pass,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gateway {
    /// One way is taken, or those whose condition holds.
    Choice,
    /// The way of what happens first.
    Event,
    /// All ways are taken.
    Parallel,
}

#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: Option<String>,
    pub(super) why: Why,
    /// What our own file says it is.
    pub(super) kind: Option<EdgeKind>,
    pub(super) is_gone: bool,
    pub(super) range: TextRange,
}

/// Why a way is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    Next,
    Condition,
    Default,
    Message,
    /// Something happens while the work is done.
    Event,
}

impl What {
    pub(super) fn kind(self) -> Option<NodeKind> {
        match self {
            What::Node(kind) | What::Certain(kind) => Some(kind),
            _ => None,
        }
    }
}

impl Draft {
    /// Adds a node and returns its index.
    pub(super) fn node(&mut self, node: Node) -> Result<usize, Note> {
        let (index, at) = (self.nodes.len(), node.range.start as usize);
        if MOST <= index {
            return Err(Note { at, message: format!("it has more than {MOST} steps") });
        }
        if self.ids.contains_key(&node.id) {
            self.notes.add(at, format!("the id `{}` is taken: this has another", node.id));
        }
        self.ids.entry(node.id.clone()).or_insert(index);
        self.nodes.push(node);
        Ok(index)
    }

    /// Adds a way.
    pub(super) fn way(&mut self, way: Way) -> Result<(), Note> {
        if MOST <= self.ways.len() {
            let at = way.range.start as usize;
            return Err(Note { at, message: format!("it has more than {MOST} ways") });
        }
        self.ways.push(way);
        Ok(())
    }

    /// Returns the ways that arrive at each node and those that leave it, by
    /// index.
    pub(super) fn ends(&self) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let mut arriving = vec![Vec::new(); self.nodes.len()];
        let mut leaving = arriving.clone();
        for (index, way) in self.ways.iter().enumerate().filter(|(_, way)| !way.is_gone) {
            arriving.get_mut(way.to).into_iter().for_each(|ways| ways.push(index));
            leaving.get_mut(way.from).into_iter().for_each(|ways| ways.push(index));
        }
        (arriving, leaving)
    }
}

/// Returns where an element begins, as the range of what is made of it.
pub(super) fn range(element: Element<'_>) -> TextRange {
    TextRange::new(element.at(), element.at())
}
