//! Whether two flows say the same, however they are written.

use super::Flow;

impl Flow {
    /// Tells whether another flow has the same nodes, lanes, ways and
    /// answers. Numbers and derived ids may differ, and which of several ways
    /// is named first.
    pub fn says_the_same(&self, other: &Flow) -> bool {
        self.nodes() == other.nodes() && self.ways() == other.ways()
    }

    fn nodes(&self) -> Vec<(&'static str, &str, &str)> {
        let nodes = self.nodes.iter().map(|node| {
            let lane = node.lane.and_then(|lane| self.lanes.get(lane));
            (node.kind.name(), &*node.label, lane.map_or("", |lane| &*lane.name))
        });
        let mut nodes: Vec<_> = nodes.collect();
        nodes.sort_unstable();
        nodes
    }

    fn ways(&self) -> Vec<Way<'_>> {
        let label = |at: usize| self.nodes.get(at).map_or("", |node| &*node.label);
        let ways = self.edges.iter().map(|edge| Way {
            ends: (label(edge.from), label(edge.to)),
            answer: edge.label.as_deref(),
            at_most: edge.at_most,
            is_shown: edge.is_shown,
        });
        let mut ways: Vec<_> = ways.collect();
        ways.sort_unstable();
        ways
    }
}

/// A way by the words of its ends.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Way<'a> {
    ends: (&'a str, &'a str),
    answer: Option<&'a str>,
    at_most: Option<u32>,
    is_shown: bool,
}
