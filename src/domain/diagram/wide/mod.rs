//! The wide layout: lanes side by side, the process from top to bottom.
//!
//! ```text
//! Sketch ─ task ─ rows ─ columns ─ routes ─ tracks, places ─ labels ─ Drawing
//! ```
//!
//! Nodes stand in the cells of a grid, edges run between them along a small
//! lattice. Several ways to fill the grid are tried, and the drawing with the
//! fewest faults, crossings and corners is taken. How much work is done is
//! counted, so a large graph gets a plainer drawing, never a slow one.

pub mod columns;
pub mod hops;
pub mod labels;
pub mod lattice;
pub mod nets;
pub mod place;
pub mod route;
pub mod rows;
pub mod task;
pub mod tracks;

use super::drawing::Drawing;
use super::measure::{Measures, measure};
use super::sketch::Sketch;
use lattice::Lattice;
use route::Prices;
use rows::{Handoff, Manner};
use task::Task;

/// A way to fill the grid.
#[derive(Debug, Clone, Copy)]
struct Variant {
    manner: Manner,
    spare: usize,
    prices: Prices,
}

/// How many states a search for routes may look at, over all variants.
const BUDGET: usize = 1_200_000;

/// Lays out a sketch, lanes side by side.
pub fn wide(sketch: &Sketch) -> Drawing {
    let task = task::task(sketch);
    if task.nodes.is_empty() {
        return Drawing::default();
    }
    let mut best: Option<(i64, Drawing)> = None;
    let mut budget = BUDGET;
    for variant in variants(&task) {
        let drawing = draw(sketch, &task, variant, &mut budget);
        let score = score(&measure(sketch, &drawing));
        if best.as_ref().is_none_or(|(least, _)| score < *least) {
            best = Some((score, drawing));
        }
        if budget == 0 {
            break;
        }
    }
    let mut drawing = best.map(|(_, drawing)| drawing).unwrap_or_default();
    hops::hops(sketch, &mut drawing);
    drawing
}

fn variants(task: &Task) -> Vec<Variant> {
    let prices = Prices { crossing: 300, meeting: 60, bend: 90, side: 20 };
    let mut variants = Vec::new();
    let breadths: &[usize] = if task.has_lanes { &[1, 2] } else { &[3, 5] };
    for &breadth in breadths {
        for handoff in [Handoff::Below, Handoff::Beside] {
            for spare in [0, 1] {
                if (task.has_lanes && spare == 1) || (!task.has_lanes && handoff == Handoff::Beside)
                {
                    continue;
                }
                variants.push(Variant { manner: Manner { breadth, handoff }, spare, prices });
            }
        }
    }
    variants
}

fn draw(sketch: &Sketch, task: &Task, variant: Variant, budget: &mut usize) -> Drawing {
    let rows = rows::rows(task, variant.manner);
    let grid = columns::grid(task, rows, variant.spare);
    let mut lattice = Lattice::new(task, &grid);
    let routes = route::routes(&mut lattice, variant.prices, budget);
    let mut drawing = place::place(&lattice, &routes, sketch.edges.len());
    labels::labels(sketch, &mut drawing);
    drawing
}

/// What a drawing costs; less is better.
fn score(measures: &Measures) -> i64 {
    let too_wide = (measures.width - 1200).max(0);
    100_000 * i64::from(measures.hard_faults())
        + 3_000 * i64::from(measures.crossings)
        + 900 * i64::from(measures.bends)
        + 800 * i64::from(measures.jogs)
        + measures.length * 2
        + measures.width * measures.height / 200
        + (measures.width - 720).max(0) * 12
        + too_wide * 60
}
