//! What stands alone on a line: marks of containers, directives without
//! content, abbreviations and snippets of MkDocs, loose delimiter rows.

use std::ops::Range;

use super::super::delimiter;
use super::super::flavour::Flavour;
use super::super::mark::{self, LEAVES, Line};
use super::{Cover, Scan, strip_list_marker};

/// A directive that is longer, in bytes, is taken to be never closed.
const LONGEST_DIRECTIVE: usize = 4096;

impl Scan<'_> {
    /// Hides what stands alone on the line `start..end` from its byte
    /// `indent` on; tells whether there is something.
    pub(super) fn mark(&mut self, start: usize, indent: usize, end: usize) -> bool {
        let text = self.source.get(start + indent..end).unwrap_or_default();
        if !text.starts_with([':', '!', '?', '=', '/', '-', '*', ';']) {
            return false;
        }
        if text.starts_with("*[") {
            return self.abbreviation(start + indent, text);
        }
        if is_snippet(text) && self.flavour == Flavour::MkDocs {
            self.hidden.push((start + indent..end, Cover::Code));
            return true;
        }
        let deeper = self.next_indent().saturating_sub(indent);
        let line = Line { text, start: start + indent, deeper };
        let Some(mark) = mark::read(line, self.flavour) else { return self.leaf(start, indent) };
        let cover = mark::cover(&mark, text, deeper);
        self.hidden.push((mark.range.clone(), Cover::Text(cover)));
        self.marks.push(mark);
        true
    }

    /// Hides `*[short]: long`.
    fn abbreviation(&mut self, start: usize, text: &str) -> bool {
        let Some(close) = text.find("]:").filter(|close| 2 < *close) else { return false };
        if self.flavour != Flavour::MkDocs {
            return false;
        }
        let end = start + text.len();
        self.abbreviations.push((start + 2..start + close, start + close + 2..end));
        self.hidden.push((start..end, Cover::Text(" ".repeat(text.len()))));
        true
    }

    /// Hides a directive without content that begins a line. It may go on
    /// over lines with text and ends at the first `:::`, or with its line.
    fn leaf(&mut self, start: usize, indent: usize) -> bool {
        let rest = self.source.get(start + indent..).unwrap_or_default();
        let Some(name) = rest.strip_prefix(":::") else { return false };
        if !LEAVES.iter().any(|leaf| name.starts_with(leaf)) {
            return false;
        }
        let near = rest.get(..rest.floor_char_boundary(LONGEST_DIRECTIVE)).unwrap_or_default();
        let paragraph = near.find("\n\n").unwrap_or(near.len());
        let line = rest.find('\n').unwrap_or(rest.len());
        let close = rest.get(3..paragraph).and_then(|rest| rest.find(":::"));
        let length =
            close.map_or(rest.get(..line).unwrap_or_default().trim_end().len(), |at| at + 6);
        self.hidden.push((start + indent..start + indent + length, Cover::Code));
        let end = start + indent + length;
        if self.at < end {
            let rest = self.source.get(end..).unwrap_or_default();
            self.at = end + rest.find('\n').map_or(rest.len(), |at| at + 1);
        }
        true
    }

    /// Returns how far the next line with text is indented; 0 at the end.
    fn next_indent(&self) -> usize {
        let rest = self.source.get(self.at..).unwrap_or_default();
        for line in rest.lines() {
            let inner = line.trim_start_matches([' ', '>']);
            if !inner.trim().is_empty() {
                return line.len() - inner.len();
            }
        }
        0
    }

    /// Hides a line that is a delimiter row only some tools read.
    pub(super) fn loose_row(&mut self, range: Range<usize>) -> bool {
        let row = self.source.get(range.clone()).unwrap_or_default();
        if !row.starts_with(['|', ':', '-']) || !row.contains('|') {
            return false;
        }
        let before = self.source.get(..range.start).unwrap_or_default();
        let above = before.rsplit('\n').nth(1).unwrap_or_default();
        let header = strip_list_marker(above.trim_start_matches([' ', '\t', '>']));
        let Some(repaired) = delimiter::repaired(row, header) else { return false };
        self.hidden.push((range.clone(), Cover::Text(repaired.clone())));
        self.loose_rows.push((range, repaired));
        true
    }
}

/// Tells whether a line is `--8<-- "file"` or another form of it.
fn is_snippet(line: &str) -> bool {
    let inner = line.trim_start_matches('-');
    let dashes = line.len() - inner.len();
    let after = inner.strip_prefix("8<").map(|rest| rest.trim_start_matches('-'));
    (1..=6).contains(&dashes)
        && after.is_some_and(|rest| rest.trim_start().starts_with(['"', '\'']))
}
