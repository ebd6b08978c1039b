//! A line of a table whose first line names its columns.

use std::rc::Rc;

use crate::base::TextRange;
use crate::model::kind::Field;
use crate::model::table::{Cell, Row};

/// A line of a table.
pub(super) struct Line<'d> {
    /// What its cells are, in order.
    pub columns: Rc<[Option<&'static Field>]>,
    pub row: &'d Row,
}

impl<'d> Line<'d> {
    /// Returns the cell of a column.
    pub fn cell(&self, name: &str) -> Option<&'d Cell> {
        let is_own = |own: &Option<&'static Field>| own.is_some_and(|own| own.name == name);
        self.row.cells.get(self.columns.iter().position(is_own)?)
    }

    /// Returns its bytes.
    pub fn range(&self) -> TextRange {
        let ranges = self.row.cells.iter().map(|cell| cell.range);
        ranges.reduce(TextRange::cover).unwrap_or_default()
    }
}
