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
use columns::Grid;
use lattice::Lattice;
use route::Prices;
use rows::{Handoff, Manner};
use task::Task;

/// A way to fill the grid.
#[derive(Debug, Clone, Copy)]
struct Variant {
    manner: Manner,
    spare: usize,
}

/// A drawing with what it costs.
struct Tried {
    score: i64,
    grid: Grid,
    drawing: Drawing,
}

const CALM: Prices = Prices { crossing: 300, meeting: 100, bend: 140, side: 5 };
const BOLD: Prices = Prices { crossing: 300, meeting: 30, bend: 120, side: 0 };

/// Lays out a sketch, lanes side by side.
pub fn wide(sketch: &Sketch) -> Drawing {
    let task = task::task(sketch);
    if task.nodes.is_empty() {
        return Drawing::default();
    }
    let mut budget = budget(&task);
    let mut seen: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    let mut best: Option<Tried> = None;
    for variant in variants(&task) {
        if best.is_some() && budget == 0 {
            break;
        }
        let grid = columns::grid(&task, rows::rows(&task, variant.manner), variant.spare);
        let key = (grid.row.clone(), grid.column.clone());
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let tried = draw(sketch, &task, grid, (CALM, &mut budget));
        best = Some(better(best, tried));
    }
    if let Some(tried) = best.as_ref().filter(|_| 0 < budget) {
        let again = draw(sketch, &task, tried.grid.clone(), (BOLD, &mut budget));
        best = best.map(|first| better(Some(first), again));
    }
    let mut drawing = best.map(|tried| tried.drawing).unwrap_or_default();
    hops::hops(sketch, &mut drawing);
    drawing
}

fn better(best: Option<Tried>, tried: Tried) -> Tried {
    match best {
        Some(best) if best.score <= tried.score => best,
        _ => tried,
    }
}

/// How many states a search for routes may look at, over all variants: enough
/// for some tries at a common graph, about one at a large one.
fn budget(task: &Task) -> usize {
    let size = task.nodes.len() + task.edges.len();
    (12 * size * size).clamp(10_000, 300_000)
}

fn variants(task: &Task) -> Vec<Variant> {
    let mut variants = Vec::new();
    let mut add = |breadth, handoff, spare| {
        variants.push(Variant { manner: Manner { breadth, handoff }, spare });
    };
    if task.has_lanes {
        for breadth in [1, 2, 3] {
            add(breadth, Handoff::Beside, 0);
            add(breadth, Handoff::Below, 0);
        }
    } else {
        for breadth in [4, 6, 3, 2] {
            add(breadth, Handoff::Below, 0);
            add(breadth, Handoff::Below, 1);
        }
    }
    variants
}

fn draw(sketch: &Sketch, task: &Task, grid: Grid, (prices, budget): (Prices, &mut usize)) -> Tried {
    let mut lattice = Lattice::new(task, &grid);
    let routes = route::routes(&mut lattice, prices, budget);
    let mut drawing = place::place(&lattice, &routes, sketch.edges.len());
    labels::labels(sketch, &mut drawing);
    let score = score(&measure(sketch, &drawing));
    Tried { score, grid, drawing }
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
