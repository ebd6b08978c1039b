//! A diagram in the DOT language of Graphviz.

use crate::domain::diagram::graph::{EdgeKind, Graph, Node, NodeKind};

/// Writes a graph; lanes become clusters.
pub fn write(graph: &Graph) -> String {
    let mut text = format!("digraph {} {{\n", quoted(&graph.title));
    text.push_str("  node [shape=box, fontname=\"sans-serif\"];\n");
    text.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for node in graph.nodes.iter().filter(|node| lane_of(graph, node).is_none()) {
        text.push_str(&format!("  {}\n", line(node)));
    }
    for (index, lane) in graph.lanes.iter().enumerate() {
        text.push_str(&format!("  subgraph \"cluster_{index}\" {{\n"));
        text.push_str(&format!("    label={};\n", quoted(&lane.name)));
        for node in graph.nodes.iter().filter(|node| node.lane == Some(index)) {
            text.push_str(&format!("    {}\n", line(node)));
        }
        text.push_str("  }\n");
    }
    for edge in &graph.edges {
        let (Some(from), Some(to)) = (graph.nodes.get(edge.from), graph.nodes.get(edge.to)) else {
            continue;
        };
        let mut look = Vec::new();
        if let Some(label) = &edge.label {
            look.push(format!("label={}", quoted(label)));
        }
        match edge.kind {
            EdgeKind::Message => look.push("style=dashed".to_string()),
            EdgeKind::Loop => look.push("constraint=false".to_string()),
            _ => {}
        }
        let look = if look.is_empty() { String::new() } else { format!(" [{}]", look.join(", ")) };
        text.push_str(&format!("  {} -> {}{look};\n", quoted(&from.id), quoted(&to.id)));
    }
    text + "}\n"
}

fn lane_of(graph: &Graph, node: &Node) -> Option<usize> {
    node.lane.filter(|lane| *lane < graph.lanes.len())
}

fn line(node: &Node) -> String {
    let mut look = vec![format!("label={}", quoted(&node.words()))];
    match node.kind {
        NodeKind::Start | NodeKind::End => look.push("style=rounded".into()),
        NodeKind::Decision => look.push("shape=diamond".into()),
        NodeKind::Fork | NodeKind::Join => {
            look.push("shape=box, height=0.1, style=filled, fillcolor=black".into());
            look[0] = "label=\"\"".into();
        }
        NodeKind::Area | NodeKind::Process => look.push("peripheries=2".into()),
        NodeKind::Document => look.push("shape=note".into()),
        NodeKind::Connector => look.push("shape=cds".into()),
        NodeKind::Wait => look.push("shape=octagon".into()),
        NodeKind::Step => {}
    }
    if node.is_planned {
        look.push("style=dashed".into());
    }
    if let Some(href) = &node.href {
        look.push(format!("URL={}", quoted(href)));
    }
    format!("{} [{}];", quoted(&node.id), look.join(", "))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
