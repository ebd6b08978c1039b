//! Names of teams, zones and calendars in the tables of charters.

use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::Catalog;
use crate::model::charter::{Charter, Clock, rows};
use crate::model::document::Document;
use crate::model::front::Located;
use crate::model::records::Named;

/// Reports names that lead nowhere.
pub(super) fn report(catalog: &Catalog, found: &mut Vec<Diagnostic>) {
    let documents = catalog.pages.iter().filter_map(|page| page.document.as_ref());
    for document in documents {
        let is_said = document.kind.is_some_and(|known| known.because.is_said());
        let Some(charter) = document.charter.as_deref().filter(|_| is_said) else { continue };
        let named = |own: &Located| Named {
            text: own.text.clone(),
            span: Span::new(document.source.file, own.range),
        };
        teams(catalog, document, &teams_of(charter).map(named).collect::<Vec<_>>(), found);
        let lines = rows(&charter.teams);
        let zones = lines.iter().filter_map(|line| line.zone.given()).map(named);
        found.extend(zones.filter_map(|zone| zone.unknown_zone()));
        let calendars = lines.iter().filter_map(|line| line.holidays.given()).map(named);
        let calendars: Vec<Named> = calendars.collect();
        catalog.records.calendars.report(Code::UNKNOWN_CALENDAR, calendars.iter(), found);
    }
}

/// Tells whether a charter describes a team in a table of its own.
pub(super) fn describes(document: &Document, name: &str) -> bool {
    document.charter.as_ref().is_some_and(|charter| charter.describes(name))
}

/// Returns the names of teams in clocks and periods.
fn teams_of(charter: &Charter) -> impl Iterator<Item = &Located> {
    let levels = rows(&charter.service_levels).iter();
    let clocks = levels.filter_map(|level| match &level.clock.given()?.clock {
        Clock::Team(name) => Some(name),
        _ => None,
    });
    let periods = rows(&charter.periods).iter();
    let periods = periods.filter_map(|own| own.changes.given()?.hours.as_ref().map(|own| &own.0));
    clocks.chain(periods)
}

fn teams(catalog: &Catalog, document: &Document, names: &[Named], found: &mut Vec<Diagnostic>) {
    let records = &catalog.records.teams;
    let unknown = names.iter().filter(|name| !describes(document, &name.text));
    if !records.all.is_empty() {
        return records.report(Code::UNKNOWN_TEAM, unknown, found);
    }
    for name in unknown {
        let message = format!("no team `{}`", name.text);
        let help = "write `around the clock`, `desk hours`, or a team of the table *Hours*";
        found.push(Diagnostic::new(Code::UNKNOWN_TEAM, name.span, message).help(help));
    }
}
