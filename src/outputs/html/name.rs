//! What a `[[name]]` without a text of its own says.

use crate::model::document::Reference;
use crate::model::page::{Page, Target};
use crate::model::site::Site;

/// Returns the title of what a name means, else the name; `page` is the one
/// it stands on.
pub(crate) fn text(
    site: &Site,
    page: &Page,
    reference: Option<&Reference>,
    target: &Target,
) -> Box<str> {
    match target {
        Target::Page(id, fragment) => {
            let page = site.catalog.page(*id);
            let document = page.and_then(|page| page.document.as_ref());
            let heading = document.zip(fragment.as_deref()).and_then(|(document, fragment)| {
                let mut outline = document.outline.iter();
                outline.find(|entry| &*entry.id == fragment).map(|entry| entry.text.clone())
            });
            let heading = heading.map(|text| site.catalog.records.fill(&text).into());
            heading.or_else(|| page.map(|page| page.title.clone())).unwrap_or_default()
        }
        Target::Here(fragment) => {
            let mut outline = page.document.outline.iter();
            let heading = outline.find(|entry| entry.id == *fragment);
            let fill = |text: &str| site.catalog.records.fill(text).into();
            heading.map_or_else(|| fragment.clone(), |entry| fill(&entry.text))
        }
        Target::Planned(name) => name.clone(),
        _ => reference.map(|name| name.destination.clone()).unwrap_or_default(),
    }
}
