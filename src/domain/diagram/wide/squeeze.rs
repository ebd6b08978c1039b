//! Takes room out of a drawing that nothing needs: bands across the whole of
//! it in which lines only pass.

use crate::domain::diagram::drawing::{Drawing, Point, Rect};

/// From line to line, and from a line to the border of a lane.
const PITCH: i32 = 12;
/// From a node or a label to a line or a border.
const BESIDE: i32 = 16;
/// From node to node, beside each other and below each other.
const NODES: (i32, i32) = (40, 32);

/// Along which axis room is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Across,
    Down,
}

/// What is at a place, and what room it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Line,
    /// Of a lane.
    Border,
    Label,
    Node,
}

/// Makes a drawing as small as its parts allow.
pub fn squeeze(drawing: &mut Drawing) {
    for axis in [Axis::Across, Axis::Down] {
        let cuts = cuts(&parts(drawing, axis), axis);
        if !cuts.is_empty() {
            cut(drawing, &cuts, axis);
        }
    }
}

/// The parts along an axis: where each begins and ends.
fn parts(drawing: &Drawing, axis: Axis) -> Vec<(i32, i32, Part)> {
    let mut parts = Vec::new();
    let mut add = |rect: &Rect, part| match axis {
        Axis::Across => parts.push((rect.x, rect.x + rect.width, part)),
        Axis::Down => parts.push((rect.y, rect.y + rect.height, part)),
    };
    drawing.nodes.iter().for_each(|rect| add(rect, Part::Node));
    drawing.edges.iter().filter_map(|line| line.label.as_ref()).for_each(|r| add(r, Part::Label));
    for pair in drawing.edges.iter().flat_map(|line| line.points.windows(2)) {
        let [a, b] = pair else { continue };
        match axis {
            Axis::Across if a.x == b.x => parts.push((a.x, a.x, Part::Line)),
            Axis::Down if a.y == b.y => parts.push((a.y, a.y, Part::Line)),
            _ => {}
        }
    }
    if axis == Axis::Across {
        let borders = drawing.lanes.iter().flat_map(|rect| [rect.x, rect.x + rect.width]);
        parts.extend(borders.map(|x| (x, x, Part::Border)));
    }
    parts.sort_unstable();
    parts
}

/// After which places how much can be taken out.
fn cuts(parts: &[(i32, i32, Part)], axis: Axis) -> Vec<(i32, i32)> {
    let mut cuts = Vec::new();
    let Some(&(_, mut end, mut last)) = parts.first() else { return cuts };
    for &(low, high, part) in parts {
        if end < low {
            let needed = match (last.min(part), last.max(part)) {
                (Part::Node, Part::Node) if axis == Axis::Across => NODES.0,
                (Part::Node, Part::Node) => NODES.1,
                (Part::Border, Part::Border) => continue,
                (Part::Line | Part::Border, Part::Line | Part::Border) => PITCH,
                _ => BESIDE,
            };
            if needed < low - end {
                cuts.push((end, low - end - needed));
            }
        }
        // Of parts that end together the one that needs most counts.
        match high.cmp(&end) {
            std::cmp::Ordering::Greater => (end, last) = (high, part),
            std::cmp::Ordering::Equal => last = last.max(part),
            std::cmp::Ordering::Less => {}
        }
    }
    cuts
}

fn cut(drawing: &mut Drawing, cuts: &[(i32, i32)], axis: Axis) {
    let moved = |at: i32| {
        let before = cuts.iter().take_while(|(after, _)| *after < at);
        at - before.map(|(_, by)| by).sum::<i32>()
    };
    let point = |point: &mut Point| match axis {
        Axis::Across => point.x = moved(point.x),
        Axis::Down => point.y = moved(point.y),
    };
    let rect = |rect: &mut Rect| {
        let (x, y) = (rect.x, rect.y);
        match axis {
            Axis::Across => {
                rect.x = moved(x);
                rect.width = moved(x + rect.width) - rect.x;
            }
            Axis::Down => {
                rect.y = moved(y);
                rect.height = moved(y + rect.height) - rect.y;
            }
        }
    };
    drawing.edges.iter_mut().flat_map(|line| &mut line.points).for_each(point);
    let labels = drawing.edges.iter_mut().filter_map(|line| line.label.as_mut());
    drawing.nodes.iter_mut().chain(&mut drawing.lanes).chain(labels).for_each(rect);
    match axis {
        Axis::Across => drawing.size.width = moved(drawing.size.width),
        Axis::Down => drawing.size.height = moved(drawing.size.height),
    }
}
