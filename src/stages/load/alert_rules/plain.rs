//! What language a rule file is written in, and the plainest of them: a name
//! on each line, `#` begins a comment.

use super::{Read, Reader, Told};
use crate::base::TextRange;
use crate::model::allow;
use crate::text::data::{Node, Value};

/// The language of a rule file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    /// A name on each line.
    List,
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

/// Tells the language by the end of a file's name, else by its first line.
pub(super) fn format(extension: &str, text: &str) -> Format {
    match &*extension.to_ascii_lowercase() {
        "json" => return Format::Json,
        "yml" | "yaml" | "rules" | "rule" => return Format::Yaml,
        "txt" | "list" => return Format::List,
        _ => {}
    }
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let first = lines.into_iter().find(|line| !line.is_empty() && !line.starts_with('#'));
    let first = first.unwrap_or_default();
    let is_yaml = |line: &str| {
        line.starts_with("---")
            || line.starts_with("- ")
            || line.ends_with(':')
            || line.contains(": ")
    };
    match first {
        line if line.starts_with(['{', '[']) && !line.starts_with("{{") => Format::Json,
        line if is_yaml(line) || line.starts_with("{{") => Format::Yaml,
        _ => Format::List,
    }
}

impl Reader<'_> {
    /// Reads a list of names.
    pub(super) fn list(&mut self) -> Read {
        let mut names: Vec<Node> = Vec::new();
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let from = at + line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len();
            at += line.len();
            let rest = self.text.get(from..at).unwrap_or_default();
            let end = match rest.starts_with('#') {
                true => 0,
                false => rest.find(" #").unwrap_or(rest.len()),
            };
            let name = rest.get(..end).unwrap_or_default().trim_end();
            if !name.is_empty() {
                names.push(Node::plain(TextRange::new(from, from + name.len()), name));
            }
        }
        names.iter().for_each(|name| self.alert(name, Told::default()));
        let whole = TextRange::new(0, self.text.len());
        let tree = Node { range: whole, value: Value::List(names) };
        let marks = allow::read_data(self.file, (self.text, whole), &tree, &mut self.problems);
        self.allows.extend(marks);
        Read::Alerts
    }
}
