//! The narrow layout: one column, for a phone.
//!
//! The nodes stand below each other in the order of the process. An edge to
//! the next row is a straight line, a shorter jump runs along a rail beside
//! the column, a longer one is two marks with the same letter. However large
//! a process is, its drawing is no wider than 344 pixels; and the work grows
//! with the number of nodes and edges, not with their product.

mod gap;
mod hops;
mod order;
mod place;
mod plan;
mod rails;
mod side;

use super::drawing::{Drawing, Size};
use super::sketch::Sketch;

/// No drawing is wider, in pixels.
pub const WIDEST: i32 = 344;
/// An edge over more rows is drawn as two marks.
const LONGEST: usize = 8;
/// On each side.
const MOST_TRACKS: usize = 4;
/// Around everything.
const MARGIN: i32 = 6;
/// Between two tracks.
const PITCH: i32 = 10;
/// Between the column and the first track, where no label is between them.
const FIRST_TRACK: i32 = 12;
/// A larger label does not fit beside a node and stands below it.
const LABEL_BESIDE: Size = Size { width: 40, height: 18 };
/// Half of the width and height of a mark.
const MARK: i32 = 10;

/// Lays a sketch out in one column. Sizes of nodes are those of
/// [`Form::Narrow`](super::size::Form).
pub fn lay_out(sketch: &Sketch) -> Drawing {
    let plan = plan::plan(sketch, order::order(sketch));
    let mut drawing = place::place(sketch, &plan);
    hops::add(sketch, &plan, &mut drawing);
    drawing
}

#[cfg(test)]
mod tests;
