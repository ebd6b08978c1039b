//! The pieces of a long drawing, beside each other, for paper.
//!
//! A piece is a window onto the drawing that the page has already, so that
//! nothing is sent twice.

use super::markup::Markup;

/// How wide a piece may be so that three stand beside each other on a page
/// of A4, 672 pixels, with letters of 8 points.
const THIRD: i32 = 283;

/// Writes the pieces of the drawing called `id`, which end at `cuts`.
pub fn write(width: i32, cuts: &[i32], id: &str, out: &mut Markup) {
    let mut top = 0;
    let beside = if width <= THIRD { 3 } else { 2 };
    for row in cuts.chunks(beside) {
        out.raw("<div class=\"dg-sheets\" aria-hidden=\"true\">");
        for end in row {
            let height = end - top;
            out.raw("<svg class=\"dg dg-sheet\"");
            out.attribute("viewBox", &format!("0 {top} {width} {height}"));
            out.length("width", width).length("height", height).raw("><use");
            out.attribute("href", &format!("#{id}")).raw("/></svg>");
            top = *end;
        }
        out.raw("</div>\n");
    }
}
