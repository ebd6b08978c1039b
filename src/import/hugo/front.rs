//! Front matter of Hugo in our keys.

use super::config::Config;
use super::pages::{Found, Site, front_aliases};
use crate::import::front::Part;
use crate::import::gather::Gather;
use crate::import::keys::Keys;
use crate::import::page;
use crate::import::report::Outcome;
use crate::text::data::{Entry, Node};

/// Returns the keys of a page.
pub(super) fn keys(gather: &mut Gather<'_>, site: &Site, config: &Config, found: &Found) -> Keys {
    let front = &found.page.front;
    let mut keys = Keys::default();
    if let Some(language) = front.language {
        let outcome = if language == "yaml" { Outcome::Kept } else { Outcome::Changed };
        gather.report.count(&format!("front matter {language}"), outcome);
    }
    for part in front.parts() {
        match part {
            Part::Comment(comment) => keys.comment(comment),
            Part::Entry(entry) => key(gather, found, entry, &mut keys),
        }
    }
    if let Some(lang) = &found.lang
        && keys.put("lang", lang)
    {
        gather.report.count("language of a page", Outcome::Changed);
    }
    for alias in front_aliases(found) {
        page::add_alias(gather, &site.addresses, &found.page, (&alias, &mut keys));
    }
    if !config.is_ugly || found.path.stem() != "_index" {
        page::keep_address(gather, &site.addresses, &found.page, &mut keys);
    }
    keys
}

/// Writes one key.
fn key(gather: &mut Gather<'_>, found: &Found, entry: &Entry, keys: &mut Keys) {
    let name = entry.key.text.to_ascii_lowercase();
    let value = &entry.value;
    let text = value.as_text().map(str::trim).filter(|text| !text.is_empty());
    let outcome = match (name.as_str(), text) {
        ("title" | "description" | "owner", Some(text)) => {
            keys.put(&name, text);
            Outcome::Kept
        }
        ("date", Some(_)) => {
            keys.put_node("date", value);
            Outcome::Kept
        }
        ("linktitle", Some(text)) => {
            keys.put("nav_title", text);
            Outcome::Changed
        }
        // Without a weight and of weight 0 are the same.
        ("weight", Some(text)) if text.parse::<i64>().is_ok_and(|weight| weight != 0) => {
            keys.put_node("order", value);
            Outcome::Changed
        }
        ("draft", Some("true")) => {
            keys.put("status", "draft");
            Outcome::Changed
        }
        ("toc_hide" | "bookhidden", Some("true")) => {
            keys.put_true("hidden");
            Outcome::Changed
        }
        ("draft", Some("false")) | ("slug" | "url", Some(_)) | ("aliases", _) => Outcome::Changed,
        ("tags", _) => tags(value, keys),
        _ => foreign(gather, found, entry, keys),
    };
    gather.report.count(&format!("key {}", entry.key.text), outcome);
}

fn tags(value: &Node, keys: &mut Keys) -> Outcome {
    let nodes = value.as_list().unwrap_or(std::slice::from_ref(value));
    let tags = nodes.iter().filter_map(Node::as_text).map(str::trim);
    let tags: Vec<String> = tags.filter(|tag| !tag.is_empty()).map(str::to_string).collect();
    keys.put_list("tags", &tags);
    Outcome::Kept
}

/// Keeps a key that is not ours under the name of Hugo.
fn foreign(gather: &mut Gather<'_>, found: &Found, entry: &Entry, keys: &mut Keys) -> Outcome {
    keys.put_foreign("hugo", &entry.key.text, &entry.value);
    let reason = match entry.key.text.to_ascii_lowercase().as_str() {
        "cascade" => "it speaks of the pages below, which say nothing of it now",
        "weight" if entry.value.as_text() != Some("0") => "a weight must be a whole number",
        "build" | "_build" | "headless" => "every page is published; remove the ones that were not",
        _ => return Outcome::Kept,
    };
    let place = found.page.text.place(found.page.front.at(entry.key.range));
    gather.report.not_understood(place, &format!("key {}", entry.key.text), reason);
    Outcome::Kept
}
