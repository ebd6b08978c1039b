//! `priority-hole`: a cell of the matrix of impact and urgency gives no
//! priority.

use super::charters;
use crate::base::{Code, Diagnostic};
use crate::model::charter::{Answer, rows};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `priority-hole`.
pub struct PriorityHole;

impl Check for PriorityHole {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            for matrix in rows(&subject.charter.priorities) {
                for row in &matrix.rows {
                    for (cell, column) in row.cells.iter().zip(&matrix.columns) {
                        let Answer::Open(range) = cell else { continue };
                        let message = format!("no priority for {}, {}", row.name.text, column.text);
                        let place = subject.span(*range);
                        found.push(Diagnostic::new(Code::PRIORITY_HOLE, place, message));
                    }
                }
            }
        }
    }
}
