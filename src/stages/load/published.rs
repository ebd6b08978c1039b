//! Reads what an earlier build published: the `site.json` it wrote. It is a
//! file like any other, so what is not understood is reported and passed over.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Code, Diagnosed, Diagnostic, FileId, SitePath, Span, TextRange};
use crate::model::config::Config;
use crate::model::material::TextHash;
use crate::model::published::{Named, Published, PublishedPage};
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files};
use crate::text::data::Node;
use crate::text::json;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;
/// What a mistake in the file is mended by.
const HELP: &str = "give the `site.json` that a build wrote";
/// The version of the form that is read.
const VERSION: &str = "1";

/// Reads the file that the command line names, else the one that the settings
/// name, if there is one.
///
/// # Errors
/// A [`Failure`] if the file that the settings name is there and cannot be
/// read.
pub fn load(
    files: &dyn Files,
    config: &Config,
    texts: &mut Texts,
) -> Result<Diagnosed<Option<Published>>, Failure> {
    if let Some(given) = files.earlier() {
        return Ok(read((&given.path, &given.bytes), texts));
    }
    let Some((path, span)) = &config.since else { return Ok(Diagnosed::clean(None)) };
    let bytes: Option<Arc<[u8]>> = files.read(path)?;
    Ok(match bytes {
        Some(bytes) => read((path, &bytes), texts),
        None => {
            let message = format!("there is no file `{path}`");
            let help = "keep the `site.json` of the build there, or take out `since`";
            let problem = Diagnostic::new(Code::WRONG_TYPE, *span, message).help(help);
            Diagnosed::new(None, vec![problem])
        }
    })
}

fn read((path, bytes): (&SitePath, &[u8]), texts: &mut Texts) -> Diagnosed<Option<Published>> {
    let file = FileId::of(path);
    let mut found = Vec::new();
    let text = match bytes.len() <= LARGEST {
        true => decode(file, bytes).drain_into(&mut found),
        false => {
            let message = format!("more than {} MB, so it is not read", LARGEST / 1024 / 1024);
            found.push(Diagnostic::new(Code::WRONG_TYPE, Span::start_of(file), message).help(HELP));
            Cow::Borrowed("")
        }
    };
    let file = texts.add(path, &text);
    if !found.is_empty() {
        return Diagnosed::new(None, found);
    }
    let limit = json::Limit { bytes: LARGEST };
    let node = json::parse_within(file, &text, limit).drain_into(&mut found);
    if !found.is_empty() {
        return Diagnosed::new(None, found);
    }
    let reader = Reader { file, text: &text };
    let published = reader.site(&node, &mut found);
    Diagnosed::new(published, found)
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
}

impl Reader<'_> {
    fn site(&self, node: &Node, found: &mut Vec<Diagnostic>) -> Option<Published> {
        let version = node.get("version");
        let Some(pages) = node.get("pages").and_then(Node::as_list) else {
            found.push(self.wrong(node, "this is no `site.json`: it has no list of `pages`"));
            return None;
        };
        if version.and_then(Node::as_text) != Some(VERSION) {
            let place = version.unwrap_or(node);
            found.push(self.wrong(place, "this version of `site.json` cannot be read"));
            return None;
        }
        let built = node.get("site").and_then(|site| site.get("built")).and_then(Node::as_text);
        if built.is_none() {
            found.push(self.wrong(node, "this `site.json` does not say on which day it was built"));
        }
        let built = built.unwrap_or_default().into();
        let mut published = Published { built, ..Published::default() };
        for node in pages {
            match self.page(node) {
                Some(page) => published.pages.push(page),
                None => found.push(self.wrong(node, "this is no page of a `site.json`")),
            }
        }
        let has_ids = published.pages.iter().any(|page| !page.named.is_empty());
        if !published.pages.is_empty() && !has_ids {
            let problem = self.wrong(node, "no page in this file says which ids it has");
            found.push(problem.help("give one that a newer build wrote, from the earlier files"));
        }
        Some(published)
    }

    fn page(&self, node: &Node) -> Option<PublishedPage> {
        let text = |key: &str| node.get(key).and_then(Node::as_text);
        let named = node.get("ids").and_then(Node::as_list).unwrap_or_default();
        Some(PublishedPage {
            id: text("id")?.into(),
            file: file(text("address")?)?,
            is_written: text("source").is_some(),
            span: Span::new(self.file, self.first_line(node.get("id").unwrap_or(node))),
            named: named.iter().filter_map(item).collect(),
            drawn_from: drawn_from(node),
        })
    }

    /// Reports a value by its first line.
    fn wrong(&self, node: &Node, message: &str) -> Diagnostic {
        let span = Span::new(self.file, self.first_line(node));
        Diagnostic::new(Code::WRONG_TYPE, span, message).help(HELP)
    }

    fn first_line(&self, node: &Node) -> TextRange {
        let first = node.range.of(self.text).lines().next().unwrap_or_default().len();
        let end = node.range.start.saturating_add(u32::try_from(first).unwrap_or(u32::MAX));
        TextRange { end: node.range.end.min(end), ..node.range }
    }
}

/// Returns the file of an address, which may end in a slash.
fn file(address: &str) -> Option<SitePath> {
    let path = SitePath::new(address)?;
    Some(match address.is_empty() || address.ends_with('/') {
        true => path.child("index.html"),
        false => path,
    })
}

fn drawn_from(node: &Node) -> BTreeMap<Box<str>, TextHash> {
    let entries = node.get("drawn_from").and_then(Node::as_map).unwrap_or_default().iter();
    let hash = |node: &Node| node.as_text().and_then(TextHash::parse);
    entries.filter_map(|own| Some((own.key.text.as_str().into(), hash(&own.value)?))).collect()
}

fn item(node: &Node) -> Option<Named> {
    let text = |key: &str| node.get(key).and_then(Node::as_text);
    Some(Named {
        id: text("id")?.into(),
        kind: text("kind")?.into(),
        name: text("name").unwrap_or_default().into(),
        hash: text("hash").and_then(|hash| u32::from_str_radix(hash, 16).ok()),
    })
}
