//! Routes as pieces, and pieces that share a line as nets.

use super::lattice::{Heading, Lattice};
use super::task::Task;
use super::tracks::{Net, Pin, Side};

/// A straight piece of a route, from corner to corner.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Index of the edge.
    pub edge: usize,
    /// Whether it runs along x.
    pub is_level: bool,
    /// The line of the lattice it runs along.
    pub line: usize,
    /// The lines across it where it begins and ends.
    pub start: usize,
    /// The line across it where it ends.
    pub end: usize,
}

impl Piece {
    /// Where it begins along its line, whatever its direction.
    pub fn low(&self) -> usize {
        self.start.min(self.end)
    }

    /// Where it ends along its line.
    pub fn high(&self) -> usize {
        self.start.max(self.end)
    }
}

/// All pieces, those of an edge one after the other, and where each edge's
/// begin.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    /// All of them.
    pub all: Vec<Piece>,
    /// For each edge the first of its pieces; one more at the end.
    pub starts: Vec<usize>,
}

impl Pieces {
    /// The pieces of an edge.
    pub fn of(&self, edge: usize) -> std::ops::Range<usize> {
        let at = |edge: usize| self.starts.get(edge).copied().unwrap_or_default();
        at(edge)..at(edge + 1)
    }
}

/// Cuts routes at their corners.
pub fn pieces(lattice: &Lattice<'_>, routes: &[Vec<usize>]) -> Pieces {
    let mut pieces = Pieces::default();
    for (edge, route) in routes.iter().enumerate() {
        pieces.starts.push(pieces.all.len());
        let mut before: Option<Heading> = None;
        for pair in route.windows(2) {
            let [from, to] = pair else { continue };
            let heading = lattice.heading(*from, *to);
            let is_level = heading.is_level();
            let ((from_x, from_y), (to_x, to_y)) = (lattice.lines(*from), lattice.lines(*to));
            let end = if is_level { to_x } else { to_y };
            match pieces.all.last_mut() {
                Some(last) if before == Some(heading) => last.end = end,
                _ => {
                    let (line, start) = if is_level { (from_y, from_x) } else { (from_x, from_y) };
                    pieces.all.push(Piece { edge, is_level, line, start, end });
                }
            }
            before = Some(heading);
        }
    }
    pieces.starts.push(pieces.all.len());
    pieces
}

/// Pieces of one corridor or channel that share a line.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// Indices of pieces.
    pub members: Vec<usize>,
    /// Where it begins.
    pub low: usize,
    /// Where it ends.
    pub high: usize,
}

/// Bundles the pieces along a corridor or a channel: those that touch and
/// have the same target, or the same source and are no answers.
pub fn bundles(task: &Task, pieces: &Pieces, members: &[usize]) -> Vec<Bundle> {
    let mut keyed: Vec<((usize, usize), usize, usize)> = Vec::new();
    for &at in members {
        let piece = &pieces.all[at];
        let way = &task.edges[piece.edge];
        let near = |other: &&usize| {
            let other = &pieces.all[**other];
            other.edge != piece.edge && other.low() <= piece.high() && piece.low() <= other.high()
        };
        let edge = |other: &usize| &task.edges[pieces.all[*other].edge];
        let count = |is: &dyn Fn(&usize) -> bool| {
            members.iter().filter(near).filter(|other| is(other)).count()
        };
        let together = count(&|other| edge(other).to == way.to);
        let apart = count(&|other| edge(other).from == way.from && !way.is_answer);
        let key = match (together, apart) {
            (0, 0) => (2, piece.edge),
            (together, apart) if apart <= together => (1, way.to),
            _ => (0, way.from),
        };
        keyed.push((key, piece.low(), at));
    }
    keyed.sort_unstable();
    let mut bundles: Vec<Bundle> = Vec::new();
    let mut before = None;
    for (key, low, at) in keyed {
        let high = pieces.all[at].high();
        match bundles.last_mut() {
            Some(last) if before == Some(key) && low <= last.high => {
                last.members.push(at);
                last.high = last.high.max(high);
            }
            _ => bundles.push(Bundle { members: vec![at], low, high }),
        }
        before = Some(key);
    }
    bundles
}

/// A bundle as a net. `place` says where a line across it lies, for the piece
/// that runs along that line.
pub fn net(pieces: &Pieces, bundle: &Bundle, place: &dyn Fn(usize) -> (i32, bool)) -> Net {
    let mut net = Net { low: i32::MAX, high: i32::MIN, pins: Vec::new() };
    for &at in &bundle.members {
        let edge = pieces.all[at].edge;
        let own = pieces.of(edge);
        let before = at.checked_sub(1).filter(|before| own.contains(before));
        let after = Some(at + 1).filter(|after| own.contains(after));
        for (other, is_before) in [(before, true), (after, false)] {
            let Some(other) = other else { continue };
            let piece = &pieces.all[other];
            let line = pieces.all[at].line;
            // The far end of the piece across says on which side it is.
            let far = if is_before { piece.start } else { piece.end };
            let side = if far < line { Side::Before } else { Side::After };
            let (position, is_exact) = place(other);
            net.low = net.low.min(position);
            net.high = net.high.max(position);
            net.pins.push(Pin { at: position, side, edge, is_exact });
        }
    }
    net
}
