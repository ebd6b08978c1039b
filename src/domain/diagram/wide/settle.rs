//! Moves nodes to other cells of the grid where lines have fewer corners, as
//! far as the cells between two nodes tell.

use super::columns::is_crossing;
use super::grid::Grid;
use super::task::Task;

const CORNER: i64 = 20;
const CROSSING: i64 = 20;
const STEP: i64 = 1;
/// How many rows up or down a node goes at once.
const FAR: usize = 4;
/// How much work is done at most, in cells looked at.
const WORK: usize = 150_000;

/// Finds a grid whose lines have fewer corners.
pub fn settle(task: &Task, grid: &Grid) -> Grid {
    let mut grid = grid.clone();
    let mut left = WORK;
    for sweep in 0..4 {
        let mut is_changed = false;
        for step in 0..task.nodes.len() {
            let node = if sweep % 2 == 0 { step } else { task.nodes.len() - 1 - step };
            if !task.is_bar(node) && 0 < left {
                is_changed |= improve(task, &mut grid, node, &mut left);
            }
        }
        if !is_changed {
            break;
        }
    }
    grid.without_empty_rows()
}

/// Moves a node to the best cell of its lane.
fn improve(task: &Task, grid: &mut Grid, node: usize, left: &mut usize) -> bool {
    let home = (grid.row[node], grid.column[node]);
    let Some((low, high)) = range(task, grid, node) else { return false };
    let (low, high) = (low.max(home.0.saturating_sub(FAR)), high.min(home.0 + FAR));
    let strip = task.lane[node];
    let mut best = (price(task, grid, node), home);
    for row in low..=high {
        for column in grid.starts[strip]..grid.starts[strip + 1] {
            if grid.node(row, column).is_some() {
                continue;
            }
            grid.move_to(node, (row, column));
            let found = price(task, grid, node);
            *left = left.saturating_sub(12 * task.edges.len());
            if found < best.0 {
                best = (found, (row, column));
            }
        }
    }
    grid.move_to(node, best.1);
    best.1 != home
}

/// The rows between what comes before a node and what comes after it.
fn range(task: &Task, grid: &Grid, node: usize) -> Option<(usize, usize)> {
    let ahead = |edge: &&usize| !task.edges[**edge].is_back;
    let before = task.into[node].iter().filter(ahead).map(|edge| task.edges[*edge].from);
    let after = task.out[node].iter().filter(ahead).map(|edge| task.edges[*edge].to);
    let is_level = |left: usize, right: usize| {
        task.lane[left] < task.lane[right] && !task.is_bar(left) && !task.is_bar(right)
    };
    let low = before.map(|other| grid.row[other] + usize::from(!is_level(other, node))).max();
    let high =
        after.map(|other| (grid.row[other] + usize::from(is_level(node, other))).checked_sub(1));
    let first = low.unwrap_or_default();
    let last = high.min().unwrap_or(grid.rows.checked_sub(1))?;
    (first <= last).then_some((first, last))
}

fn price(task: &Task, grid: &Grid, node: usize) -> i64 {
    let mut total: i64 = (0..task.edges.len()).map(|edge| alone(task, grid, edge)).sum();
    for &edge in task.out[node].iter().chain(&task.into[node]) {
        let others = (0..task.edges.len()).filter(|with| is_crossing(task, grid, edge, *with));
        total += CROSSING * i64::try_from(others.count()).unwrap_or_default();
    }
    total
}

/// What a line costs: its corners at least, and its length.
fn alone(task: &Task, grid: &Grid, edge: usize) -> i64 {
    let way = &task.edges[edge];
    let (left, right) = grid.ends(way);
    let (from, to) = (grid.row[way.from], grid.row[way.to]);
    let length = STEP * i64::try_from(left.abs_diff(right) + from.abs_diff(to)).unwrap_or_default();
    length + CORNER * corners(task, grid, edge)
}

fn corners(task: &Task, grid: &Grid, edge: usize) -> i64 {
    let way = &task.edges[edge];
    let (left, right) = grid.ends(way);
    let (from, to) = (grid.row[way.from], grid.row[way.to]);
    if way.is_back || to < from {
        return 2;
    }
    let is_down_free = |column: usize, rows: std::ops::Range<usize>| {
        rows.into_iter().all(|row| grid.node(row, column).is_none())
    };
    let is_level_free = |row: usize| {
        let (low, high) = (left.min(right), left.max(right));
        (low + 1..high).all(|column| grid.node(row, column).is_none())
    };
    let is_bar = |node: usize| task.is_bar(node);
    match (left == right, from == to) {
        (true, _) => i64::from(!is_down_free(left, from + 1..to)),
        (_, true) => 2 * i64::from(!is_level_free(from)),
        _ => {
            let over = !is_bar(way.from) && is_level_free(from) && is_down_free(right, from..to);
            let under =
                !is_bar(way.to) && is_level_free(to) && is_down_free(left, from + 1..to + 1);
            if over || under { 1 } else { 2 }
        }
    }
}
