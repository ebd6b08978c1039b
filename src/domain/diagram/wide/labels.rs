//! A place for every label: beside its line, near where it begins, on
//! nothing else.

use crate::domain::diagram::drawing::{Drawing, Point, Rect, Size};
use crate::domain::diagram::segment::{Segment, overlap, segments};
use crate::domain::diagram::sketch::Sketch;

/// What a label costs that lies on something.
const FAULT: i64 = 1000;
/// Places along a piece, in eighths of its length.
const PARTS: [i32; 9] = [0, 8, 4, 2, 6, 1, 3, 5, 7];
/// How often labels are placed anew when some lie on something.
const ROUNDS: usize = 3;

/// Places the labels of a drawing. Those that find no free place choose first
/// in the next round.
pub fn labels(sketch: &Sketch, drawing: &mut Drawing) {
    let lines: Vec<Vec<Segment>> =
        drawing.edges.iter().map(|line| segments(&line.points)).collect();
    let has_label = |edge: &usize| sketch.edges.get(*edge).is_some_and(|link| link.label.is_some());
    let mut order: Vec<usize> = (0..lines.len()).filter(has_label).collect();
    for _ in 0..ROUNDS {
        let unhappy = round(sketch, drawing, &lines, &order);
        if unhappy.is_empty() {
            return;
        }
        order.sort_by_key(|edge| !unhappy.contains(edge));
    }
}

/// Places labels one after the other; returns the edges whose label lies on
/// something.
fn round(
    sketch: &Sketch,
    drawing: &mut Drawing,
    lines: &[Vec<Segment>],
    order: &[usize],
) -> Vec<usize> {
    let mut placed: Vec<Rect> = Vec::new();
    let mut unhappy = Vec::new();
    for &edge in order {
        let link = sketch.edges.get(edge).and_then(|link| link.label);
        let (Some(size), Some(own)) = (link, lines.get(edge)) else { continue };
        let price = |(rank, rect): (i64, Rect)| {
            let shared = if is_shared(lines, edge, &rect) { 100 } else { 0 };
            (rank + shared + FAULT * faults(drawing, &placed, lines, (edge, &rect)), rect)
        };
        let best = candidates(own, size).into_iter().map(price).min_by_key(|(price, _)| *price);
        let Some((price, rect)) = best else { continue };
        if FAULT <= price {
            unhappy.push(edge);
        }
        placed.push(rect);
        if let Some(line) = drawing.edges.get_mut(edge) {
            line.label = Some(rect);
        }
    }
    unhappy
}

/// What a label would lie on.
fn faults(
    drawing: &Drawing,
    placed: &[Rect],
    lines: &[Vec<Segment>],
    (edge, rect): (usize, &Rect),
) -> i64 {
    let nodes = drawing.nodes.iter().filter(|node| 0 < overlap(rect, node)).count();
    let labels = placed.iter().filter(|other| -2 < overlap(rect, other)).count();
    let mut total = 3 * (nodes + labels);
    for (other, line) in lines.iter().enumerate() {
        let margin = if other == edge { 0 } else { -2 };
        total += usize::from(line.iter().any(|segment| segment.enters_box(rect, margin)));
    }
    i64::try_from(total).unwrap_or(i64::MAX / 2000)
}

/// Whether another edge runs along here too, so that a label would seem to be
/// its own as well.
fn is_shared(lines: &[Vec<Segment>], edge: usize, rect: &Rect) -> bool {
    let around =
        Rect { x: rect.x - 6, y: rect.y - 6, width: rect.width + 12, height: rect.height + 12 };
    let others = lines.iter().enumerate().filter(|(other, _)| *other != edge);
    others.flat_map(|(_, line)| line).any(|segment| segment.enters_box(&around, 0))
}

/// Places along a line, the best first.
fn candidates(own: &[Segment], size: Size) -> Vec<(i64, Rect)> {
    let mut found = Vec::new();
    let Size { width, height } = size;
    for (at, segment) in own.iter().enumerate() {
        let rank = 12 * i64::try_from(at).unwrap_or_default();
        let Segment { from, to } = *segment;
        let mut add = |rank: i64, x: i32, y: i32| found.push((rank, Rect { x, y, width, height }));
        if from.y == to.y {
            let room = (to.x - from.x).abs() - width;
            let short = if room < 6 { 40 } else { 0 };
            for (step, part) in PARTS.into_iter().enumerate() {
                let along = 5 + (room - 10).max(0) * part / 8;
                let x = if from.x < to.x { from.x + along } else { from.x - along - width };
                let rank = rank + short + i64::try_from(step).unwrap_or_default();
                add(rank, x, from.y - height - 2);
                add(rank + 5, x, from.y + 3);
            }
        } else {
            let room = (to.y - from.y).abs() - height;
            for (step, part) in PARTS.into_iter().enumerate() {
                let along = 4 + (room - 12).max(0) * part / 8;
                let y = if from.y < to.y { from.y + along } else { from.y - along - height };
                let rank = rank + i64::try_from(step).unwrap_or_default();
                add(rank, from.x + 5, y);
                add(rank + 5, from.x - 5 - width, y);
            }
        }
    }
    let line = |point: Point| Rect { x: point.x, y: point.y, width, height };
    if own.is_empty() {
        found.push((0, line(Point::default())));
    }
    found
}
