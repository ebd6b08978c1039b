//! Front matter in the three languages other generators know: YAML, TOML and
//! JSON, read into one tree.

use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::text::data::{Entry, Key, Node, Scalar, Value};
use crate::text::front_matter::{self, Front as Fences};
use crate::text::toml;
use crate::text::yaml::{self, Limits};

use super::text::Text;

/// What a page says about itself.
pub(super) struct Front {
    /// The language it is written in; `None` if there is none.
    pub language: Option<&'static str>,
    /// Its keys; empty if there is none.
    pub entries: Vec<Entry>,
    /// The byte at which its text begins: places count from here.
    base: usize,
    /// The text between the fences.
    pub raw: String,
    /// What could not be read: where, and why.
    pub problems: Vec<(usize, String)>,
    /// The byte at which the body begins.
    pub body: usize,
}

/// A part of a front matter.
pub(super) enum Part<'a> {
    /// A comment, with its `#`.
    Comment(&'a str),
    /// A key and its value.
    Entry(&'a Entry),
}

impl Front {
    fn none() -> Front {
        let (entries, problems) = (Vec::new(), Vec::new());
        Front { language: None, entries, base: 0, raw: String::new(), problems, body: 0 }
    }

    /// Returns the byte of the page at which a key or value stands.
    pub fn at(&self, range: TextRange) -> usize {
        self.base + range.start as usize
    }

    /// Returns the text of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text().filter(|text| !text.trim().is_empty())
    }

    /// Returns the value of a key, whatever its case.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let entry = self.entries.iter().find(|entry| entry.key.text.eq_ignore_ascii_case(key))?;
        Some(&entry.value)
    }

    /// Lists the keys, and the comments that stand on lines of their own, in
    /// the order they are written.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut comments = self.comments().into_iter().peekable();
        let mut parts = Vec::new();
        for entry in &self.entries {
            let start = entry.key.range.start as usize;
            while let Some((_, comment)) = comments.next_if(|(at, _)| *at < start) {
                parts.push(Part::Comment(comment));
            }
            parts.push(Part::Entry(entry));
        }
        parts.extend(comments.map(|(_, comment)| Part::Comment(comment)));
        parts
    }

    /// Lists the comments that stand on lines of their own, with their place
    /// in [`Front::raw`].
    fn comments(&self) -> Vec<(usize, &str)> {
        let mut comments = Vec::new();
        let mut at = 0;
        for line in self.raw.split_inclusive('\n') {
            let place = at + line.len() - line.trim_start().len();
            let is_inside = |entry: &Entry| {
                let range = entry.value.range;
                (range.start as usize) <= place && place < range.end as usize
            };
            if line.trim_start().starts_with('#') && !self.entries.iter().any(is_inside) {
                comments.push((at, line.trim()));
            }
            at += line.len();
        }
        comments
    }
}

/// Reads the front matter of a page.
pub(super) fn read(text: &Text) -> Front {
    let whole = &text.text;
    let split = front_matter::split(whole);
    let body = split.body as usize;
    match split.front {
        Fences::None if whole.starts_with('{') => json(whole).unwrap_or_else(Front::none),
        Fences::None => Front::none(),
        Fences::Closed(range) => yaml_of(text, range, body),
        Fences::Unclosed { fence, yaml } => {
            let mut front = yaml_of(text, yaml, body);
            front.problems.push((fence.start as usize, "front matter never ends".into()));
            front
        }
        Fences::Foreign(fence) => foreign(text, fence, body),
    }
}

fn yaml_of(text: &Text, range: TextRange, body: usize) -> Front {
    let raw = range.of(&text.text);
    let read = yaml::parse(FileId::of(&text.path), raw, 0, Limits::FRONT_MATTER);
    let problems = problems(&read.diagnostics, range.start as usize);
    let entries = entries(read.value);
    let (base, raw) = (range.start as usize, raw.to_string());
    Front { language: Some("yaml"), entries, base, raw, problems, body }
}

fn foreign(text: &Text, fence: TextRange, body: usize) -> Front {
    let whole = &text.text;
    let base = whole.find('\n').map_or(whole.len(), |end| end + 1);
    let inside = whole.get(base..body).unwrap_or_default();
    let inside = inside.trim_end().trim_end_matches(['+', '-']);
    let is_toml = fence.of(whole).trim_end() == "+++" || fence.of(whole).contains("toml");
    let raw = inside.to_string();
    if !is_toml {
        let problems = vec![(0, "front matter in this language is not read".into())];
        return Front { language: Some("other"), entries: Vec::new(), base, raw, problems, body };
    }
    let read = toml::parse(FileId::of(&text.path), inside);
    let problems = problems(&read.diagnostics, base);
    let entries = entries(read.value);
    Front { language: Some("toml"), entries, base, raw, problems, body }
}

/// Reads an object of JSON at the very top.
fn json(whole: &str) -> Option<Front> {
    let mut stream = serde_json::Deserializer::from_str(whole).into_iter::<serde_json::Value>();
    let object = stream.next()?.ok().filter(serde_json::Value::is_object)?;
    let end = stream.byte_offset();
    let rest = whole.get(end..)?;
    let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
    rest.get(..line)?.trim().is_empty().then_some(())?;
    let entries = entries(node(&object));
    let raw = whole.get(..end)?.to_string();
    let problems = Vec::new();
    Some(Front { language: Some("json"), entries, base: 0, raw, problems, body: end + line })
}

/// Makes a tree of a value of JSON; its places are not known.
pub(super) fn node(value: &serde_json::Value) -> Node {
    use serde_json::Value as Json;
    let range = TextRange::default();
    let scalar = |text: String, quoted| Value::Scalar(Scalar { text, quoted });
    let value = match value {
        Json::Null => Value::Null,
        Json::String(text) => scalar(text.clone(), true),
        Json::Bool(_) | Json::Number(_) => scalar(value.to_string(), false),
        Json::Array(list) => Value::List(list.iter().map(node).collect()),
        Json::Object(map) => {
            let entry = |(key, value): (&String, &Json)| Entry {
                key: Key { range, text: key.clone() },
                value: node(value),
            };
            Value::Map(map.iter().map(entry).collect())
        }
    };
    Node { range, value }
}

fn entries(node: Node) -> Vec<Entry> {
    match node.value {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    }
}

/// Keeps the problems by which something is lost.
pub(super) fn problems(found: &[Diagnostic], base: usize) -> Vec<(usize, String)> {
    let is_loss = |problem: &&Diagnostic| {
        [Code::DATA_SYNTAX, Code::DUPLICATE_KEY, Code::YAML_UNQUOTED_BRACES].contains(&problem.code)
    };
    let place = |span: Span| base + span.range.start as usize;
    let lost = found.iter().filter(is_loss);
    lost.map(|problem| (place(problem.span), problem.message.clone())).collect()
}
