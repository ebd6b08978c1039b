//! Files of other tools that lead to pages: `TOC.yml` and landing pages of
//! Microsoft Learn and its list of redirects, and `mkdocs.yml`.
//!
//! They are read as data, and only values that are paths are written anew, so
//! that the collection still builds there.

use super::meaning::Moves;
use crate::base::{FileId, SitePath, url};
use crate::edit::text::TextEdit;
use crate::model::config::Config;
use crate::text::data::{Node, Value};
use crate::text::destination::{Destination, Encoding, yaml_text};
use crate::text::yaml::{self, Limits};

/// The file of MkDocs, in the site's root.
pub const MKDOCS: &str = "mkdocs.yml";
/// The redirects of Microsoft Learn, in the site's root.
pub const REDIRECTS: &str = ".openpublishing.redirection.json";

/// Tells whether a file could be one of these, by its name.
pub fn is_candidate(path: &SitePath) -> bool {
    matches!(path.extension(), "yml" | "yaml") || path.as_str() == REDIRECTS
}

/// What a file says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Toc,
    Landing,
    MkDocs,
    Redirects,
}

fn kind(path: &SitePath, text: &str) -> Option<Kind> {
    let is_landing = || text.trim_start_matches('\u{feff}').starts_with("### YamlMime:");
    match path.name() {
        _ if path.as_str() == MKDOCS => Some(Kind::MkDocs),
        _ if path.as_str() == REDIRECTS => Some(Kind::Redirects),
        name if name.eq_ignore_ascii_case("toc.yml") => Some(Kind::Toc),
        _ if is_landing() => Some(Kind::Landing),
        _ => None,
    }
}

/// Finds the paths to write anew in the file at `path`, from the site's root.
pub fn edits(moves: &Moves<'_>, config: &Config, path: &SitePath, text: &str) -> Vec<TextEdit> {
    let Some(kind) = kind(path, text) else { return Vec::new() };
    let node = yaml::parse(FileId::of(path), text, 0, Limits::DATA).value;
    let mut values = Vec::new();
    match kind {
        Kind::MkDocs => node.get("nav").into_iter().for_each(|nav| scalars(nav, &mut values)),
        Kind::Toc => by_keys(&node, &["href", "topicHref", "tocHref", "homepage"], &mut values),
        Kind::Landing => by_keys(&node, &["url", "href", "imageSrc", "src"], &mut values),
        Kind::Redirects => by_keys(&node, &["redirect_url"], &mut values),
    }
    let Some(folders) = folders(moves, config, kind, (path, &node)) else { return Vec::new() };
    let encoding = if kind == Kind::MkDocs { Encoding::Path } else { Encoding::Address };
    let root = SitePath::default();
    let docs = node.get("docs_dir").filter(|_| kind == Kind::MkDocs && config.content.is_root());
    let docs = match docs {
        Some(docs) => docs.as_text().and_then(|written| {
            let address = Destination::in_yaml(text, docs.range, written, encoding);
            moves.edit_from(&address, (&root, &root), None)
        }),
        // The usual folder is not written; another one is.
        None if kind == Kind::MkDocs && folders.0 != folders.1 => {
            let at = text.len() - text.trim_start_matches('\u{feff}').len();
            Some(TextEdit::insert(at, format!("docs_dir: {}\n", yaml_text(folders.1.as_str()))))
        }
        None => None,
    };
    let edit = |value: &&Node| {
        let written = value.as_text()?;
        if url::scheme(written).is_some() || written.starts_with("//") {
            return None;
        }
        let address = Destination::in_yaml(text, value.range, written, encoding);
        match kind {
            Kind::Redirects => published(moves, config, &address),
            _ => moves.edit_from(&address, (&folders.0, &folders.1), None),
        }
    };
    values.iter().filter_map(edit).chain(docs).collect()
}

/// Returns the folder, from the content folder, that paths are seen from,
/// before and after.
fn folders(
    moves: &Moves<'_>,
    config: &Config,
    kind: Kind,
    (path, node): (&SitePath, &Node),
) -> Option<(SitePath, SitePath)> {
    match kind {
        Kind::MkDocs => {
            let written = node.get("docs_dir").and_then(Node::as_text).unwrap_or("docs");
            let folder = SitePath::new(written)?.below(&config.content)?;
            let after = moves.moved.apply(&folder);
            Some((folder, after))
        }
        Kind::Redirects => Some(Default::default()),
        Kind::Toc | Kind::Landing => {
            let file = path.below(&config.content)?;
            Some((file.parent(), moves.moved.apply(&file).parent()))
        }
    }
}

/// Writes the published address of a page anew: `/product/folder/page`, of
/// which a part at the beginning is the publisher's and the rest the file.
fn published(moves: &Moves<'_>, config: &Config, address: &Destination<'_>) -> Option<TextEdit> {
    let written = address.decoded_path();
    let parts: Vec<&str> = written.split('/').filter(|part| !part.is_empty()).collect();
    for skipped in 0..parts.len() {
        let (own, rest) = parts.split_at(skipped);
        let file = SitePath::new(&format!("{}.md", rest.join("/")))?.below(&config.content);
        let Some(file) = file.filter(|file| moves.catalog.by_path.contains_key(file)) else {
            continue;
        };
        let new = moves.moved.apply(&file);
        if new == file {
            return None;
        }
        let new = config.content.join(new.parent().child(new.stem()).as_str())?;
        let all: Vec<&str> = own.iter().copied().chain(new.parts()).collect();
        let (range, text) = address.with_path(&format!("/{}", all.join("/")))?;
        return Some(TextEdit::new(range, text));
    }
    None
}

/// Lists the values of some keys, at any depth.
fn by_keys<'a>(node: &'a Node, keys: &[&str], out: &mut Vec<&'a Node>) {
    match &node.value {
        Value::List(list) => list.iter().for_each(|node| by_keys(node, keys, out)),
        Value::Map(entries) => {
            for entry in entries {
                match keys.contains(&entry.key.text.as_str()) {
                    true => scalars(&entry.value, out),
                    false => by_keys(&entry.value, keys, out),
                }
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

/// Lists all scalars, at any depth.
fn scalars<'a>(node: &'a Node, out: &mut Vec<&'a Node>) {
    match &node.value {
        Value::Scalar(_) => out.push(node),
        Value::List(list) => list.iter().for_each(|node| scalars(node, out)),
        Value::Map(entries) => entries.iter().for_each(|entry| scalars(&entry.value, out)),
        Value::Null => {}
    }
}
