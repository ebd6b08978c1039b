//! The text of a page being put together: parts of the source, words in the
//! line, and blocks on lines of their own.

use std::ops::Range;

use super::draft::Draft;
use super::shape;

/// A draft that knows whether a block has just ended.
#[derive(Debug, Default)]
pub(super) struct Out {
    draft: Draft,
    /// What lines begin with where that block stands.
    after: Option<String>,
    /// Whether the line of the block has ended since.
    is_line_over: bool,
    /// Whether the draft ends with a code span of ours.
    is_after_code: bool,
}

impl Out {
    /// Returns what was put together.
    pub fn finish(mut self) -> Draft {
        if self.after.is_some() && self.is_line_over {
            let end = self.draft.text().len();
            self.draft.write("\n", self.draft.origin(end));
        }
        self.draft
    }

    /// Tells whether the next words stand in a row of a table.
    pub fn is_in_table(&self) -> bool {
        self.after.is_none() && self.draft.last_line().trim_start().starts_with('|')
    }

    /// Adds a part of the source.
    pub fn copy(&mut self, text: &str, range: Range<usize>) {
        let piece = text.get(range.clone()).unwrap_or_default();
        if std::mem::take(&mut self.is_after_code) && piece.starts_with('`') {
            self.draft.write(" ", range.start);
        }
        let Some(prefix) = &self.after else { return self.draft.copy(text, range) };
        let start = range.end - piece.trim_start_matches([' ', '\t']).len();
        let rest = text.get(start..range.end).unwrap_or_default();
        if rest.is_empty() {
            return;
        }
        if rest.starts_with('\n') {
            let next = rest.get(1..).unwrap_or_default();
            if next.trim_matches([' ', '\t', '>']).is_empty() {
                // What comes next needs an empty line before it.
                self.is_line_over = true;
                return;
            }
            let is_gap = next.trim_start_matches([' ', '\t', '>']).starts_with('\n');
            let gap = format!("\n{}", prefix.trim_end());
            self.draft.write(if is_gap { "" } else { &gap }, range.start);
            self.after = None;
        } else {
            self.settle(range.start);
        }
        self.draft.copy(text, start..range.end);
    }

    /// Adds words to the line.
    pub fn words(&mut self, words: &str, from: usize) {
        self.settle(from);
        self.is_after_code = false;
        self.draft.write(words, from);
    }

    /// Adds a block on lines of its own.
    pub fn block(&mut self, block: &Draft, from: usize) {
        self.settle(from);
        self.is_after_code = false;
        let prefix = shape::line_prefix(self.draft.last_line());
        shape::place_block(&mut self.draft, block, from);
        self.after = Some(prefix);
        self.is_line_over = false;
    }

    /// Shows a text as code; in a table, bars would end the cell.
    pub fn code(&mut self, text: &str, from: usize) {
        self.settle(from);
        let near = near(self.draft.text());
        let gap = if near.ends_with('`') { " " } else { "" };
        let shown = format!("{gap}{}", shape::code_span_after(near, text));
        self.is_after_code = true;
        let shown = if self.is_in_table() { shown.replace('|', "\\|") } else { shown };
        self.draft.write(&shown, from);
    }

    /// Makes room for words behind a block.
    fn settle(&mut self, from: usize) {
        if let Some(prefix) = self.after.take() {
            self.draft.write(&format!("\n{}\n{prefix}", prefix.trim_end()), from);
        }
    }
}

/// How far back a backtick is looked for that is still open.
const NEAR: usize = 512;

/// Returns the end of the last paragraph of a text.
fn near(text: &str) -> &str {
    let start = text.len().saturating_sub(NEAR);
    let start = (start..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let end = text.get(start..).unwrap_or_default();
    end.rsplit_once("\n\n").map_or(end, |(_, paragraph)| paragraph)
}
