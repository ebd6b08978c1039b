//! What a name says: a `[[name]]` without a text of its own, or one that
//! stands as the value of a field.

use crate::model::catalog::{PageId, loose};
use crate::model::document::{Document, Reference};
use crate::model::page::{Page, Target};
use crate::model::records::Named;
use crate::model::role::Role;
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
            let heading = document.zip(fragment.as_deref());
            let heading = heading.and_then(|(document, fragment)| title(document, fragment));
            let heading = heading.map(|text| site.catalog.records.fill(&text).into());
            heading.or_else(|| page.map(|page| page.title.clone())).unwrap_or_default()
        }
        Target::Here(fragment) => {
            let title = title(&page.document, fragment);
            title.map_or_else(|| fragment.clone(), |text| site.catalog.records.fill(&text).into())
        }
        Target::Planned(name) => name.clone(),
        Target::Kind(kind) => kind.titles[1].into(),
        _ => reference.map(|name| name.destination.clone()).unwrap_or_default(),
    }
}

/// Returns what the place in a page is called that has an id: a step or
/// another item, else a heading.
fn title(document: &Document, id: &str) -> Option<Box<str>> {
    let item = document.item(id).filter(|item| !item.name.is_empty());
    let heading = || document.outline.iter().find(|entry| &*entry.id == id);
    item.map(|item| item.name.clone()).or_else(|| heading().map(|entry| entry.text.clone()))
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

/// At most so many other names and courses of a role are said.
const MOST_SAID: usize = 30;

/// Something a role's record or page says of it.
pub(crate) struct RoleFact {
    /// What readers see before it.
    pub label: &'static str,
    /// What it is, with the page where there is one.
    pub values: Vec<(String, Option<PageId>)>,
    /// Whether there can be several.
    pub is_list: bool,
}

/// Returns who plays a role, who stands in and how it is reached.
pub(crate) fn of_role(site: &Site, role: &Role) -> Vec<RoleFact> {
    let part = &role.part;
    let records = &site.catalog.records;
    let list = |label, texts: Vec<String>| {
        let values = texts.into_iter().map(|text| (text, None)).collect();
        RoleFact { label, values, is_list: true }
    };
    let one = |label, name: &Option<Named>| {
        let values = name.iter().map(|name| titled(site, &name.text)).collect();
        RoleFact { label, values, is_list: false }
    };
    let team = |team: &Named| {
        let known = records.teams.find(&team.text);
        known.map_or(&team.text, |team| &team.head.title).to_string()
    };
    let ways =
        part.contact.iter().flat_map(|contact| [&contact.channel, &contact.phone, &contact.email]);
    let ways = ways.flatten().map(|way| records.fill(way).into_owned());
    let mut facts = vec![
        list("Team", part.teams.iter().map(team).collect()),
        one("Stand-in", &part.alternate),
        one("Answers to", &part.reports_to),
        list("Level", part.levels.iter().map(ToString::to_string).collect()),
        list("Reached by", ways.collect()),
    ];
    facts.retain(|fact| !fact.values.is_empty());
    facts
}

/// Returns the other names of a role that its page says.
pub(crate) fn other_names(role: &Role) -> impl Iterator<Item = &str> {
    role.aliases.iter().take(MOST_SAID).map(|name| &**name)
}

/// Returns the courses for a role that its page lists: the title, and the
/// page if there is one.
pub(crate) fn training<'a>(
    site: &'a Site,
    role: &'a Role,
) -> impl Iterator<Item = (String, Option<PageId>)> + 'a {
    role.part.training.iter().take(MOST_SAID).map(|course| titled(site, &course.text))
}
