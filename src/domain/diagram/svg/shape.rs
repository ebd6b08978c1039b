//! The shapes of nodes, one for each kind, and where lines meet them.
//!
//! ISO 5807: a terminal is round, a predefined process has double sides, a
//! decision is a diamond, a document ends in a wave, a delay is round on the
//! right, an off-page connector points to where it leads.

use super::super::drawing::{Point, Rect};
use super::super::graph::NodeKind;
use super::super::size::{Form, SLANT, STRIPE};
use super::markup::Markup;

/// How far the wave of a document reaches up and down.
const WAVE: i32 = 5;
/// Between the double sides of a process area.
const SIDE: i32 = 7;
/// Between the two outlines of a whole process.
const FRAME: i32 = 4;

/// Writes the outline of a node.
pub fn outline(kind: NodeKind, form: Form, rect: &Rect, out: &mut Markup) {
    match kind {
        NodeKind::Start | NodeKind::End => {
            rectangle("dg-box dg-terminal", rect, terminal_radius(rect), out);
        }
        NodeKind::Step => rectangle("dg-box", rect, 4, out),
        NodeKind::Area => {
            rectangle("dg-box dg-area", rect, 4, out);
            let (left, right) = (rect.x + SIDE, rect.x + rect.width - SIDE);
            let sides = format!("M{left} {y}v{h}M{right} {y}v{h}", y = rect.y, h = rect.height);
            path("dg-side", &sides, out);
        }
        NodeKind::Process => {
            rectangle("dg-box dg-process", rect, 4, out);
            let (x, y) = (rect.x + FRAME, rect.y + FRAME);
            let (width, height) = (rect.width - 2 * FRAME, rect.height - 2 * FRAME);
            path("dg-side", &format!("M{x} {y}h{width}v{height}h-{width}z"), out);
        }
        NodeKind::Fork | NodeKind::Join => {
            let (y, height) = (rect.y + rect.height / 2 - 12, 24);
            rectangle("dg-reach", &Rect { y, height, ..*rect }, 0, out);
            rectangle("dg-bar", rect, 2, out);
        }
        NodeKind::Decision | NodeKind::Wait | NodeKind::Document | NodeKind::Connector => {
            path(class(kind), &drawn(kind, form, rect), out);
        }
    }
}

fn class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Decision => "dg-box dg-decision",
        NodeKind::Connector => "dg-box dg-connector",
        _ => "dg-box",
    }
}

fn drawn(kind: NodeKind, form: Form, rect: &Rect) -> String {
    let Rect { x, y, width, height } = *rect;
    let (right, bottom, middle) = (x + width, y + height, y + height / 2);
    match (kind, form) {
        (NodeKind::Decision, Form::Wide) => {
            let centre = x + width / 2;
            format!("M{centre} {y}L{right} {middle}L{centre} {bottom}L{x} {middle}z")
        }
        (NodeKind::Decision, Form::Narrow) => {
            let (left, flat) = (x + SLANT, width - 2 * SLANT);
            format!(
                "M{left} {y}h{flat}L{right} {middle}L{} {bottom}h-{flat}L{x} {middle}z",
                right - SLANT
            )
        }
        (NodeKind::Wait, _) => {
            let (flat, half) = (width - SLANT, height / 2);
            format!("M{x} {y}h{flat}a{SLANT} {half} 0 0 1 0 {height}h-{flat}z")
        }
        (NodeKind::Document, _) => {
            let (base, quarter, half) = (bottom - WAVE, width / 4, width / 2);
            format!(
                "M{x} {y}H{right}V{base}q-{quarter} -{WAVE} -{half} 0t-{half} 0z",
                WAVE = 2 * WAVE
            )
        }
        _ => {
            let flat = right - SLANT;
            format!("M{x} {y}H{flat}L{right} {middle}L{flat} {bottom}H{x}z")
        }
    }
}

/// Writes the stripe that shows the lane of a node.
pub fn stripe(kind: NodeKind, lane: usize, rect: &Rect, out: &mut Markup) {
    let Rect { x, y, height, .. } = *rect;
    let class = format!("dg-stripe dg-lane-{}", lane % 6);
    let (y, height) = (y + 1, height - 2);
    match kind {
        NodeKind::Start | NodeKind::End | NodeKind::Fork | NodeKind::Join => {}
        NodeKind::Decision => {
            let (top, point, half) = (x + SLANT, x + 1, height / 2);
            let d = format!(
                "M{top} {y}h{STRIPE}L{} {}L{} {}h-{STRIPE}L{point} {}z",
                point + STRIPE,
                y + half,
                top + STRIPE,
                y + height,
                y + half
            );
            path(&class, &d, out);
        }
        _ => {
            let rect = Rect { x: x + 1, y, width: STRIPE - 1, height };
            rectangle(&class, &rect, 2, out);
        }
    }
}

/// Moves the end of a line from the box of a node to what is drawn of it.
pub fn dock(kind: NodeKind, rect: &Rect, end: Point) -> Point {
    let right = rect.x + rect.width;
    let round = |radius: i32| {
        // How far a quarter of an ellipse is inside its box at this height.
        let (height, off) = (i64::from(rect.height), i64::from(off_middle(rect, end)));
        let free = (height * height - off * off).max(0).isqrt();
        let inside = i64::from(radius) * (height - free) / height.max(1);
        i32::try_from(inside).unwrap_or(0)
    };
    let inset = match kind {
        NodeKind::Start | NodeKind::End => round(terminal_radius(rect)),
        NodeKind::Wait if end.x == right => round(SLANT),
        NodeKind::Connector if end.x == right => SLANT * off_middle(rect, end) / rect.height.max(1),
        NodeKind::Document if end.y == rect.y + rect.height => {
            return Point { y: end.y - WAVE, ..end };
        }
        _ => 0,
    };
    match end.x {
        x if x == rect.x => Point { x: x + inset, ..end },
        x if x == right => Point { x: x - inset, ..end },
        _ => end,
    }
}

/// Twice the distance from the middle of the height, no more than the height.
fn off_middle(rect: &Rect, end: Point) -> i32 {
    (2 * (end.y - rect.y) - rect.height).abs().min(rect.height)
}

fn terminal_radius(rect: &Rect) -> i32 {
    (rect.height / 2).min(rect.width / 2).min(24)
}

/// Writes a rectangle with round corners.
pub fn rectangle(class: &str, rect: &Rect, radius: i32, out: &mut Markup) {
    out.raw("<rect").attribute("class", class);
    out.length("x", rect.x).length("y", rect.y);
    out.length("width", rect.width).length("height", rect.height);
    if 0 < radius {
        out.length("rx", radius);
    }
    out.raw("/>");
}

/// Writes a path.
pub fn path(class: &str, d: &str, out: &mut Markup) {
    out.raw("<path").attribute("class", class).attribute("d", d).raw("/>");
}
