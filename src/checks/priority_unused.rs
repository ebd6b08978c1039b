//! `priority-unused`: something is promised for a priority that no impact
//! and urgency give.

use std::collections::BTreeSet;

use super::charters;
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::charter::rows;
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `priority-unused`.
pub struct PriorityUnused;

impl Check for PriorityUnused {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            let lines = rows(&subject.charter.priorities).iter().flat_map(|own| &own.rows);
            let cells = lines.flat_map(|row| &row.cells).filter_map(|cell| cell.given());
            let given: BTreeSet<String> = cells.map(|cell| loose(&cell.text)).collect();
            if given.is_empty() {
                continue;
            }
            let levels = rows(&subject.charter.service_levels).iter();
            let promised = levels.filter_map(|level| level.priority.given());
            for priority in promised.filter(|own| !given.contains(&loose(&own.text))) {
                let message = format!("the matrix never gives {}", priority.text);
                let place = subject.span(priority.range);
                found.push(Diagnostic::new(Code::PRIORITY_UNUSED, place, message));
            }
        }
    }
}
