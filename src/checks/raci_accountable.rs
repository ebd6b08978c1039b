//! `raci-accountable`: not exactly one role answers for a task.

use super::charters::{self, Subject};
use crate::base::{Code, Diagnostic};
use crate::model::charter::{Matrix, MatrixRow, rows};
use crate::model::extension::Check;
use crate::model::relation::Part;
use crate::model::site::Site;

const NUMBERS: [&str; 6] = ["two", "three", "four", "five", "six", "seven"];

/// The check `raci-accountable`.
pub struct RaciAccountable;

impl Check for RaciAccountable {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            for matrix in rows(&subject.charter.matrices) {
                for row in &matrix.rows {
                    let Some(message) = message(&subject, matrix, row) else { continue };
                    let place = subject.span(row.task.range);
                    found.push(Diagnostic::new(Code::RACI_ACCOUNTABLE, place, message));
                }
            }
        }
    }
}

fn message(subject: &Subject<'_>, matrix: &Matrix, row: &MatrixRow) -> Option<String> {
    let cells = row.cells.iter().zip(&matrix.roles);
    let own = cells.filter(|(parts, _)| parts.contains(&Part::Accountable));
    let names: Vec<&str> =
        own.map(|(_, role)| role.as_ref().map_or("?", |role| subject.name(role))).collect();
    match names.len() {
        1 => None,
        // What is not understood may have said it.
        0 => row.is_read.then(|| "nobody is accountable for this".into()),
        count => {
            let number = NUMBERS.get(count - 2).map_or_else(|| count.to_string(), |n| (*n).into());
            Some(format!("{number} roles are accountable: {}", charters::listed(names)))
        }
    }
}
