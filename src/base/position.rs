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

/// So many bytes of a text are counted together.
const BLOCK: usize = 1024;

/// The line starts of one text, and how many characters stand before each
/// block of it: a column far to the right is found without counting from its
/// line's start.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Reads the line starts of `text`; lines end at `\n`.
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let here = *before;
            *before += characters(block);
            Some(here)
        });
        LineIndex { text, starts, characters: blocks.collect() }
    }

    /// Returns the position of byte `offset`.
    ///
    /// A byte order mark at the start of the text has no column of its own.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_of(offset);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.characters_before(offset) - self.characters_before(start);
        let mark = usize::from(start == 0 && self.text.starts_with('\u{feff}'));
        Position { line, column: before.saturating_sub(mark) + 1 }
    }

    /// Returns the line of byte `offset`, from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// Returns the bytes of line `line` (from 1) with its end.
    pub fn range(&self, line: usize) -> TextRange {
        let start = |line: usize| self.starts.get(line).copied().unwrap_or(self.text.len());
        TextRange::new(start(line.saturating_sub(1)), start(line))
    }

    /// Returns how many characters begin before byte `offset`.
    fn characters_before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = (offset / BLOCK).min(self.characters.len().saturating_sub(1));
        let before = self.characters.get(block).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        before + characters(rest)
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

/// Counts the characters that begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
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
    #[test]
    fn columns_of_long_lines_are_characters() {
        let long = "ü€x\t".repeat(2_000);
        let text = format!("\u{feff}{long}\r\n{long}\n\n{long}");
        let index = LineIndex::new(&text);
        let (mut line, mut column) = (1, 1);
        for (at, character) in text.char_indices() {
            assert_eq!(index.position(at), Position { line, column }, "at {at}");
            match character {
                '\u{feff}' => {}
                '\n' => (line, column) = (line + 1, 1),
                _ => column += 1,
            }
        }
        assert_eq!(index.position(text.len()), Position { line, column });
        assert_eq!(LineIndex::new("").position(0), Position { line: 1, column: 1 });
        let exact = "x".repeat(BLOCK);
        assert_eq!(LineIndex::new(&exact).position(BLOCK).column, BLOCK + 1);
    }
}
