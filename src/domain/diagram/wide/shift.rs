//! Moves a node of a drawing aside, with the ends of its lines.

use crate::domain::diagram::drawing::{Drawing, Point};
use crate::domain::diagram::sketch::{Outline, Sketch};

/// From a node to the border of its lane.
const BORDER: i32 = 12;
/// The least length of the last piece of a line.
const HEAD: i32 = 14;
/// So many times as wide as high is only a bar.
const BAR: i32 = 12;
/// From the end of a side to a line.
const CORNER: i32 = 12;

/// Where lines may meet the upper or the lower side of a node.
pub fn reach(sketch: &Sketch, drawing: &Drawing, node: usize) -> Option<(i32, i32)> {
    let (cell, rect) = (sketch.nodes.get(node)?, drawing.nodes.get(node)?);
    let inset = match cell.outline {
        Outline::Start | Outline::End => rect.height / 2 + 2,
        Outline::Diamond => rect.width / 2,
        Outline::Box | Outline::Bar => CORNER,
    };
    let inset = inset.min(rect.width / 2);
    Some((rect.x + inset, rect.x + rect.width - inset))
}

/// Moves a node to the right, or to the left if `by` is negative. Its lines
/// keep all their corners and get no more; none where that is not possible.
/// Lines in `but` are left as they are.
pub fn shift(
    sketch: &Sketch,
    drawing: &mut Drawing,
    (node, by): (usize, i32),
    but: &[usize],
) -> Option<()> {
    drawing.nodes.get_mut(node)?.x += by;
    let near = reach(sketch, drawing, node)?;
    for (edge, link) in sketch.edges.iter().enumerate() {
        let is_moved = (link.from == node) != (link.to == node);
        if !is_moved {
            // A line from a node to itself stays where it is.
            if link.from == node {
                return None;
            }
            continue;
        }
        if but.contains(&edge) {
            continue;
        }
        let is_target = link.to == node;
        let far = reach(sketch, drawing, if is_target { link.from } else { link.to })?;
        let line = drawing.edges.get_mut(edge)?;
        let points = &mut line.points;
        if is_target {
            points.reverse();
        }
        let followed = follow(points, by, near, far);
        if is_target {
            points.reverse();
        }
        followed?;
    }
    make_room(sketch, drawing, node);
    Some(())
}

/// Lets the first point of a line follow its node. `far` is where it may meet
/// the node at its other end.
fn follow(points: &mut [Point], by: i32, near: (i32, i32), far: (i32, i32)) -> Option<()> {
    let is_straight = points.len() == 2;
    let [end, next, ..] = points else { return None };
    if end.y == next.y {
        let before = (next.x - end.x).signum();
        end.x += by;
        // Room for the head of a line is left.
        return (HEAD <= (next.x - end.x) * before).then_some(());
    }
    let (low, high) = if is_straight { (near.0.max(far.0), near.1.min(far.1)) } else { near };
    if high < low {
        return None;
    }
    let x = end.x.clamp(low, high);
    (end.x, next.x) = (x, x);
    Some(())
}

/// Widens the lane of a node that has come too close to its borders.
fn make_room(sketch: &Sketch, drawing: &mut Drawing, node: usize) {
    let lane = sketch.nodes.get(node).and_then(|cell| cell.lane);
    let lane = lane.and_then(|lane| drawing.lanes.get(lane)).copied();
    let (Some(lane), Some(rect)) = (lane, drawing.nodes.get(node).copied()) else { return };
    let left = lane.x + BORDER - rect.x;
    if 0 < left {
        widen(drawing, lane.x, left);
    }
    let right = rect.x + rect.width + BORDER - lane.x - lane.width;
    if 0 < right {
        widen(drawing, lane.x + lane.width - 1, right);
    }
}

/// Moves everything right of `after` further right.
pub fn widen(drawing: &mut Drawing, after: i32, by: i32) {
    for point in drawing.edges.iter_mut().flat_map(|line| &mut line.points) {
        point.x += if after < point.x { by } else { 0 };
    }
    for rect in &mut drawing.nodes {
        let is_bar = BAR < rect.width / rect.height.max(1);
        if after < rect.x || !is_bar && after < rect.x + rect.width / 2 {
            rect.x += by;
        } else if after < rect.x + rect.width && is_bar {
            rect.width += by;
        }
    }
    for strip in &mut drawing.lanes {
        if after < strip.x {
            strip.x += by;
        } else if after < strip.x + strip.width {
            strip.width += by;
        }
    }
    drawing.size.width += by;
}
