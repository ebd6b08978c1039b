//! Front matter of the template in our keys.

use super::pages::{Found, Site};
use crate::import::front::Part;
use crate::import::gather::Gather;
use crate::import::keys::Keys;
use crate::import::page;
use crate::import::report::Outcome;
use crate::text::data::{Entry, Node};
use crate::text::date;
use crate::text::duration::Duration;

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
            Part::Entry(entry) => key(gather, found, entry, &mut keys),
        }
    }
    if found.is_partial {
        keys.put_true("hidden");
        return keys;
    }
    let old = front.get("old_paths");
    let nodes = old.map(|old| old.as_list().unwrap_or(std::slice::from_ref(old)));
    for path in nodes.unwrap_or_default().iter().filter_map(Node::as_text) {
        let address = format!("/{}", path.trim_start_matches('/'));
        page::add_alias(gather, &site.addresses, &found.page, (&address, &mut keys));
    }
    page::keep_address(gather, &site.addresses, &found.page, &mut keys);
    keys
}

fn key(gather: &mut Gather<'_>, found: &Found, entry: &Entry, keys: &mut Keys) {
    let value = &entry.value;
    let name = entry.key.text.as_str();
    let construct = format!("key {name}");
    let text = value.as_text().map(str::trim).filter(|text| !text.is_empty());
    let understood = match (name, text) {
        ("title" | "description" | "owner", Some(text)) => {
            keys.put(name, text);
            return gather.report.count(&construct, Outcome::Kept);
        }
        ("last_reviewed_on", Some(text)) if date::parse(text).is_some() => {
            keys.put_node("reviewed", value)
        }
        ("review_in", Some(text)) if Duration::parse(text).is_some() => {
            keys.put("review_every", text)
        }
        ("owner_slack", Some(text)) => keys.put("owner", text),
        ("weight", Some(text)) if text.parse::<i64>().is_ok() => keys.put_node("order", value),
        ("hide_in_navigation", Some("true")) => keys.put_true("hidden"),
        ("hide_in_navigation", Some("false")) | ("old_paths", _) => true,
        _ => {
            keys.put_foreign("techdocs", name, value);
            let reason = match name {
                "last_reviewed_on" => "this is no day",
                "review_in" => "this is no length of time",
                "weight" => "a weight must be a whole number",
                _ => return gather.report.count(&construct, Outcome::Kept),
            };
            let place = found.page.text.place(found.page.front.at(entry.key.range));
            return gather.report.not_understood(place, &construct, reason);
        }
    };
    if !understood {
        keys.put_foreign("techdocs", name, value);
    }
    gather.report.count(&construct, if understood { Outcome::Changed } else { Outcome::Kept });
}
