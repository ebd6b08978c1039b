//! `raci-nobody-does`: no role does a task.

use super::charters;
use crate::base::{Code, Diagnostic};
use crate::model::charter::rows;
use crate::model::extension::Check;
use crate::model::relation::Part;
use crate::model::site::Site;

/// The check `raci-nobody-does`.
pub struct RaciNobodyDoes;

impl Check for RaciNobodyDoes {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            let lines = rows(&subject.charter.matrices).iter().flat_map(|matrix| &matrix.rows);
            let is_done =
                |cells: &[Box<[Part]>]| cells.iter().any(|parts| parts.contains(&Part::Does));
            // A cell that is not understood may have said it.
            for row in lines.filter(|row| row.is_read && !is_done(&row.cells)) {
                let message = "nobody is responsible for doing this";
                let place = subject.span(row.task.range);
                found.push(Diagnostic::new(Code::RACI_NOBODY_DOES, place, message));
            }
        }
    }
}
