//! What holds for every file of every site, whatever its authors wrote.

use std::collections::{BTreeMap, BTreeSet};

use handover::base::{SitePath, url};
use handover::text::html::{PieceKind, pieces};

use crate::dom::VOID;

/// Elements no page has, because they run, load or collect something; a form
/// is that of search, which leads to a page of the site.
const FORBIDDEN: &[&str] = &[
    "applet", "audio", "base", "embed", "form", "frame", "frameset", "iframe", "math", "object",
    "param", "portal", "source", "style", "template", "video",
];

/// Elements that take what a reader types. Only the fields of values and of
/// named days do, and they have no name, so nothing is ever sent; and that of
/// search, whose form leads to a page of the site.
const FIELDS: &[&str] = &["input", "select", "textarea"];

/// Attributes whose value is an address.
const ADDRESSES: &[&str] = &[
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "longdesc",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
];

/// Elements that cannot stand in a paragraph.
const NOT_IN_PARAGRAPH: &[&str] = &[
    "blockquote",
    "details",
    "div",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
];

/// A page taken apart.
#[derive(Default)]
struct Page {
    ids: BTreeSet<String>,
    links: Vec<String>,
    scripts: Vec<String>,
    wrong: Vec<String>,
    landmarks: Vec<&'static str>,
    is_redirect: bool,
}

/// The scripts that a page may name.
const SCRIPTS: [&str; 3] = ["_handover/theme.js", "_handover/charter.js", "_handover/course.js"];

/// Returns what is wrong with a built site, as `page: what`.
pub fn violations(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let is_page = |path: &&String| path.ends_with(".html");
    let pages: BTreeMap<&str, Page> = files
        .keys()
        .filter(is_page)
        .map(|path| (path.as_str(), read(&String::from_utf8_lossy(&files[path]))))
        .collect();
    let mut wrong = Vec::new();
    for (path, page) in &pages {
        wrong.extend(page.wrong.iter().map(|what| format!("{path}: {what}")));
        if !page.is_redirect && page.landmarks != ["header", "main", "footer"] {
            wrong.push(format!("{path}: landmarks are {:?}", page.landmarks));
        }
        let folder = SitePath::new(path).expect("a path").parent();
        for script in &page.scripts {
            let file = folder.join(script.trim_start_matches('/'));
            if file.is_none_or(|file| !SCRIPTS.contains(&file.as_str())) {
                wrong.push(format!("{path}: a script {script:?}"));
            }
        }
        for link in &page.links {
            if let Some(what) = dead_link(path, link, files, &pages) {
                wrong.push(format!("{path}: {what}"));
            }
        }
    }
    wrong
}

fn read(html: &str) -> Page {
    let mut page = Page::default();
    let mut open: Vec<String> = Vec::new();
    if html.chars().any(|c| c < ' ' && !matches!(c, '\n' | '\t' | '\r')) {
        page.wrong.push("a control character".into());
    }
    for piece in pieces(html) {
        match piece.kind {
            PieceKind::Open { name, attributes, self_closing } => {
                page.element(&name, &attributes, &open);
                if !self_closing && !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            PieceKind::Close(name) => {
                let last = open.pop();
                if last.as_deref() != Some(&*name) {
                    page.wrong.push(format!("</{name}> closes {last:?}"));
                }
            }
            PieceKind::Text(text) => {
                if open.last().is_some_and(|name| name == "script") && !text.trim().is_empty() {
                    page.wrong.push("a script in the page".into());
                }
            }
            PieceKind::Comment => page.wrong.push("a comment".into()),
            PieceKind::Other => {}
        }
    }
    if !open.is_empty() {
        page.wrong.push(format!("never closed: {open:?}"));
    }
    page
}

/// Tells whether a field is one that the theme makes.
fn is_field(id: &str, name: &str) -> bool {
    // In a book, an id has that of its chapter before it.
    ["p:", "day:"].iter().any(|own| id.starts_with(own) || id.contains(&format!(":{own}")))
        && name.is_empty()
}

impl Page {
    fn element(&mut self, name: &str, attributes: &[(String, String)], open: &[String]) {
        let value = |key: &str| {
            attributes.iter().find(|(k, _)| k == key).map_or("", |(_, value)| value.as_str())
        };
        let leads = |end: &&str| value("action").ends_with(end);
        let is_search = name == "form"
            && value("role") == "search"
            && value("method").is_empty()
            && (value("action").is_empty() || ["search/index.html", "search/"].iter().any(leads));
        if FORBIDDEN.contains(&name) && !is_search {
            self.wrong.push(format!("an element <{name}>"));
        }
        match name {
            "script" => self.scripts.push(value("src").into()),
            "input" if value("type") == "checkbox" => {}
            "input"
                if value("type") == "search" && open.last().is_some_and(|tag| tag == "form") => {}
            // A question of a course; authors have no such element.
            "input" | "select" if open.iter().any(|tag| tag == "fieldset") => {}
            name if FIELDS.contains(&name) && !is_field(value("id"), value("name")) => {
                self.wrong.push(format!("an element <{name}>"));
            }
            "option" if !open.iter().any(|tag| tag == "select") => {
                self.wrong.push("an <option> in no list".into());
            }
            "meta" if !value("http-equiv").is_empty() => self.is_redirect = true,
            "header" | "footer" if matches!(value("class"), "top" | "base") => {
                self.landmarks.push(if name == "header" { "header" } else { "footer" });
            }
            "main" => self.landmarks.push("main"),
            name if NOT_IN_PARAGRAPH.contains(&name) && open.iter().any(|tag| tag == "p") => {
                self.wrong.push(format!("<{name}> in a paragraph"));
            }
            "a" if open.iter().any(|tag| tag == "a") => self.wrong.push("a link in a link".into()),
            _ => {}
        }
        for (key, value) in attributes {
            if key.starts_with("on") || key == "style" || key == "srcdoc" {
                self.wrong.push(format!("an attribute {key} on <{name}>"));
            }
            if ADDRESSES.contains(&key.as_str()) {
                self.address(name, value);
            }
            if key == "id" && !self.ids.insert(value.clone()) {
                self.wrong.push(format!("the id {value:?} twice"));
            }
        }
    }

    fn address(&mut self, name: &str, value: &str) {
        let stripped: String = value.chars().filter(|c| ' ' < *c && *c != '\u{7f}').collect();
        let end = stripped.find([':', '/', '?', '#']).unwrap_or(stripped.len());
        match stripped.get(end..end + 1) {
            Some(":") => {
                let scheme = stripped.get(..end).unwrap_or_default().to_ascii_lowercase();
                if !url::is_safe_scheme(&scheme) {
                    self.wrong.push(format!("an address {value:?}"));
                }
            }
            _ if name != "use" => self.links.push(value.to_string()),
            _ => {}
        }
    }
}

/// Returns what is wrong with a link of a page, if it leads nowhere.
fn dead_link(
    from: &str,
    link: &str,
    files: &BTreeMap<String, Vec<u8>>,
    pages: &BTreeMap<&str, Page>,
) -> Option<String> {
    // From the root of the host: not in this site, and reported as that.
    if link.starts_with('/') && from != "404.html" {
        return None;
    }
    let address = url::split(link);
    let folder = SitePath::new(from).expect("a path").parent();
    let path = match address.path {
        "" => from.to_string(),
        path => {
            let path = url::decode(path.trim_start_matches('/'));
            let Some(path) = folder.join(&path) else { return Some(format!("{link} climbs out")) };
            path.to_string()
        }
    };
    if !files.contains_key(&path) {
        return Some(format!("{link} leads to no file"));
    }
    let fragment = url::decode(address.fragment.filter(|fragment| !fragment.is_empty())?);
    let page = pages.get(path.as_str())?;
    (!page.ids.contains(&fragment)).then(|| format!("{link} leads to no id"))
}
