//! The table `[images]` of the configuration.

use crate::base::{Code, Diagnostic, FileId, Span};
use crate::text::data::{Node, Value};
use crate::text::fields::Fields;

/// The narrowest and the widest variant, in pixels.
const NARROWEST: u32 = 16;
const WIDEST: u32 = 4_096;
/// The most variants of a picture.
const MOST: usize = 6;
/// How widths are written.
const HELP: &str = "write for example `widths = [480, 960]`";

/// Reads `[images]`; returns the widths of variants, from the narrowest. A
/// program that can make none says so.
pub(super) fn read(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Vec<u32> {
    let mut problems = Vec::new();
    let mut fields = Fields::new(file, "`images`", node, found);
    let widths = fields.node("widths").map(|node| (node, widths(file, node, &mut problems)));
    fields.finish(&|_| false);
    found.extend(problems);
    let Some((node, widths)) = widths.filter(|(_, widths)| !widths.is_empty()) else {
        return Vec::new();
    };
    if cfg!(feature = "images") {
        return widths;
    }
    let message = "this program makes no smaller variants of pictures: it was built without that";
    let help = "build it with `cargo install --path . --features images`, or leave `images` out";
    let span = Span::new(file, node.range);
    found.push(Diagnostic::new(Code::PICTURE_NOT_REDUCED, span, message).help(help));
    Vec::new()
}

/// Reads the widths; those that are wrong are reported, the others count.
fn widths(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Vec<u32> {
    let Value::List(nodes) = &node.value else {
        found.push(wrong(file, node, "`widths` must be a list of whole numbers", HELP));
        return Vec::new();
    };
    let mut widths: Vec<u32> = Vec::new();
    for node in nodes {
        let written = node.as_text().unwrap_or_default();
        let Ok(width) = written.parse::<i64>() else {
            found.push(wrong(file, node, "a width must be a whole number of pixels", HELP));
            continue;
        };
        let fitting = u32::try_from(width).ok();
        let Some(width) = fitting.filter(|width| (NARROWEST..=WIDEST).contains(width)) else {
            let message = format!("a variant cannot be {width} pixels wide");
            let help = format!("write a width from {NARROWEST} to {WIDEST}");
            found.push(wrong(file, node, &message, &help));
            continue;
        };
        match widths.last() {
            Some(last) if width <= *last => {
                let message = format!("{width} stands behind {last}, which is not narrower");
                found.push(wrong(
                    file,
                    node,
                    &message,
                    "write each width once, from the narrowest",
                ));
            }
            _ if widths.len() == MOST => {
                let message = format!("a picture has at most {MOST} variants");
                found.push(wrong(file, node, &message, "leave out widths that lie close together"));
                break;
            }
            _ => widths.push(width),
        }
    }
    widths
}

fn wrong(file: FileId, node: &Node, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::WRONG_TYPE, Span::new(file, node.range), message).help(help)
}
