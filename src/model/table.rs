//! Tables, and checklists, which are tables with boxes to tick.

use crate::base::TextRange;
use crate::model::checklist::Check;
use crate::model::tree::Inlines;

/// How a column is aligned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alignment {
    /// As the language goes.
    Start,
    /// In the middle.
    Center,
    /// At the end, as numbers are.
    End,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// One for each column.
    pub alignments: Box<[Alignment]>,
    /// The header's cells.
    pub head: Box<[Cell]>,
    /// The rows.
    pub rows: Box<[Row]>,
    /// For a checklist: where its boxes and tasks stand.
    pub checklist: Option<Checklist>,
}

/// The columns of a table that is a checklist, from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checklist {
    /// The column of boxes.
    pub done: usize,
    /// The column of tasks.
    pub task: usize,
    /// The column of what the build is to look at.
    pub check: Option<usize>,
    /// The column of days.
    pub due: Option<usize>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id: written at the end of its first cell or of its task, or
    /// derived for a task or a duty of a page of a kind.
    pub id: Option<Box<str>>,
    /// For a task of a checklist: whether the author ticked it.
    pub task: Option<bool>,
    /// For a task: what the build can look at, if that is understood.
    pub check: Option<Check>,
    /// Its cells.
    pub cells: Box<[Cell]>,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its bytes in the source.
    pub range: TextRange,
    /// Its text.
    pub content: Inlines,
}
