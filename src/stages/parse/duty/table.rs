//! Tables that give duties: who does what (`R A C I` below the names of
//! roles), and routine tasks (Task, When, Role). In a checklist the columns
//! that name roles do so too.

use super::references;
use crate::base::TextRange;
use crate::model::catalog::loose;
use crate::model::charter::words::means;
use crate::model::document::Inline;
use crate::model::named_item::ItemKind;
use crate::model::relation::{Duty, DutySource, Part};
use crate::model::table::{Cell, Row, Table};
use crate::stages::parse::builder::{Builder, cover};
use crate::stages::parse::label::{Holder, label, refer};
use crate::stages::parse::{id, item_id};

/// There are so many letters.
const PARTS: usize = 4;

/// What a table says of roles.
enum Shape {
    /// Tasks in the first column, a role above each of the others.
    Matrix,
    /// Tasks that come again: the columns of when and of roles.
    Routine { when: usize, role: usize },
    /// Tasks with boxes: the columns that name roles.
    Checklist { task: usize, roles: Vec<usize> },
}

fn shape(builder: &Builder<'_>, table: &Table) -> Option<Shape> {
    let heads: Vec<String> = table
        .head
        .iter()
        .map(|cell| loose(builder.plain(&cell.content).trim().trim_end_matches('?')))
        .collect();
    if let Some(columns) = table.checklist {
        let names_roles =
            |head: &String| label(head, Holder::Task).is_some_and(|label| label.names_roles());
        let roles = heads.iter().enumerate().filter(|(_, head)| names_roles(head));
        let roles = roles.map(|(at, _)| at).collect();
        return Some(Shape::Checklist { task: columns.task, roles });
    }
    let is_task = |head: &String| matches!(head.as_str(), "task" | "tasks") || means("task", head);
    if !heads.first().is_some_and(is_task) {
        return None;
    }
    let column = |name: &str| heads.iter().position(|head| head == name || means(name, head));
    if let (Some(when), Some(role)) = (column("when"), column("role")) {
        return Some(Shape::Routine { when, role });
    }
    let cells = || table.rows.iter().flat_map(|row| row.cells.iter().skip(1));
    let mut said = cells().map(|cell| builder.plain(&cell.content)).filter(|cell| is_said(cell));
    let is_matrix = said.next().is_some_and(|first| {
        !parts(&first).is_empty() && said.all(|cell| !parts(&cell).is_empty())
    });
    is_matrix.then_some(Shape::Matrix)
}

/// An empty cell and a dash say that a role is not involved.
fn is_said(cell: &str) -> bool {
    !matches!(cell.trim(), "" | "-" | "–" | "—")
}

/// Reads `R`, or several joined by `/`; empty if it is something else.
pub(in crate::stages::parse) fn parts(cell: &str) -> Vec<Part> {
    let part = |letter: &str| match letter.trim() {
        "R" | "r" => Some(Part::Does),
        "A" | "a" => Some(Part::Accountable),
        "C" | "c" => Some(Part::Consulted),
        "I" | "i" => Some(Part::Informed),
        _ => None,
    };
    // Each letter once: a longer cell says something else.
    let letters = cell.trim().split(['/', ',']);
    let parts: Option<Vec<Part>> = letters.take(PARTS + 1).map(part).collect();
    parts.filter(|parts| parts.len() <= PARTS).unwrap_or_default()
}

/// Makes references of the names of roles in a table, and gives ids to its
/// tasks.
pub(in crate::stages::parse) fn name(builder: &mut Builder<'_>, table: &mut Table) {
    match shape(builder, table) {
        Some(Shape::Matrix) => {
            table.head.iter_mut().skip(1).for_each(|cell| refer_in(builder, cell));
            table.rows.iter_mut().for_each(|row| give_id(builder, row, 0));
        }
        Some(Shape::Routine { role, .. }) => {
            for row in &mut table.rows {
                row.cells.get_mut(role).into_iter().for_each(|cell| refer_in(builder, cell));
                give_id(builder, row, 0);
            }
        }
        Some(Shape::Checklist { task, roles }) => {
            for row in table.rows.iter_mut().filter(|row| row.task.is_some()) {
                for role in &roles {
                    row.cells.get_mut(*role).into_iter().for_each(|cell| refer_in(builder, cell));
                }
                take_id(builder, row, task);
                give_id(builder, row, task);
            }
        }
        None => {}
    }
}

fn refer_in(builder: &mut Builder<'_>, cell: &mut Cell) {
    let content = std::mem::take(&mut cell.content).into_vec();
    cell.content = refer(builder, content).into();
}

/// Takes an id that is written at the end of a task.
fn take_id(builder: &mut Builder<'_>, row: &mut Row, task: usize) {
    let Some(cell) = row.cells.get_mut(task).filter(|_| row.id.is_none()) else { return };
    let mut content = std::mem::take(&mut cell.content).into_vec();
    row.id = id::take_id(builder, &mut content);
    cell.content = content.into();
}

fn give_id(builder: &mut Builder<'_>, row: &mut Row, task: usize) {
    let kind = if row.task.is_some() { ItemKind::Task } else { ItemKind::Row };
    if let Some(cell) = row.cells.get(task) {
        item_id::give(builder, kind, &mut row.id, &cell.content);
    }
}

/// Reads the duties in a table; those of a checklist are its tasks'.
pub(super) fn read(builder: &Builder<'_>, table: &Table) -> Vec<Duty> {
    let mut duties = Vec::new();
    match shape(builder, table) {
        Some(Shape::Matrix) => {
            let roles: Vec<Box<[u32]>> =
                table.head.iter().map(|cell| references(&cell.content)).collect();
            for row in &table.rows {
                for (cell, roles) in row.cells.iter().zip(&roles).skip(1) {
                    for part in parts(&builder.plain(&cell.content)) {
                        let place = (DutySource::Matrix, part, cover(&cell.content));
                        duties.extend(of_row(builder, row, roles, place));
                    }
                }
            }
        }
        Some(Shape::Routine { when, role }) => {
            for row in &table.rows {
                let roles = row.cells.get(role).map(|cell| references(&cell.content));
                let when = row.cells.get(when).map(|cell| builder.plain(&cell.content));
                let when = when.filter(|when| !when.trim().is_empty());
                let task = row.cells.first().map(|cell| &*cell.content).unwrap_or_default();
                let place = (DutySource::Routine, Part::Does, cover(task));
                let own = of_row(builder, row, &roles.unwrap_or_default(), place);
                duties.extend(own.into_iter().map(|duty| Duty {
                    when: when.as_deref().map(|when| when.trim().into()),
                    ..duty
                }));
            }
        }
        Some(Shape::Checklist { .. }) | None => {}
    }
    duties
}

/// Makes the duties of a row: one for each role.
fn of_row(
    builder: &Builder<'_>,
    row: &Row,
    roles: &[u32],
    (source, part, range): (DutySource, Part, TextRange),
) -> Vec<Duty> {
    let task: &[Inline] = row.cells.first().map(|cell| &*cell.content).unwrap_or_default();
    let what: Box<str> = item_id::name(builder, task).into();
    let duty = |role: &u32| Duty {
        role: *role,
        part,
        source,
        what: what.clone(),
        when: None,
        anchor: row.id.clone(),
        range,
    };
    roles.iter().map(duty).filter(|duty| !duty.what.is_empty()).collect()
}
