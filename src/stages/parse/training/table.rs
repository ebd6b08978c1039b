//! Tables of a plan: cells by the names of their columns.

use super::located;
use crate::base::TextRange;
use crate::model::catalog::loose;
use crate::model::document::{Block, BlockKind, Inline, InlineKind};
use crate::model::front::Located;
use crate::model::table::{Cell, Row, Table};
use crate::stages::parse::builder::Builder;

/// A plan has no more rows in a table than this.
const MOST: usize = 2_000;

/// A row of a table, with the names of its columns.
pub(super) struct Line<'a> {
    heads: &'a [String],
    row: &'a Row,
}

/// Returns the first table of a section.
pub(super) fn first(blocks: &[Block]) -> Option<&Table> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(&**table),
        _ => None,
    })
}

/// Returns the names of the columns of a table.
pub(super) fn heads(builder: &Builder<'_>, table: &Table) -> Vec<String> {
    let head = table.head.iter().map(|cell| loose(builder.plain(&cell.content).trim()));
    head.collect()
}

/// Returns the rows of a table.
pub(super) fn lines<'a>(heads: &'a [String], table: &'a Table) -> impl Iterator<Item = Line<'a>> {
    table.rows.iter().take(MOST).map(move |row| Line { heads, row })
}

impl<'a> Line<'a> {
    /// Returns the cell of a column.
    fn cell(&self, column: &str) -> Option<&'a Cell> {
        let at = self.heads.iter().position(|head| head == column)?;
        self.row.cells.get(at)
    }

    /// Returns what a cell says; `None` if it says nothing, or `-`.
    pub fn text(&self, builder: &Builder<'_>, column: &str) -> Option<Located> {
        said(builder, &self.cell(column)?.content)
    }

    /// Returns the names in a cell, which commas part.
    pub fn names(&self, builder: &Builder<'_>, column: &str) -> Box<[Located]> {
        let Some(whole) = self.text(builder, column) else { return Box::default() };
        // Places are exact where the text stands in the source as it is.
        let is_exact = builder.text(whole.range) == &*whole.text;
        let mut at = 0;
        let mut names = Vec::new();
        for part in whole.text.split([',', ';']) {
            let name = part.trim();
            let start = at + (part.len() - part.trim_start().len());
            let range = match is_exact {
                true => TextRange::new(start, start + name.len()).shifted(whole.range.start),
                false => whole.range,
            };
            if !name.is_empty() {
                names.push(Located { text: name.into(), range });
            }
            at += part.len() + 1;
        }
        names.into()
    }

    /// Returns the references in a cell.
    pub fn references(&self, column: &str) -> Box<[u32]> {
        self.cell(column).map(|cell| references(&cell.content)).unwrap_or_default()
    }

    /// Returns the cells.
    pub fn cells(&self) -> &'a [Cell] {
        &self.row.cells
    }
}

/// Returns what inlines say; `None` if they say nothing, or `-`.
pub(super) fn said(builder: &Builder<'_>, content: &[Inline]) -> Option<Located> {
    located(builder, content).filter(|own| !matches!(&*own.text, "-" | "–" | "—"))
}

/// Returns the references in inlines.
pub(super) fn references(content: &[Inline]) -> Box<[u32]> {
    let numbers = content.iter().filter_map(|inline| match inline.kind {
        InlineKind::Name(number, _) | InlineKind::Link(number, _) => Some(number),
        _ => None,
    });
    numbers.collect()
}
