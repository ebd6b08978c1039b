//! Tables that are checklists: a column "Done" and a column "Task".
//!
//! Microsoft Learn has no task lists, so its pages write such tables and put
//! a check mark into every cell "Done?", as a box to be ticked and not as a
//! tick. What is done is written `[x]`, as in a task list.

use crate::model::catalog::loose;
use crate::model::table::{Cell, Checklist, Row};
use crate::stages::parse::builder::Builder;

/// Reads the boxes of a table that is a checklist; `None` if it is none.
pub(in crate::stages::parse) fn read(
    builder: &Builder<'_>,
    head: &[Cell],
    rows: &mut [Row],
) -> Option<Checklist> {
    let named = |names: &[&str]| {
        head.iter().position(|cell| {
            let title = builder.plain(&cell.content);
            names.contains(&&*loose(title.trim().trim_end_matches('?')))
        })
    };
    let (done, task) = (named(&["done"])?, named(&["task", "tasks"])?);
    let columns = Checklist { done, task, check: None, due: None };
    for row in rows.iter_mut() {
        let cell = |column: usize| row.cells.get(column);
        let is_empty = cell(columns.task).is_none_or(|task| task.content.is_empty());
        let done = cell(columns.done).map(|done| builder.plain(&done.content));
        row.task = done.filter(|_| !is_empty).and_then(|done| ticked(&done));
    }
    rows.iter().any(|row| row.task.is_some()).then_some(columns)
}

/// Reads a cell "Done": whether it is ticked; `None` if it says something
/// else.
fn ticked(cell: &str) -> Option<bool> {
    match cell.trim() {
        "" | "[ ]" | "[]" | "✓" | "✔" | "☐" => Some(false),
        "[x]" | "[X]" | "☑" | "☒" | "✅" => Some(true),
        _ => None,
    }
}
