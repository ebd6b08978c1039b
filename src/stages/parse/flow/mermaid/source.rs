//! The text of a fence, and where each of its lines stands in the file: a
//! fence may stand in a quotation or in a list.

use std::ops::Range;

use crate::base::TextRange;

/// The places of the lines of a fence.
pub(super) struct Source {
    /// Where each line begins, in the text and in the file.
    lines: Vec<(usize, usize)>,
}

impl Source {
    /// Finds the lines of a text in the fence that holds it, which begins at
    /// a byte of the file.
    pub(super) fn new(text: &str, fence: &str, start: u32) -> Source {
        let mut written = fence.split_inclusive('\n');
        let mut at = start as usize + written.next().map_or(0, str::len);
        let mut lines = Vec::new();
        let mut begin = 0;
        for line in text.split_inclusive('\n') {
            let own = written.next().unwrap_or_default();
            let visible = own.trim_end_matches(['\n', '\r']);
            let before = match visible.strip_suffix(line.trim_end_matches('\n')) {
                Some(before) => before.len(),
                None => visible.len() - visible.trim_start_matches([' ', '\t', '>']).len(),
            };
            lines.push((begin, at + before));
            begin += line.len();
            at += own.len();
        }
        Source { lines }
    }

    /// Returns the place of a part of the text in the file.
    pub(super) fn place(&self, part: &Range<usize>) -> TextRange {
        let start = self.offset(part.start);
        match part.end.checked_sub(1) {
            Some(last) if part.start <= last => TextRange::new(start, self.offset(last) + 1),
            _ => TextRange::new(start, start),
        }
    }

    fn offset(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(begin, _)| *begin <= at).saturating_sub(1);
        self.lines.get(line).map_or(0, |(begin, file)| file + at.saturating_sub(*begin))
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn lines_have_places_in_the_file() {
        let file = "xx\n> ```mermaid\n> a\n>   b ü\n> ```\n";
        let fence = &file[5..];
        let source = Source::new("a\n  b ü\n", fence, 5);
        for (part, expected) in [(0..1, "a"), (2..5, "  b"), (6..8, "ü")] {
            assert_eq!(source.place(&part).of(file), expected);
        }
        assert_eq!(source.place(&(4..4)).of(file), "");
    }
}
