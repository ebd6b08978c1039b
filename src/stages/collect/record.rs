//! Names of records on pages, and names of roles in records.

use super::charter;
use crate::base::nearest::nearest;
use crate::base::{Code, Diagnostic, TextRange};
use crate::model::catalog::{Catalog, Identity, loose};
use crate::model::document::Document;
use crate::model::records::{Named, Uses};
use crate::model::role::Roles;

/// Reports names that lead nowhere.
pub(super) fn report(catalog: &Catalog, found: &mut Vec<Diagnostic>) {
    roles(catalog, found);
    charter::report(catalog, found);
    let records = &catalog.records;
    let documents = catalog.pages.iter().filter_map(|page| page.document.as_ref());
    let fields = documents.filter(|document| !document.front.fields.is_empty());
    let uses: Vec<Uses> = fields.map(|document| written(document)).collect();
    let all =
        |names: fn(&Uses) -> &[Named]| uses.iter().flat_map(names).filter(|name| is_written(name));
    records.teams.report(Code::UNKNOWN_TEAM, all(|uses| &uses.teams), found);
    records.services.report(Code::UNKNOWN_SERVICE, all(|uses| &uses.services), found);
    records.calendars.report(Code::UNKNOWN_CALENDAR, all(|uses| &uses.freezes), found);
    let zones = uses.iter().filter_map(|uses| uses.zone.as_ref());
    found.extend(zones.filter(|name| is_written(name)).filter_map(Named::unknown_zone));
}

/// Gathers the records a page names, without the teams that it describes
/// itself.
fn written(document: &Document) -> Uses {
    let mut uses = Uses::of_page(document);
    if document.charter.is_some() {
        let mut teams = uses.teams.into_vec();
        teams.retain(|team| !charter::describes(document, &team.text));
        uses.teams = teams.into();
    }
    uses
}

/// Reports names in records that no role has. Those on pages are references,
/// which are resolved.
fn roles(catalog: &Catalog, found: &mut Vec<Diagnostic>) {
    let (roles, records) = (&catalog.roles, &catalog.records);
    if roles.all.is_empty() {
        return;
    }
    let parts = records.roles.all.iter().map(|role| &role.part);
    let of_roles = parts.flat_map(|part| part.alternate.iter().chain(&part.reports_to));
    let of_services = records.services.all.iter().filter_map(|service| service.owner.as_ref());
    let of_places = records.environments.all.iter().filter_map(|place| place.owner.as_ref());
    let mut wrong = 0usize;
    for name in of_roles.chain(of_services).chain(of_places) {
        let is_role = !roles.find(&name.text).is_empty();
        let problem = match !is_role && records.teams.find(&name.text).is_some() {
            true => Some(Roles::is_a("a team", &name.text, name.span)),
            false => roles.check(&name.text, name.span, wrong),
        };
        wrong += usize::from(problem.is_some());
        found.extend(problem);
    }
}

/// Reports names in records of roles that are nearly those of courses or paths.
/// Other names may be those of courses that are still to be written. All names
/// of pages are known by now.
pub(super) fn courses(catalog: &Catalog, found: &mut Vec<Diagnostic>) {
    const MOST: usize = 100;
    let parts = catalog.records.roles.all.iter().map(|role| &role.part);
    let names = parts.flat_map(|part| part.training.iter().chain(&part.trains));
    let is_known = |name: &str| {
        catalog.by_id.contains_key(name)
            || catalog.by_name.contains_key(&loose(name))
            || catalog.by_short_id.contains_key(name)
            || catalog.planned_by_name.contains_key(&loose(name))
    };
    let is_course =
        |page: &&Identity| page.kind().is_some_and(|kind| matches!(kind.name, "module" | "path"));
    for name in names.filter(|name| !is_known(&name.text)).take(MOST) {
        let courses = catalog.pages.iter().filter(is_course);
        let known = courses.flat_map(|page| [&*page.id, &*page.title]);
        let Some(near) = nearest(&name.text, known) else { continue };
        let message = format!("no course is called \"{}\"", name.text);
        found.push(
            Diagnostic::new(Code::MAYBE_MISSPELT, name.span, message)
                .help(format!("did you mean \"{near}\"?")),
        );
    }
}

/// Tells whether a name stands on its page; the settings of a collection give
/// names to many pages, and whoever wrote them is told elsewhere.
fn is_written(name: &Named) -> bool {
    name.span.range != TextRange::default()
}
