//! Where everything lies. Whole pixels; x grows to the right, y downwards.

/// A place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Downwards.
    pub y: i32,
}

/// How large something is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Along x.
    pub width: i32,
    /// Along y.
    pub height: i32,
}

/// A rectangle by its upper left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Rect {
    /// To the right.
    pub x: i32,
    /// Downwards.
    pub y: i32,
    /// Along x.
    pub width: i32,
    /// Along y.
    pub height: i32,
}

/// A laid-out sketch: every vector is as long as its counterpart there, and
/// in the same order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// Where each node lies.
    pub nodes: Vec<Rect>,
    /// Which way each edge takes.
    pub edges: Vec<Line>,
    /// The strip of each lane; none where lanes are shown otherwise.
    pub lanes: Vec<Rect>,
    /// Everything lies between 0 and this, with a margin.
    pub size: Size,
}

/// The way of an edge, with the place of its label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Line {
    /// From the outline of its source to the outline of its target, in
    /// horizontal and vertical pieces.
    pub points: Vec<Point>,
    /// Where its label lies.
    pub label: Option<Rect>,
    /// Points where it hops over another line, on its horizontal pieces.
    pub hops: Vec<Point>,
    /// Where it is interrupted; its points end at the first mark then.
    pub jump: Option<Jump>,
}

/// Two marks with the same letter, in place of a line that would be long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Jump {
    /// Which letter: all that lead to the same node have the same one.
    pub letter: u32,
    /// The mark at which the edge is left off.
    pub leaves: Rect,
    /// The mark at which it is taken up again, the same for all that lead to
    /// the same node.
    pub arrives: Rect,
    /// From there to the outline of its target.
    pub points: Vec<Point>,
}
