//! Flowcharts of Mermaid: what is written is read again, and nothing an
//! author writes takes long.

use std::time::{Duration, Instant};

use handover::base::Code;
use handover::domain::diagram::graph::{Graph, NodeKind};
use handover::domain::diagram::notation::mermaid;
use handover::host::MemoryFiles;
use handover::model::document::Document;
use handover::model::figure::graph;
use handover::model::flow::FlowOrigin;
use handover::model::page::Target;
use proptest::prelude::*;

use crate::diagrams_narrow::any_graph;
use crate::fences::document;
use crate::site::prepare;

fn read(chart: &str) -> Document {
    document(&format!("# A\n\n```mermaid\n{chart}```\n"))
}

/// The graph of a chart, with the addresses of its links.
fn graph_of(chart: &str) -> Graph {
    let document = read(chart);
    let [flow] = &*document.flows else { panic!("{chart}\n{:?}", document.diagnostics) };
    assert_eq!(flow.origin, FlowOrigin::Mermaid);
    let site = prepare(&MemoryFiles::new().with("handover.toml", "")).site;
    graph(&site, flow, "", |number| {
        let reference = &document.references[number as usize];
        (&Target::Ignored, Some(reference.destination.to_string()))
    })
}

/// What Mermaid can say of a graph, without the order of what it says.
fn said(graph: &Graph) -> Vec<String> {
    let lanes = graph.nodes.iter().all(|node| node.lane.is_some());
    let name = |at: usize| graph.nodes[at].words();
    let mut said: Vec<String> = Vec::new();
    for node in &graph.nodes {
        let lane = node.lane.filter(|_| lanes).map(|lane| &graph.lanes[lane].name);
        let kind = match node.kind {
            NodeKind::Process => NodeKind::Area,
            // These are what stands before and after them.
            NodeKind::Start | NodeKind::End | NodeKind::Fork | NodeKind::Join => NodeKind::Step,
            NodeKind::Wait => NodeKind::Step,
            kind => kind,
        };
        said.push(format!("{} {kind:?} {lane:?} {:?}", node.words(), node.href));
    }
    for edge in &graph.edges {
        said.push(format!("{} -> {} {:?}", name(edge.from), name(edge.to), edge.label));
    }
    said.sort();
    said
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a graph is, writing it for Mermaid and reading that gives the
    /// graph again.
    #[test]
    fn a_chart_of_a_graph_is_read_as_the_graph(seed in any::<u64>()) {
        let mut graph = any_graph(seed);
        for (index, node) in graph.nodes.iter_mut().enumerate() {
            node.label = format!("{} \"#{index}\" <b> & `x`", node.label.trim());
            node.label = node.label.trim().into();
        }
        prop_assume!(!graph.nodes.is_empty() && graph.edges.len() <= 160);
        let once = graph_of(&mermaid::write(&graph));
        prop_assert_eq!(said(&once), said(&graph), "{}", mermaid::write(&graph));
        let twice = graph_of(&mermaid::write(&once));
        prop_assert_eq!(said(&twice), said(&once));
    }

    /// Whatever stands in a fence, reading it ends, and a place is a place.
    #[test]
    fn anything_in_a_fence_is_read(
        lines in prop::collection::vec(
            prop_oneof![
                "[-A-Cx.=<>|&;@:%~ \"(){}/\\[\\]#ü]{0,24}",
                "(subgraph|end|click|class|style|accDescr|direction) ?[-A-C \\[\\]{}:\"]{0,12}",
                "[A-C](\\[[a-z <>&#;]{0,8}\\])? ?(-->|-- a -->|-.->|==>) ?[A-C]",
            ],
            0..12,
        ),
    ) {
        let text = lines.join("\n").replace("```", "");
        let document = read(&format!("flowchart LR\n{text}\n"));
        let text = &document.source.text;
        for flow in &document.flows {
            for node in &flow.nodes {
                prop_assert!(text.get(node.range.start as usize..node.range.end as usize).is_some());
            }
        }
        for problem in &document.diagnostics {
            let range = problem.span.range;
            prop_assert!(text.get(range.start as usize..range.end as usize).is_some());
        }
    }
}

#[test]
fn a_chart_of_any_size_is_read_in_time() {
    let many = |line: &dyn Fn(usize) -> String| (0..100_000).map(line).collect::<String>();
    let shapes: &[(&str, String)] = &[
        ("one line", "A-->".repeat(250_000)),
        ("nodes", many(&|at| format!("n{at}[Step {at}]\n"))),
        ("one node", many(&|_| "A;".into())),
        ("edges", many(&|at| format!("n{at} --> n{}\n", at + 1))),
        ("lists", format!("{}A --> {}B\n", "A & ".repeat(100_000), "B & ".repeat(100_000))),
        ("groups", "subgraph a\n".repeat(100_000)),
        ("deep groups", "subgraph a\n".repeat(70) + "A\n" + &"end\n".repeat(70)),
        ("ends", "end\n".repeat(250_000)),
        ("quotes", "A[\"x\n".repeat(200_000)),
        ("braces", "A@{ x: \n".repeat(125_000)),
        ("settings", "%%{ x\n".repeat(150_000)),
        ("comments", "%% x\n".repeat(200_000)),
        ("arrows without an end", "A -- x\n".repeat(150_000)),
        ("dashes", format!("A {}\n", "-".repeat(1_000_000))),
        ("dots", format!("A -. {}\n", ".".repeat(1_000_000))),
        ("signs", format!("A -- {}\n", "=-.".repeat(300_000))),
        ("brackets", format!("A{}\n", "[".repeat(1_000_000))),
        ("tags", format!("A[\"{}\"]\n", "<b".repeat(100_000))),
        ("entities", format!("A[\"{}\"]\n", "#a".repeat(100_000))),
        ("ends of lines", format!("A\n{}", "\n".repeat(1_000_000))),
        ("links", "click A \"b.md\"\n".repeat(60_000)),
        ("an id", format!("{} --> B\n", "a".repeat(1_000_000))),
        ("front matter", format!("---\n{}", "title: x\n".repeat(100_000))),
    ];
    for (name, lines) in shapes {
        let start = Instant::now();
        let document = read(&format!("flowchart TD\n{lines}\n"));
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{name}: {took:?}");
        assert!(document.flows.iter().all(|flow| flow.nodes.len() <= 80), "{name}");
    }
}

/// Other diagrams are shown as their source, and nothing is reported.
#[test]
fn other_diagrams_are_no_flowcharts() {
    for chart in ["sequenceDiagram\n  A->>B: x\n", "gantt\n  title x\n", "", "x\n", "pie\n"] {
        let document = read(chart);
        assert!(document.flows.is_empty() && document.diagnostics.is_empty(), "{chart}");
    }
    let document = read("flowchart LR\n  A --> B\n  ???\n  C -> D\n");
    assert!(document.flows.is_empty());
    let codes: Vec<Code> = document.diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::MERMAID_NOT_UNDERSTOOD]);
}
