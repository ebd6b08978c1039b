//! `objective-untested` and `objective-untaught`: a course promises what it
//! does not ask for, or neither asks for nor teaches.

use std::collections::BTreeSet;

use super::course_place::{modules, of};
use crate::base::{Code, Diagnostic};
use crate::model::catalog::PageId;
use crate::model::extension::Check;
use crate::model::page::Page;
use crate::model::relation::RelationKind;
use crate::model::site::Site;
use crate::model::training::{Module, ObjectiveName, units};

/// The checks `objective-untested` and `objective-untaught`.
pub struct ObjectiveUntested;

impl Check for ObjectiveUntested {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        modules(site, &mut |page, module| {
            let tested = ids(page, module.questions.iter().flat_map(|own| &own.objectives));
            let units = units(site, page).into_iter();
            let mut taught: BTreeSet<&str> = units.flat_map(|own| own.taught(page)).collect();
            if has_other_parts(site, page) {
                taught.extend(module.objectives.iter().map(|own| &*own.id));
            }
            report((page, module), (&tested, &taught), found);
        });
    }
}

fn report(
    (page, module): (&Page, &Module),
    (tested, taught): (&BTreeSet<&str>, &BTreeSet<&str>),
    found: &mut Vec<Diagnostic>,
) {
    for objective in module.objectives.iter().filter(|own| !tested.contains(&*own.id)) {
        let place = of(page, objective.range);
        let name = format!("`Objective: [[#{}]]`", objective.id);
        found.push(match taught.contains(&*objective.id) {
            true => {
                let message = "no question asks for this objective";
                let help = format!("write a question with {name} in *Knowledge check*");
                Diagnostic::new(Code::OBJECTIVE_UNTESTED, place, message).help(help)
            }
            false => {
                let message = "no unit and no question names this objective";
                let help = format!("write {name} below the heading of the unit that teaches it");
                Diagnostic::new(Code::OBJECTIVE_UNTAUGHT, place, message).help(help)
            }
        });
    }
}

fn ids<'a>(page: &'a Page, names: impl Iterator<Item = &'a ObjectiveName>) -> BTreeSet<&'a str> {
    names.filter_map(|name| name.id(&page.targets)).collect()
}

/// Tells whether pages are part of a course that do not say which objectives
/// they teach: they may teach what it promises.
fn has_other_parts(site: &Site, page: &Page) -> bool {
    let named = site.named_by.get(&page.id).map(Vec::as_slice).unwrap_or_default();
    let mut parts = named.iter().filter(|(kind, _)| *kind == RelationKind::PartOf);
    let is_unit = |id: &PageId| {
        let training = site.pages.get(id).and_then(|page| page.document.training.as_deref());
        training.is_some_and(|own| own.unit().is_some())
    };
    parts.any(|(_, id)| !is_unit(id))
}
