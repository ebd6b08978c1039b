//! Tables: rows and cells of the tree.

use pulldown_cmark::Alignment as MarkdownAlignment;

use super::builder::Builder;
use super::finish;
use super::frame::{Frame, Open, exact};
use crate::base::TextRange;
use crate::model::document::{Alignment, BlockKind, Cell, Inline, Row, Table};

impl Builder<'_> {
    /// Ends a table, a row or a cell.
    pub fn close_table_part(&mut self, open: Open<'_>, inlines: Vec<Inline>, range: TextRange) {
        match open {
            Open::Table { alignments, head, rows } => {
                let table =
                    Table { alignments: alignments.into(), head: exact(head), rows: exact(rows) };
                self.add_block(BlockKind::Table(Box::new(table)), range);
            }
            Open::Row { head: is_head, cells } => self.add_row(is_head, cells),
            _ => {
                let content = self.finish_inlines(inlines);
                if let Some(Frame { open: Open::Row { cells, .. }, .. }) = self.frames.last_mut() {
                    cells.push(Cell { range, content });
                }
            }
        }
    }

    fn add_row(&mut self, is_head: bool, mut row: Vec<Cell>) {
        let id = row.first_mut().and_then(|first| {
            let mut content = std::mem::take(&mut first.content).into_vec();
            let id = finish::take_id(self, &mut content);
            first.content = content.into();
            id
        });
        let Some(Frame { open: Open::Table { head, rows, .. }, .. }) = self.frames.last_mut()
        else {
            return;
        };
        match is_head {
            true => *head = row,
            false => rows.push(Row { id, cells: exact(row) }),
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
