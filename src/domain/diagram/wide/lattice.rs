//! The lines along which edges may run, as a small lattice.
//!
//! Between any two columns of the grid, and outside, there is a corridor;
//! between any two rows, and outside, a channel. Lines of the lattice with
//! even numbers are corridors and channels, which take any number of edges
//! side by side. Those with odd numbers run through the middle of columns and
//! rows, through the nodes there; of two edges that have no end in common
//! only one may use a piece of them.

use super::grid::Grid;
use super::task::Task;
use crate::domain::diagram::sketch::Outline;

/// A direction along the lattice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// Along x.
    Right,
    /// Against x.
    Left,
    /// Along y.
    Down,
    /// Against y.
    Up,
}

impl Heading {
    /// All, by number.
    pub const ALL: [Heading; 4] = [Heading::Right, Heading::Left, Heading::Down, Heading::Up];

    /// Whether it runs along x.
    pub fn is_level(self) -> bool {
        matches!(self, Heading::Right | Heading::Left)
    }

    /// Whether it is the way back of the other.
    pub fn is_opposite(self, other: Heading) -> bool {
        self != other && self.is_level() == other.is_level()
    }
}

/// What an edge does at a point of the lattice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// Runs through along x.
    Level,
    /// Runs through along y.
    Upright,
    /// Turns.
    Turn,
}

/// The lattice over a grid, with the edges that use it.
#[derive(Debug)]
pub struct Lattice<'a> {
    /// What is laid out.
    pub task: &'a Task,
    /// Where its nodes are.
    pub grid: &'a Grid,
    /// Points in a line along x.
    pub width: usize,
    /// Points in a line along y.
    pub height: usize,
    /// The edges on the piece right of each point, and below it.
    pieces: Vec<Vec<usize>>,
    /// The edges through each point.
    passes: Vec<Vec<(usize, Pass)>>,
}

impl<'a> Lattice<'a> {
    /// The empty lattice.
    pub fn new(task: &'a Task, grid: &'a Grid) -> Lattice<'a> {
        let (width, height) = (2 * grid.columns() + 1, 2 * grid.rows + 1);
        let pieces = vec![Vec::new(); 2 * width * height];
        Lattice { task, grid, width, height, pieces, passes: vec![Vec::new(); width * height] }
    }

    /// The point of a node.
    pub fn point(&self, node: usize) -> usize {
        (2 * self.grid.row[node] + 1) * self.width + 2 * self.grid.column[node] + 1
    }

    /// The numbers of the lines through a point: along y, along x.
    pub fn lines(&self, point: usize) -> (usize, usize) {
        (point % self.width, point / self.width)
    }

    /// The node at a point.
    pub fn node(&self, point: usize) -> Option<usize> {
        let (x, y) = self.lines(point);
        if y % 2 == 0 || self.width <= x + 1 && x % 2 == 0 {
            return None;
        }
        let node = self.grid.node(y / 2, x / 2)?;
        // Only a bar stands in the corridor before a column too.
        let is_there = x % 2 == 1 || self.grid.span[node].0 < x / 2;
        is_there.then_some(node)
    }

    /// The points of a node: several, if it is a wide bar.
    pub fn points(&self, node: usize) -> std::ops::RangeInclusive<usize> {
        let line = (2 * self.grid.row[node] + 1) * self.width;
        let (low, high) = self.grid.span[node];
        line + 2 * low + 1..=line + 2 * high + 1
    }

    /// The next point.
    pub fn step(&self, point: usize, heading: Heading) -> Option<usize> {
        let (x, y) = self.lines(point);
        match heading {
            Heading::Right => (x + 1 < self.width).then_some(point + 1),
            Heading::Left => (0 < x).then(|| point - 1),
            Heading::Down => (y + 1 < self.height).then_some(point + self.width),
            Heading::Up => (0 < y).then(|| point - self.width),
        }
    }

    /// The edges on the piece between a point and the next one.
    pub fn on_piece(&self, point: usize, heading: Heading) -> &[usize] {
        &self.pieces[self.piece(point, heading)]
    }

    /// The edges through a point.
    pub fn through(&self, point: usize) -> &[(usize, Pass)] {
        &self.passes[point]
    }

    /// Lets an edge use the points of its route.
    pub fn lay(&mut self, edge: usize, route: &[usize]) {
        self.each(
            route,
            |lattice, piece| lattice.pieces[piece].push(edge),
            |lattice, point, pass| {
                lattice.passes[point].push((edge, pass));
            },
        );
    }

    /// Takes an edge away.
    pub fn lift(&mut self, edge: usize, route: &[usize]) {
        self.each(
            route,
            |lattice, piece| lattice.pieces[piece].retain(|other| *other != edge),
            |lattice, point, _| lattice.passes[point].retain(|(other, _)| *other != edge),
        );
    }

    fn each(
        &mut self,
        route: &[usize],
        mut piece: impl FnMut(&mut Self, usize),
        mut pass: impl FnMut(&mut Self, usize, Pass),
    ) {
        let mut before: Option<Heading> = None;
        for pair in route.windows(2) {
            let [from, to] = pair else { continue };
            let heading = self.heading(*from, *to);
            if let Some(before) = before {
                let kind = match (before == heading, heading.is_level()) {
                    (false, _) => Pass::Turn,
                    (true, true) => Pass::Level,
                    (true, false) => Pass::Upright,
                };
                pass(self, *from, kind);
            }
            let at = self.piece(*from, heading);
            piece(self, at);
            before = Some(heading);
        }
    }

    /// The direction between neighbours.
    pub fn heading(&self, from: usize, to: usize) -> Heading {
        match to {
            to if to == from + 1 => Heading::Right,
            to if to + 1 == from => Heading::Left,
            to if from < to => Heading::Down,
            _ => Heading::Up,
        }
    }

    fn piece(&self, point: usize, heading: Heading) -> usize {
        match heading {
            Heading::Right => 2 * point,
            Heading::Left => 2 * point.saturating_sub(1),
            Heading::Down => 2 * point + 1,
            Heading::Up => 2 * point.saturating_sub(self.width) + 1,
        }
    }
}

/// Whether an edge may leave a node in a direction.
pub fn may_leave(task: &Task, node: usize, heading: Heading) -> bool {
    match task.nodes[node].outline {
        Outline::Bar => heading == Heading::Down,
        _ => heading != Heading::Up,
    }
}

/// Whether an edge may reach a node in a direction.
pub fn may_reach(task: &Task, node: usize, heading: Heading) -> bool {
    may_leave(task, node, heading)
}
