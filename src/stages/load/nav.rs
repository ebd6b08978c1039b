//! The navigation file: a YAML list of pages and groups.

use crate::base::{Code, Diagnostic, FileId, SitePath, Span};
use crate::model::config::NavEntry;
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files};
use crate::text::data::{Node, Value};
use crate::text::fields::{Fields, Located};
use crate::text::yaml::{self, Limits};

/// Menus deeper than this are cut: no reader would find the way down.
const DEEPEST: usize = 12;

/// Reads the navigation file named in the configuration `config`.
///
/// # Errors
/// A [`Failure`] if the file is there and cannot be read.
pub(super) fn load(
    files: &dyn Files,
    name: &Located<String>,
    config: FileId,
    texts: &mut Texts,
    found: &mut Vec<Diagnostic>,
) -> Result<Option<Vec<NavEntry>>, Failure> {
    let path = SitePath::new(&name.value);
    let bytes = match &path {
        Some(path) => files.read(path)?,
        None => None,
    };
    let (Some(path), Some(bytes)) = (path, bytes) else {
        let span = Span::new(config, name.range);
        let message = format!("no file `{}` beside `handover.toml`", name.value);
        let help = "write the path from the folder of `handover.toml`";
        found.push(Diagnostic::new(Code::BROKEN_LINK, span, message).help(help));
        return Ok(None);
    };
    let text = decode(FileId::of(&path), &bytes).drain_into(found);
    let file = texts.add(&path, &text);
    let node = yaml::parse(file, &text, 0, Limits::DATA).drain_into(found);
    Ok(Some(entries(file, &node, 0, found)))
}

fn entries(file: FileId, node: &Node, depth: usize, found: &mut Vec<Diagnostic>) -> Vec<NavEntry> {
    let Some(list) = node.as_list() else {
        if !node.is_null() {
            let span = Span::new(file, node.range);
            let help = "write `- page.md` or `- title: A group` with `pages:` on each line";
            let message = "the menu must be a list";
            found.push(Diagnostic::new(Code::WRONG_TYPE, span, message).help(help));
        }
        return Vec::new();
    };
    if DEEPEST < depth {
        return Vec::new();
    }
    list.iter().filter_map(|node| entry(file, node, depth, found)).collect()
}

/// Reads `page.md`, `{page: page.md, title: ..., pages: [...]}` or the short
/// form `Title: page.md`.
fn entry(file: FileId, node: &Node, depth: usize, found: &mut Vec<Diagnostic>) -> Option<NavEntry> {
    if let Some(page) = node.as_text() {
        let page = Some((page.into(), Span::new(file, node.range)));
        return Some(NavEntry { title: None, page, ..blank() });
    }
    if let Some([only]) = node.as_map()
        && !matches!(&*only.key.text, "page" | "title" | "pages")
    {
        let title = Some(only.key.text.as_str().into());
        return Some(match &only.value.value {
            Value::Scalar(page) => {
                let page = Some((page.text.as_str().into(), Span::new(file, only.value.range)));
                NavEntry { title, page, ..blank() }
            }
            _ => {
                let children = entries(file, &only.value, depth + 1, found);
                NavEntry { title, children, ..blank() }
            }
        });
    }
    let mut fields = Fields::new(file, "an entry of the menu", node, found);
    let title = fields.text("title").map(|title| title.value.into());
    let page = fields.text("page");
    let page = page.map(|page| (page.value.into(), Span::new(file, page.range)));
    let pages = fields.node("pages");
    fields.finish(&|_| false);
    let children = pages.map(|pages| entries(file, pages, depth + 1, found)).unwrap_or_default();
    Some(NavEntry { title, page, children, ..blank() })
}

/// An entry that says nothing; its path starts from the content folder.
fn blank() -> NavEntry {
    NavEntry { title: None, page: None, folder: SitePath::default(), children: Vec::new() }
}
