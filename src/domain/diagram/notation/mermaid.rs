//! A diagram as a Mermaid flowchart, for tools that draw those.

use crate::domain::diagram::graph::{EdgeKind, Graph, Node, NodeKind};

/// Words that mean something else where an id stands.
const RESERVED: &[&str] = &[
    "call",
    "class",
    "classdef",
    "click",
    "default",
    "direction",
    "end",
    "flowchart",
    "graph",
    "href",
    "linkstyle",
    "style",
    "subgraph",
];

/// Writes a graph; lanes become subgraphs.
pub fn write(graph: &Graph) -> String {
    let mut text = String::from("flowchart TB\n");
    let has_lane = |node: &&Node| node.lane.is_some_and(|lane| lane < graph.lanes.len());
    for node in graph.nodes.iter().filter(|node| !has_lane(node)) {
        text.push_str(&format!("  {}\n", shape(node)));
    }
    for (index, lane) in graph.lanes.iter().enumerate() {
        text.push_str(&format!("  subgraph lane_{index} [{}]\n", quoted(&lane.name)));
        for node in graph.nodes.iter().filter(|node| node.lane == Some(index)) {
            text.push_str(&format!("    {}\n", shape(node)));
        }
        text.push_str("  end\n");
    }
    for edge in &graph.edges {
        let (Some(from), Some(to)) = (graph.nodes.get(edge.from), graph.nodes.get(edge.to)) else {
            continue;
        };
        let arrow = if edge.kind == EdgeKind::Message { "-.->" } else { "-->" };
        let label = match &edge.label {
            Some(label) => format!("|{}|", quoted(label)),
            None => String::new(),
        };
        text.push_str(&format!("  {} {arrow}{label} {}\n", id(&from.id), id(&to.id)));
    }
    for node in &graph.nodes {
        if let Some(href) = &node.href {
            text.push_str(&format!("  click {} href {}\n", id(&node.id), quoted(href)));
        }
    }
    text
}

fn shape(node: &Node) -> String {
    let (open, close) = match node.kind {
        NodeKind::Start | NodeKind::End => ("([", "])"),
        NodeKind::Step | NodeKind::Wait => ("[", "]"),
        NodeKind::Area | NodeKind::Process => ("[[", "]]"),
        NodeKind::Decision => ("{", "}"),
        NodeKind::Fork | NodeKind::Join => ("((", "))"),
        NodeKind::Document => ("[/", "/]"),
        NodeKind::Connector => (">", "]"),
    };
    format!("{}{open}{}{close}", id(&node.id), quoted(&node.words()))
}

/// An id that Mermaid takes for one.
fn id(id: &str) -> String {
    let plain: String = (id.chars())
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' })
        .collect();
    // Two hyphens begin an arrow.
    let plain = if plain.contains("--") { plain.replace('-', "_") } else { plain };
    match RESERVED.contains(&plain.to_lowercase().as_str()) {
        true => plain + "_",
        false => plain,
    }
}

/// A text in quotes. Mermaid has entities with `#` instead of escapes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("#quot;"),
            '#' => quoted.push_str("#35;"),
            '<' => quoted.push_str("#lt;"),
            '>' => quoted.push_str("#gt;"),
            '&' => quoted.push_str("#amp;"),
            '`' => quoted.push_str("#96;"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
