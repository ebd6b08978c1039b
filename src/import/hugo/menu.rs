//! Menus of Hugo: in the configuration and in front matter.
//!
//! The menu `main` becomes the menu of the new site, with the pages below a
//! section below its entry, and what it does not name behind it: a reader of
//! a book needs all pages, not only those in the bar at the top.

use std::collections::{BTreeMap, BTreeSet};

use super::config::Config;
use super::pages::{Found, Site};
use super::reference;
use crate::base::SitePath;
use crate::import::data;
use crate::import::gather::Gather;
use crate::import::menu::{self, Entry, Listing};
use crate::import::report::Outcome;
use crate::text::data::Node;

/// One entry as it is written.
struct Item {
    title: Option<String>,
    identifier: Option<String>,
    parent: Option<String>,
    weight: i64,
    page: Option<SitePath>,
}

/// Returns the menu of the site; empty if none is written.
pub(super) fn entries(gather: &mut Gather<'_>, site: &Site, config: &Config) -> Vec<Entry> {
    let mut items = Vec::new();
    for (text, menus) in &config.menus {
        for entry in menus.as_map().unwrap_or_default() {
            for node in entry.value.as_list().unwrap_or_default() {
                let place = text.place(node.range.start as usize);
                if !is_main(&entry.key.text) {
                    let construct = format!("menu {}", entry.key.text);
                    let reason = "there is one menu, made of `main`";
                    gather.report.not_understood(place, &construct, reason);
                    continue;
                }
                match item(site, node) {
                    Some(item) => items.push(item),
                    None => {
                        let reason = "it leads to no page of this site";
                        gather.report.not_understood(place, "entry of a menu", reason);
                    }
                }
            }
        }
    }
    items.extend(site.pages.iter().filter(|found| found.lang.is_none()).filter_map(own_item));
    if items.is_empty() {
        return Vec::new();
    }
    gather.report.count_many("entry of a menu", Outcome::Changed, items.len());
    items.sort_by_key(|item| (item.weight == 0, item.weight, item.title.clone()));
    let pages = listing(site);
    let mut list = Vec::new();
    add(&mut by_parent(&items), None, 0, &mut list);
    let named: BTreeSet<SitePath> =
        list.iter().filter_map(|(_, entry)| entry.page.clone()).collect();
    let mut tree = menu::tree(list);
    fill(&mut tree, &pages, &named);
    let rest = pages.below(&SitePath::default(), 0, &named);
    tree.extend(rest);
    tree
}

fn is_main(name: &str) -> bool {
    matches!(name.to_ascii_lowercase().as_str(), "main" | "docs" | "sidebar")
}

/// Reads an entry of the configuration; `None` if it leads out of the site.
fn item(site: &Site, node: &Node) -> Option<Item> {
    let text = |key: &str| data::text(node, key);
    let path = text("pageRef").or_else(|| text("url"));
    let page = match path {
        Some(path) => Some(page(site, &path)?),
        None => None,
    };
    Some(Item {
        title: text("name").or_else(|| text("title")),
        identifier: text("identifier").or_else(|| text("name")),
        parent: text("parent"),
        weight: text("weight").and_then(|weight| weight.parse().ok()).unwrap_or(0),
        page,
    })
}

fn page(site: &Site, path: &str) -> Option<SitePath> {
    let wanted = SitePath::new(path)?;
    match site.addresses.published(&wanted) {
        Some(crate::import::address::Target::Page(place)) => return Some(place),
        Some(_) => return None,
        None => {}
    }
    let found = site.pages.first()?;
    reference::resolve(site, found, path).ok()?;
    let start = found.page.placed.place.parent();
    start.join(&reference::resolve(site, found, path).ok()?)
}

/// Reads the entry in a page's front matter.
fn own_item(found: &Found) -> Option<Item> {
    let front = &found.page.front;
    let node = front.get("menu").or_else(|| front.get("menus"))?;
    let node = match node.as_text() {
        Some(name) => is_main(name).then_some(None)?,
        None => match node.as_list() {
            Some(list) => list.iter().filter_map(Node::as_text).any(is_main).then_some(None)?,
            None => {
                let entry = node.as_map()?.iter().find(|entry| is_main(&entry.key.text))?;
                Some(&entry.value)
            }
        },
    };
    let text = |key: &str| node.and_then(|node| data::text(node, key));
    let weight = text("weight").or_else(|| front.text("weight").map(str::to_string));
    let title = text("name").or_else(|| front.text("linkTitle").map(str::to_string));
    Some(Item {
        identifier: text("identifier").or_else(|| title.clone()),
        title,
        parent: text("parent"),
        weight: weight.and_then(|weight| weight.parse().ok()).unwrap_or(0),
        page: Some(found.page.placed.place.clone()),
    })
}

/// Items by the identifier of the one they are below.
type ByParent<'a> = BTreeMap<Option<&'a str>, Vec<&'a Item>>;

fn by_parent(items: &[Item]) -> ByParent<'_> {
    let known: BTreeSet<&str> =
        items.iter().filter_map(|item| item.identifier.as_deref()).collect();
    let mut by_parent = ByParent::new();
    for item in items {
        let parent = item.parent.as_deref().filter(|parent| known.contains(parent));
        by_parent.entry(parent).or_default().push(item);
    }
    by_parent
}

/// Adds the items below a parent, each with its depth, and takes them away:
/// an item that is below itself is added once.
fn add<'a>(
    items: &mut ByParent<'a>,
    parent: Option<&'a str>,
    depth: usize,
    list: &mut Vec<(usize, Entry)>,
) {
    if menu::DEEPEST < depth {
        return;
    }
    for item in items.remove(&parent).unwrap_or_default() {
        let (title, page) = (item.title.clone(), item.page.clone());
        list.push((depth, Entry { title, page, children: Vec::new() }));
        if item.identifier.is_some() {
            add(items, item.identifier.as_deref(), depth + 1, list);
        }
    }
}

/// Adds to each section of a menu the pages below it.
fn fill(entries: &mut [Entry], pages: &Listing, named: &BTreeSet<SitePath>) {
    for entry in entries {
        fill(&mut entry.children, pages, named);
        let folder =
            entry.page.as_ref().filter(|page| page.stem() == "index").map(SitePath::parent);
        if let Some(folder) = folder.filter(|folder| !folder.is_root()) {
            entry.children.extend(pages.below(&folder, 1, named));
        }
    }
}

/// Lists the pages of the site's language as Hugo orders them.
fn listing(site: &Site) -> Listing {
    let mut listing = Listing::default();
    for found in site.pages.iter().filter(|found| found.lang.is_none() && !is_unlisted(found)) {
        let front = &found.page.front;
        let weight = front.text("weight").and_then(|weight| weight.parse().ok()).unwrap_or(0);
        let weight = if weight == 0 { i64::MAX } else { weight };
        let title = front.text("title").unwrap_or_default();
        listing.add(&found.page.placed.place, weight, title);
    }
    listing.finish()
}

/// Drafts and pages that a theme hides stand in no menu.
fn is_unlisted(found: &Found) -> bool {
    let is_true = |key: &str| found.page.front.text(key) == Some("true");
    is_true("draft") || is_true("toc_hide") || is_true("bookHidden")
}
