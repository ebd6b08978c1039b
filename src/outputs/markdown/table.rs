//! Tables as Markdown.

use super::writer::{Flow, Writer};
use crate::model::document::{Block, BlockKind, Element};
use crate::model::graft::id_in_page;
use crate::model::table::{Alignment, Row, Table};

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, table: &'a Table) {
        let columns = table.alignments.len().max(1);
        let head = table.head.iter();
        let head =
            head.map(|cell| self.one_line(Flow::Cell, |writer| writer.inlines(&cell.content)));
        let mut rows: Vec<Vec<String>> = vec![head.collect()];
        for row in &table.rows {
            rows.push(self.row(row, table));
        }
        let alignments = table.alignments.iter().map(|alignment| match alignment {
            Alignment::Start => "---",
            Alignment::Center => ":---:",
            Alignment::End => "---:",
        });
        let alignments: Vec<&str> = alignments.collect();
        self.grid(columns, &rows, &alignments);
    }

    fn row(&mut self, row: &'a Row, table: &'a Table) -> Vec<String> {
        let anchor = row.id.as_deref().map(|id| id_in_page(self.part.ids, id).into());
        self.anchors.extend(anchor);
        let done = table.checklist.map(|columns| columns.done);
        let cells = row.cells.iter().enumerate().map(|(at, cell)| match row.task {
            Some(ticked) if done == Some(at) => if ticked { "[x]" } else { "[ ]" }.to_string(),
            _ => self.one_line(Flow::Cell, |writer| writer.inlines(&cell.content)),
        });
        cells.collect()
    }

    /// Writes rows of finished cells; the first is the header.
    pub(super) fn grid(&mut self, columns: usize, rows: &[Vec<String>], alignments: &[&str]) {
        if self.flow != Flow::Lines {
            for cell in rows.iter().flatten().filter(|cell| !cell.is_empty()) {
                self.block(|writer| writer.mark(cell));
            }
            return;
        }
        self.begin();
        for (at, row) in rows.iter().enumerate() {
            if 0 < at {
                self.new_line();
            }
            self.grid_row(columns, |at| row.get(at).map_or("", String::as_str));
            if at == 0 {
                self.new_line();
                self.grid_row(columns, |at| alignments.get(at).copied().unwrap_or("---"));
            }
        }
    }

    fn grid_row<'c>(&mut self, columns: usize, cell: impl Fn(usize) -> &'c str) {
        self.mark("|");
        for at in 0..columns {
            self.mark(" ");
            self.mark(cell(at));
            self.mark(if cell(at).is_empty() { "|" } else { " |" });
        }
    }

    /// A table in HTML: what stands in its rows, cell by cell.
    pub(super) fn html_table(&mut self, table: &'a Element<Box<[Block]>>) {
        let mut rows = Vec::new();
        let mut others = Vec::new();
        sort_rows(&table.content, &mut rows, &mut others);
        for block in others {
            self.blocks(std::slice::from_ref(block));
        }
        let mut grid: Vec<Vec<String>> = Vec::new();
        for row in &rows {
            let cells = row.iter().map(|block| {
                self.one_line(Flow::Cell, |writer| writer.blocks(std::slice::from_ref(block)))
            });
            grid.push(cells.collect());
        }
        let columns = grid.iter().map(Vec::len).max().unwrap_or_default();
        if 0 < columns {
            self.grid(columns, &grid, &[]);
        }
    }
}

/// Finds the rows of a table in HTML, and what stands outside them.
fn sort_rows<'a>(blocks: &'a [Block], rows: &mut Vec<&'a [Block]>, others: &mut Vec<&'a Block>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Element(element) => match element.tag {
                "thead" | "tbody" | "tfoot" => sort_rows(&element.content, rows, others),
                "tr" => rows.push(&element.content),
                _ => others.push(block),
            },
            _ => others.push(block),
        }
    }
}
