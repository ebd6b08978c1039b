//! Finds a route along the lattice for every edge, the cheapest one given all
//! others; then each edge is taken up and laid again, until nothing changes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::lattice::{Heading, Lattice, Pass, may_leave, may_reach};
use super::task::Way;

/// What routes cost.
#[derive(Debug, Clone, Copy)]
pub struct Prices {
    /// A crossing that cannot be avoided.
    pub crossing: u32,
    /// Two edges that may have to cross.
    pub meeting: u32,
    /// A corner.
    pub bend: u32,
    /// Leaving or reaching a node at its side.
    pub side: u32,
    /// How many edges may run side by side through the middle of a row or a
    /// column.
    pub slots: u32,
    /// Which edges choose first.
    pub first: First,
    /// Whether edges may turn towards each other in the middle of a row.
    pub facing: Facing,
}

/// Whether two edges may come along the middle of a row, one from each side,
/// and turn in the same corridor. It spares corners; where they do so twice,
/// the other way round, no order of their lines is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facing {
    /// They may.
    Allowed,
    /// They may not.
    Refused,
}

/// Which edges choose their routes first, after those that are straight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Those between near nodes.
    Short,
    /// Those between far nodes.
    Long,
}

const ACROSS: u32 = 12;
const DOWN: u32 = 8;
const BESIDE: u32 = 6;
const NARROW: u32 = 30;
const TWIN: u32 = 900;

/// The routes of all edges: the points of the lattice they pass, with both
/// ends.
pub fn routes(lattice: &mut Lattice<'_>, prices: Prices, budget: &mut usize) -> Vec<Vec<usize>> {
    let task = lattice.task;
    let mut order: Vec<usize> = (0..task.edges.len()).collect();
    order.sort_by_key(|edge| (rank(lattice, *edge, prices.first), *edge));
    let mut routes = vec![Vec::new(); task.edges.len()];
    let mut search = Search::new(lattice.width * lattice.height);
    for sweep in 0..4 {
        let mut is_changed = false;
        for &edge in &order {
            if sweep != 0 && (*budget == 0 || routes[edge].len() <= 3) {
                continue;
            }
            lattice.lift(edge, &routes[edge]);
            let bends = corners(lattice, &routes[edge]);
            let dear = Prices { bend: 4 * prices.bend, ..prices };
            let prices = if 4 < bends { dear } else { prices };
            let view = View::new(lattice, edge, prices);
            search.limit = view.price(&routes[edge]).unwrap_or(u32::MAX);
            match search.find(&view, budget) {
                Some(route) => {
                    is_changed |= route != routes[edge];
                    routes[edge] = route;
                }
                None if routes[edge].is_empty() => routes[edge] = plain(lattice, edge),
                None => {}
            }
            lattice.lay(edge, &routes[edge]);
        }
        if !is_changed {
            break;
        }
    }
    routes
}

fn corners(lattice: &Lattice<'_>, route: &[usize]) -> usize {
    let headings: Vec<Heading> = route
        .windows(2)
        .filter_map(|pair| match pair {
            [from, to] => Some(lattice.heading(*from, *to)),
            _ => None,
        })
        .collect();
    headings.windows(2).filter(|pair| pair.first() != pair.last()).count()
}

/// Easy edges first: those that can be straight, then short ones.
fn rank(lattice: &Lattice<'_>, edge: usize, first: First) -> usize {
    let (grid, way) = (lattice.grid, &lattice.task.edges[edge]);
    let aside = grid.column[way.from].abs_diff(grid.column[way.to]);
    let down = grid.row[way.from].abs_diff(grid.row[way.to]);
    match first {
        _ if aside == 0 && down == 1 && !way.is_back => 0,
        First::Short => 1 + 2 * down + aside,
        First::Long => usize::MAX - 2 * down - aside,
    }
}

/// Routes that are always possible, for every edge.
pub fn plain_routes(lattice: &Lattice<'_>) -> Vec<Vec<usize>> {
    (0..lattice.task.edges.len()).map(|edge| plain(lattice, edge)).collect()
}

/// Down, aside, along the corridor left of the target, and into it from
/// above: what is always possible.
fn plain(lattice: &Lattice<'_>, edge: usize) -> Vec<usize> {
    let way = &lattice.task.edges[edge];
    let (from, to) = (lattice.point(way.from), lattice.point(way.to));
    let below = from + lattice.width;
    let above = to - lattice.width;
    let (to_x, above_y) = lattice.lines(above);
    let (_, below_y) = lattice.lines(below);
    let mut route = vec![from, below];
    let corridor = if below_y == above_y { to_x } else { to_x - 1 };
    walk(lattice, &mut route, (corridor, below_y));
    walk(lattice, &mut route, (corridor, above_y));
    walk(lattice, &mut route, (to_x, above_y));
    route.push(to);
    route
}

fn walk(lattice: &Lattice<'_>, route: &mut Vec<usize>, (x, y): (usize, usize)) {
    while let Some(&last) = route.last() {
        let (at_x, at_y) = lattice.lines(last);
        let heading = match (at_x.cmp(&x), at_y.cmp(&y)) {
            (std::cmp::Ordering::Less, _) => Heading::Right,
            (std::cmp::Ordering::Greater, _) => Heading::Left,
            (_, std::cmp::Ordering::Less) => Heading::Down,
            (_, std::cmp::Ordering::Greater) => Heading::Up,
            _ => return,
        };
        let Some(next) = lattice.step(last, heading) else { return };
        route.push(next);
    }
}

/// A search for the cheapest route, with its memory.
struct Search {
    /// For each point and direction: the least cost, the state before, and
    /// the search that wrote it.
    reached: Vec<(u32, u32, u32)>,
    round: u32,
    /// A route that costs as much or more is not looked for.
    limit: u32,
    open: BinaryHeap<Reverse<(u32, u32, u32)>>,
}

impl Search {
    fn new(points: usize) -> Search {
        Search {
            reached: vec![(0, 0, 0); 4 * points],
            round: 0,
            limit: u32::MAX,
            open: BinaryHeap::new(),
        }
    }

    fn find(&mut self, view: &View<'_, '_>, budget: &mut usize) -> Option<Vec<usize>> {
        let (lattice, way) = (view.lattice, view.way);
        self.round += 1;
        self.open.clear();
        for (from, heading) in lattice.points(way.from).flat_map(|p| Heading::ALL.map(|h| (p, h))) {
            let start = number(from) * 4 + heading as u32;
            if let Some(cost) = view.leave(from, heading) {
                // The state is the first point after the node.
                if let Some(next) = lattice.step(from, heading) {
                    self.offer(view, (next, heading), cost, start);
                }
            }
        }
        while let Some(Reverse((_, cost, state))) = self.open.pop() {
            *budget = budget.saturating_sub(1);
            let slot = state as usize;
            if self.reached[slot].0 < cost {
                continue;
            }
            let point = slot / 4;
            let heading = Heading::ALL[slot % 4];
            let node = lattice.node(point);
            if node == Some(way.to) {
                return Some(self.trace(lattice, state, way.from));
            }
            if node.is_some() || *budget == 0 {
                continue;
            }
            for next in Heading::ALL {
                if next.is_opposite(heading) {
                    continue;
                }
                let Some(target) = lattice.step(point, next) else { continue };
                let Some(price) = view.turn(point, heading, next) else { continue };
                self.offer(view, (target, next), cost + price, state);
            }
        }
        None
    }

    fn offer(&mut self, view: &View<'_, '_>, to: (usize, Heading), cost: u32, before: u32) {
        let (point, heading) = to;
        let Some(extra) = view.enter(point, heading) else { return };
        let cost = cost + extra;
        let state = number(point) * 4 + heading as u32;
        let slot = &mut self.reached[state as usize];
        if slot.2 == self.round && slot.0 <= cost {
            return;
        }
        let whole = cost + view.rest(point, heading);
        if self.limit <= whole {
            return;
        }
        *slot = (cost, before, self.round);
        self.open.push(Reverse((whole, cost, state)));
    }

    fn trace(&self, lattice: &Lattice<'_>, end: u32, from: usize) -> Vec<usize> {
        let mut route = Vec::new();
        let mut state = end;
        loop {
            let point = state as usize / 4;
            route.push(point);
            // A route may lead back to the node it leaves.
            if lattice.node(point) == Some(from) && 1 < route.len() {
                break;
            }
            state = self.reached[state as usize].1;
        }
        route.reverse();
        route
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// What an edge sees of the lattice.
struct View<'a, 'b> {
    lattice: &'a Lattice<'b>,
    way: Way,
    prices: Prices,
    /// The leftmost point of the target, and how far right it reaches.
    to: ((usize, usize), usize),
}

impl<'a, 'b> View<'a, 'b> {
    fn new(lattice: &'a Lattice<'b>, edge: usize, prices: Prices) -> View<'a, 'b> {
        let way = lattice.task.edges[edge];
        let points = lattice.points(way.to);
        let to = (lattice.lines(*points.start()), lattice.lines(*points.end()).0);
        View { lattice, way, prices, to }
    }

    /// What a route costs; nothing if it may not be taken.
    fn price(&self, route: &[usize]) -> Option<u32> {
        let [from, first, ..] = *route else { return None };
        let mut heading = self.lattice.heading(from, first);
        let mut cost = self.leave(from, heading)? + self.enter(first, heading)?;
        for pair in route.windows(2).skip(1) {
            let [point, to] = *pair else { continue };
            let next = self.lattice.heading(point, to);
            cost += self.turn(point, heading, next)? + self.enter(to, next)?;
            heading = next;
        }
        Some(cost)
    }

    /// What it costs to leave the source, with the first piece.
    fn leave(&self, from: usize, heading: Heading) -> Option<u32> {
        let task = self.lattice.task;
        if !may_leave(task, self.way.from, heading) {
            return None;
        }
        let mut cost = self.piece(from, heading)?;
        let is_question = task.is_question(self.way.from);
        if heading.is_level() {
            cost += if is_question { 0 } else { self.prices.side };
        }
        // Answers leave at corners of their own.
        let taken = self.lattice.on_piece(from, heading);
        if (is_question || self.way.label.is_some()) && !taken.is_empty() {
            cost += if self.prices.slots < 2 { 4 * self.prices.bend } else { self.prices.bend };
        }
        Some(cost)
    }

    /// What it costs to go on from a point in a direction, with the piece.
    fn turn(&self, point: usize, heading: Heading, next: Heading) -> Option<u32> {
        let (x, y) = self.lattice.lines(point);
        let is_cell = x % 2 == 1 && y % 2 == 1;
        let is_turn = heading != next;
        let mut cost = if is_turn { self.prices.bend } else { 0 };
        for (other, pass) in self.lattice.through(point) {
            if self.way.is_related(&self.lattice.task.edges[*other]) {
                continue;
            }
            let meets = match (is_turn, pass) {
                (true, _) | (_, Pass::Turn) if is_cell && self.prices.slots < 2 => return None,
                // Both come along the middle of a row and would lie on each
                // other where they turn.
                (true, Pass::Turn) if y % 2 == 1 && self.prices.facing == Facing::Refused => {
                    return None;
                }
                (false, Pass::Level) if !next.is_level() => self.prices.crossing,
                (false, Pass::Upright) if next.is_level() => self.prices.crossing,
                (false, Pass::Level | Pass::Upright) => 0,
                _ => self.prices.meeting,
            };
            cost += meets;
        }
        Some(cost + self.piece(point, next)?)
    }

    /// What a piece costs.
    fn piece(&self, point: usize, heading: Heading) -> Option<u32> {
        let (x, y) = self.lattice.lines(point);
        let is_narrow = if heading.is_level() { y % 2 == 1 } else { x % 2 == 1 };
        let mut cost = if heading.is_level() { ACROSS } else { DOWN };
        let mut is_shared = false;
        let mut beside = 0;
        for other in self.lattice.on_piece(point, heading) {
            let other = &self.lattice.task.edges[*other];
            if (other.from, other.to) == (self.way.from, self.way.to) {
                cost += TWIN;
            } else if self.way.is_related(other) {
                is_shared = true;
            } else if is_narrow {
                beside += 1;
            } else {
                cost += BESIDE;
            }
        }
        if 0 < beside {
            if self.prices.slots <= beside {
                return None;
            }
            cost += beside * NARROW;
        }
        Some(if is_shared { cost * 3 / 4 } else { cost })
    }

    /// What it costs to enter a point: nothing, unless a node is there.
    fn enter(&self, point: usize, heading: Heading) -> Option<u32> {
        let Some(node) = self.lattice.node(point) else { return Some(0) };
        let task = self.lattice.task;
        if node != self.way.to || !may_reach(task, node, heading) {
            return None;
        }
        let is_question = task.is_question(node);
        match (heading.is_level(), is_question) {
            (true, true) => Some(4 * self.prices.side),
            (true, false) => Some(self.prices.side),
            (false, _) => Some(0),
        }
    }

    /// What the rest costs at least: its length, and the corners that a way to
    /// the top or to a side of the target has.
    fn rest(&self, point: usize, heading: Heading) -> u32 {
        let (x, y) = self.lattice.lines(point);
        let ((low, to_y), high) = self.to;
        let to_x = x.clamp(low, high);
        let across = number(x.abs_diff(to_x)) * ACROSS;
        let down = number(y.abs_diff(to_y)) * DOWN;
        let is_towards = match heading {
            Heading::Right => x < to_x,
            Heading::Left => to_x < x,
            Heading::Down => y < to_y,
            Heading::Up => to_y < y,
        };
        let bends = match (heading, x == to_x, y == to_y) {
            (_, true, true) => 0,
            (Heading::Right | Heading::Left, _, true) if is_towards => 0,
            (Heading::Right | Heading::Left, _, _) if is_towards && y < to_y => 1,
            (Heading::Down, true, _) if is_towards => 0,
            (Heading::Down | Heading::Up, false, _) if is_towards => 1,
            _ => 2,
        };
        (across + down) * 3 / 4 + bends * self.prices.bend
    }
}
