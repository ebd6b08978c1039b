//! The tables of a charter with names at their left and above: which impact
//! and urgency give which priority, and who does what.

use super::cell::Reader;
use super::head::MOST;
use super::section::Found;
use crate::base::Code;
use crate::model::catalog::loose;
use crate::model::charter::{
    Answer, Matrix, MatrixRow, PriorityMatrix, PriorityRow, Questions, Section, words,
};
use crate::model::document::ReferenceKind;
use crate::model::front::Located;
use crate::model::relation::Part;
use crate::model::table::{Cell, Row, Table};
use crate::stages::parse::builder::cover;
use crate::stages::parse::duty::table::parts;

/// Reads the tables of impact and urgency.
pub(super) fn priorities(
    reader: &mut Reader<'_, '_>,
    found: &Found<'_>,
) -> Section<PriorityMatrix> {
    let is_own = |reader: &Reader<'_, '_>, table: &Table| {
        let corner = table.head.first().map(|cell| reader.builder.plain(&cell.content));
        words::is_corner(corner.as_deref().unwrap_or_default())
    };
    let own = found.tables.iter().map(|(_, table)| *table);
    let own: Vec<&Table> = own.filter(|table| is_own(reader, table)).collect();
    if own.is_empty() {
        report_corner(reader, found, "write `Impact \\ Urgency` above the first column");
    }
    let rows: Box<[PriorityMatrix]> = own.iter().map(|table| matrix(reader, table)).collect();
    let cells = rows.iter().flat_map(|matrix| &matrix.rows).map(|row| row.cells.len());
    let questions = Questions { asked: cells.sum(), ..Questions::default() };
    Section { range: found.range, id: found.id.into(), rows, questions }
}

fn matrix(reader: &Reader<'_, '_>, table: &Table) -> PriorityMatrix {
    let located = |cell: &Cell| {
        let empty = || Located { text: "".into(), range: cell.range };
        reader.located(&cell.content).unwrap_or_else(empty)
    };
    let columns: Box<[_]> = table.head.iter().skip(1).map(located).collect();
    let rows = table.rows.iter().take(MOST).filter_map(|row| {
        let name = located(row.cells.first()?);
        let cells = row.cells.iter().skip(1).map(|cell| reader.cell(cell)).collect();
        Some(PriorityRow { name, cells })
    });
    PriorityMatrix { rows: rows.collect(), columns }
}

/// Reads the tables of tasks and roles.
pub(super) fn matrices(reader: &mut Reader<'_, '_>, found: &Found<'_>) -> Section<Matrix> {
    let own = found.tables.iter().map(|(_, table)| *table);
    let own: Vec<&Table> = own.filter(|table| names_tasks(reader, table)).collect();
    if own.is_empty() {
        report_corner(reader, found, "write `Task` above the first column");
    }
    let rows: Box<[Matrix]> = own.iter().map(|table| of_roles(reader, table)).collect();
    let asked = rows.iter().map(|matrix| 2 * matrix.rows.len()).sum();
    let questions = Questions { asked, ..Questions::default() };
    Section { range: found.range, id: found.id.into(), rows, questions }
}

fn names_tasks(reader: &Reader<'_, '_>, table: &Table) -> bool {
    let corner = table.head.first().map(|cell| loose(reader.builder.plain(&cell.content).trim()));
    let is_task = |corner: &str| {
        matches!(corner, "task" | "tasks" | "activity" | "activities")
            || words::means("task", corner)
    };
    corner.is_some_and(|corner| is_task(&corner))
}

/// Reports that no table of a section can be read.
fn report_corner(reader: &mut Reader<'_, '_>, found: &Found<'_>, help: &str) {
    let Some(cell) = found.tables.first().and_then(|(_, table)| table.head.first()) else { return };
    let name = reader.builder.plain(&cell.content);
    let message = format!("the table of *{}* has no column `{}`", found.key.title(), name.trim());
    let place = if cell.content.is_empty() { cell.range } else { cover(&cell.content) };
    reader.report(Code::UNKNOWN_COLUMN, place, message, help.into());
}

fn of_roles(reader: &mut Reader<'_, '_>, table: &Table) -> Matrix {
    let roles = table.head.iter().skip(1);
    let roles = roles.map(|cell| {
        let named = reader.named(&cell.content, ReferenceKind::Role);
        named.into_iter().next()
    });
    let roles: Box<[_]> = roles.collect();
    let rows = table.rows.iter().take(MOST).filter_map(|row| of_task(reader, row));
    Matrix { rows: rows.collect(), roles }
}

fn of_task(reader: &mut Reader<'_, '_>, row: &Row) -> Option<MatrixRow> {
    let task = reader.located(&row.cells.first()?.content)?;
    let mut is_read = true;
    let mut cells: Vec<Box<[Part]>> = Vec::new();
    for cell in row.cells.iter().skip(1) {
        let Answer::Given(words) = reader.cell(cell) else {
            cells.push(Box::default());
            continue;
        };
        let found = parts(&words.text);
        if found.is_empty() {
            is_read = false;
            let message = format!("\"{}\" is none of R, A, C, I", words.text);
            reader.report_plainly(Code::WRONG_TYPE, words.range, message);
        }
        cells.push(found.into());
    }
    Some(MatrixRow { task, id: row.id.clone(), cells: cells.into(), is_read })
}
