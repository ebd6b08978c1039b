//! Where everything lies: rows from the top, with a gap between two that has
//! room for what leaves the upper one and what reaches the lower one.

use super::super::drawing::{Drawing, Jump, Line, Point, Rect, Size};
use super::super::size::COLUMN;
use super::super::sketch::Sketch;
use super::gap::{Gap, Gaps};
use super::plan::{Exit, Plan, Rail, Way};
use super::rails;
use super::side::Side;
use super::{MARGIN, MARK, PITCH};

/// How far the centre of a mark is from the middle of the column.
const MARK_AT: i32 = 48;
/// Between the upper or lower edge of a box and a line at its side.
const PORT: i32 = 12;

/// Places nodes and lines.
pub fn place(sketch: &Sketch, plan: &Plan) -> Drawing {
    let left = rails::width(plan.tracks.left, plan.zones.left) + MARGIN;
    let right = rails::width(plan.tracks.right, plan.zones.right) + MARGIN;
    let mut placing = Placing { sketch, plan, column: left, nodes: Vec::new(), gaps: Vec::new() };
    let gaps = Gaps::of(sketch, plan);
    let height = placing.rows(&gaps);
    let edges = (0..sketch.edges.len()).map(|edge| placing.line(edge).unwrap_or_default());
    let edges = edges.collect();
    let size = Size { width: left + COLUMN + right, height: height + MARGIN };
    Drawing { nodes: placing.nodes, edges, lanes: Vec::new(), size }
}

/// Returns where track `track` of a side lies in a drawing with this column.
pub fn track_x(plan: &Plan, column: i32, (side, track): (Side, usize)) -> i32 {
    let out = rails::first(*plan.zones.of(side)) + PITCH * i32::try_from(track).unwrap_or(0);
    match side {
        Side::Left => column - out,
        Side::Right => column + COLUMN + out,
    }
}

struct Placing<'a> {
    sketch: &'a Sketch,
    plan: &'a Plan,
    /// The left edge of the column.
    column: i32,
    nodes: Vec<Rect>,
    /// The gap above each row, and one below the last.
    gaps: Vec<Gap>,
}

impl Placing<'_> {
    fn centre(&self) -> i32 {
        self.column + COLUMN / 2
    }

    /// Places the rows; returns where the last gap ends.
    fn rows(&mut self, gaps: &Gaps) -> i32 {
        self.nodes = vec![Rect::default(); self.sketch.nodes.len()];
        let mut bottom = MARGIN;
        for (row, node) in self.plan.rows.iter().enumerate() {
            let gap = gaps.measure(row, bottom, self.sketch);
            let size = self.sketch.nodes.get(*node).map(|cell| cell.size).unwrap_or_default();
            let x = self.column + (COLUMN - size.width) / 2;
            let rect = Rect { x, y: gap.bottom, width: size.width, height: size.height };
            bottom = rect.y + rect.height;
            self.nodes.get_mut(*node).into_iter().for_each(|place| *place = rect);
            self.gaps.push(gap);
        }
        let last = gaps.measure(self.plan.rows.len(), bottom, self.sketch);
        let bottom = last.bottom;
        self.gaps.push(last);
        bottom
    }

    fn line(&self, edge: usize) -> Option<Line> {
        let link = self.sketch.edges.get(edge)?;
        let (from, to) = (self.nodes.get(link.from)?, self.nodes.get(link.to)?);
        let below = self.gaps.get(self.plan.row_of.get(link.from)? + 1)?;
        match self.plan.ways.get(edge)? {
            Way::Nowhere => None,
            Way::Straight => {
                let x = self.centre();
                let points = vec![Point { x, y: from.y + from.height }, Point { x, y: to.y }];
                let label = link.label.map(|size| at(x + 6, below.label, size));
                Some(Line { points, label, ..Line::default() })
            }
            Way::Rail(rail) => self.by_rail(edge, *rail),
            Way::Jump(side) => self.by_marks(edge, *side),
        }
    }

    fn by_rail(&self, edge: usize, rail: Rail) -> Option<Line> {
        let link = self.sketch.edges.get(edge)?;
        let track = track_x(self.plan, self.column, (rail.side, rail.track));
        let (mut points, label) = match rail.exit {
            Exit::Side => {
                let start = self.port(link.from, rail.side, Port::Out)?;
                let label = link.label.map(|size| beside(start, rail.side, size));
                (vec![start, Point { x: track, y: start.y }], label)
            }
            Exit::Gap => self.out_of_gap(edge, rail.side, track)?,
        };
        if self.plan.ports.get(link.to)?.is_entered_aside {
            let end = self.port(link.to, rail.side, Port::In)?;
            points.extend([Point { x: track, y: end.y }, end]);
        } else {
            let (x, y) = (self.centre(), self.gaps.get(*self.plan.row_of.get(link.to)?)?.rail);
            let top = self.nodes.get(link.to)?.y;
            points.extend([Point { x: track, y }, Point { x, y }, Point { x, y: top }]);
        }
        Some(Line { points, label, ..Line::default() })
    }

    /// Leaves a node from below and turns to a side, with the label above.
    fn out_of_gap(&self, edge: usize, side: Side, end: i32) -> Option<(Vec<Point>, Option<Rect>)> {
        let link = self.sketch.edges.get(edge)?;
        let from = self.nodes.get(link.from)?;
        let gap = self.gaps.get(self.plan.row_of.get(link.from)? + 1)?;
        let y = *gap.exits.get(&edge)?;
        let x = self.centre();
        let is_jump = matches!(self.plan.ways.get(edge), Some(Way::Jump(_)));
        let foot = y - if is_jump { MARK } else { 2 };
        let label = link.label.map(|size| match side {
            Side::Right => at(x + 6, foot - size.height, size),
            Side::Left => at(x - 6 - size.width, foot - size.height, size),
        });
        let points = [Point { x, y: from.y + from.height }, Point { x, y }, Point { x: end, y }];
        Some((points.to_vec(), label))
    }

    fn by_marks(&self, edge: usize, side: Side) -> Option<Line> {
        let link = self.sketch.edges.get(edge)?;
        let centre = self.centre();
        let out = match side {
            Side::Left => centre - MARK_AT,
            Side::Right => centre + MARK_AT,
        };
        let inner = out + (centre - out).signum() * MARK;
        let (points, label) = self.out_of_gap(edge, side, inner)?;
        let leaves = mark(out, points.last()?.y);
        let above = self.gaps.get(*self.plan.row_of.get(link.to)?)?;
        let (letter, y) = above.arrival?;
        let x = centre - MARK_AT;
        let arrives = mark(x, y);
        let top = self.nodes.get(link.to)?.y;
        let points_after =
            [Point { x: x + MARK, y }, Point { x: centre, y }, Point { x: centre, y: top }];
        let jump = Some(Jump { letter, leaves, arrives, points: points_after.to_vec() });
        Some(Line { points, label, hops: Vec::new(), jump })
    }

    /// Returns where a node is entered or left at a side.
    fn port(&self, node: usize, side: Side, port: Port) -> Option<Point> {
        let rect = self.nodes.get(node)?;
        let ports = self.plan.ports.get(node)?;
        let x = match side {
            Side::Left => rect.x,
            Side::Right => rect.x + rect.width,
        };
        let y = match port {
            _ if !(ports.is_entered_aside && ports.is_left_aside) => rect.y + rect.height / 2,
            Port::In => rect.y + PORT,
            Port::Out => rect.y + rect.height - PORT,
        };
        Some(Point { x, y })
    }
}

#[derive(Clone, Copy)]
enum Port {
    In,
    Out,
}

/// Puts a label above the first piece of a line that leaves a side.
fn beside(start: Point, side: Side, size: Size) -> Rect {
    let x = match side {
        Side::Left => start.x - 4 - size.width,
        Side::Right => start.x + 4,
    };
    at(x, start.y - 2 - size.height, size)
}

fn at(x: i32, y: i32, size: Size) -> Rect {
    Rect { x, y, width: size.width, height: size.height }
}

fn mark(x: i32, y: i32) -> Rect {
    Rect { x: x - MARK, y: y - MARK, width: 2 * MARK, height: 2 * MARK }
}
