//! Data files of other generators: TOML, YAML or JSON by their names.

use super::front;
use super::gather::Gather;
use super::text::Text;
use crate::base::{FileId, SitePath};
use crate::model::world::Failure;
use crate::text::data::Node;
use crate::text::toml;
use crate::text::yaml::{self, Limits};

/// Reads a data file; what of it cannot be read is reported.
///
/// # Errors
/// A [`Failure`] if it is there and cannot be read.
pub(super) fn read(
    gather: &mut Gather<'_>,
    path: &SitePath,
) -> Result<Option<(Text, Node)>, Failure> {
    let Some(text) = gather.read(path)? else { return Ok(None) };
    let file = FileId::of(path);
    let (node, problems) = match path.extension() {
        "toml" => {
            let read = toml::parse(file, &text.text);
            (read.value, front::problems(&read.diagnostics, 0))
        }
        "json" => match serde_json::from_str::<serde_json::Value>(&text.text) {
            Ok(value) => (front::node(&value), Vec::new()),
            Err(error) => {
                let line = error.line().saturating_sub(1);
                let at = text.text.split_inclusive('\n').take(line).map(str::len).sum();
                (Node::null(Default::default()), vec![(at, error.to_string())])
            }
        },
        _ => {
            let read = yaml::parse(file, &text.text, 0, Limits::DATA);
            (read.value, front::problems(&read.diagnostics, 0))
        }
    };
    for (at, problem) in problems {
        gather.report.not_understood(text.place(at), "configuration", &problem);
    }
    Ok(Some((text, node)))
}

/// Returns the value of a key, whatever its case.
pub(super) fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let entry = node.as_map()?.iter().find(|entry| entry.key.text.eq_ignore_ascii_case(key))?;
    Some(&entry.value)
}

/// Returns the text of a key, whatever its case.
pub(super) fn text(node: &Node, key: &str) -> Option<String> {
    let text = get(node, key)?.as_text()?.trim();
    (!text.is_empty()).then(|| text.to_string())
}
