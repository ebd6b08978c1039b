//! Files of BPMN as flows: what is read, what is said to be left out, and
//! that our own files give the graph again.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use handover::domain::diagram::graph::{Edge, EdgeKind, Graph, Lane, Node, NodeKind};
use handover::import::bpmn::{self, Bpmn};
use handover::model::figure;
use handover::report::diagram::{self, Notation};
use proptest::prelude::*;

use crate::corpus::folder;
use crate::fences::fenced;
use crate::site::prepare;

fn read(text: &str) -> Bpmn {
    bpmn::read(text).unwrap_or_else(|note| panic!("{note:?}"))
}

fn graph(bpmn: &Bpmn) -> Graph {
    figure::graph_alone(&bpmn.flows[0].flow, "")
}

/// What a fixture gives: fences and notes.
fn shown(text: &str) -> String {
    let read = read(text);
    let mut shown = String::new();
    let mut notes = read.notes.clone();
    for flow in &read.flows {
        let (lines, more) = flow.fence();
        shown += &handover::report::flow::fenced(flow.flow.title.as_deref(), &lines);
        notes.extend(more);
    }
    notes.sort();
    for note in notes {
        let (line, column) = note.place(text);
        shown += &format!("{line}:{column} {}\n", note.message);
    }
    shown
}

#[test]
fn files_of_other_makers_are_flows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bpmn");
    for name in ["modeler", "eclipse", "portal"] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.bpmn"))).unwrap();
        let shown = shown(&text);
        let expected: PathBuf = folder.join(format!("{name}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &shown).unwrap();
        }
        assert_eq!(shown, std::fs::read_to_string(&expected).unwrap_or_default(), "{name}");
    }
}

/// A fence has every step with its id, and every way.
#[test]
fn fences_of_files_are_read_as_the_flow() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bpmn");
    for name in ["modeler", "eclipse", "portal"] {
        let text = std::fs::read_to_string(folder.join(format!("{name}.bpmn"))).unwrap();
        for flow in read(&text).flows {
            let (lines, _) = flow.fence();
            let document = fenced(&lines);
            let again = &document.flows[0];
            let syntax: Vec<_> = (document.diagnostics.iter())
                // What is true of the file too.
                .filter(|problem| !["unbounded-loop", "dead-end"].contains(&problem.code.name()))
                .collect();
            assert!(again.is_whole && syntax.is_empty(), "{lines}\n{syntax:?}");
            assert_eq!(again.nodes.len(), flow.flow.nodes.len(), "{lines}");
            assert_eq!(again.edges.len(), flow.flow.edges.len(), "{lines}");
            let has = |id: &str| again.nodes.iter().any(|node| &*node.id == id);
            for node in flow.flow.nodes.iter().filter(|node| node.kind == NodeKind::Step) {
                assert!(has(&node.id), "{} {lines}", node.id);
            }
        }
    }
}

/// The graph as a file of BPMN can say it.
fn sayable(graph: &Graph) -> Graph {
    let mut graph = graph.clone();
    graph.lanes.iter_mut().for_each(|lane| lane.href = None);
    for node in &mut graph.nodes {
        (node.href, node.is_planned) = (None, false);
        match node.kind {
            NodeKind::Fork => node.label = "In parallel".into(),
            NodeKind::Join => node.label = "Join".into(),
            _ => {}
        }
    }
    graph
}

fn assert_is_kept(graph: &Graph) {
    let written = diagram::write(graph, Notation::Bpmn);
    let bpmn = read(&written);
    assert!(bpmn.notes.is_empty(), "{:?}\n{written}", bpmn.notes);
    let again = self::graph(&bpmn);
    assert_eq!(again, sayable(graph), "{written}");
    assert_eq!(diagram::write(&again, Notation::Bpmn), written);
}

#[test]
fn flows_of_the_handbook_are_the_same_after_bpmn() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files = folder(&path, "content").expect("the handbook");
    let prepared = prepare(&files);
    let mut count = 0;
    for id in prepared.site.pages.keys() {
        for graph in diagram::graphs(&prepared.site, *id) {
            assert_is_kept(&graph);
            count += 1;
        }
    }
    println!("{count} flows");
    assert!(4 < count);
}

fn node(at: usize) -> impl Strategy<Value = Node> {
    let kind = prop::sample::select(NodeKind::ALL.to_vec());
    let label = prop_oneof!["[a-zA-Z?<>&\"']{1,9}( [a-z0-9]{1,5})?", Just("Start: 20:00".into())];
    let id = prop_oneof![Just("a"), Just("B.x"), Just("Activity_1"), Just("run-it")];
    let number = prop::option::of("[1-9](\\.[a-c])?");
    let lane = prop::option::of(0..3_usize);
    (kind, label, id, number, lane).prop_map(move |(kind, label, id, number, lane)| Node {
        id: format!("{id}{at}"),
        kind,
        label,
        number: number.filter(|_| {
            let none = [NodeKind::Start, NodeKind::End, NodeKind::Fork, NodeKind::Join];
            !none.contains(&kind)
        }),
        lane,
        href: None,
        is_planned: false,
    })
}

fn any_graph() -> impl Strategy<Value = Graph> {
    let nodes = (1..7_usize).prop_flat_map(|count| (0..count).map(node).collect::<Vec<_>>());
    let kind = prop::sample::select(EdgeKind::ALL.to_vec());
    let edge = (0..7_usize, 0..7_usize, kind, prop::option::of("[a-z<&]{1,6}"));
    let edges = prop::collection::vec(edge, 0..9);
    (nodes, edges, 0..3_usize).prop_map(|(mut nodes, edges, lanes)| {
        for node in &mut nodes {
            node.lane = node.lane.filter(|lane| *lane < lanes);
        }
        let count = nodes.len();
        let edges = edges.into_iter().map(|(from, to, kind, label)| {
            let (from, to) = (from % count, to % count);
            // Of two that are taken when no other is, a file can say one.
            let kind = if kind == EdgeKind::Default { EdgeKind::Loop } else { kind };
            Edge { from, to, kind, label }
        });
        let lane = |at: usize| Lane { name: format!("Lane {at} <&>"), href: None };
        let edges = edges.collect();
        Graph { title: "A \"title\"".into(), lanes: (0..lanes).map(lane).collect(), nodes, edges }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_graph_is_the_same_after_bpmn(graph in any_graph()) {
        assert_is_kept(&graph);
    }

    /// Files that were cut, or have parts twice, are read or refused.
    #[test]
    fn broken_files_are_read_or_refused(
        which in 0..3_usize,
        from in 0.0..1.0_f64,
        to in 0.0..1.0_f64,
        insert in prop::sample::select(vec!["", "<", "\"", "/>", "</process>", "]]>", "&#0;", "id=\"a\""]),
    ) {
        let texts = [
            include_str!("bpmn/modeler.bpmn"),
            include_str!("bpmn/eclipse.bpmn"),
            include_str!("bpmn/portal.bpmn"),
        ];
        let text = texts[which];
        let at = |part: f64| (part * text.len() as f64) as usize;
        let mut mixed = text.as_bytes()[..at(from)].to_vec();
        mixed.extend_from_slice(insert.as_bytes());
        mixed.extend_from_slice(&text.as_bytes()[at(to)..]);
        let mixed = String::from_utf8_lossy(&mixed).into_owned();
        if let Ok(read) = bpmn::read(&mixed) {
            read.flows.iter().for_each(|flow| drop(flow.fence()));
        }
    }
}

#[test]
fn hostile_files_take_no_time() {
    let model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    let whole = |inner: &str| {
        format!("<definitions xmlns=\"{model}\"><process id=\"p\">{inner}</process></definitions>")
    };
    let start = Instant::now();
    // A chain of gateways where ways meet, with many ways into the first.
    let mut meet = String::new();
    for at in 0..1_900 {
        meet += &format!("<exclusiveGateway id=\"g{at}\"/><task id=\"t{at}\"/>");
        meet += &format!("<sequenceFlow id=\"a{at}\" sourceRef=\"t{at}\" targetRef=\"g0\"/>");
        meet +=
            &format!("<sequenceFlow id=\"b{at}\" sourceRef=\"g{at}\" targetRef=\"g{}\"/>", at + 1);
    }
    assert_eq!(read(&whole(&meet)).flows.len(), 1);
    // Subprocesses in each other, many ways into and out of each.
    let deep = (0..200).fold(String::new(), |inner, at| {
        format!(
            "<subProcess id=\"s{at}\">{inner}<task id=\"x{at}\"/><task id=\"y{at}\"/></subProcess>"
        )
    });
    let _ = bpmn::read(&whole(&deep));
    let lanes = (0..120).fold(String::new(), |inner, _| {
        format!("<lane id=\"l\"><childLaneSet>{inner}<lane/></childLaneSet></lane>")
    });
    let _ = bpmn::read(&whole(&format!("<laneSet>{lanes}</laneSet><task id=\"t\"/>")));
    assert!(bpmn::read(&whole(&"<task/>".repeat(100_000))).is_err());
    assert!(bpmn::read(&"<a>".repeat(100_000)).is_err());
    assert!(bpmn::read(&whole(&" ".repeat(50_000_000))).is_err());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    for text in ["", "<svg/>", "<definitions/>", "not XML at all"] {
        assert!(bpmn::read(text).is_err(), "{text}");
    }
}
