//! `unknown-priority`: a charter speaks of a priority for which it promises
//! nothing.

use super::charters::{self, Subject};
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::charter::rows;
use crate::model::extension::Check;
use crate::model::front::Located;
use crate::model::site::Site;

/// The check `unknown-priority`.
pub struct UnknownPriority;

impl Check for UnknownPriority {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        charters::all(site).for_each(|subject| of_charter(&subject, found));
    }
}

/// Compares the cells of the matrix and those of *Out of hours* with the
/// table of service levels, else with the matrix.
fn of_charter(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let charter = subject.charter;
    let levels = rows(&charter.service_levels).iter();
    let promised: Vec<&Located> = levels.filter_map(|level| level.priority.given()).collect();
    let lines = rows(&charter.priorities).iter().flat_map(|own| &own.rows);
    let cells: Vec<&Located> =
        lines.flat_map(|row| &row.cells).filter_map(|cell| cell.given()).collect();
    let arrangements = rows(&charter.out_of_hours).iter();
    let called = arrangements.filter_map(|own| own.priorities.given()).flatten();
    let called = called.filter(|own| !matches!(&*loose(&own.text), "all" | "every priority"));
    let (known, asked): (&[&Located], Vec<&Located>) = match promised.is_empty() {
        true => (&cells, called.collect()),
        false => (&promised, cells.iter().copied().chain(called).collect()),
    };
    if known.is_empty() {
        return;
    }
    let names: Vec<String> = known.iter().map(|own| loose(&own.text)).collect();
    for priority in asked.into_iter().filter(|own| !names.contains(&loose(&own.text))) {
        let message = format!("no priority is called `{}`", priority.text);
        let near = did_you_mean(&priority.text, known.iter().map(|own| &*own.text));
        let all =
            || format!("the charter has {}", charters::listed(known.iter().map(|own| &*own.text)));
        let place = subject.span(priority.range);
        let problem = Diagnostic::new(Code::UNKNOWN_PRIORITY, place, message);
        found.push(problem.help(near.unwrap_or_else(all)));
    }
}
