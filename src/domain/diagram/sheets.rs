//! Where a long drawing of one column is cut for paper: the pieces stand
//! beside each other, and each line goes on at the top of the next piece.

use super::drawing::{Drawing, Point};

/// Free space above and below a cut, in pixels.
const FREE: i32 = 5;
/// How far the head of a line reaches from its end.
const HEAD: i32 = 10;

/// Returns where pieces end, each at most `most` pixels high, down to the end
/// of the drawing: nothing but vertical lines is cut. Empty where the drawing
/// needs no cut or cannot be cut so.
pub fn cuts(drawing: &Drawing, most: i32) -> Vec<i32> {
    let height = drawing.size.height;
    if height <= most || most <= 0 {
        return Vec::new();
    }
    let taken = taken(drawing);
    // Pieces of about the same height look better than a short last one.
    let pieces = (height + most - 1) / most;
    let usual = (height / pieces + most / 10).min(most);
    let (mut cuts, mut top) = (Vec::new(), 0);
    while top + usual < height {
        let cut =
            last_free(&taken, top, top + usual).or_else(|| last_free(&taken, top, top + most));
        let Some(cut) = cut else { return Vec::new() };
        cuts.push(cut);
        top = cut;
    }
    cuts.push(height);
    cuts
}

/// Returns the heights that something lies at, from the top.
fn taken(drawing: &Drawing) -> Vec<(i32, i32)> {
    let labels = drawing.edges.iter().filter_map(|line| line.label.as_ref());
    let marks = drawing.edges.iter().filter_map(|line| line.jump.as_ref());
    let marks = marks.flat_map(|jump| [&jump.leaves, &jump.arrives]);
    let boxes = drawing.nodes.iter().chain(labels).chain(marks);
    let mut taken: Vec<(i32, i32)> = boxes.map(|rect| (rect.y, rect.y + rect.height)).collect();
    for line in &drawing.edges {
        level(&line.points, &mut taken);
        line.jump.iter().for_each(|jump| level(&jump.points, &mut taken));
    }
    taken.sort_unstable();
    taken
}

/// Adds the level pieces of a line, and its head.
fn level(points: &[Point], taken: &mut Vec<(i32, i32)>) {
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        if from.y == to.y {
            taken.push((from.y, to.y));
        }
    }
    taken.extend(points.last().map(|end| (end.y - HEAD, end.y + HEAD)));
}

/// Returns the lowest place below `top` and not below `end` that is free.
fn last_free(taken: &[(i32, i32)], top: i32, end: i32) -> Option<i32> {
    let mut at = end;
    // What begins lower has been passed: the place only moves upwards.
    for (from, to) in taken.iter().rev() {
        if from - FREE < at && at < to + FREE {
            at = from - FREE;
        }
    }
    (top < at).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::drawing::{Drawing, Line, Point, Rect, Size};
    use super::cuts;

    /// Boxes of 60 pixels below each other, with lines of 40 between them.
    fn column(boxes: i32) -> Drawing {
        let rect = |at| Rect { x: 0, y: at * 100, width: 100, height: 60 };
        let line = |at| {
            let ends = [at * 100 + 60, at * 100 + 100];
            Line { points: ends.map(|y| Point { x: 50, y }).into(), ..Line::default() }
        };
        Drawing {
            nodes: (0..boxes).map(rect).collect(),
            edges: (0..boxes - 1).map(line).collect(),
            size: Size { width: 100, height: boxes * 100 - 40 },
            ..Drawing::default()
        }
    }

    #[test]
    fn a_drawing_that_fits_is_not_cut() {
        assert!(cuts(&column(4), 400).is_empty());
    }

    #[test]
    fn pieces_end_between_boxes_above_the_head_of_a_line() {
        let cuts = cuts(&column(20), 900);
        assert_eq!(cuts.last(), Some(&1960));
        assert_eq!(cuts.len(), 3);
        for cut in cuts.iter().take(2) {
            assert!((65..=85).contains(&(cut % 100)), "{cut}");
        }
    }

    #[test]
    fn what_has_no_free_place_is_not_cut() {
        let mut drawing = column(20);
        drawing.nodes.push(Rect { x: 120, y: 0, width: 10, height: 1960 });
        assert!(cuts(&drawing, 900).is_empty());
    }
}
