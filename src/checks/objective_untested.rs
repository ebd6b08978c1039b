//! `objective-untested` and `objective-untaught`: a course promises what it
//! does not ask for, or neither asks for nor teaches.

use std::collections::BTreeSet;

use super::course_place::{modules, of};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::page::Page;
use crate::model::relation::RelationKind;
use crate::model::site::Site;
use crate::model::training::{Module, ObjectiveName};

/// The checks `objective-untested` and `objective-untaught`.
pub struct ObjectiveUntested;

impl Check for ObjectiveUntested {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        modules(site, &mut |page, module| {
            let tested = ids(page, module.questions.iter().flat_map(|own| &own.objectives));
            let mut taught = ids(page, module.units.iter().flat_map(|own| &own.objectives));
            if has_other_units(site, page) {
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

/// Tells whether pages are part of a course: these are units too, and may
/// teach what it promises.
fn has_other_units(site: &Site, page: &Page) -> bool {
    let named = site.named_by.get(&page.id).map(Vec::as_slice).unwrap_or_default();
    named.iter().any(|(kind, _)| *kind == RelationKind::PartOf)
}
