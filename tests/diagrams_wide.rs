//! The wide layout: no fault on graphs of real processes and on any graph at
//! all, and how good its drawings are, in numbers that may only get better.

use handover::domain::diagram::graph::Graph;
use handover::domain::diagram::segment::{Segment, segments};
use handover::domain::diagram::size::{Form, typeset};
use handover::domain::diagram::sketch::{Cell, Link, Outline};
use handover::domain::diagram::wide::task::{Way, task};
use handover::domain::diagram::{Drawing, Measures, Size, Sketch, measure, wide::wide};

use crate::diagrams_narrow::{any_graph, bench};

/// What each graph of the bench may have: crossings, with those of the best
/// other tool in mind, corners, and how many percent of its lines are straight
/// at least.
const LIMITS: [(&str, u32, u32, i64); 12] = [
    ("01-seed-train", 5, 30, 55),
    ("02-approval12", 1, 16, 60),
    ("03-swim5x25", 3, 18, 60),
    ("04-map60", 24, 36, 75),
    ("05-quality", 1, 10, 58),
    ("06-hubs", 1, 37, 42),
    ("07-runbook", 1, 12, 66),
    ("08-chain10", 0, 0, 100),
    ("09-forkjoin6", 0, 7, 78),
    ("10-decisions", 1, 17, 42),
    ("11-i18n", 0, 6, 66),
    ("12-dense-lanes", 40, 86, 18),
];

fn drawn(sketch: &Sketch) -> (Drawing, Measures) {
    let drawing = wide(sketch);
    let measures = measure(sketch, &drawing);
    (drawing, measures)
}

#[track_caller]
fn assert_faultless(name: &str, sketch: &Sketch) -> (Drawing, Measures) {
    let (drawing, measures) = drawn(sketch);
    assert_eq!(measures.hard_faults(), 0, "{name}: {measures:#?}");
    assert_eq!(measures.slanted, 0, "{name}");
    assert_eq!(measures.jogs, 0, "{name}");
    assert!(measures.gap.is_none_or(|gap| 8 <= gap), "{name}: {measures:#?}");
    assert!(measures.width <= i64::from(drawing.size.width), "{name}: {measures:#?}");
    assert!(measures.height <= i64::from(drawing.size.height), "{name}: {measures:#?}");
    assert_eq!(drawing.nodes.len(), sketch.nodes.len(), "{name}");
    assert_eq!(drawing.edges.len(), sketch.edges.len(), "{name}");
    if !sketch.nodes.is_empty() {
        assert_eq!(drawing.lanes.len(), sketch.lanes, "{name}");
    }
    (drawing, measures)
}

#[test]
fn the_graphs_of_the_bench_are_drawn_well() {
    let graphs = bench();
    let (mut crossings, mut bends, mut edges, mut straight) = (0, 0, 0, 0);
    for (name, graph) in &graphs {
        let sketch = typeset(graph, Form::Wide).sketch;
        let (drawing, measures) = assert_faultless(name, &sketch);
        println!(
            "{name}: {} crossings, {} bends, {} % straight, {} % down, {} x {}, gap {:?}",
            measures.crossings,
            measures.bends,
            measures.straight,
            measures.flow,
            measures.width,
            measures.height,
            measures.gap,
        );
        let limits = LIMITS.iter().find(|(id, ..)| id == name);
        let (_, most, corners, least) = *limits.expect("a graph with limits");
        assert!(measures.crossings <= most, "{name}: {measures:#?}");
        assert!(measures.bends <= corners, "{name}: {measures:#?}");
        assert!(least <= measures.straight, "{name}: {measures:#?}");
        assert!(measures.bends_max <= 4, "{name}: {measures:#?}");
        assert!(5 < sketch.lanes || measures.width <= 1200, "{name}: {measures:#?}");
        assert!(85 <= ahead(&sketch, &drawing), "{name}");
        assert!(keeps_answers_apart(&sketch, &drawing), "{name}");
        assert!(keeps_off_the_edge(&drawing), "{name}");
        crossings += measures.crossings;
        bends += measures.bends;
        edges += sketch.edges.len();
        straight += measures.straight;
    }
    println!("{crossings} crossings, {bends} bends on {edges} edges, {straight}");
    assert!(crossings <= 75, "{crossings}");
    assert!(usize::try_from(bends).unwrap() * 100 <= 75 * edges, "{bends} of {edges}");
}

/// How many percent of the edges that lead on lead down, or to the right.
fn ahead(sketch: &Sketch, drawing: &Drawing) -> usize {
    let ways = task(sketch).edges;
    let on: Vec<_> = ways.iter().filter(|way| !way.is_back).collect();
    let middle = |node: usize| {
        let rect = drawing.nodes[node];
        (2 * rect.y + rect.height, 2 * rect.x + rect.width)
    };
    let is_ahead = |way: &&&Way| {
        let ((y, x), (to_y, to_x)) = (middle(way.from), middle(way.to));
        y + 2 < to_y || (to_y - y).abs() <= 2 && x < to_x
    };
    on.iter().filter(is_ahead).count() * 100 / on.len().max(1)
}

/// No two answers of a question share a piece of their way, unless they lead
/// to the same step.
fn keeps_answers_apart(sketch: &Sketch, drawing: &Drawing) -> bool {
    let lies_on = |a: &Segment, b: &Segment| {
        a.beside(b).is_some_and(|(length, apart)| apart == 0 && 8 < length)
    };
    (0..sketch.edges.len()).all(|at| {
        let link = sketch.edges[at];
        let is_question = sketch.nodes[link.from].outline == Outline::Diamond;
        (0..at).filter(|_| is_question).all(|other| {
            let with = sketch.edges[other];
            let (own, line) =
                (segments(&drawing.edges[at].points), segments(&drawing.edges[other].points));
            with.from != link.from
                || with.to == link.to
                || !own.iter().any(|a| line.iter().any(|b| lies_on(a, b)))
        })
    })
}

/// No line is nearer than 12 pixels to the edge of the picture.
fn keeps_off_the_edge(drawing: &Drawing) -> bool {
    let (right, below) = (drawing.size.width - 12, drawing.size.height - 12);
    let mut points = drawing.edges.iter().flat_map(|line| &line.points);
    points.all(|point| (12..=right).contains(&point.x) && (12..=below).contains(&point.y))
}

/// A fork is as wide as what it divides: each line runs straight down.
#[test]
fn bars_reach_over_all_they_divide() {
    let mut sketch = boxes(7, &[(0, 1), (1, 2), (1, 3), (1, 4), (2, 5), (3, 5), (4, 5), (5, 6)]);
    for bar in [1, 5] {
        sketch.nodes[bar].outline = Outline::Bar;
        sketch.nodes[bar].size.height = 8;
    }
    let (drawing, measures) = assert_faultless("fork", &sketch);
    assert_eq!((measures.straight, measures.bends), (100, 0));
    let reach = |node: usize| (drawing.nodes[node].x, drawing.nodes[node].width);
    let (low, high) = (2..5).fold((i32::MAX, 0), |(low, high), node| {
        let (x, width) = reach(node);
        (low.min(x), high.max(x + width))
    });
    assert_eq!([reach(1), reach(5)], [(low, high - low); 2]);
}

/// What many lines lead to stands below the line they share.
#[test]
fn a_hub_stands_in_the_way_of_its_lines() {
    let mut sketch = boxes(8, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7)]);
    let link = |from| Link { from, to: 7, label: None };
    sketch.edges.extend([1, 2, 3, 4].map(link));
    let (_, measures) = assert_faultless("hub", &sketch);
    assert!(measures.bends <= 4, "{measures:#?}");
}

/// A line past a step runs straight: the step moves aside, and its own lines
/// stay straight.
#[test]
fn a_line_past_a_step_is_straight() {
    let (_, measures) = assert_faultless("skip", &boxes(4, &[(0, 1), (1, 2), (2, 3), (0, 2)]));
    assert_eq!((measures.straight, measures.bends, measures.crossings), (100, 0, 0));
}

#[test]
fn any_graph_is_drawn_without_a_fault() {
    for seed in 0..80 {
        let sketch = typeset(&any_graph(seed), Form::Wide).sketch;
        assert_faultless(&format!("seed {seed}"), &sketch);
    }
}

/// Graphs like those of real processes, each from a seed.
fn likely(seed: usize, count: usize) -> Sketch {
    let mut state = seed * 7919 + 17;
    let mut below = |limit: usize| {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        (state >> 8) % limit.max(1)
    };
    let lanes = [0, 1, 3, 4, 5][seed % 5];
    let mut lane = 0;
    let mut sketch = Sketch { lanes, ..Sketch::default() };
    for at in 0..count {
        lane = if below(3) == 0 { below(lanes) } else { lane };
        let outline = match (at, below(5)) {
            (0, _) => Outline::Start,
            _ if at + 1 == count => Outline::End,
            (_, 0) => Outline::Diamond,
            _ => Outline::Box,
        };
        let size = match outline {
            Outline::Start | Outline::End => Size { width: 96, height: 36 },
            Outline::Diamond => Size { width: 148, height: 80 },
            _ => Size { width: 168, height: 48 },
        };
        sketch.nodes.push(Cell { outline, size, lane: (0 < lanes).then_some(lane) });
    }
    for to in 1..count {
        let from = if below(4) == 0 { below(to) } else { to - 1 };
        let is_question = sketch.nodes[from].outline == Outline::Diamond;
        let label = is_question.then_some(Size { width: 28, height: 16 });
        sketch.edges.push(Link { from, to, label });
        if is_question {
            let back =
                if below(2) == 0 { below(from + 1) } else { (to + 1 + below(4)).min(count - 1) };
            sketch.edges.push(Link { from, to: back, label: Some(Size { width: 22, height: 16 }) });
        }
    }
    sketch
}

#[test]
fn likely_graphs_are_drawn_without_a_fault() {
    for seed in 0..40 {
        assert_faultless(&format!("seed {seed}"), &likely(seed, 8 + seed % 53));
    }
}

/// Five hundred steps: a plainer drawing, after bounded work.
#[test]
fn a_large_graph_is_drawn_without_a_fault() {
    for seed in [0, 3] {
        assert_faultless(&format!("seed {seed}"), &likely(seed, 500));
    }
}

/// A sketch of boxes of one size.
fn boxes(count: usize, edges: &[(usize, usize)]) -> Sketch {
    let size = Size { width: 120, height: 40 };
    let cell = Cell { outline: Outline::Box, size, lane: None };
    let link = |(from, to): &(usize, usize)| Link { from: *from, to: *to, label: None };
    Sketch { lanes: 0, nodes: vec![cell; count], edges: edges.iter().map(link).collect() }
}

#[test]
fn odd_graphs_have_a_drawing() {
    assert_eq!(wide(&Sketch::default()), Drawing::default());
    assert_faultless("one", &boxes(1, &[]));
    assert_faultless("apart", &boxes(5, &[(0, 1), (3, 4)]));
    assert_faultless("itself", &boxes(2, &[(0, 0), (0, 1), (1, 1)]));
    assert_faultless("twice", &boxes(2, &[(0, 1), (0, 1), (1, 0), (1, 0)]));
    assert_faultless("circle", &boxes(3, &[(0, 1), (1, 2), (2, 0)]));
    let mut start = boxes(3, &[(0, 1), (1, 2), (2, 0)]);
    start.nodes[0].outline = Outline::Start;
    assert_faultless("start", &start);
    let mut lanes = boxes(3, &[(0, 1), (1, 2)]);
    lanes.lanes = 2;
    lanes.nodes[1].lane = Some(7);
    lanes.nodes[2].lane = Some(1);
    assert_faultless("lanes", &lanes);
}

/// An edge to a node that does not exist has no line, and harms no other.
#[test]
fn an_edge_to_nothing_has_no_line() {
    let (drawing, measures) = drawn(&boxes(2, &[(0, 9), (0, 1)]));
    assert_eq!(measures.missing_edges, 1);
    assert_eq!(measures.hard_faults(), 1);
    assert_eq!(drawing.edges[1].points.len(), 2);
}

#[test]
fn a_chain_runs_straight_down_and_a_loop_beside_it() {
    let (_, chain) = drawn(&boxes(4, &[(0, 1), (1, 2), (2, 3)]));
    assert_eq!((chain.straight, chain.bends, chain.width), (100, 0, 120));
    let (_, back) = drawn(&boxes(4, &[(0, 1), (1, 2), (2, 3), (2, 1)]));
    assert_eq!((back.straight, back.bends, back.crossings), (75, 2, 0));
}

#[test]
fn hops_are_where_lines_cross() {
    for (name, graph) in bench() {
        let sketch = typeset(&graph, Form::Wide).sketch;
        let (drawing, measures) = drawn(&sketch);
        let hops: usize = drawing.edges.iter().map(|line| line.hops.len()).sum();
        assert_eq!(hops == 0, measures.crossings == 0, "{name}: {hops} {measures:#?}");
    }
}

/// A step more changes little: few nodes move by more than a row relative to
/// the one before them.
#[test]
fn a_new_step_moves_little() {
    for (name, graph) in bench() {
        let before = rows(&graph);
        let (mut moved, mut all) = (0, 0);
        for edge in (0..graph.edges.len()).step_by(7) {
            let after = rows(&with_step(&graph, edge));
            for node in 1..graph.nodes.len() {
                let change = (before[node] - before[node - 1]) - (after[node] - after[node - 1]);
                moved += usize::from(1 < change.abs());
                all += 1;
            }
        }
        println!("{name}: {moved} of {all} moved");
        assert!(moved * 100 < 20 * all.max(1), "{name}: {moved} of {all}");
    }
}

/// The row of each node, by the middles of all.
fn rows(graph: &Graph) -> Vec<i32> {
    let (drawing, _) = drawn(&typeset(graph, Form::Wide).sketch);
    let middles: Vec<i32> = drawing.nodes.iter().map(|rect| rect.y + rect.height / 2).collect();
    let mut sorted = middles.clone();
    sorted.sort_unstable();
    sorted.dedup_by(|a, b| (*a - *b).abs() < 4);
    let row = |middle: &i32| sorted.iter().filter(|other| **other < middle - 3).count();
    middles.iter().map(|middle| i32::try_from(row(middle)).unwrap()).collect()
}

/// The graph with a step in the middle of an edge.
fn with_step(graph: &Graph, edge: usize) -> Graph {
    let mut graph = graph.clone();
    let (from, to) = (graph.edges[edge].from, graph.edges[edge].to);
    let mut node = graph.nodes[from].clone();
    node.kind = handover::domain::diagram::graph::NodeKind::Step;
    node.label = "One more step".into();
    graph.nodes.push(node);
    graph.edges[edge].to = graph.nodes.len() - 1;
    let mut rest = graph.edges[edge].clone();
    (rest.from, rest.to, rest.label) = (graph.nodes.len() - 1, to, None);
    graph.edges.push(rest);
    graph
}
