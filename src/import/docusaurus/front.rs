//! Front matter of Docusaurus in our keys.

use super::folder;
use super::pages::{Found, Site, order};
use crate::import::front::Part;
use crate::import::gather::Gather;
use crate::import::keys::Keys;
use crate::import::page;
use crate::import::report::Outcome;
use crate::text::data::{Entry, Node};

/// Returns the keys of a page.
pub(super) fn keys(gather: &mut Gather<'_>, site: &Site, found: &Found) -> Keys {
    let front = &found.page.front;
    let mut keys = Keys::default();
    if let Some(language) = front.language {
        gather.report.count(&format!("front matter {language}"), Outcome::Kept);
    }
    for part in front.parts() {
        match part {
            Part::Comment(comment) => keys.comment(comment),
            Part::Entry(entry) => key(gather, site, (found, entry), &mut keys),
        }
    }
    if found.is_partial {
        keys.put_true("hidden");
        return keys;
    }
    if let Some(number) = found.number.as_deref().and_then(|number| order(site, number)) {
        let is_new = keys.put("order", &number.to_string());
        if is_new {
            gather.report.count("number in a name", Outcome::Changed);
        }
    }
    let place = &found.page.placed.place;
    if let Some(category) = site.categories.get(&place.parent())
        && folder::is_section(place)
    {
        if let Some(label) = &category.label {
            keys.put("nav_title", label);
        }
        folder::position(gather, site, category, &mut keys);
    }
    page::keep_address(gather, &site.addresses, &found.page, &mut keys);
    keys
}

fn key(gather: &mut Gather<'_>, site: &Site, (found, entry): (&Found, &Entry), keys: &mut Keys) {
    let name = entry.key.text.as_str();
    let value = &entry.value;
    let text = value.as_text().map(str::trim).filter(|text| !text.is_empty());
    let outcome = match (name, text) {
        ("title" | "description" | "owner", Some(text)) => {
            keys.put(name, text);
            Outcome::Kept
        }
        ("sidebar_label", Some(text)) => {
            keys.put("nav_title", text);
            Outcome::Changed
        }
        ("sidebar_position", Some(text)) if order(site, text).is_some() => {
            let order = order(site, text).unwrap_or_default();
            keys.put("order", &order.to_string());
            Outcome::Changed
        }
        ("draft", Some("true")) => {
            keys.put("status", "draft");
            Outcome::Changed
        }
        ("unlisted", Some("true")) => {
            keys.put_true("hidden");
            Outcome::Changed
        }
        ("draft" | "unlisted", Some("false")) | ("slug", Some(_)) => Outcome::Changed,
        ("date", Some(_)) => {
            keys.put_node("date", value);
            Outcome::Kept
        }
        ("tags", _) if is_plain_list(value) => {
            keys.put_node("tags", value);
            Outcome::Kept
        }
        _ => {
            keys.put_foreign("docusaurus", name, value);
            Outcome::Kept
        }
    };
    if name == "sidebar_position" && outcome == Outcome::Kept {
        let place = found.page.text.place(found.page.front.at(entry.key.range));
        let reason = "a position must be a number";
        return gather.report.not_understood(place, "key sidebar_position", reason);
    }
    gather.report.count(&format!("key {name}"), outcome);
}

/// Tags may also be records; those are kept as they are.
fn is_plain_list(value: &Node) -> bool {
    value.as_list().is_some_and(|list| list.iter().all(|tag| tag.as_text().is_some()))
}
