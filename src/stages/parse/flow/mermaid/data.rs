//! What a Mermaid flowchart writes of a node in braces: `A@{ shape: diamond,
//! label: "Is it late?" }`.

use super::scan::{Part, Scan, Shape, bare};

/// Braces are read this far.
const LONGEST: usize = 2_000;

/// Reads the braces that stand here and moves over them; `None` if they have
/// no end. What only makes looks is passed over.
pub(super) fn read(scan: &mut Scan<'_>) -> Option<(Option<Shape>, Option<Part>)> {
    if !scan.rest().starts_with("@{") {
        return None;
    }
    let start = scan.at + "@{".len();
    let (mut shape, mut words) = (None, None);
    let mut field = start;
    let mut is_quoted = false;
    for (at, c) in scan.text.get(start..)?.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' | '\n' | '}' if !is_quoted => {
                let (key, value) = key_and_value(scan, field..start + at);
                match scan.part(&key) {
                    "shape" => shape = Some(named(scan.part(&value))),
                    "label" => words = Some(value),
                    _ => {}
                }
                field = start + at + 1;
            }
            _ => {}
        }
        if c == '}' && !is_quoted {
            scan.at = field;
            return Some((shape, words));
        }
    }
    None
}

fn key_and_value(scan: &Scan<'_>, field: Part) -> (Part, Part) {
    let colon = scan.part(&field).find(':').map_or(field.end, |at| field.start + at);
    let value = (colon + 1).min(field.end)..field.end;
    (bare(scan.text, field.start..colon), bare(scan.text, value))
}

/// Returns what Mermaid's name of a shape means in a flow.
fn named(name: &str) -> Shape {
    match name {
        "diam" | "diamond" | "decision" | "question" => Shape::Question,
        "stadium" | "terminal" | "pill" | "circle" | "circ" | "sm-circ" | "small-circle"
        | "start" | "dbl-circ" | "double-circle" | "fr-circ" | "framed-circle" | "stop" => {
            Shape::Terminal
        }
        "fr-rect" | "framed-rectangle" | "subproc" | "subprocess" | "subroutine" => Shape::Part,
        "cyl" | "cylinder" | "database" | "db" | "doc" | "document" | "docs" | "documents"
        | "lin-doc" | "tag-doc" | "lean-r" | "lean-right" | "in-out" | "lean-l" | "lean-left"
        | "out-in" => Shape::Record,
        "odd" => Shape::Flag,
        "fork" | "join" => Shape::Bar,
        _ => Shape::Box,
    }
}
