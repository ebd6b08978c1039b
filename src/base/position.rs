//! From byte offsets to lines and columns.

use crate::base::TextRange;

/// A place as people count it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: usize,
}

/// The line starts of one text.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Reads the line starts of `text`; lines end at `\n`.
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        LineIndex { text, starts }
    }

    /// Returns the position of byte `offset`.
    ///
    /// A byte order mark at the start of the text has no column of its own.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        let before = before.strip_prefix('\u{feff}').unwrap_or(before);
        Position { line, column: before.chars().count() + 1 }
    }

    /// Returns where a range begins and ends; the end is exclusive.
    pub fn ends(&self, range: TextRange) -> (Position, Position) {
        (self.position(range.start as usize), self.position(range.end as usize))
    }

    /// Returns the text of line `line` (from 1) without its end.
    pub fn line(&self, line: usize) -> &'a str {
        let Some(start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return "";
        };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text.get(*start..end).unwrap_or_default().trim_end_matches(['\n', '\r'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let index = LineIndex::new("\u{feff}a\nü€x\r\nz");
        assert_eq!(index.position(3), Position { line: 1, column: 1 });
        assert_eq!(index.position(10), Position { line: 2, column: 3 });
        assert_eq!(index.position(13), Position { line: 3, column: 1 });
        assert_eq!(index.line(2), "ü€x");
    }
}
