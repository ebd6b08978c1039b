//! What the wide layout of a process costs, in milliseconds: the median of
//! some runs, for processes of several sizes.
//!
//! Run with `cargo bench -p handover-benches --bench diagrams`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time and prints it"
)]

use std::time::Instant;

use handover::domain::diagram::sketch::{Cell, Link, Outline};
use handover::domain::diagram::{Size, Sketch, measure, wide::wide};

const RUNS: usize = 15;

fn main() {
    println!("nodes edges lanes  milliseconds  crossings bends faults");
    for (nodes, edges, lanes) in
        [(10, 12, 0), (30, 40, 0), (30, 40, 3), (60, 80, 0), (60, 80, 5), (500, 650, 4)]
    {
        let sketch = process(nodes, edges, lanes);
        let mut times: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(wide(std::hint::black_box(&sketch)));
                start.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let measures = measure(&sketch, &wide(&sketch));
        println!(
            "{nodes:5} {edges:5} {lanes:5} {:13.2} {:10} {:5} {:6}",
            times.get(RUNS / 2).copied().unwrap_or_default(),
            measures.crossings,
            measures.bends,
            measures.hard_faults(),
        );
    }
}

/// A process as people write them: mostly one step after the other, now and
/// then a question that leads back or ahead.
fn process(nodes: usize, edges: usize, lanes: usize) -> Sketch {
    let mut state: usize = 12_345;
    let mut below = |limit: usize| {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        (state >> 8) % limit.max(1)
    };
    let mut sketch = Sketch { lanes, ..Sketch::default() };
    let mut lane = 0;
    for at in 0..nodes {
        lane = if below(4) == 0 { below(lanes) } else { lane };
        let outline = if at % 5 == 3 { Outline::Diamond } else { Outline::Box };
        let size = Size { width: 168, height: if at % 2 == 0 { 48 } else { 58 } };
        sketch.nodes.push(Cell { outline, size, lane: (0 < lanes).then_some(lane) });
    }
    for to in 1..nodes {
        let label = ((to - 1) % 5 == 3).then_some(Size { width: 28, height: 16 });
        sketch.edges.push(Link { from: to - 1, to, label });
    }
    while sketch.edges.len() < edges {
        let from = below(nodes);
        let to = (from + nodes + 6 - below(12)).saturating_sub(nodes).min(nodes - 1);
        let label = (from % 5 == 3).then_some(Size { width: 24, height: 16 });
        sketch.edges.push(Link { from, to, label });
    }
    sketch
}
