//! Which column each node stands in. Each lane has as many columns as its
//! fullest row; within them nodes move until edges are short, straight and
//! cross little, as straight lines from middle to middle.

use super::bars;
use super::grid::Grid;
use super::task::{Task, Way};

/// Costs of an edge in the grid, to weigh one against the other.
const CROSSING: i64 = 30;
const ASIDE: i64 = 20;
const STEP: i64 = 3;
const OVER_NODE: i64 = 24;

/// Finds the columns. `spare` columns are added where there are no lanes.
pub fn grid(task: &Task, row: Vec<usize>, spare: usize) -> Grid {
    let mut grid = start(task, row, spare);
    let mut left: usize = 400_000;
    for sweep in 0..12 {
        let mut is_changed = false;
        for step in 0..task.nodes.len() {
            let node = if sweep % 2 == 0 { step } else { task.nodes.len() - 1 - step };
            if !task.is_bar(node) {
                is_changed |= improve(task, &mut grid, node, &mut left);
            }
        }
        if !is_changed || left == 0 {
            break;
        }
    }
    for (node, span) in bars::spans(task, &grid) {
        grid.take(node);
        grid.stretch(node, span);
        grid.column[node] = (span.0 + span.1) / 2;
    }
    grid
}

/// Every node where its neighbours above are, in the author's order.
fn start(task: &Task, row: Vec<usize>, spare: usize) -> Grid {
    let rows = row.iter().max().map_or(0, |last| last + 1);
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); rows * task.strips];
    for node in 0..task.nodes.len() {
        held[row[node] * task.strips + task.lane[node]].push(node);
    }
    let mut starts = vec![0];
    for strip in 0..task.strips {
        let widest = (0..rows).map(|at| held[at * task.strips + strip].len()).max();
        let extra = if task.has_lanes { 0 } else { spare };
        starts.push(starts[strip] + widest.unwrap_or_default().max(1) + extra);
    }
    let columns = starts.last().copied().unwrap_or_default();
    let cells = vec![None; rows * columns];
    let span = vec![(0, 0); row.len()];
    let mut grid = Grid { column: vec![0; row.len()], span, row, rows, starts, cells };
    for (at, nodes) in held.iter_mut().enumerate() {
        let strip = at % task.strips;
        let (low, high) = (grid.starts[strip], grid.starts[strip + 1]);
        nodes.sort_by_key(|node| (wish(task, &grid, *node, low + high - 1), *node));
        let mut free = low;
        for (done, node) in nodes.iter().enumerate() {
            let wish = usize::try_from(wish(task, &grid, *node, low + high - 1) / 2).unwrap_or(0);
            let last = high - (nodes.len() - done);
            let column = wish.clamp(free, last.max(free));
            grid.put(*node, column);
            if task.is_bar(*node) {
                grid.stretch(*node, (low, high - 1));
            }
            free = column + 1;
        }
    }
    grid
}

/// Twice the middle of the neighbours in the rows above, or `otherwise`.
fn wish(task: &Task, grid: &Grid, node: usize, otherwise: usize) -> i64 {
    let above = task.into[node].iter().map(|edge| task.edges[*edge].from);
    let below = task.out[node].iter().map(|edge| task.edges[*edge].to);
    let mut columns: Vec<usize> = above
        .chain(below)
        .filter(|other| grid.row[*other] < grid.row[node])
        .map(|other| grid.column[other])
        .collect();
    columns.sort_unstable();
    let (Some(low), Some(high)) =
        (columns.get(columns.len().saturating_sub(1) / 2), columns.get(columns.len() / 2))
    else {
        return i64::try_from(otherwise).unwrap_or_default();
    };
    i64::try_from(low + high).unwrap_or_default()
}

/// Moves a node to the best column of its lane; one that stands there takes
/// its place.
fn improve(task: &Task, grid: &mut Grid, node: usize, left: &mut usize) -> bool {
    let strip = task.lane[node];
    let (low, high) = (grid.starts[strip], grid.starts[strip + 1]);
    let home = grid.column[node];
    let mut best = (0, home);
    for column in low..high {
        if column == home || *left == 0 {
            continue;
        }
        let other = grid.node(grid.row[node], column);
        let before = cost(task, grid, node, other);
        swap(grid, node, other, column);
        let gain = before - cost(task, grid, node, other);
        swap(grid, node, other, home);
        let work = task.edges.len() * (task.out[node].len() + task.into[node].len() + 1);
        *left = left.saturating_sub(work / 16 + 1);
        if best.0 < gain {
            best = (gain, column);
        }
    }
    if best.1 != home {
        let other = grid.node(grid.row[node], best.1);
        swap(grid, node, other, best.1);
    }
    best.1 != home
}

fn swap(grid: &mut Grid, node: usize, other: Option<usize>, column: usize) {
    let home = grid.column[node];
    grid.take(node);
    if let Some(other) = other {
        grid.take(other);
        grid.put(other, home);
    }
    grid.put(node, column);
}

/// What the edges of one or two nodes cost.
fn cost(task: &Task, grid: &Grid, node: usize, other: Option<usize>) -> i64 {
    let of = |node: usize| task.out[node].iter().chain(&task.into[node]).copied();
    let mut edges: Vec<usize> = of(node).chain(other.into_iter().flat_map(of)).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut total = 0;
    for (at, &edge) in edges.iter().enumerate() {
        total += alone(task, grid, edge);
        for with in 0..task.edges.len() {
            // A pair of two of these edges is counted once.
            let is_done = edges.binary_search(&with).is_ok_and(|other| other <= at);
            if !is_done && is_crossing(task, grid, edge, with) {
                total += CROSSING;
            }
        }
    }
    total
}

fn alone(task: &Task, grid: &Grid, edge: usize) -> i64 {
    let way = &task.edges[edge];
    let (a, b) = (way.from, way.to);
    let (left, right) = grid.ends(way);
    let aside = left.abs_diff(right);
    let is_first = task.out[a].first() == Some(&edge);
    let mut total = STEP * i64::try_from(aside).unwrap_or(0);
    if aside != 0 {
        total += if is_first && !way.is_back { ASIDE + 3 } else { ASIDE };
        return total;
    }
    let (low, high) = (grid.row[a].min(grid.row[b]), grid.row[a].max(grid.row[b]));
    let is_taken = (low + 1..high.min(low + 60)).any(|row| grid.node(row, left).is_some());
    if is_taken || way.is_back {
        total += OVER_NODE / if way.is_back { 2 } else { 1 };
    }
    total
}

/// Whether two edges cross as straight lines.
pub fn is_crossing(task: &Task, grid: &Grid, edge: usize, with: usize) -> bool {
    let (a, b) = (&task.edges[edge], &task.edges[with]);
    if a.from == b.from || a.to == b.to || a.from == b.to || a.to == b.from {
        return false;
    }
    let ends = |way: &Way| {
        let number = |value: usize| i64::try_from(value).unwrap_or_default();
        let (from, to) = grid.ends(way);
        let at = |node: usize, column| (number(column), number(grid.row[node]));
        (at(way.from, from), at(way.to, to))
    };
    let ((p, q), (s, t)) = (ends(a), ends(b));
    if q.1.max(p.1) < s.1.min(t.1) || s.1.max(t.1) < p.1.min(q.1) {
        return false;
    }
    let side = |o: (i64, i64), u: (i64, i64), v: (i64, i64)| {
        ((u.0 - o.0) * (v.1 - o.1) - (u.1 - o.1) * (v.0 - o.0)).signum()
    };
    side(p, q, s) * side(p, q, t) < 0 && side(s, t, p) * side(s, t, q) < 0
}
