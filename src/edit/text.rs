//! Edits of one text.

use crate::base::TextRange;

/// A piece of text to be replaced.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TextEdit {
    /// What is replaced.
    pub range: TextRange,
    /// What stands there afterwards.
    pub replacement: String,
}

impl TextEdit {
    /// Makes an edit.
    pub fn new(range: TextRange, replacement: impl Into<String>) -> TextEdit {
        TextEdit { range, replacement: replacement.into() }
    }

    /// Makes an edit that only adds text.
    pub fn insert(at: usize, text: impl Into<String>) -> TextEdit {
        TextEdit::new(TextRange::new(at, at), text)
    }
}

/// Sorts edits by place and drops those that say the same as another or
/// overlap an earlier one: of two that overlap the first wins.
pub fn compatible(mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    edits.sort();
    edits.dedup();
    let mut kept: Vec<TextEdit> = Vec::with_capacity(edits.len());
    for edit in edits {
        if kept.last().is_none_or(|last| !overlap(last.range, edit.range)) {
            kept.push(edit);
        }
    }
    kept
}

/// Two edits at one place overlap even if both only add text: their order
/// would be an accident.
fn overlap(first: TextRange, second: TextRange) -> bool {
    second.start < first.end || second.start == first.start
}

/// Applies edits that [`compatible`] returned.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let (start, end) = (edit.range.start as usize, edit.range.end as usize);
        let Some(before) = text.get(done..start).filter(|_| text.is_char_boundary(end)) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&edit.replacement);
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_that_overlap_wins() {
        let edit = |start, end, text: &str| TextEdit::new(TextRange::new(start, end), text);
        let edits = compatible(vec![
            edit(4, 6, "E"),
            edit(0, 2, "A"),
            edit(1, 3, "B"),
            edit(0, 2, "A"),
            edit(2, 2, "+"),
        ]);
        assert_eq!(apply("aabbcceé", &edits), "A+bbEeé");
        assert_eq!(apply("é", &[edit(1, 2, "x")]), "é");
    }
}
