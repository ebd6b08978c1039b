//! The tables `[[defaults]]` of the configuration.

use crate::base::{Code, Diagnostic, FileId, Span};
use crate::model::collection::Patterns;
use crate::model::folder::FolderDefaults;
use crate::model::front::KINDS;
use crate::text::data::{Entry, Node};
use crate::text::fields::{Fields, is_same_key};
use crate::text::glob::{self, Globs, Rules};

/// Keys that pages take over as they are written.
const TAKEN: &[&str] = &["owner", "backup", "review_every", "exercise_every", "kind"];

/// Reads `[[defaults]]`, each with `in` and what its pages have. Values are
/// checked here, so that no page repeats their mistakes.
pub(super) fn read(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Vec<FolderDefaults> {
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    nodes.iter().filter_map(|node| table(file, node, found)).collect()
}

fn table(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Option<FolderDefaults> {
    let mut problems = Vec::new();
    let mut fields = Fields::new(file, "`defaults`", node, found);
    let is_written = fields.node("in").is_some();
    let written = fields.list("in");
    let right: Vec<&str> = [
        fields.text("owner").map(|_| "owner"),
        fields.text("backup").map(|_| "backup"),
        fields.duration("review_every").map(|_| "review_every"),
        fields.duration("exercise_every").map(|_| "exercise_every"),
        fields.choice("kind", KINDS).map(|_| "kind"),
    ]
    .into_iter()
    .flatten()
    .collect();
    fields.finish(&|_| false);
    if !is_written && node.as_map().is_some() {
        let message = "these defaults do not say for which pages";
        let span = Span::new(file, first_line(node));
        problems.push(
            Diagnostic::new(Code::WRONG_TYPE, span, message)
                .help("write for example `in = \"runbooks/**\"`"),
        );
    }
    let mut patterns = Vec::new();
    for pattern in written {
        let span = Span::new(file, pattern.range);
        match glob::problem(&pattern.value, Rules::Own) {
            None => patterns.push((pattern.value.into(), span)),
            Some(reason) => {
                let message = format!("`{}` is no glob: {reason}", pattern.value);
                let problem = Diagnostic::new(Code::WRONG_TYPE, span, message);
                problems.push(problem.help("write for example `runbooks/**`"));
            }
        }
    }
    found.extend(problems);
    let globs =
        Globs::new(patterns.iter().map(|(pattern, _): &(Box<str>, _)| &**pattern), Rules::Own);
    let pages = Patterns { globs, written: patterns };
    (!pages.written.is_empty()).then(|| FolderDefaults { pages, fields: taken(node, &right) })
}

/// Returns the entries of the keys in `right`, under the names they have in
/// front matter.
fn taken(node: &Node, right: &[&str]) -> Vec<Entry> {
    let entries = node.as_map().unwrap_or_default().iter();
    let named = entries.filter_map(|entry| {
        let name = TAKEN.iter().find(|name| is_same_key(name, &entry.key.text))?;
        let mut entry = right.contains(name).then(|| entry.clone())?;
        entry.key.text = (*name).to_string();
        Some(entry)
    });
    named.collect()
}

/// The place of the first key: a table has no line of its own that every way
/// to write it shares.
fn first_line(node: &Node) -> crate::base::TextRange {
    let first = node.as_map().and_then(<[Entry]>::first);
    first.map_or(node.range, |first| first.key.range)
}
