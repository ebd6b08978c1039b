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
pub mod fit;
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
use place::Spacing;
use route::{Facing, First, Prices};
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
    /// Its hard faults, then how much it costs otherwise.
    score: (u32, i64),
    grid: Grid,
    drawing: Drawing,
}

/// What routes cost at first.
const FIRST: Prices = Prices {
    crossing: 300,
    meeting: 100,
    bend: 140,
    side: 5,
    first: First::Short,
    facing: Facing::Allowed,
};
/// What routes cost when the best grids are tried again.
const AGAIN: [Prices; 3] = [
    Prices { meeting: 30, bend: 120, side: 0, first: First::Long, ..FIRST },
    Prices { meeting: 30, bend: 120, side: 0, ..FIRST },
    Prices { crossing: 400, meeting: 120, bend: 100, side: 20, first: First::Long, ..FIRST },
];
/// What routes cost when all drawings have faults, and how many states a
/// search for them may look at.
const CAREFUL: Prices = Prices { facing: Facing::Refused, ..FIRST };
const CARE: usize = 100_000;
/// How many grids are tried again.
const BEST: usize = 3;

/// Lays out a sketch, lanes side by side.
pub fn wide(sketch: &Sketch) -> Drawing {
    let task = task::task(sketch);
    if task.nodes.is_empty() {
        return Drawing::default();
    }
    let mut budget = budget(&task);
    let mut tried: Vec<Tried> = Vec::new();
    for variant in variants(&task) {
        if !tried.is_empty() && budget == 0 {
            break;
        }
        let grid = columns::grid(&task, rows::rows(&task, variant.manner), variant.spare);
        let is_same =
            |other: &Tried| other.grid.row == grid.row && other.grid.column == grid.column;
        if !tried.iter().any(is_same) {
            tried.push(draw(sketch, &task, grid, Routing::Search(FIRST, &mut budget)));
        }
    }
    tried.sort_by_key(|tried| tried.score);
    let best: Vec<Grid> = tried.iter().take(BEST).map(|tried| tried.grid.clone()).collect();
    for (grid, prices) in best.iter().flat_map(|grid| AGAIN.map(|prices| (grid, prices))) {
        if budget == 0 {
            break;
        }
        tried.push(draw(sketch, &task, grid.clone(), Routing::Search(prices, &mut budget)));
    }
    if tried.iter().all(|tried| 0 < tried.score.0) {
        for grid in best {
            let mut care = CARE;
            tried.push(draw(sketch, &task, grid.clone(), Routing::Search(CAREFUL, &mut care)));
            tried.push(draw(sketch, &task, grid, Routing::Plain));
        }
    }
    let best = tried.into_iter().min_by_key(|tried| tried.score);
    let mut drawing = best.map(|tried| tried.drawing).unwrap_or_default();
    fit::fit(&mut drawing);
    hops::hops(sketch, &mut drawing);
    drawing
}

/// How many states a search for routes may look at, over all variants: enough
/// for some tries at a common graph, about one at a large one.
fn budget(task: &Task) -> usize {
    let size = task.nodes.len() + task.edges.len();
    (8 * size * size).clamp(10_000, 200_000)
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

/// How routes are found.
enum Routing<'a> {
    /// The cheapest ones, as long as the budget lasts.
    Search(Prices, &'a mut usize),
    /// All through channels and corridors, where there is always room.
    Plain,
}

fn draw(sketch: &Sketch, task: &Task, grid: Grid, routing: Routing<'_>) -> Tried {
    let mut lattice = Lattice::new(task, &grid);
    let routes = match routing {
        Routing::Search(prices, budget) => route::routes(&mut lattice, prices, budget),
        Routing::Plain => route::plain_routes(&lattice),
    };
    let attempt = |spacing: Spacing| {
        let mut drawing = place::place(&lattice, &routes, sketch.edges.len(), spacing);
        labels::labels(sketch, &mut drawing);
        let measures = measure(sketch, &drawing);
        ((measures.hard_faults(), cost(&measures)), drawing)
    };
    let (mut score, mut drawing) = attempt(Spacing::Close);
    if 0 < score.0 {
        let loose = attempt(Spacing::Loose);
        if loose.0 < score {
            (score, drawing) = loose;
        }
    }
    Tried { score, grid, drawing }
}

/// What a drawing without faults costs; less is better.
fn cost(measures: &Measures) -> i64 {
    let too_wide = (measures.width - 1200).max(0);
    3_000 * i64::from(measures.crossings)
        + 900 * i64::from(measures.bends)
        + 800 * i64::from(measures.jogs)
        + measures.length * 2
        + measures.width * measures.height / 200
        + (measures.width - 720).max(0) * 12
        + too_wide * 60
}
