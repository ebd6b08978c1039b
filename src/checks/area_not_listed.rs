//! `area-not-listed`: an area says which process it is part of, and the
//! process does not list it.

use crate::base::{Code, Diagnostic, Span};
use crate::model::areas::AreaSource;
use crate::model::extension::Check;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::site::Site;

/// The check `area-not-listed`.
pub struct AreaNotListed;

impl Check for AreaNotListed {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            if matches!(page.document.kind_name(), "area" | "process") {
                check(site, page, found);
            }
        }
    }
}

fn check(site: &Site, page: &Page, found: &mut Vec<Diagnostic>) {
    let places = site.areas.places.get(&page.id).map(Vec::as_slice).unwrap_or_default();
    for relation in &page.document.relations {
        let number = relation.reference as usize;
        let (RelationKind::PartOf, Some(Target::Page(process, _))) =
            (relation.kind, page.targets.get(number))
        else {
            continue;
        };
        let lists = site.areas.processes.get(process);
        let lists = lists.is_some_and(|process| process.source == AreaSource::List);
        if !lists || places.iter().any(|place| place.process == *process) {
            continue;
        }
        let (Some(reference), Some(parent), Some(own)) = (
            page.document.references.get(number),
            site.catalog.page(*process),
            site.catalog.page(page.id),
        ) else {
            continue;
        };
        let span = Span::new(page.document.source.file, reference.range);
        let message = format!("\"{}\" does not list this area", parent.title);
        found.push(Diagnostic::new(Code::AREA_NOT_LISTED, span, message).help(format!(
            "add `[[{}]]` to its list of areas, where it belongs in the order",
            own.title
        )));
    }
}
