//! Front matter being written: our keys as YAML, and the keys of the other
//! generator under its name (`hugo.toc: true`), where they harm nothing.

use crate::text::data::{Node, Value};

/// Lines of front matter in the order they are added.
#[derive(Debug, Default)]
pub(super) struct Keys {
    lines: Vec<String>,
    names: Vec<String>,
    aliases: Vec<String>,
}

impl Keys {
    /// Adds a key with a text, unless it is there already. Returns whether
    /// it was added.
    pub fn put(&mut self, key: &str, value: &str) -> bool {
        self.put_line(key, &scalar(value))
    }

    /// Adds a key that is true.
    pub fn put_true(&mut self, key: &str) -> bool {
        self.put_line(key, "true")
    }

    /// Adds a key with a value that is YAML already.
    fn put_line(&mut self, key: &str, value: &str) -> bool {
        let is_new = !self.names.iter().any(|name| name == key);
        if is_new {
            self.names.push(key.into());
            self.lines.push(format!("{key}: {value}").trim_end().to_string());
        }
        is_new
    }

    /// Adds a key with any value on one line.
    pub fn put_node(&mut self, key: &str, node: &Node) -> bool {
        self.put_line(key, &flow(node, 0))
    }

    /// Adds a key with a list of texts.
    pub fn put_list(&mut self, key: &str, texts: &[String]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| flow_scalar(text)).collect();
        self.put_line(key, &format!("[{}]", texts.join(", ")))
    }

    /// Adds a key of the other generator under that generator's name.
    pub fn put_foreign(&mut self, generator: &str, key: &str, node: &Node) -> bool {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        match key.chars().all(is_plain) && !key.is_empty() {
            true => self.put_node(&format!("{generator}.{key}"), node),
            false => self.put_node(&quoted(&format!("{generator}.{key}")), node),
        }
    }

    /// Adds a comment.
    pub fn comment(&mut self, comment: &str) {
        self.lines.push(comment.into());
    }

    /// Adds an old address or another name.
    pub fn alias(&mut self, alias: &str) {
        if !self.aliases.iter().any(|known| known == alias) {
            self.aliases.push(alias.into());
        }
    }

    /// Writes the front matter with its fences; nothing if there is no key.
    pub fn finish(mut self) -> String {
        if !self.aliases.is_empty() {
            let aliases = std::mem::take(&mut self.aliases);
            self.put_list("aliases", &aliases);
        }
        match self.lines.is_empty() {
            true => String::new(),
            false => format!("---\n{}\n---\n", self.lines.join("\n")),
        }
    }
}

/// Writes a text as a value of YAML: as it is where that is safe, else in
/// quotes.
pub(super) fn scalar(text: &str) -> String {
    if text.is_empty() {
        return "\"\"".into();
    }
    let first = text.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '/' || c == '(');
    let breaks = text.contains(": ") || text.contains(" #") || text.ends_with([':', ' ']);
    let is_word = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "~"
    );
    match first && !breaks && !is_word && !text.contains(char::is_control) {
        true => text.into(),
        false => quoted(text),
    }
}

/// Writes a text in double quotes, which YAML reads as JSON does.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default().replace('\u{7f}', "\\u007f")
}

fn flow_scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/');
    match text.chars().all(is_plain) && scalar(text) == text {
        true => text.into(),
        false => quoted(text),
    }
}

/// Values deeper than this are not written; no reader of front matter gives
/// any that deep.
const DEEPEST: usize = 130;

/// Writes a value on one line.
fn flow(node: &Node, depth: usize) -> String {
    if DEEPEST < depth {
        return "null".into();
    }
    match &node.value {
        Value::Null => String::new(),
        Value::Scalar(text) if !text.quoted && is_bare(&text.text) => text.text.clone(),
        Value::Scalar(text) if depth == 0 => scalar(&text.text),
        Value::Scalar(text) => flow_scalar(&text.text),
        Value::List(list) => {
            let items: Vec<String> = list.iter().map(|item| item_of(item, depth)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entry = |entry: &crate::text::data::Entry| {
                format!("{}: {}", flow_scalar(&entry.key.text), item_of(&entry.value, depth))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn item_of(node: &Node, depth: usize) -> String {
    match node.is_null() {
        true => "null".into(),
        false => flow(node, depth + 1),
    }
}

/// Tells whether a text is a word or number that needs no quotes.
fn is_bare(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
    !text.is_empty()
        && text.chars().all(is_plain)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
}
