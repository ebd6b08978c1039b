//! `mkdocs.yml`: the name of a site, its menu, and what is left out.
//!
//! Values that ask for a program (`!ENV`, `!!python/name:...`) are not run;
//! nothing we read needs one.

use super::{Foreign, Reader, Text, Wanted};
use crate::base::{Code, FileId, SitePath, Span};
use crate::model::collection::{Collection, CompleteMenu, Home, Order, Redirection};
use crate::model::config::{Flavour, NavEntry};
use crate::text::data::{Entry, Node, Value};
use crate::text::glob::Ignores;
use crate::text::yaml::{self, Limits};

/// The names of the file, in the order they are looked for.
pub(super) const FILES: &[&str] = &["mkdocs.yml", "mkdocs.yaml"];

/// Menus deeper than this are cut: no reader would find the way down.
const DEEPEST: usize = 16;

/// Plugins that change what pages say or which there are. The others change
/// how a site looks, or what is done with it.
const CONTENT_PLUGINS: &[&str] = &[
    "autoapi",
    "autolinks",
    "awesome-nav",
    "awesome-pages",
    "blog",
    "bibtex",
    "exclude",
    "ezlinks",
    "gen-files",
    "i18n",
    "include-dir-to-nav",
    "include-markdown",
    "jinja",
    "literate-nav",
    "macros",
    "markdownextradata",
    "mkdocs-jupyter",
    "mkdocstrings",
    "mike",
    "monorepo",
    "multirepo",
    "nav-weight",
    "roamlinks",
    "same-dir",
    "section-index",
    "simple",
    "static-i18n",
    "table-reader",
    "wikilinks",
];

/// Reads a collection whose `mkdocs.yml` lies in the site's root.
pub(super) fn read(reader: &mut Reader<'_>, text: &Text, wanted: &Wanted<'_>) -> Foreign {
    let limits = Limits::FOREIGN;
    let node = yaml::parse(text.file, &text.text, 0, limits).drain_into(reader.found);
    let get = |key: &str| node.get(key).filter(|node| !node.is_null());
    let line = |key: &str| get(key).and_then(Node::as_text).filter(|text| !text.is_empty());
    let content = match wanted.content {
        Some(content) => content.clone(),
        None => docs_dir(reader, text.file, get("docs_dir")),
    };
    report_inherit(reader, text.file, &node);
    let patterns = |keys: &[&str]| {
        let written: Vec<&str> = keys.iter().filter_map(|key| line(key)).collect();
        Ignores::new(&written.join("\n"))
    };
    let nav = get("nav").map(|nav| menu(reader, text.file, nav, 0));
    let except = patterns(&["not_in_nav"]);
    let collection = Collection {
        ignored: patterns(&["exclude_docs", "draft_docs"]),
        redirections: plugins(reader, text.file, get("plugins")),
        complete_menu: nav.as_ref().map(|_| CompleteMenu { except }),
        order: Order::Files,
        ..Collection::default()
    };
    let theme = get("theme").and_then(|theme| theme.get("language")).and_then(Node::as_text);
    Foreign {
        flavour: Flavour::MkDocs,
        content,
        title: line("site_name").map(Into::into),
        lang: theme.map(Into::into),
        nav,
        home: Home::clone(wanted.home),
        collection,
    }
}

/// Returns the folder of pages; `docs` where nothing is written.
fn docs_dir(reader: &mut Reader<'_>, file: FileId, node: Option<&Node>) -> SitePath {
    let usual = SitePath::default().child("docs");
    let Some(node) = node else { return usual };
    let written = node.as_text().unwrap_or_default();
    SitePath::new(written).filter(|_| !written.starts_with('/')).unwrap_or_else(|| {
        let span = Span::new(file, node.range);
        let message = "`docs_dir` must lie below the folder of `mkdocs.yml`".into();
        reader.report(Code::WRONG_TYPE, span, message, "write for example `docs`");
        usual
    })
}

fn report_inherit(reader: &mut Reader<'_>, file: FileId, node: &Node) {
    let entries = node.as_map().unwrap_or_default();
    let Some(Entry { key, .. }) = entries.iter().find(|entry| entry.key.text == "INHERIT") else {
        return;
    };
    let message = "`INHERIT` is not followed: the settings it names are not read".into();
    let help = "write what is needed of them here";
    reader.report(Code::IGNORED_SETTING, Span::new(file, key.range), message, help);
}

/// Reads `nav`: pages, `Title: page.md`, `Title: [...]`.
fn menu(reader: &mut Reader<'_>, file: FileId, node: &Node, depth: usize) -> Vec<NavEntry> {
    let Some(list) = node.as_list() else {
        let message = "`nav` must be a list".into();
        let help = "write `- page.md` or `- Title: page.md` on each line";
        reader.report(Code::WRONG_TYPE, Span::new(file, node.range), message, help);
        return Vec::new();
    };
    if DEEPEST < depth {
        return Vec::new();
    }
    let mut entries = Vec::with_capacity(list.len());
    for node in list {
        let page = |node: &Node| Some((node.as_text()?.into(), Span::new(file, node.range)));
        let blank = NavEntry {
            title: None,
            page: page(node),
            folder: SitePath::default(),
            children: Vec::new(),
        };
        if blank.page.is_some() {
            entries.push(blank);
            continue;
        }
        for Entry { key, value } in node.as_map().unwrap_or_default() {
            let children = match value.value {
                Value::Scalar(_) | Value::Null => Vec::new(),
                _ => menu(reader, file, value, depth + 1),
            };
            let title = Some(key.text.as_str().into());
            entries.push(NavEntry { title, page: page(value), children, ..blank.clone() });
        }
    }
    entries
}

/// Reads the redirections of the plugin `redirects`, and notes the plugins
/// that would change what pages say.
fn plugins(reader: &mut Reader<'_>, file: FileId, node: Option<&Node>) -> Vec<Redirection> {
    let mut redirections = Vec::new();
    let Some(node) = node else { return redirections };
    let named: Vec<(&str, Span, Option<&Node>)> = match &node.value {
        Value::List(list) => list.iter().flat_map(|node| plugin(file, node)).collect(),
        Value::Map(_) => plugin(file, node),
        Value::Scalar(_) | Value::Null => Vec::new(),
    };
    for (name, span, options) in named {
        let short = name.rsplit('/').next().unwrap_or(name);
        if short == "redirects" {
            let maps = options.and_then(|options| options.get("redirect_maps"));
            redirections.extend(redirect_maps(file, maps));
        } else if CONTENT_PLUGINS.contains(&short) {
            let message = format!("the plugin `{name}` is not run; what it would write is missing");
            let help = "write what pages need of it into the pages";
            reader.report(Code::IGNORED_SETTING, span, message, help);
        }
    }
    redirections
}

/// Reads `name`, or `{name: options}`.
fn plugin(file: FileId, node: &Node) -> Vec<(&str, Span, Option<&Node>)> {
    if let Some(name) = node.as_text() {
        return vec![(name, Span::new(file, node.range), None)];
    }
    let entries = node.as_map().unwrap_or_default().iter();
    entries
        .map(|entry| (&*entry.key.text, Span::new(file, entry.key.range), Some(&entry.value)))
        .collect()
}

fn redirect_maps(file: FileId, maps: Option<&Node>) -> Vec<Redirection> {
    let entries = maps.and_then(Node::as_map).unwrap_or_default().iter();
    let redirection = |entry: &Entry| {
        // Both are paths from the content folder; `/` says so to our reader.
        let to = entry.value.as_text()?;
        let is_web = crate::base::url::scheme(to).is_some();
        let to = if is_web || to.starts_with('/') { to.into() } else { format!("/{to}").into() };
        Some(Redirection {
            from: SitePath::new(&entry.key.text).filter(|path| !path.is_root())?,
            from_span: Span::new(file, entry.key.range),
            to,
            to_span: Span::new(file, entry.value.range),
        })
    };
    entries.filter_map(redirection).collect()
}
