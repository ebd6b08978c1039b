//! `.openpublishing.redirection.json`: where pages went that were moved.

use super::{Reader, Text};
use crate::base::{Code, SitePath, Span};
use crate::model::collection::Redirection;
use crate::model::world::REDIRECTIONS;
use crate::text::data::Node;
use crate::text::json;

/// The publisher's own settings, beside `docfx.json` or in the site's root.
const PUBLISHING: &str = ".openpublishing.publish.config.json";

/// At most so many files of redirections are read.
const MOST_FILES: usize = 100;

/// The publisher's settings.
pub(super) struct Publishing {
    /// The folder they lie in, from the site's root.
    folder: SitePath,
    /// The files that they name.
    files: Vec<SitePath>,
}

/// Reads the publisher's settings in the site's root or beside `docfx.json`.
pub(super) fn publishing(reader: &mut Reader<'_>, base: &SitePath) -> Option<Publishing> {
    let root = SitePath::default();
    let (folder, text) = [base, &root].into_iter().find_map(|folder| {
        let text = reader.read(&folder.child(PUBLISHING))?;
        Some((folder.clone(), text))
    })?;
    let node = json::parse(text.file, &text.text).drain_into(reader.found);
    let written = reader.texts_of(text.file, node.get("redirection_files"));
    let files = written.iter().filter_map(|(name, _)| folder.join(name));
    Some(Publishing { files: files.take(MOST_FILES).collect(), folder })
}

/// Reads all redirections of a collection.
pub(super) fn read(
    reader: &mut Reader<'_>,
    publishing: Option<&Publishing>,
    base: &SitePath,
    content: &SitePath,
) -> Vec<Redirection> {
    let root = SitePath::default();
    let mut folders = vec![&root, base];
    folders.extend(publishing.map(|publishing| &publishing.folder));
    let mut paths: Vec<SitePath> = folders.iter().map(|at| at.child(REDIRECTIONS)).collect();
    paths.extend(publishing.iter().flat_map(|publishing| publishing.files.iter().cloned()));
    let mut known: Vec<SitePath> = Vec::new();
    let mut all = Vec::new();
    for path in paths {
        if known.contains(&path) {
            continue;
        }
        if let Some(text) = reader.read(&path) {
            let from = |written: &str| path.parent().join(written)?.below(content);
            entries(reader, &text, &from, &mut all);
        }
        known.push(path);
    }
    above(reader, content, &mut all);
    all
}

/// Reads the file above the site's root, whose paths begin with the name of
/// the root.
fn above(reader: &mut Reader<'_>, content: &SitePath, all: &mut Vec<Redirection>) {
    let Some(name) = reader.files.name() else { return };
    let Ok(Some(bytes)) = reader.files.redirections_above() else { return };
    let text = reader.add(&SitePath::default().child("..").child(REDIRECTIONS), &bytes);
    let root = SitePath::default().child(&name);
    let from = |written: &str| SitePath::new(written)?.below(&root)?.below(content);
    entries(reader, &text, &from, all);
}

/// Reads the entries of one file; `from` makes a path of the content folder
/// of one as written. Entries about other collections are none of ours.
fn entries(
    reader: &mut Reader<'_>,
    text: &Text,
    from: &dyn Fn(&str) -> Option<SitePath>,
    all: &mut Vec<Redirection>,
) {
    let node = json::parse(text.file, &text.text).drain_into(reader.found);
    let list = node.get("redirections").and_then(Node::as_list).unwrap_or_default();
    for entry in list {
        let field = |key: &str| {
            let node = entry.get(key)?;
            Some((node.as_text()?, Span::new(text.file, node.range)))
        };
        let source = field("source_path").or_else(|| field("source_path_from_root"));
        let (Some((source, from_span)), Some((to, to_span))) = (source, field("redirect_url"))
        else {
            let span = Span::new(text.file, entry.range);
            let message = "a redirection needs `source_path` and `redirect_url`".into();
            let help = "write `\"source_path\": \"old.md\", \"redirect_url\": \"/new\"`";
            reader.report(Code::WRONG_TYPE, span, message, help);
            continue;
        };
        if let Some(from) = from(source).filter(|path| !path.is_root()) {
            all.push(Redirection { from, from_span, to: to.into(), to_span });
        }
    }
}
