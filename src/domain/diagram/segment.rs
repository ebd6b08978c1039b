//! Pieces of lines and how they meet: what measuring and laying out both ask.
//! Whole numbers only, so that an answer is the same on every machine.

use super::drawing::{Point, Rect};

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
}

/// A place where two segments meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// To the nearest pixel.
    pub at: Point,
    /// Neither segment ends there.
    pub is_strict: bool,
}

impl Segment {
    /// Whether it runs along x or along y.
    pub fn is_straight(&self) -> bool {
        self.from.x == self.to.x || self.from.y == self.to.y
    }

    /// How long it is, rounded down.
    pub fn length(&self) -> i64 {
        let (dx, dy) = self.vector();
        (dx * dx + dy * dy).isqrt()
    }

    /// Where it meets another that is not parallel to it.
    pub fn meets(&self, other: &Segment) -> Option<Meeting> {
        let (ax, ay) = self.vector();
        let (bx, by) = other.vector();
        let mut whole = ax * by - ay * bx;
        if whole == 0 {
            return None;
        }
        let (dx, dy) = between(self.from, other.from);
        let mut along = dx * by - dy * bx;
        let mut across = dx * ay - dy * ax;
        if whole < 0 {
            (whole, along, across) = (-whole, -along, -across);
        }
        let inside = 0..=whole;
        if !inside.contains(&along) || !inside.contains(&across) {
            return None;
        }
        let place = |start: i32, step: i64| {
            let moved = (2 * step * along + whole).div_euclid(2 * whole);
            start.saturating_add(i32::try_from(moved).unwrap_or_default())
        };
        let open = 1..whole;
        Some(Meeting {
            at: Point { x: place(self.from.x, ax), y: place(self.from.y, ay) },
            is_strict: open.contains(&along) && open.contains(&across),
        })
    }

    /// For how long it runs beside another, both along x or both along y, and
    /// how far apart they are.
    pub fn beside(&self, other: &Segment) -> Option<(i64, i64)> {
        let (a, b) = (self, other);
        if a.from.x == a.to.x && b.from.x == b.to.x {
            let apart = i64::from(a.from.x) - i64::from(b.from.x);
            return Some((shared((a.from.y, a.to.y), (b.from.y, b.to.y)), apart.abs()));
        }
        if a.from.y == a.to.y && b.from.y == b.to.y {
            let apart = i64::from(a.from.y) - i64::from(b.from.y);
            return Some((shared((a.from.x, a.to.x), (b.from.x, b.to.x)), apart.abs()));
        }
        None
    }

    /// Whether it passes through a rectangle made smaller by `margin` on each
    /// side.
    pub fn enters_box(&self, rect: &Rect, margin: i32) -> bool {
        let left = i64::from(rect.x) + i64::from(margin);
        let right = i64::from(rect.x) + i64::from(rect.width) - i64::from(margin);
        let top = i64::from(rect.y) + i64::from(margin);
        let bottom = i64::from(rect.y) + i64::from(rect.height) - i64::from(margin);
        if right <= left || bottom <= top {
            return false;
        }
        let (x, y) = (i64::from(self.from.x), i64::from(self.from.y));
        let (dx, dy) = self.vector();
        let slabs = [(x, dx, left, right), (y, dy, top, bottom)];
        // The part of the segment inside, as fractions `low` and `high`.
        let (mut low, mut high) = ((0, 1), (1, 1));
        for (start, step, near, far) in slabs {
            if step == 0 {
                if start <= near || far <= start {
                    return false;
                }
                continue;
            }
            let (enter, leave) = if step < 0 {
                ((start - far, -step), (start - near, -step))
            } else {
                ((near - start, step), (far - start, step))
            };
            low = if is_less(low, enter) { enter } else { low };
            high = if is_less(leave, high) { leave } else { high };
        }
        is_less(low, high)
    }

    /// Whether it passes through the diamond in a rectangle, made smaller by
    /// `margin` on each side.
    pub fn enters_diamond(&self, rect: &Rect, margin: i32) -> bool {
        let half_width = i64::from(rect.width) - 2 * i64::from(margin);
        let half_height = i64::from(rect.height) - 2 * i64::from(margin);
        if half_width <= 0 || half_height <= 0 {
            return false;
        }
        // Everything twice as large, so that the centre is a whole number.
        let x = 2 * (i64::from(self.from.x) - i64::from(rect.x)) - i64::from(rect.width);
        let y = 2 * (i64::from(self.from.y) - i64::from(rect.y)) - i64::from(rect.height);
        let (dx, dy) = self.vector();
        let is_inside = |(at, whole): (i64, i64)| {
            let across = (x * whole + 2 * dx * at).abs() * half_height;
            let down = (y * whole + 2 * dy * at).abs() * half_width;
            across + down < half_width * half_height * whole
        };
        // The distance is convex along the segment: least at an end, or where
        // it passes the middle.
        let middles = [(-x, 2 * dx), (-y, 2 * dy)].map(|(at, whole)| match whole {
            0 => (0, 1),
            _ if whole < 0 => ((-at).clamp(0, -whole), -whole),
            _ => (at.clamp(0, whole), whole),
        });
        [(0, 1), (1, 1)].into_iter().chain(middles).any(is_inside)
    }

    /// How far it is from a rectangle along each axis; 0 where they overlap.
    pub fn gap(&self, rect: &Rect) -> (i64, i64) {
        let apart = |a: i32, b: i32, start: i32, size: i32| {
            let (low, high) = (i64::from(a.min(b)), i64::from(a.max(b)));
            let (near, far) = (i64::from(start), i64::from(start) + i64::from(size));
            (near - high).max(low - far).max(0)
        };
        (
            apart(self.from.x, self.to.x, rect.x, rect.width),
            apart(self.from.y, self.to.y, rect.y, rect.height),
        )
    }

    fn vector(&self) -> (i64, i64) {
        between(self.from, self.to)
    }
}

/// The line without points that change nothing.
pub fn simplify(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        while let [.., before, last] = kept.as_slice() {
            if !is_on_the_way(*before, *last, point) {
                break;
            }
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

/// The pieces of a line.
pub fn segments(points: &[Point]) -> Vec<Segment> {
    let pair = |pair: &[Point]| match pair {
        [from, to] => Some(Segment { from: *from, to: *to }),
        _ => None,
    };
    points.windows(2).filter_map(pair).collect()
}

/// By how much two rectangles overlap along the axis where they do so least;
/// negative when they do not.
pub fn overlap(a: &Rect, b: &Rect) -> i64 {
    let along = |a: i32, a_size: i32, b: i32, b_size: i32| {
        let end = (i64::from(a) + i64::from(a_size)).min(i64::from(b) + i64::from(b_size));
        end - i64::from(a.max(b))
    };
    along(a.x, a.width, b.x, b.width).min(along(a.y, a.height, b.y, b.height))
}

fn is_on_the_way(from: Point, over: Point, to: Point) -> bool {
    let (ax, ay) = between(from, over);
    let (bx, by) = between(over, to);
    ax * by == ay * bx && 0 <= ax * bx + ay * by
}

fn between(from: Point, to: Point) -> (i64, i64) {
    (i64::from(to.x) - i64::from(from.x), i64::from(to.y) - i64::from(from.y))
}

fn shared(a: (i32, i32), b: (i32, i32)) -> i64 {
    let low = a.0.min(a.1).max(b.0.min(b.1));
    let high = a.0.max(a.1).min(b.0.max(b.1));
    (i64::from(high) - i64::from(low)).max(0)
}

/// Compares fractions with positive denominators.
fn is_less(a: (i64, i64), b: (i64, i64)) -> bool {
    a.0 * b.1 < b.0 * a.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(ends: [i32; 4]) -> Segment {
        let [x, y, to_x, to_y] = ends;
        Segment { from: Point { x, y }, to: Point { x: to_x, y: to_y } }
    }

    #[test]
    fn a_crossing_is_strict_and_a_touch_is_not() {
        let line = segment([0, 10, 20, 10]);
        let at = Point { x: 7, y: 10 };
        assert_eq!(segment([7, 0, 7, 20]).meets(&line), Some(Meeting { at, is_strict: true }));
        assert_eq!(segment([7, 10, 7, 20]).meets(&line), Some(Meeting { at, is_strict: false }));
        assert_eq!(segment([7, 11, 7, 20]).meets(&line), None);
        assert_eq!(segment([0, 12, 20, 12]).meets(&line), None);
        assert_eq!(segment([5, 12, 30, 12]).beside(&line), Some((15, 2)));
    }

    #[test]
    fn boxes_and_diamonds_are_entered_by_what_is_inside() {
        let rect = Rect { x: 0, y: 0, width: 100, height: 60 };
        assert!(segment([-5, 5, 105, 5]).enters_box(&rect, 2));
        assert!(!segment([-5, 1, 105, 1]).enters_box(&rect, 2));
        assert!(!segment([-5, 5, 10, 5]).enters_diamond(&rect, 2), "past its corner");
        assert!(segment([-5, 5, 105, 5]).enters_diamond(&rect, 2));
        assert!(segment([50, -5, 50, 9]).enters_diamond(&rect, 2));
        assert!(!segment([50, -5, 50, 2]).enters_diamond(&rect, 2), "ends at its corner");
    }

    #[test]
    fn points_on_the_way_are_left_out() {
        let points = [[0, 0], [0, 5], [0, 5], [0, 9], [4, 9]].map(|[x, y]| Point { x, y });
        assert_eq!(simplify(&points).len(), 3);
        let back = [[0, 0], [0, 9], [0, 5]].map(|[x, y]| Point { x, y });
        assert_eq!(simplify(&back).len(), 3, "a way back is no detail");
    }
}
