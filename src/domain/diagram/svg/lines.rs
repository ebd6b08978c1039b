//! Lines with their heads, hops and labels.

use super::super::drawing::{Line, Point, Rect};
use super::super::graph::{Edge, EdgeKind, Node};
use super::super::size::FITTED_FROM;
use super::super::text::{Font, Lines, NOTE, NUMBER, leads_left};
use super::markup::Markup;
use super::shape::{dock, path};

/// How long a head is, and half of how wide.
const HEAD: (i32, i32) = (8, 4);
/// How large a hop over another line is.
const HOP: i32 = 4;
/// From the upper edge of a line of text to the foot of its letters.
const ASCENT: i32 = 13;

/// Writes the line of an edge, with a head at its target.
pub fn line(edge: &Edge, line: &Line, nodes: (Shape<'_>, Shape<'_>), out: &mut Markup) {
    let class = match edge.kind {
        EdgeKind::Message => "dg-line dg-message",
        _ => "dg-line",
    };
    let (d, head) = ways(line, nodes);
    if !d.is_empty() {
        path(class, &d, out);
    }
    if let Some(head) = head {
        path("dg-head", &head, out);
    }
}

/// Returns the way of a line, and that of its head.
pub fn ways(line: &Line, nodes: (Shape<'_>, Shape<'_>)) -> (String, Option<String>) {
    let mut pieces = vec![line.points.clone()];
    pieces.extend(line.jump.as_ref().map(|jump| jump.points.clone()));
    let ((from, from_rect), (to, to_rect)) = nodes;
    if let Some(start) = pieces.first_mut().and_then(|points| points.first_mut()) {
        *start = dock(from.kind, from_rect, *start);
    }
    let mut head = None;
    if let Some([.., before, end]) = pieces.last_mut().map(Vec::as_mut_slice) {
        *end = dock(to.kind, to_rect, *end);
        head = Some((*before, *end));
        // The head covers the end of the line.
        *end = back(*before, *end, HEAD.0 - 1);
    }
    let d = pieces.iter().map(|points| way(points, &line.hops)).collect();
    (d, head.map(|(before, end)| triangle(before, end)))
}

/// A node and where it lies.
pub type Shape<'a> = (&'a Node, &'a Rect);

/// Moves `end` towards `before`.
fn back(before: Point, end: Point, by: i32) -> Point {
    let (dx, dy) = ((before.x - end.x).signum(), (before.y - end.y).signum());
    Point { x: end.x + dx * by, y: end.y + dy * by }
}

fn triangle(before: Point, end: Point) -> String {
    let foot = back(before, end, HEAD.0);
    // Across the line.
    let (dx, dy) = ((end.y - foot.y).signum() * HEAD.1, (end.x - foot.x).signum() * HEAD.1);
    let (a, b) = ((foot.x + dx, foot.y + dy), (foot.x - dx, foot.y - dy));
    format!("M{} {}L{} {}L{} {}z", end.x, end.y, a.0, a.1, b.0, b.1)
}

fn way(points: &[Point], hops: &[Point]) -> String {
    let mut d = String::new();
    let mut last: Option<Point> = None;
    for point in points {
        match last {
            None => d.push_str(&format!("M{} {}", point.x, point.y)),
            Some(last) if last.x == point.x => d.push_str(&format!("V{}", point.y)),
            Some(last) if last.y == point.y => {
                d.push_str(&hopping(last, *point, hops));
                d.push_str(&format!("H{}", point.x));
            }
            Some(_) => d.push_str(&format!("L{} {}", point.x, point.y)),
        }
        last = Some(*point);
    }
    if points.len() < 2 { String::new() } else { d }
}

fn hopping(from: Point, to: Point, hops: &[Point]) -> String {
    let step = (to.x - from.x).signum();
    let (low, high) = (from.x.min(to.x) + HOP, from.x.max(to.x) - HOP);
    let on_piece = |hop: &&Point| hop.y == from.y && low < hop.x && hop.x < high;
    let mut places: Vec<i32> = hops.iter().filter(on_piece).map(|hop| hop.x).collect();
    places.sort_by_key(|x| step * x);
    places.dedup();
    let sweep = i32::from(0 < step);
    let hop = |x: &i32| format!("H{}a{HOP} {HOP} 0 0 {sweep} {} 0", x - step * HOP, 2 * step * HOP);
    places.iter().map(hop).collect()
}

/// Writes the label of an edge at its place.
pub fn label(lines: &Lines, rect: &Rect, out: &mut Markup) {
    let x = rect.x + rect.width / 2;
    for (line, y) in lines.lines.iter().zip((rect.y + ASCENT..).step_by(line_step(NOTE))) {
        Text { class: "dg-label", font: NOTE, anchor: Anchor::Middle, room: rect.width }.write(
            line,
            Point { x, y },
            out,
        );
    }
}

fn line_step(font: Font) -> usize {
    usize::try_from(font.line_height()).unwrap_or(1)
}

/// How a line of text is written.
pub struct Text {
    /// Its class.
    pub class: &'static str,
    /// Its letters.
    pub font: Font,
    /// What of it is at its place.
    pub anchor: Anchor,
    /// How much room there is.
    pub room: i32,
}

/// What of a line of text is at its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end; of a text that runs to the left, its right end is where
    /// the room ends.
    Start,
    /// Its middle.
    Middle,
}

impl Text {
    /// Writes one line. Where it nearly fills its room its length is fixed,
    /// so that it cannot leave the room in any font.
    pub fn write(&self, line: &str, at: Point, out: &mut Markup) {
        self.write_numbered("", line, at, out);
    }

    /// Writes one line that begins with the number of a step.
    pub fn write_numbered(&self, number: &str, line: &str, at: Point, out: &mut Markup) {
        let is_rtl = line.chars().find_map(leads_left).unwrap_or(false);
        let x = match self.anchor {
            Anchor::Start if is_rtl => at.x + self.room,
            _ => at.x,
        };
        out.raw("<text").attribute("class", self.class).length("x", x).length("y", at.y);
        if self.anchor == Anchor::Middle {
            out.raw(" text-anchor=\"middle\"");
        }
        if is_rtl {
            out.raw(" direction=\"rtl\"");
        }
        let width = self.font.width(line) + NUMBER.width(number);
        if self.room.saturating_mul(FITTED_FROM) < width.saturating_mul(100) {
            out.length("textLength", width.min(self.room));
            out.raw(" lengthAdjust=\"spacingAndGlyphs\"");
        }
        out.raw(">");
        if !number.is_empty() {
            out.raw("<tspan class=\"dg-number\">").text(number).raw("</tspan>");
        }
        out.text(line).raw("</text>");
    }
}
