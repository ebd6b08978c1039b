//! `breadcrumb/toc.yml`: what stands above the front page of a collection.

use super::Reader;
use crate::base::{SitePath, url};
use crate::model::collection::{Crumb, Home};
use crate::text::data::Node;
use crate::text::yaml::{self, Limits};

/// Where it is looked for if nothing is said.
const USUAL: &[&str] = &["breadcrumb/toc.yml", "breadcrumbs/toc.yml", "bread/toc.yml"];
/// More steps than this are no way to a page.
const DEEPEST: usize = 8;

/// Where the collection is.
pub(super) struct Place<'a> {
    pub base: &'a SitePath,
    pub content: &'a SitePath,
    pub home: &'a Home,
}

/// Reads the steps from the host's front page down to the collection's.
/// `written` is the address of the file as the settings have it.
pub(super) fn read(
    reader: &mut Reader<'_>,
    written: Option<&str>,
    place: &Place<'_>,
) -> Vec<Crumb> {
    let named = written.and_then(|written| file(written, place));
    let usual = USUAL.iter().filter_map(|path| place.base.join(path));
    let found = named.into_iter().chain(usual).find_map(|path| {
        let text = reader.read(&path)?;
        Some((path, text))
    });
    let Some((path, text)) = found else { return Vec::new() };
    let node = yaml::parse(text.file, &text.text, 0, Limits::DATA).drain_into(reader.found);
    let items = node.get("items").unwrap_or(&node);
    let steps = match &place.home.path {
        Some(own) => way_to(items, own, 0),
        None => only_way(items),
    };
    let folder = path.parent().below(place.content).unwrap_or_default();
    steps.iter().filter_map(|step| crumb(step, &folder)).collect()
}

/// Returns the file an address is made from: `~/breadcrumb/toc.yml`, or
/// `/own/place/breadcrumb/toc.json`.
fn file(written: &str, place: &Place<'_>) -> Option<SitePath> {
    let path = match written.strip_prefix("~/").or(written.strip_prefix("./")) {
        Some(rest) => SitePath::new(rest)?,
        None => SitePath::new(written)?.below(place.home.path.as_ref()?)?,
    };
    let path = match path.extension() {
        "json" => path.parent().child(&format!("{}.yml", path.stem())),
        _ => path,
    };
    place.base.join(path.as_str())
}

/// Finds the steps down to the collection's own place.
fn way_to<'a>(items: &'a Node, own: &SitePath, depth: usize) -> Vec<&'a Node> {
    if DEEPEST < depth {
        return Vec::new();
    }
    for item in items.as_list().unwrap_or_default() {
        if ["tocHref", "topicHref"].iter().any(|key| is_own(item.get(key), own)) {
            return vec![item];
        }
        let below = item.get("items").map(|items| way_to(items, own, depth + 1));
        if let Some(below) = below.filter(|below| !below.is_empty()) {
            return std::iter::once(item).chain(below).collect();
        }
    }
    Vec::new()
}

fn is_own(address: Option<&Node>, own: &SitePath) -> bool {
    let Some(address) = address.and_then(Node::as_text) else { return false };
    let path = url::split(address).path;
    let path = path.strip_suffix("/index").unwrap_or(path);
    path.starts_with('/') && SitePath::new(path).as_ref() == Some(own)
}

/// Returns the steps of a list that has one step at each level.
fn only_way(items: &Node) -> Vec<&Node> {
    let mut steps = Vec::new();
    let mut items = Some(items);
    while let Some([only]) = items.and_then(Node::as_list).filter(|_| steps.len() < DEEPEST) {
        steps.push(only);
        items = only.get("items");
    }
    steps
}

fn crumb(step: &Node, folder: &SitePath) -> Option<Crumb> {
    let text = |key: &str| step.get(key).and_then(Node::as_text).filter(|text| !text.is_empty());
    let address = text("topicHref").or_else(|| text("tocHref")).or_else(|| text("href"));
    let address = address.map(|address| {
        let is_whole = url::scheme(address).is_some() || address.starts_with('/');
        match folder.join(address).filter(|_| !is_whole) {
            Some(path) => path.as_str().into(),
            None => address.into(),
        }
    });
    Some(Crumb { title: text("name")?.into(), address })
}
