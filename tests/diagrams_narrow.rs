//! The narrow layout and the drawings made of it: no fault on graphs of real
//! processes, and on any graph at all.

use std::fs;
use std::path::Path;

use handover::domain::diagram::graph::{Edge, EdgeKind, Graph, Lane, Node, NodeKind};
use handover::domain::diagram::narrow::{WIDEST, lay_out};
use handover::domain::diagram::size::{Form, typeset};
use handover::domain::diagram::{Drawing, Measures, Sketch, measure};

/// The graphs of the bench, if it is there.
pub fn bench() -> Vec<(String, Graph)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/diagram-bench/graphs");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: {} is not there", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let graph = |path: &Path| {
        let text = fs::read_to_string(path).expect("a graph can be read");
        let value: serde_json::Value = serde_json::from_str(&text).expect("a graph is JSON");
        (value["id"].as_str().unwrap_or_default().to_string(), from_json(&value))
    };
    paths.iter().map(|path| graph(path)).collect()
}

fn from_json(value: &serde_json::Value) -> Graph {
    let list = |key: &str| value[key].as_array().cloned().unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_string);
    let (lanes, nodes) = (list("lanes"), list("nodes"));
    let find = |list: &[serde_json::Value], id: &serde_json::Value| {
        list.iter().position(|entry| entry["id"] == *id)
    };
    let mut steps = 0;
    let mut node = |entry: &serde_json::Value| {
        let kind = kind(entry["kind"].as_str().unwrap_or_default());
        let is_step = !matches!(kind, NodeKind::Start | NodeKind::End | NodeKind::Fork);
        let is_step = is_step && kind != NodeKind::Join;
        steps += usize::from(is_step);
        Node {
            id: text(&entry["id"]).unwrap_or_default(),
            kind,
            label: text(&entry["label"]).unwrap_or_default(),
            number: is_step.then(|| steps.to_string()),
            lane: find(&lanes, &entry["lane"]),
            href: (kind == NodeKind::Area).then(|| "area/index.html".to_string()),
            is_planned: false,
        }
    };
    let edge = |entry: &serde_json::Value| Edge {
        from: find(&nodes, &entry["source"]).expect("a source"),
        to: find(&nodes, &entry["target"]).expect("a target"),
        kind: EdgeKind::Sequence,
        label: text(&entry["label"]).filter(|label| !label.is_empty()),
    };
    Graph {
        title: text(&value["title"]).unwrap_or_default(),
        lanes: lanes
            .iter()
            .map(|lane| Lane { name: text(&lane["label"]).unwrap_or_default(), href: None })
            .collect(),
        nodes: nodes.iter().map(&mut node).collect(),
        edges: list("edges").iter().map(edge).collect(),
    }
}

fn kind(name: &str) -> NodeKind {
    match name {
        "start" => NodeKind::Start,
        "end" => NodeKind::End,
        "area" => NodeKind::Area,
        "e2e" => NodeKind::Process,
        "decision" => NodeKind::Decision,
        "fork" => NodeKind::Fork,
        "join" => NodeKind::Join,
        "wait" => NodeKind::Wait,
        "document" => NodeKind::Document,
        "connector" => NodeKind::Connector,
        _ => NodeKind::Step,
    }
}

/// Any graph at all, the same for the same seed: every kind of node, loops,
/// edges to themselves and to starts, several between the same two.
pub fn any_graph(seed: u64) -> Graph {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0) % limit.max(1)
    };
    const KINDS: [&str; 11] = [
        "step",
        "decision",
        "start",
        "end",
        "area",
        "e2e",
        "fork",
        "join",
        "wait",
        "document",
        "connector",
    ];
    const LABELS: [&str; 6] =
        ["No", "Yes", "Not approved by the board", "Zurückgewiesen", "差し戻し", "x"];
    let count = below(40);
    let lanes = below(5);
    let nodes = (0..count).map(|at| Node {
        id: format!("n{at}"),
        kind: kind(KINDS[if below(3) == 0 { below(11) } else { below(2) }]),
        label: "Check the record again ".repeat(below(6)),
        number: Some(at.to_string()),
        lane: Some(below(6)).filter(|lane| *lane < lanes),
        href: None,
        is_planned: below(9) == 0,
    });
    let nodes: Vec<Node> = nodes.collect();
    let edges = if count == 0 { 0 } else { below(3 * count) };
    let edges = (0..edges).map(|_| {
        let from = below(count);
        let near = (from + below(4)).min(count - 1);
        let to = if below(3) == 0 { below(count) } else { near };
        let label = (below(3) == 0).then(|| LABELS[below(6)].to_string());
        Edge { from, to, kind: EdgeKind::Sequence, label }
    });
    let edges = edges.collect();
    let lanes = (0..lanes).map(|at| Lane { name: format!("Role {at}"), href: None });
    Graph { title: "Any".into(), lanes: lanes.collect(), nodes, edges }
}

fn drawn(graph: &Graph) -> (Sketch, Drawing, Measures) {
    let sketch = typeset(graph, Form::Narrow).sketch;
    let drawing = lay_out(&sketch);
    let measures = measure(&sketch, &drawing);
    (sketch, drawing, measures)
}

#[track_caller]
fn assert_faultless(name: &str, graph: &Graph) {
    let (_, drawing, measures) = drawn(graph);
    assert_eq!(measures.hard_faults(), 0, "{name}: {measures:#?}");
    assert!(drawing.size.width <= WIDEST, "{name}: {} px wide", drawing.size.width);
    assert!(measures.width <= i64::from(drawing.size.width), "{name}: {measures:#?}");
    assert!(measures.gap.is_none_or(|gap| 8 <= gap), "{name}: {measures:#?}");
    assert_eq!(measures.jogs, 0, "{name}");
    assert_eq!(measures.slanted, 0, "{name}");
}

#[test]
fn the_graphs_of_the_bench_are_drawn_without_a_fault() {
    for (name, graph) in bench() {
        assert_faultless(&name, &graph);
        let (sketch, drawing, measures) = drawn(&graph);
        let jumps = drawing.edges.iter().filter(|line| line.jump.is_some()).count();
        println!(
            "{name}: {} nodes, {} edges, {jumps} jumps, {} crossings, {} bends, {} x {}, gap {:?}",
            sketch.nodes.len(),
            sketch.edges.len(),
            measures.crossings,
            measures.bends,
            drawing.size.width,
            drawing.size.height,
            measures.gap,
        );
    }
}

#[test]
pub fn any_graph_is_drawn_without_a_fault() {
    for seed in 0..600 {
        assert_faultless(&format!("seed {seed}"), &any_graph(seed));
    }
}
