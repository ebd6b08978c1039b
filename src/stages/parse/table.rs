//! Tables: rows and cells of the tree.

use pulldown_cmark::Alignment as MarkdownAlignment;

use super::builder::Builder;
use super::checklist::boxes;
use super::frame::{Frame, Open, exact};
use super::id;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::document::{BlockKind, Inline};
use crate::model::table::{Alignment, Cell, Row, Table};

impl Builder<'_> {
    /// Ends a table, a row or a cell.
    pub fn close_table_part(&mut self, open: Open<'_>, inlines: Vec<Inline>, range: TextRange) {
        match open {
            Open::Table { alignments, head, mut rows } => {
                self.report_loose_rows(range);
                let checklist = boxes::read(self, &head, &mut rows);
                let (alignments, head, rows) = (alignments.into(), exact(head), exact(rows));
                let table = Table { alignments, head, rows, checklist };
                self.add_block(BlockKind::Table(Box::new(table)), range);
            }
            Open::Row { head: is_head, cells } => {
                self.report_extra_cells(range);
                self.add_row(is_head, cells);
            }
            _ => {
                let content = self.finish_inlines(inlines);
                if let Some(Frame { open: Open::Row { cells, .. }, .. }) = self.frames.last_mut() {
                    cells.push(Cell { range, content });
                }
            }
        }
    }

    /// A delimiter row that was repaired to be read is one other tools show
    /// as text.
    fn report_loose_rows(&mut self, table: TextRange) {
        let first = self.loose_rows.partition_point(|(row, _)| row.start < table.start);
        let Some((row, repaired)) = self.loose_rows.get(first).cloned() else { return };
        if table.end < row.end {
            return;
        }
        let span = Span::new(self.source.file, row);
        let message = "not every tool reads this as a table";
        self.found.push(
            Diagnostic::new(Code::LOOSE_TABLE, span, message)
                .help(format!("write `{}`", repaired.trim()))
                .fix(span, repaired),
        );
    }

    /// Cells beyond the last column are dropped by Markdown.
    fn report_extra_cells(&mut self, row: TextRange) {
        let columns = match self.frames.last() {
            Some(Frame { open: Open::Table { alignments, .. }, .. }) => alignments.len(),
            _ => return,
        };
        let source = self.text(row);
        let line = source.lines().next().unwrap_or_default();
        let inner = line.trim();
        let inner = inner.strip_prefix('|').unwrap_or(inner);
        let start = line.find(inner).unwrap_or(0);
        let bars: Vec<usize> = bars(inner);
        let ends_with_bar = bars.last().is_some_and(|bar| bar + 1 == inner.len());
        let cells = bars.len() + usize::from(!ends_with_bar);
        let Some(after) = bars.get(columns.wrapping_sub(1)).filter(|_| columns < cells) else {
            return;
        };
        let end = inner.len() - usize::from(ends_with_bar);
        let range = TextRange::new(start + after + 1, start + end).shifted(row.start);
        // A comment behind the last bar is for the row, and no cell.
        let written = self.text(range).trim();
        if written.starts_with("<!--") && written.ends_with("-->") {
            let lead = self.text(range).len() - self.text(range).trim_start().len();
            let comment = TextRange::new(lead, lead + written.len()).shifted(range.start);
            return self.comments.push(comment);
        }
        let message = format!("this row has {cells} cells, and the table {columns} columns");
        let help = "write `\\|` for a bar that is text, also in code and in `[[name\\|text]]`";
        self.report(Code::EXTRA_CELL, range, message, help);
    }

    fn add_row(&mut self, is_head: bool, mut row: Vec<Cell>) {
        let id = row.first_mut().and_then(|first| {
            let mut content = std::mem::take(&mut first.content).into_vec();
            let id = id::take_id(self, &mut content);
            first.content = content.into();
            id
        });
        let Some(Frame { open: Open::Table { head, rows, .. }, .. }) = self.frames.last_mut()
        else {
            return;
        };
        match is_head {
            true => *head = row,
            false => rows.push(Row { id, task: None, check: None, cells: exact(row) }),
        }
    }
}

/// Returns how a column is aligned.
pub(super) fn alignment(alignment: MarkdownAlignment) -> Alignment {
    match alignment {
        MarkdownAlignment::Center => Alignment::Center,
        MarkdownAlignment::Right => Alignment::End,
        MarkdownAlignment::None | MarkdownAlignment::Left => Alignment::Start,
    }
}

/// Returns where the bars stand that end a cell: all that no backslash
/// stands before.
fn bars(row: &str) -> Vec<usize> {
    let mut bars = Vec::new();
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !escaped {
            bars.push(at);
        }
        escaped = byte == b'\\' && !escaped;
    }
    bars
}
