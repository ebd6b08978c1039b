//! The lines of a fence `process`, without what surrounds it.

use super::line::{self, Line, Takes, Why};
use super::piece::{Piece, outside};
use super::words::kind_of;
use crate::domain::diagram::graph::NodeKind;

/// Returns the lines between the marks of a fence that say something.
pub(super) fn lines(text: &str, start: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut takes = Takes::Nothing;
    let mut is_first = true;
    let mut at = start;
    // A fence in a quotation has the mark of it on each line, the last too.
    let quotes = text.lines().skip(1).map(quotes).min().unwrap_or_default();
    let last = text.lines().count().saturating_sub(1);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let piece = uncommented(unquoted(Piece::new(line, at), quotes));
        at += line.len();
        let is_mark = piece.text.starts_with("```") || piece.text.starts_with("~~~");
        let is_around = index == 0 || (index == last && is_mark);
        if is_around || piece.is_empty() {
            continue;
        }
        let mut line = line::read(piece, takes);
        if is_first && matches!(line, Line::Follow(_)) {
            line = Line::Unknown(piece, Why::Above);
        }
        if let Line::Node(_, words) = &line {
            is_first = false;
            takes = match kind_of(words.text) {
                NodeKind::Fork => Takes::Members,
                NodeKind::Decision => Takes::Answers,
                _ => Takes::Cases,
            };
        }
        lines.push(line);
    }
    lines
}

/// Counts the marks of quotations that a line begins with.
fn quotes(line: &str) -> usize {
    let marks = line.chars().take_while(|c| matches!(c, '>' | ' ' | '\t'));
    marks.filter(|c| *c == '>').count()
}

fn unquoted(line: Piece<'_>, quotes: usize) -> Piece<'_> {
    let mut piece = line.trim();
    for _ in 0..quotes {
        piece = piece.after(">").map_or(piece, Piece::trim);
    }
    piece
}

/// Takes away `// a comment`; that of `https://` is none.
fn uncommented(line: Piece<'_>) -> Piece<'_> {
    let begins = |at: &usize| {
        let before = line.text.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '\t'])
    };
    match outside(line.text, "//").find(begins) {
        Some(at) => line.part(0, at).trim(),
        None => line,
    }
}
