//! The size of a drawing with its lines and labels: one that stands out moves the rest.

use crate::domain::diagram::drawing::{Drawing, Point, Rect};

/// From a line or a label to the edge of the drawing.
const EDGE: i32 = 12;

/// Moves a drawing so that every line and label lies in it, and makes it large enough.
pub fn fit(drawing: &mut Drawing) {
    let parts = parts(drawing);
    let out = |low: Option<i32>| (EDGE - low.unwrap_or(EDGE)).max(0);
    let right = out(parts.iter().map(|part| part.x).min());
    let down = out(parts.iter().map(|part| part.y).min());
    let shift = |point: &mut Point| (point.x, point.y) = (point.x + right, point.y + down);
    for line in &mut drawing.edges {
        line.points.iter_mut().for_each(shift);
    }
    let labels = drawing.edges.iter_mut().filter_map(|line| line.label.as_mut());
    let rects = drawing.nodes.iter_mut().chain(&mut drawing.lanes).chain(labels);
    rects.for_each(|rect| (rect.x, rect.y) = (rect.x + right, rect.y + down));
    drawing.size.width += right;
    drawing.size.height += down;
    for part in self::parts(drawing) {
        drawing.size.width = drawing.size.width.max(part.x + part.width + EDGE);
        drawing.size.height = drawing.size.height.max(part.y + part.height + EDGE);
    }
}

fn parts(drawing: &Drawing) -> Vec<Rect> {
    let points = drawing.edges.iter().flat_map(|line| &line.points);
    let points = points.map(|point| Rect { x: point.x, y: point.y, width: 0, height: 0 });
    let nodes = drawing.nodes.iter().copied();
    points.chain(nodes).chain(drawing.edges.iter().filter_map(|line| line.label)).collect()
}
