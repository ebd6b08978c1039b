//! Small sketches, drawn.

use super::super::drawing::{Drawing, Size};
use super::super::sketch::{Cell, Link, Outline, Sketch};
use super::lay_out;
use super::order::order;

fn sketch(outlines: &[Outline], edges: &[(usize, usize)]) -> Sketch {
    let size = Size { width: 208, height: 48 };
    Sketch {
        lanes: 0,
        nodes: outlines
            .iter()
            .map(|outline| Cell { outline: *outline, size, lane: None })
            .collect(),
        edges: edges.iter().map(|(from, to)| Link { from: *from, to: *to, label: None }).collect(),
    }
}

fn boxes(count: usize, edges: &[(usize, usize)]) -> Sketch {
    sketch(&vec![Outline::Box; count], edges)
}

#[test]
fn the_branch_written_first_is_followed_to_its_end() {
    // 0 divides into 1-2 and 3, which meet in 4.
    let sketch = boxes(5, &[(0, 1), (0, 3), (1, 2), (2, 4), (3, 4)]);
    assert_eq!(order(&sketch), [0, 1, 2, 3, 4]);
    let sketch = boxes(5, &[(0, 3), (0, 1), (1, 2), (2, 4), (3, 4)]);
    assert_eq!(order(&sketch), [0, 3, 1, 2, 4]);
}

#[test]
fn a_loop_does_not_change_the_order() {
    assert_eq!(order(&boxes(3, &[(0, 1), (1, 2), (2, 0), (1, 1)])), [0, 1, 2]);
}

#[test]
fn an_end_that_several_ways_lead_to_stands_last() {
    use Outline::{Box, Diamond, End, Start};
    let sketch =
        sketch(&[Start, Diamond, End, Box, Box], &[(0, 1), (1, 2), (1, 3), (3, 2), (1, 4)]);
    assert_eq!(order(&sketch), [0, 1, 3, 4, 2]);
}

#[test]
fn edges_to_the_same_node_share_a_rail() {
    let drawing = lay_out(&boxes(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (0, 4), (1, 4), (2, 4)]));
    let rails: Vec<i32> = drawing.edges.iter().skip(4).map(|line| line.points[1].x).collect();
    assert_eq!(rails, [rails[0]; 3]);
}

#[test]
fn a_long_edge_is_two_marks_with_one_letter() {
    let chain: Vec<(usize, usize)> = (0..11).map(|at| (at, at + 1)).collect();
    let drawing = lay_out(&boxes(12, &[&chain[..], &[(0, 10), (1, 10), (0, 11)]].concat()));
    let letters: Vec<Option<u32>> = drawing
        .edges
        .iter()
        .skip(11)
        .map(|line| line.jump.as_ref().map(|jump| jump.letter))
        .collect();
    assert_eq!(letters, [Some(0), Some(0), Some(1)]);
    let arrives = |at: usize| drawing.edges[at].jump.as_ref().map(|jump| jump.arrives);
    assert_eq!(arrives(11), arrives(12));
}

#[test]
fn what_leads_nowhere_has_no_line() {
    let drawing = lay_out(&boxes(2, &[(0, 7), (9, 1), (0, 1)]));
    assert_eq!(drawing.edges.iter().map(|line| line.points.len()).collect::<Vec<_>>(), [0, 0, 2]);
    assert_eq!(lay_out(&Sketch::default()).nodes, Drawing::default().nodes);
}

#[test]
fn a_line_hops_over_a_rail() {
    // The rail from 0 to 3 is outside that from 1 to 4 or the other way round.
    let drawing = lay_out(&boxes(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (0, 3), (1, 4)]));
    let hops: usize = drawing.edges.iter().map(|line| line.hops.len()).sum();
    assert_eq!(hops, 1);
}

#[test]
fn work_grows_with_the_graph_only() {
    let count = 20_000;
    let chain = (0..count - 1).map(|at| (at, at + 1));
    let hub = (0..count).map(|at| (0, at));
    let back = (0..count).map(|at| (at, at / 2));
    let edges: Vec<(usize, usize)> = chain.chain(hub).chain(back).collect();
    let drawing = lay_out(&boxes(count, &edges));
    assert_eq!(drawing.edges.len(), edges.len());
}

#[test]
fn answers_with_different_targets_do_not_share_a_rail() {
    let mut sketch = boxes(5, &[(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (2, 3), (3, 4)]);
    for link in sketch.edges.iter_mut().take(4) {
        link.label = Some(Size { width: 80, height: 18 });
    }
    let drawing = lay_out(&sketch);
    let mut rails: Vec<i32> = (1..4).map(|at| drawing.edges[at].points[2].x).collect();
    rails.sort_unstable();
    rails.dedup();
    assert_eq!(rails.len(), 3);
}
