//! `area-listed-twice`: two lists of areas name one page, or one list does so
//! twice. A page has one place.

use crate::base::{Code, Diagnostic, Span};
use crate::model::areas::AreaPlace;
use crate::model::catalog::PageId;
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `area-listed-twice`.
pub struct AreaListedTwice;

impl Check for AreaListedTwice {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for (page, places) in &site.areas.places {
            let mut named = places.iter().filter_map(|place| Some((*place, span(site, *place)?)));
            let Some((first, first_span)) = named.next() else { continue };
            for (place, span) in named {
                found.extend(report(site, *page, [(first, first_span), (place, span)]));
            }
        }
    }
}

/// Returns where a process names the area, if it does.
fn span(site: &Site, place: AreaPlace) -> Option<Span> {
    site.areas.processes.get(&place.process)?.areas.get(place.at)?.span
}

fn report(
    site: &Site,
    page: PageId,
    [(first, first_span), (place, span)]: [(AreaPlace, Span); 2],
) -> Option<Diagnostic> {
    let title = &site.catalog.page(page)?.title;
    let message = match first.process == place.process {
        true => format!("\"{title}\" stands twice in this list"),
        false => {
            let process = &site.catalog.page(first.process)?.title;
            format!("\"{title}\" is an area of \"{process}\" as well")
        }
    };
    let problem = Diagnostic::new(Code::AREA_LISTED_TWICE, span, message);
    Some(problem.label(first_span, "listed here").help(
        "list it where it belongs, and link to it from the other process below \"Process flow\" \
         or in the text",
    ))
}
