//! A node at whose side many lines arrive, or from whose side many leave,
//! moves below or above the line they share: each has a corner less then.

use super::shift::{reach, shift};
use crate::domain::diagram::drawing::{Drawing, Point};
use crate::domain::diagram::sketch::Sketch;

/// So many lines make a hub.
const FEW: usize = 3;

/// Which ends of lines are at a hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toward {
    /// They arrive.
    Here,
    /// They leave.
    Away,
}

/// A node that may move, with the lines that have a corner less then.
#[derive(Debug, Clone)]
pub struct Hub {
    node: usize,
    toward: Toward,
    /// Where the shared line runs.
    trunk: i32,
    edges: Vec<usize>,
}

/// The hubs of a drawing.
pub fn hubs(sketch: &Sketch, drawing: &Drawing) -> Vec<Hub> {
    let mut found: Vec<Hub> = Vec::new();
    for (edge, (link, line)) in sketch.edges.iter().zip(&drawing.edges).enumerate() {
        for (node, toward) in [(link.to, Toward::Here), (link.from, Toward::Away)] {
            let Some(trunk) = trunk(&line.points, toward) else { continue };
            let is_same =
                |hub: &&mut Hub| hub.node == node && hub.toward == toward && hub.trunk == trunk;
            match found.iter_mut().find(is_same) {
                Some(hub) => hub.edges.push(edge),
                None => found.push(Hub { node, toward, trunk, edges: vec![edge] }),
            }
        }
    }
    found.retain(|hub| FEW <= hub.edges.len());
    found
}

/// Where a line turns downwards beside the node it leaves, or comes from above
/// beside the node it reaches.
fn trunk(points: &[Point], toward: Toward) -> Option<i32> {
    let [end, corner, far] = match (points, toward) {
        ([.., far, corner, end], Toward::Here) => [end, corner, far],
        ([end, corner, far, ..], Toward::Away) => [end, corner, far],
        _ => return None,
    };
    let is_down = match toward {
        Toward::Here => far.y < corner.y,
        Toward::Away => corner.y < far.y,
    };
    (end.y == corner.y && corner.x == far.x && is_down).then_some(corner.x)
}

/// The drawing with a hub moved; none where that is not possible. Whether it
/// is better must be measured.
pub fn moved(sketch: &Sketch, drawing: &Drawing, hub: &Hub) -> Option<Drawing> {
    let mut drawing = drawing.clone();
    let by = distance(sketch, &drawing, hub)?;
    let rect = *drawing.nodes.get(hub.node)?;
    for edge in &hub.edges {
        let points = &mut drawing.edges.get_mut(*edge)?.points;
        match hub.toward {
            Toward::Here => {
                points.pop();
                points.last_mut()?.y = rect.y;
            }
            Toward::Away => {
                points.remove(0);
                points.first_mut()?.y = rect.y + rect.height;
            }
        }
    }
    shift(sketch, &mut drawing, (hub.node, by), &hub.edges)?;
    Some(drawing)
}

/// By how much a hub moves: until the shared line meets its middle, or as
/// little as needed where another line runs straight up or down.
fn distance(sketch: &Sketch, drawing: &Drawing, hub: &Hub) -> Option<i32> {
    let (low, high) = reach(sketch, drawing, hub.node)?;
    let whole = hub.trunk - (low + high) / 2;
    let has_straight = sketch.edges.iter().zip(&drawing.edges).any(|(link, line)| {
        let is_own = link.from == hub.node || link.to == hub.node;
        is_own && matches!(line.points.as_slice(), [a, b] if a.x == b.x)
    });
    let spare = if has_straight { (high - low) / 2 } else { 0 };
    let by = (whole.abs() - spare).max(0) * whole.signum();
    (by != 0).then_some(by)
}
