//! What pages have to do with each other, as JSON and in the DOT language of
//! Graphviz: the relations of `site.json` with what they join.
//!
//! A node is a page, a page that is not written yet, a name that no page has
//! or an address elsewhere. Its key says which of them, so that no title can
//! be taken for an id.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::graph::{End, Graph, Tie};
use crate::model::relation::RelationKind;
use crate::model::site::Site;

/// The version of the format in JSON.
const VERSION: u32 = 1;

/// What is joined, by key.
type Nodes<'a> = BTreeMap<String, Node<'a>>;

/// One end of relations: exactly one of the first four.
#[derive(Serialize, Default)]
struct Node<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// The kind of a page that is, or of one that will be.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
}

/// Writes the relations of some kinds as JSON, a record on a line; no kind
/// means all.
pub fn json(site: &Site, kinds: &[RelationKind]) -> String {
    let (nodes, ties) = joined(site, kinds);
    let nodes: Vec<String> = nodes.values().map(line).collect();
    let ties: Vec<String> = ties.iter().map(line).collect();
    let list = |lines: Vec<String>| match lines.is_empty() {
        true => String::new(),
        false => format!("\n{}\n", lines.join(",\n")),
    };
    let (nodes, ties) = (list(nodes), list(ties));
    format!("{{\"version\":{VERSION},\n\"nodes\":[{nodes}],\n\"relations\":[{ties}]}}\n")
}

fn line(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_default()
}

/// Writes the relations of some kinds as a graph in DOT; no kind means all.
pub fn dot(site: &Site, kinds: &[RelationKind]) -> String {
    let (nodes, ties) = joined(site, kinds);
    let mut text = format!("digraph {} {{\n", quoted(&site.title));
    text.push_str("  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
    text.push_str("  edge [fontname=\"sans-serif\", fontsize=10];\n");
    for (key, node) in &nodes {
        let label = [node.title, node.planned, node.named, node.external];
        let label = label.into_iter().flatten().next().unwrap_or_default();
        let (key, label, look) = (quoted(key), quoted(label), look(node));
        text.push_str(&format!("  {key} [label={label}, {look}];\n"));
    }
    for tie in &ties {
        let (from, to) = (quoted(&page_key(tie.from)), quoted(&key(&tie.end)));
        text.push_str(&format!("  {from} -> {to} [label={}];\n", quoted(tie.kind)));
    }
    text + "}\n"
}

/// Returns relations, and what stands at their ends.
fn joined<'a>(site: &'a Site, kinds: &[RelationKind]) -> (Nodes<'a>, Vec<Tie<'a>>) {
    let is_asked =
        |tie: &Tie<'_>| kinds.is_empty() || kinds.iter().any(|kind| kind.name() == tie.kind);
    let mut ties = Graph::of(site).relations();
    ties.retain(is_asked);
    let planned =
        site.planned.iter().map(|(planned, _)| (&*planned.title, planned.kind.as_deref()));
    let planned: BTreeMap<&str, Option<&str>> = planned.collect();
    let mut nodes = Nodes::new();
    for tie in &ties {
        nodes.entry(page_key(tie.from)).or_insert_with(|| page(site, tie.from));
        nodes.entry(key(&tie.end)).or_insert_with(|| match &tie.end {
            End { to: Some(id), .. } => page(site, id),
            End { planned: Some(title), .. } => {
                let kind = planned.get(title).copied().flatten();
                Node { planned: Some(title), kind, ..Node::default() }
            }
            end => Node { named: end.named, external: end.external, ..Node::default() },
        });
    }
    (nodes, ties)
}

fn page<'a>(site: &'a Site, id: &'a str) -> Node<'a> {
    let page = site.catalog.by_id.get(id).and_then(|page| site.catalog.page(*page));
    let title = page.map(|page| &*page.title);
    let kind = page.map(|page| page.kind().map_or("article", |kind| kind.name));
    Node { id: Some(id), title, kind, ..Node::default() }
}

fn page_key(id: &str) -> String {
    format!("page:{id}")
}

fn key(end: &End<'_>) -> String {
    let keys = [("planned", end.planned), ("named", end.named), ("external", end.external)];
    let other = keys.into_iter().find_map(|(what, name)| Some(format!("{what}:{}", name?)));
    other.unwrap_or_else(|| page_key(end.to.unwrap_or_default()))
}

/// Returns the shape of a node, which says its kind; what is not there has
/// dashes.
fn look(node: &Node<'_>) -> String {
    if node.external.is_some() {
        return "shape=plaintext".into();
    }
    let shape = match node.kind {
        _ if node.named.is_some() => "ellipse",
        Some("role") => "ellipse",
        Some("process") => "cds",
        Some("area") => "folder",
        Some("runbook") => "component",
        Some("charter") => "tab",
        Some("checklist") => "note",
        Some("term") => "underline",
        Some("policy") => "octagon",
        Some("path") => "rarrow",
        Some("module") => "house",
        Some("training_plan") => "box3d",
        _ => "box",
    };
    let is_there = node.id.is_some();
    format!("shape={shape}{}", if is_there { "" } else { ", style=dashed" })
}

/// Writes a text between quotes as DOT reads it: a backslash would begin a
/// code of its own, `&` a character of HTML, and a line must not end.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '&' => quoted.push_str("&amp;"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
