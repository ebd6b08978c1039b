//! A line that leads past nodes below each other, out at one side and in
//! again, runs straight down instead: the nodes it passes move aside a little.

use super::shift::{reach, shift, widen};
use crate::domain::diagram::drawing::{Drawing, Point, Rect};
use crate::domain::diagram::segment::{Segment, overlap, segments};
use crate::domain::diagram::sketch::Sketch;

/// From a line to the nodes it passes.
const CLEAR: i32 = 14;
/// From a node to the first line beside it.
const BESIDE: i32 = 12;
/// From a line to another that it does not meet.
const PITCH: i32 = 12;
/// From a node to what it must not come near to.
const NEAR: i64 = 8;
const NEAR_BY: i32 = 8;
/// No node moves further than this for one line.
const FARTHEST: i32 = 40;

/// A line that may be straight, and where.
#[derive(Debug, Clone, Copy)]
pub struct Skip {
    edge: usize,
    x: i32,
    /// Whether it passes nodes on their right.
    side: Side,
    room: Room,
}

/// How nodes find room to move aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    /// There is enough.
    There,
    /// The corridor beside them is made wider.
    Made,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Lines that go aside, down, and back, as far as they could be straight: for
/// each the ways to try.
pub fn skips(sketch: &Sketch, drawing: &Drawing, edge: usize) -> Vec<Skip> {
    let (Some(link), Some(line)) = (sketch.edges.get(edge), drawing.edges.get(edge)) else {
        return Vec::new();
    };
    let Some(bulge) = bulge(&line.points) else { return Vec::new() };
    let ends = (reach(sketch, drawing, link.from), reach(sketch, drawing, link.to));
    let (Some(from), Some(to)) = ends else { return Vec::new() };
    let (low, high) = (from.0.max(to.0), from.1.min(to.1));
    if high <= low {
        return Vec::new();
    }
    let right = [high, high - PITCH].map(|x| (x, Side::Right));
    let left = [low, low + PITCH].map(|x| (x, Side::Left));
    let places: Vec<(i32, Side)> = match bulge {
        Side::Right => right.into_iter().chain(left).collect(),
        Side::Left => left.into_iter().chain(right).collect(),
    };
    let ways = [Room::There, Room::Made];
    let skip = |room| places.iter().map(move |(x, side)| Skip { edge, x: *x, side: *side, room });
    ways.into_iter().flat_map(skip).collect()
}

/// The side to which a line with two corners or more first turns on its way
/// down.
fn bulge(points: &[Point]) -> Option<Side> {
    let [first, .., last] = points else { return None };
    if points.len() < 4 || last.y <= first.y {
        return None;
    }
    let level = points.windows(2).find_map(|pair| match pair {
        [a, b] if a.y == b.y && a.x != b.x => Some(b.x - a.x),
        _ => None,
    })?;
    Some(if level < 0 { Side::Left } else { Side::Right })
}

/// The drawing with a line straight; none where that is not possible. Whether
/// it is better must be measured.
pub fn straightened(sketch: &Sketch, drawing: &Drawing, skip: Skip) -> Option<Drawing> {
    let link = sketch.edges.get(skip.edge)?;
    let (from, to) = (*drawing.nodes.get(link.from)?, *drawing.nodes.get(link.to)?);
    let (top, bottom) = (from.y + from.height, to.y);
    let mut drawing = drawing.clone();
    let points = &mut drawing.edges.get_mut(skip.edge)?.points;
    *points = vec![Point { x: skip.x, y: top }, Point { x: skip.x, y: bottom }];
    let passed = passed(&drawing, (top, bottom), skip)?;
    if skip.room == Room::Made {
        make_room(&mut drawing, &passed, skip.side);
    }
    for (node, by) in &passed {
        shift(sketch, &mut drawing, (*node, *by), &[])?;
    }
    let is_free = passed.iter().all(|(node, _)| is_node_free(sketch, &drawing, *node));
    (is_free && is_line_free(sketch, &drawing, skip.edge)).then_some(drawing)
}

/// Whether a node that has moved is near nothing else.
fn is_node_free(sketch: &Sketch, drawing: &Drawing, node: usize) -> bool {
    let Some(rect) = drawing.nodes.get(node) else { return false };
    let mut others = drawing.nodes.iter().enumerate().filter(|(other, _)| *other != node);
    let mut lines = sketch.edges.iter().zip(&drawing.edges);
    others.all(|(_, other)| overlap(rect, other) < -NEAR)
        && lines.all(|(link, line)| {
            let is_own = link.from == node || link.to == node;
            is_own || line.points.windows(2).all(|pair| !is_near(pair, rect))
        })
}

/// Whether a straight line is near no node and beside no line.
fn is_line_free(sketch: &Sketch, drawing: &Drawing, edge: usize) -> bool {
    let (Some(link), Some(line)) = (sketch.edges.get(edge), drawing.edges.get(edge)) else {
        return false;
    };
    let [own] = segments(&line.points)[..] else { return false };
    let mut nodes = drawing.nodes.iter().enumerate();
    nodes
        .all(|(node, rect)| node == link.from || node == link.to || !own.enters_box(rect, -NEAR_BY))
        && sketch.edges.iter().zip(&drawing.edges).enumerate().all(|(at, (other, line))| {
            let is_related = at == edge || other.from == link.from || other.to == link.to;
            is_related
                || segments(&line.points).iter().all(|segment| {
                    own.beside(segment).is_none_or(|(length, apart)| length == 0 || 10 <= apart)
                })
        })
}

fn is_near(pair: &[Point], rect: &Rect) -> bool {
    match pair {
        [from, to] => Segment { from: *from, to: *to }.enters_box(rect, -NEAR_BY),
        _ => false,
    }
}

/// The nodes a line passes, with by how much each must move.
fn passed(drawing: &Drawing, (top, bottom): (i32, i32), skip: Skip) -> Option<Vec<(usize, i32)>> {
    let mut passed = Vec::new();
    for (node, rect) in drawing.nodes.iter().enumerate() {
        if bottom <= rect.y || rect.y + rect.height <= top {
            continue;
        }
        let by = aside(rect, skip.x, skip.side);
        if FARTHEST < by.abs() {
            return None;
        }
        if by != 0 {
            passed.push((node, by));
        }
    }
    Some(passed)
}

/// Widens the corridor into which nodes move.
fn make_room(drawing: &mut Drawing, passed: &[(usize, i32)], side: Side) {
    let most = passed.iter().map(|(_, by)| by.abs()).max().unwrap_or_default();
    let rects = passed.iter().filter_map(|(node, _)| drawing.nodes.get(*node));
    let after = match side {
        Side::Right => rects.map(|rect| rect.x - BESIDE).min(),
        Side::Left => rects.map(|rect| rect.x + rect.width + BESIDE - 1).max(),
    };
    after.into_iter().for_each(|after| widen(drawing, after, most));
}

/// By how much a node must move for a line to pass it.
fn aside(rect: &Rect, x: i32, side: Side) -> i32 {
    let (left, right) = (x - CLEAR - rect.x - rect.width, x + CLEAR - rect.x);
    match side {
        _ if 0 <= left || right <= 0 => 0,
        Side::Right => left,
        Side::Left => right,
    }
}
