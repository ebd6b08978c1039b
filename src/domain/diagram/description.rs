//! A process in words: what a drawing of it says to those who do not see it.

use super::graph::{Edge, EdgeKind, Graph, Node, NodeKind};
use super::text::clean;

/// At most so many places are named in a row.
const NAMED: usize = 3;
/// A bar with more ways is named instead of what it leads to.
const EXPANDED: usize = 12;

/// A graph with its edges by the nodes they leave and reach.
pub struct Reading<'a> {
    graph: &'a Graph,
    leaving: Vec<Vec<&'a Edge>>,
    reaching: Vec<Vec<&'a Edge>>,
}

impl<'a> Reading<'a> {
    /// Reads a graph; edges of nodes that are not there are left out.
    pub fn of(graph: &'a Graph) -> Reading<'a> {
        let none = vec![Vec::new(); graph.nodes.len()];
        let (mut leaving, mut reaching) = (none.clone(), none);
        for edge in &graph.edges {
            if let (Some(from), Some(to)) = (leaving.get_mut(edge.from), reaching.get_mut(edge.to))
            {
                from.push(edge);
                to.push(edge);
            }
        }
        Reading { graph, leaving, reaching }
    }

    /// Returns the whole in a sentence: "12 steps, 3 roles, 4 decisions;
    /// starts at *Invoice arrives*, ends at *Paid*."
    pub fn summary(&self) -> String {
        let count =
            |is: fn(NodeKind) -> bool| self.graph.nodes.iter().filter(|node| is(node.kind)).count();
        // In a map of areas and processes nothing is a step.
        let areas = count(|kind| kind == NodeKind::Area);
        let processes = count(|kind| kind == NodeKind::Process);
        let is_map = 0 < areas + processes && areas + processes == self.graph.nodes.len();
        let parts = if is_map { (areas, processes, 0) } else { (0, 0, count(is_step)) };
        let counts = [
            (parts.0, "area", "areas"),
            (parts.1, "process", "processes"),
            (parts.2, "step", "steps"),
            (self.graph.lanes.len(), "role", "roles"),
            (count(|kind| kind == NodeKind::Decision), "decision", "decisions"),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| 0 < *count);
        let counts = counts
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }));
        let mut words: Vec<String> = counts.collect();
        let counts = words.join(", ");
        words.clear();
        words.extend(self.ends("starts at", NodeKind::Start, "start", &self.leaving));
        words.extend(self.ends("ends at", NodeKind::End, "end", &self.reaching));
        match (counts.is_empty(), words.is_empty()) {
            (true, true) => "No steps.".to_string(),
            (_, true) => format!("{counts}."),
            (true, _) => sentence(&words.join(", ")),
            _ => sentence(&format!("{counts}; {}", words.join(", "))),
        }
    }

    /// Names where it starts or ends. A start that is called "Start" says
    /// nothing, so what is beside it is named.
    fn ends(
        &self,
        words: &str,
        kind: NodeKind,
        plain: &str,
        beside: &[Vec<&Edge>],
    ) -> Option<String> {
        let mut names = Vec::new();
        for (node, edges) in self.graph.nodes.iter().zip(beside) {
            if node.kind != kind {
                continue;
            }
            let label = clean(&node.label);
            if !label.is_empty() && !label.eq_ignore_ascii_case(plain) {
                names.push(label);
                continue;
            }
            let at = |edge: &&Edge| if kind == NodeKind::Start { edge.to } else { edge.from };
            let others = edges.iter().filter_map(|edge| self.graph.nodes.get(at(edge)));
            names.extend(others.take(NAMED + 1).map(|node| clean(&node.label)));
        }
        names.retain(|name| !name.is_empty());
        names.dedup();
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let list = names.join(", ");
        match more {
            _ if list.is_empty() => None,
            0 => Some(format!("{words} {list}")),
            _ => Some(format!("{words} {list} and others")),
        }
    }

    /// Returns what follows a node: "2; if No, 7 Rework".
    pub fn then(&self, node: usize) -> String {
        let (mut always, mut parts) = (Vec::new(), Vec::new());
        for edge in self.leaving.get(node).into_iter().flatten() {
            let condition = edge.label.as_deref().map(clean).filter(|label| !label.is_empty());
            match (condition, edge.kind) {
                (Some(condition), _) => {
                    parts.push(format!("if {condition}, {}", self.target(edge, Length::Whole)));
                }
                (None, EdgeKind::Default) => {
                    parts.push(format!("otherwise {}", self.target(edge, Length::Whole)));
                }
                (None, _) => always.push(self.target(edge, Length::Number)),
            }
        }
        if let Some(list) = listed(&always) {
            parts.insert(0, list);
        }
        parts.join("; ")
    }

    /// Returns the name of a node for those who hear it. It contains what is
    /// written in the node, and says the rest.
    pub fn name(&self, at: usize) -> String {
        let Some(node) = self.graph.nodes.get(at) else { return String::new() };
        let mut name = match &node.number {
            Some(number) => format!("Step {}: {}", clean(number), called(node)),
            None => called(node),
        };
        let mut say = |words: &str| {
            name = format!("{} {words}", sentence(&name));
        };
        kind_word(node).into_iter().for_each(&mut say);
        if node.is_planned {
            say("Planned, not written yet.");
        }
        if let Some(lane) = node.lane.and_then(|lane| self.graph.lanes.get(lane)) {
            say(&format!("Role: {}.", clean(&lane.name)));
        }
        let then = self.then(at);
        if !then.is_empty() {
            say(&format!("Next: {then}."));
        }
        name
    }

    /// Returns how a node is referred to: by its number and its words.
    pub fn reference(&self, at: usize) -> String {
        let Some(node) = self.graph.nodes.get(at) else { return String::new() };
        match &node.number {
            Some(number) => format!("{} {}", clean(number), called(node)),
            None => called(node),
        }
    }

    fn target(&self, edge: &Edge, length: Length) -> String {
        let back = if edge.kind == EdgeKind::Loop { "back to " } else { "" };
        format!("{back}{}", self.beyond_bars(edge.to, length, 2))
    }

    /// A bar is no step: what it leads to is named.
    fn beyond_bars(&self, at: usize, length: Length, depth: u32) -> String {
        let Some(node) = self.graph.nodes.get(at) else { return String::new() };
        let is_bar = matches!(node.kind, NodeKind::Fork | NodeKind::Join);
        let next = self.leaving.get(at).map(Vec::as_slice).unwrap_or_default();
        if is_bar && 0 < depth && next.len() <= EXPANDED {
            let next = next.iter().map(|edge| self.beyond_bars(edge.to, length, depth - 1));
            let next: Vec<String> = next.collect();
            return listed(&next).unwrap_or_else(|| called(node));
        }
        match (&node.number, length) {
            (Some(number), Length::Number) => clean(number),
            _ => self.reference(at),
        }
    }
}

/// How much of a node is said.
#[derive(Clone, Copy)]
enum Length {
    /// Its number, if it has one.
    Number,
    /// Its number and its words.
    Whole,
}

/// Returns whether a node counts as a step.
pub fn is_step(kind: NodeKind) -> bool {
    !matches!(
        kind,
        NodeKind::Start | NodeKind::End | NodeKind::Fork | NodeKind::Join | NodeKind::Connector
    )
}

/// Returns the words of a node, or what its kind is called if it has none.
pub fn called(node: &Node) -> String {
    let label = clean(&node.label);
    if !label.is_empty() {
        return label;
    }
    let word = match node.kind {
        NodeKind::Start => "Start",
        NodeKind::End => "End",
        NodeKind::Step | NodeKind::Area | NodeKind::Process => "Step without words",
        NodeKind::Decision => "Decision",
        NodeKind::Fork => "In parallel",
        NodeKind::Join => "Together again",
        NodeKind::Wait => "Wait",
        NodeKind::Document => "Document",
        NodeKind::Connector => "Another process",
    };
    word.to_string()
}

/// What the shape of a node says.
fn kind_word(node: &Node) -> Option<&'static str> {
    match node.kind {
        NodeKind::Start if !is_called(node, "start") => Some("Start."),
        NodeKind::End if !is_called(node, "end") => Some("End."),
        NodeKind::Area => Some("Process area."),
        NodeKind::Process => Some("Process."),
        NodeKind::Decision => Some("Decision."),
        NodeKind::Document => Some("Document."),
        NodeKind::Connector => Some("Another process."),
        _ => None,
    }
}

fn is_called(node: &Node, word: &str) -> bool {
    called(node).eq_ignore_ascii_case(word)
}

/// Ends words as a sentence ends.
fn sentence(words: &str) -> String {
    let is_ended = words.ends_with(['.', '?', '!', '。', '？', '！']);
    format!("{words}{}", if is_ended { "" } else { "." })
}

fn listed(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [only] => Some(only.clone()),
        [most @ .., last] => Some(format!("{} and {last}", most.join(", "))),
    }
}

#[cfg(test)]
pub(super) mod tests;
