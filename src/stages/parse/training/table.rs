//! Tables of a plan: cells by the names of their columns.

use super::located;
use crate::base::nearest::nearest_within;
use crate::base::{Code, TextRange};
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

/// The columns of a table of a plan, as its authors write them.
pub(super) struct Columns {
    /// The section of the table.
    pub section: &'static str,
    /// Those without which it says nothing.
    pub needed: &'static [&'static str],
    /// Those that may be left out. Other columns are for readers alone.
    pub others: &'static [&'static str],
}

impl Columns {
    /// Reports columns that are called nearly like one, and those that lack.
    pub fn report(&self, builder: &mut Builder<'_>, table: &Table) {
        let heads: Vec<Located> =
            table.head.iter().filter_map(|cell| located(builder, &cell.content)).collect();
        let is_there = |name: &str| heads.iter().any(|head| loose(&head.text) == loose(name));
        let all = || self.needed.iter().chain(self.others);
        let mut lacking: Vec<&str> = all().copied().filter(|name| !is_there(name)).collect();
        let is_known = |head: &&Located| all().any(|name| loose(name) == loose(&head.text));
        for head in heads.iter().filter(|head| !is_known(head)) {
            let near = nearest_within(&head.text, lacking.iter().copied(), 2);
            let Some(near) = near.filter(|_| 3 < head.text.chars().count()) else { continue };
            let message = format!("*{}* has no column `{}`", self.section, head.text);
            let help = format!("did you mean `{near}`?");
            builder.report(Code::UNKNOWN_COLUMN, head.range, message, help);
            lacking.retain(|name| *name != near);
        }
        let Some(first) = heads.first() else { return };
        for name in self.needed.iter().filter(|name| lacking.contains(name)) {
            let message = format!("this table of *{}* has no column `{name}`", self.section);
            let help = format!("its columns are {}", all().copied().collect::<Vec<_>>().join(", "));
            builder.report(Code::MISSING_COLUMN, first.range, message, help);
        }
    }
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
