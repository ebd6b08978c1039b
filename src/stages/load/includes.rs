//! The table `includes` of the configuration.

use crate::base::{Code, Diagnostic, FileId, SitePath, Span};
use crate::model::config::{Includes, MissingInclude};
use crate::text::data::Node;
use crate::text::fields::Fields;

/// Reads `{ missing = "stub", map = { "~/shared/" = "includes" } }`.
pub(super) fn read(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Includes {
    let mut problems = Vec::new();
    let mut fields = Fields::new(file, "`includes`", node, found);
    let missing = fields.choice("missing", &["stub", "drop"]);
    let map = fields.node("map").map(|map| folders(file, map, &mut problems));
    fields.finish(&|_| false);
    found.extend(problems);
    let missing = match missing.map(|missing| missing.value) {
        Some("drop") => MissingInclude::Drop,
        _ => MissingInclude::Stub,
    };
    Includes { missing, map: map.unwrap_or_default() }
}

/// Reads beginnings of paths with the folders they mean.
fn folders(file: FileId, map: &Node, found: &mut Vec<Diagnostic>) -> Vec<(Box<str>, SitePath)> {
    let Some(entries) = map.as_map() else {
        let message = "`map` must be a table";
        let problem = Diagnostic::new(Code::WRONG_TYPE, Span::new(file, map.range), message);
        found.push(problem.help("write for example `{ \"~/shared/\" = \"includes\" }`"));
        return Vec::new();
    };
    let mut folders = Vec::new();
    for entry in entries {
        match entry.value.as_text().and_then(SitePath::new) {
            Some(folder) => folders.push((entry.key.text.as_str().into(), folder)),
            None => {
                let span = Span::new(file, entry.value.range);
                let message =
                    format!("`{}` must be a folder below the content folder", entry.key.text);
                let problem = Diagnostic::new(Code::WRONG_TYPE, span, message);
                found.push(problem.help("write for example `includes`"));
            }
        }
    }
    folders
}
