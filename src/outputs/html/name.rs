//! What a name says: a `[[name]]` without a text of its own, or one that
//! stands as the value of a field.

use crate::model::catalog::{PageId, loose};
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

/// Returns the title of what a field's value names, and its page if it has
/// one; a page that is still to be written says so.
pub(crate) fn titled(site: &Site, name: &str) -> (String, Option<PageId>) {
    let catalog = &site.catalog;
    if let [role] = catalog.roles.find(name).as_slice() {
        return (role.title.to_string(), Some(role.page));
    }
    let known = catalog.by_id.get(name).copied();
    let known = known.or_else(|| catalog.by_name.get(&loose(name))?.first().copied());
    let known = known.or_else(|| catalog.by_short_id.get(name)?.first().copied());
    if let Some(page) = known.and_then(|id| catalog.page(id)) {
        return (page.title.to_string(), known);
    }
    let planned = catalog.planned_by_name.get(&loose(name));
    let planned = planned.and_then(|id| catalog.planned.get(id.0 as usize));
    let title = planned.map(|planned| format!("{} (planned)", planned.title));
    (title.unwrap_or_else(|| name.to_string()), None)
}
