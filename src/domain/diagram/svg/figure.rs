//! A figure with both forms of a drawing, and a drawing as a file.

use super::super::drawing::Size;
use super::super::sheets::cuts;
use super::super::sketch::Sketch;
use super::super::text::NOTE;
use super::Picture;
use super::markup::Markup;

/// The least size of letters in pixels, whatever the width of the page.
const LEAST_LETTERS: i32 = 12;
/// Widths of the page at which the style sheet shows the wide form, in
/// pixels. A figure has the class of the first that is enough.
const WIDTHS: std::ops::RangeInclusive<i32> = 240..=1200;
/// Between two of them.
const STEP: i32 = 80;
/// The width of the text of a page, in pixels.
const TEXT: i32 = 656;
/// The width of a page beside its menu, in pixels: in a window of 1,280.
const BESIDE_MENU: i32 = 928;
/// The same in a large window.
const LARGE: i32 = 1056;
/// How large a wide form may be to be printed on a page of A4 with letters
/// of 8 points.
const PRINTED: Size = Size { width: 820, height: 1150 };
/// The size of a wide form that was not laid out.
const NO_ROOM: Size = Size { width: 100_000, height: 100_000 };
/// The space between a lane's edge and its widest node, at least.
const LANE: i32 = 16;
/// How high a piece of a drawing in one column may be to stand on a page of
/// A4 or of letter size.
const SHEET: i32 = 880;

/// Tells whether a page can have room for the wide form: a lane is at least
/// as wide as its widest node, with some space on both sides. What has none
/// need not be laid out.
pub fn has_room(wide: &Sketch) -> bool {
    let mut lanes = vec![0; wide.lanes];
    for node in &wide.nodes {
        let lane = node.lane.and_then(|lane| lanes.get_mut(lane));
        lane.into_iter().for_each(|least| *least = node.size.width.max(*least));
    }
    let beside: i32 = lanes.iter().map(|least| least + 2 * LANE).sum();
    needed(beside) <= *WIDTHS.end()
}

/// Returns how wide a page must be for letters of a drawing to be large
/// enough.
fn needed(width: i32) -> i32 {
    width * LEAST_LETTERS / i32::from(NOTE.size) + 1
}

/// Writes both forms of a drawing. The style sheet shows one of them: the
/// wide one where its letters are large enough, if they ever are.
pub fn figure(wide: Option<&Picture<'_>>, narrow: &Picture<'_>) -> String {
    let size = wide.map_or(NO_ROOM, |wide| wide.drawing.size);
    let mut class = "dg-figure".to_string();
    let needed = needed(size.width);
    let width = WIDTHS.step_by(usize::try_from(STEP).unwrap_or(1)).find(|width| needed <= *width);
    width.iter().for_each(|width| class.push_str(&format!(" dg-from-{width}")));
    // Beside the contents of a page there is no room for more. Where only the
    // column is shown, the table of steps stands beside it.
    class.push_str(match width {
        Some(width) if width <= TEXT => "",
        Some(width) if width <= BESIDE_MENU => " dg-wider",
        Some(width) if width <= LARGE => " dg-wider dg-large",
        _ => " dg-wider dg-alone",
    });
    let is_printed = size.width <= PRINTED.width && size.height <= PRINTED.height;
    if is_printed {
        class.push_str(" dg-printed");
    }
    // A form that no page has room for is not sent.
    let wide = wide.filter(|_| width.is_some() || is_printed);
    let mut out = Markup::default();
    out.raw("<div").attribute("class", &class).raw(">\n");
    wide.iter().for_each(|wide| {
        out.raw(&wide.svg());
    });
    let cuts = if is_printed { Vec::new() } else { cuts(narrow.drawing, SHEET) };
    let narrow = if cuts.is_empty() { narrow.svg() } else { narrow.svg_in_pieces(&cuts) };
    out.raw(&narrow).raw("</div>\n");
    out.finish()
}

/// Writes a drawing as a file that needs no style sheet.
pub fn standalone(picture: &Picture<'_>) -> String {
    let mut out = Markup::default();
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    picture.open(&mut out);
    out.raw("<style>").raw(STYLE).raw("</style>\n");
    picture.body(&mut out);
    out.raw("</svg>\n");
    out.finish()
}

/// The styles of a file.
const STYLE: &str = include_str!("standalone.css");
