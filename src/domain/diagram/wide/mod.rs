//! The wide layout: lanes side by side, the process from top to bottom.
//!
//! ```text
//! Sketch ─ task ─ rows ─ columns, bars ─ settle ─ routes ─ slots, tracks, places
//!        ─ hubs ─ labels, squeeze ─ skips ─ Drawing
//! ```
//!
//! Nodes stand in the cells of a grid, edges run between them along a small
//! lattice. What is better without a grid is done to the drawing after that
//! and measured: hubs and steps move aside where lines become straight. Several ways to fill the grid are tried, and the drawing with the
//! fewest faults, crossings and corners is taken. How much work is done is
//! counted, so a large graph gets a plainer drawing, never a slow one.

pub mod bars;
pub mod columns;
pub mod fit;
pub mod grid;
pub mod hops;
pub mod hubs;
pub mod labels;
pub mod lattice;
pub mod nets;
pub mod place;
pub mod route;
pub mod rows;
pub mod settle;
pub mod shift;
pub mod skips;
pub mod slots;
pub mod squeeze;
pub mod task;
pub mod tracks;

use super::drawing::Drawing;
use super::measure::{Measures, measure};
use super::sketch::Sketch;
use grid::Grid;
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
    crossing: 450,
    meeting: 160,
    bend: 350,
    side: 20,
    slots: 3,
    first: First::Long,
    facing: Facing::Allowed,
};
/// What routes cost when the best grids are tried again.
const AGAIN: [Prices; 1] = [Prices { bend: 180, side: 0, first: First::Short, ..FIRST }];
/// What routes cost when all drawings have faults, and how many states a
/// search for them may look at.
const CAREFUL: Prices = Prices { facing: Facing::Refused, slots: 1, ..FIRST };
const CARE: usize = 100_000;
/// From a line to a node that it does not meet, at least.
const GAP: i64 = 8;
/// More columns are not tried where fewer are possible.
const COLUMNS: usize = 7;
/// How many pairs of parts may be looked at while lines are made straight.
const POLISH: usize = 4_000_000;
/// How many lines may be tried for one that is measured.
const TRIES: usize = 20;
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
        let grid = settle::settle(&task, &grid);
        let is_same =
            |other: &Tried| other.grid.row == grid.row && other.grid.column == grid.column;
        let is_wide = task.has_lanes && COLUMNS.max(task.strips) < grid.columns();
        if !tried.iter().any(is_same) && (tried.is_empty() || !is_wide) {
            tried.push(draw(sketch, &task, grid, Routing::Search(FIRST, &mut budget)));
        }
    }
    tried.sort_by_key(|tried| tried.score);
    let best: Vec<Grid> = tried.iter().take(BEST).map(|tried| tried.grid.clone()).collect();
    let is_good = tried.first().is_some_and(|tried| is_good(sketch, tried));
    for (grid, prices) in best.iter().flat_map(|grid| AGAIN.map(|prices| (grid, prices))) {
        if budget == 0 || is_good {
            break;
        }
        tried.push(draw(sketch, &task, grid.clone(), Routing::Search(prices, &mut budget)));
    }
    if tried.iter().all(|tried| 0 < tried.score.0) {
        let shared = task.with_shared_answers();
        for grid in best.iter().map(Grid::with_narrow_bars) {
            let mut care = CARE;
            tried.push(draw(sketch, &task, grid.clone(), Routing::Search(CAREFUL, &mut care)));
            tried.push(draw(sketch, &shared, grid, Routing::Plain));
        }
    }
    let best = tried.into_iter().min_by_key(|tried| tried.score);
    let scored = best.map(|tried| (tried.score, tried.drawing)).unwrap_or_default();
    let mut drawing = polish(sketch, scored).1;
    fit::fit(&mut drawing);
    hops::hops(sketch, &mut drawing);
    drawing
}

/// Tells whether another try would hardly give a better drawing: no faults,
/// no crossings, and a corner at every other line at most.
fn is_good(sketch: &Sketch, tried: &Tried) -> bool {
    let measures = measure(sketch, &tried.drawing);
    let corners = usize::try_from(measures.bends).unwrap_or(usize::MAX);
    tried.score.0 == 0 && measures.crossings == 0 && corners <= sketch.edges.len() / 2
}

/// How many states a search for routes may look at, over all variants: enough
/// for some tries at a common graph, about one at a large one.
fn budget(task: &Task) -> usize {
    let size = task.nodes.len() + task.edges.len();
    (6 * size * size).clamp(10_000, 200_000)
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
        let drawing = place::place(&lattice, &routes, sketch.edges.len(), spacing);
        let mut best = finish(sketch, drawing.clone());
        for hub in hubs::hubs(sketch, &drawing) {
            if let Some(moved) = hubs::moved(sketch, &best.1, &hub) {
                let moved = finish(sketch, moved);
                best = if moved.0 < best.0 { moved } else { best };
            }
        }
        best
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

/// Lets lines that go around nodes run straight past them.
fn polish(sketch: &Sketch, mut best: Scored) -> Scored {
    let size = sketch.nodes.len() + sketch.edges.len();
    let mut left = POLISH / (size * size).max(1);
    let mut tries = TRIES * left;
    for edge in 0..sketch.edges.len() {
        for skip in skips::skips(sketch, &best.1, edge) {
            if left == 0 || tries == 0 {
                return best;
            }
            tries -= 1;
            let Some(drawing) = skips::straightened(sketch, &best.1, skip) else { continue };
            left -= 1;
            let found = finish(sketch, drawing);
            if found.0 < best.0 {
                best = found;
                break;
            }
        }
    }
    best
}

/// A drawing with its hard faults, and what it costs otherwise.
type Scored = ((u32, i64), Drawing);

/// Places the labels of a drawing and says what it costs.
fn finish(sketch: &Sketch, mut drawing: Drawing) -> Scored {
    labels::labels(sketch, &mut drawing);
    squeeze::squeeze(&mut drawing);
    let measures = measure(sketch, &drawing);
    let is_close = measures.gap.is_some_and(|gap| gap < GAP) || 0 < measures.jogs;
    let faults = measures.hard_faults() + u32::from(is_close);
    ((faults, cost(sketch, &measures)), drawing)
}

/// What a drawing without faults costs; less is better.
fn cost(sketch: &Sketch, measures: &Measures) -> i64 {
    let lanes = i64::try_from(sketch.lanes).unwrap_or(i64::MAX / 1000);
    let too_wide = (measures.width - 1200.max(240 * lanes)).max(0);
    3_000 * i64::from(measures.crossings)
        + 1400 * i64::from(measures.bends)
        + 6_000 * i64::from(measures.bends_max.saturating_sub(4))
        + measures.length * 2
        + measures.width * measures.height / 200
        + (measures.width - 720).max(0) * 20
        + too_wide * 300
}
