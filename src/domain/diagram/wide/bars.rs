//! How far bars reach: over all that they divide, or that meets in them, as
//! far as it stands in their lane.

use super::grid::Grid;
use super::task::Task;

/// Bars may stand within bars, this deep.
const DEPTH: usize = 3;

/// The first and the last column of each bar.
pub fn spans(task: &Task, grid: &Grid) -> Vec<(usize, (usize, usize))> {
    let bars: Vec<usize> = (0..task.nodes.len()).filter(|node| task.is_bar(*node)).collect();
    let mut spans: Vec<Option<(usize, usize)>> = vec![None; task.nodes.len()];
    for (node, span) in spans.iter_mut().enumerate() {
        *span = (!task.is_bar(node)).then(|| (grid.column[node], grid.column[node]));
    }
    for _ in 0..DEPTH {
        let found: Vec<_> = bars.iter().map(|bar| hull(task, *bar, &spans)).collect();
        bars.iter().zip(found).for_each(|(bar, found)| spans[*bar] = found.or(spans[*bar]));
    }
    let own = |bar: usize| (grid.column[bar], grid.column[bar]);
    bars.iter().map(|bar| (*bar, spans[*bar].unwrap_or(own(*bar)))).collect()
}

/// The columns of the members of a bar.
fn hull(task: &Task, bar: usize, spans: &[Option<(usize, usize)>]) -> Option<(usize, usize)> {
    let below = task.out[bar].iter().map(|edge| task.edges[*edge].to);
    let above = task.into[bar].iter().map(|edge| task.edges[*edge].from);
    let is_join = task.out[bar].len() < 2;
    let is_fork = task.into[bar].len() < 2;
    let members =
        below.filter(|_| is_fork || !is_join).chain(above.filter(|_| is_join || !is_fork));
    let known = members.filter(|node| task.lane[*node] == task.lane[bar] && *node != bar);
    known.filter_map(|node| spans[node]).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}
