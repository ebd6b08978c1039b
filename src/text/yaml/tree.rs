//! From the YAML library's events to our tree.
//!
//! The library knows numbers and booleans; we do not want them. A plain
//! scalar is therefore taken from the text itself, at the place the library
//! names. This is the only module that uses the library's types for values.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Location, Options, Spanned};

use crate::base::{Diagnostic, TextRange};
use crate::text::data::{Entry, Key, Node, Scalar, Value};
use crate::text::yaml::problem::{self, Refusal};
use crate::text::yaml::scan::Scan;
use crate::text::yaml::{Input, without_duplicates};

/// A value as the library gives it, and where its piece of text begins.
pub(super) struct Piece {
    start: usize,
    raw: Raw,
}

/// Parses one piece of the scanned text.
pub(super) fn read(input: &Input<'_>, scan: &Scan<'_>, piece: TextRange) -> Result<Piece, Refusal> {
    let start = piece.start as usize;
    match serde_yaml::from_str_with_options::<Raw>(piece.of(&scan.text), options(input)) {
        Ok(raw) => Ok(Piece { start, raw }),
        Err(error) => Err(problem::refusal(piece.of(&scan.text), start, &error)),
    }
}

fn options(input: &Input<'_>) -> Options {
    let limits = input.limits;
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            flow_nesting_limit: limits.depth + 1,
            max_depth: limits.depth + 1,
            max_nodes: limits.nodes,
            max_events: limits.nodes * 3,
            max_aliases: limits.aliases,
            max_anchors: limits.aliases,
            max_documents: 2,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: limits.nodes },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    }
}

struct Raw(Spanned<Content>);

enum Content {
    Null,
    /// A boolean or a number: its text is in the source.
    Plain,
    Text(String),
    List(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        Spanned::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Content, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Content, E> {
        Ok(Content::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Content, E> {
        Ok(Content::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Content, E> {
        Ok(Content::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Content, E> {
        Ok(Content::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Content, E> {
        Ok(Content::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Content, E> {
        Ok(Content::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Content, E> {
        Ok(Content::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Content, A::Error> {
        let mut list = Vec::new();
        while let Some(raw) = access.next_element()? {
            list.push(raw);
        }
        Ok(Content::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Content, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = access.next_entry()? {
            map.push(entry);
        }
        Ok(Content::Map(map))
    }
}

/// Turns a parsed piece into nodes of the file; reports keys given twice,
/// merge keys, keys that are no text, and values hidden by `#`.
pub(super) fn convert(
    input: &Input<'_>,
    scan: &Scan<'_>,
    piece: Piece,
    out: &mut Vec<Diagnostic>,
) -> Node {
    Converter { input, scan, start: piece.start, out }.node(piece.raw)
}

struct Converter<'a> {
    input: &'a Input<'a>,
    scan: &'a Scan<'a>,
    start: usize,
    out: &'a mut Vec<Diagnostic>,
}

impl Converter<'_> {
    fn node(&mut self, raw: Raw) -> Node {
        let Raw(Spanned { value, referenced, defined }) = raw;
        let place = self.range(referenced);
        let source = self.range(defined);
        let (range, value) = match value {
            Content::Null => (self.null_place(place), Value::Null),
            Content::Plain => (place, Value::Scalar(self.scalar(source, None))),
            Content::Text(text) => {
                let scalar = self.scalar(source, Some(text));
                (self.without_line_end(place), Value::Scalar(scalar))
            }
            Content::List(raw) => {
                let list: Vec<Node> = raw.into_iter().map(|raw| self.node(raw)).collect();
                let last = list.last().map(|node| node.range);
                (self.collection(place, last), Value::List(list))
            }
            Content::Map(raw) => {
                let entries: Vec<Entry> =
                    raw.into_iter().filter_map(|(key, value)| self.entry(key, value)).collect();
                let last = entries.last().map(|entry| entry.value.range.cover(entry.key.range));
                let entries = without_duplicates(self.input.file, entries, self.out);
                (self.collection(place, last), Value::Map(entries))
            }
        };
        Node { range: range.shifted(self.input.base), value }
    }

    fn entry(&mut self, raw: Raw, value: Raw) -> Option<Entry> {
        let place = self.range(raw.0.referenced);
        let is_text = !matches!(raw.0.value, Content::List(_) | Content::Map(_));
        let is_merge = matches!(&raw.0.value, Content::Text(text) if text == "<<");
        if is_merge && place.of(self.input.text) == "<<" {
            let problem = self.input.problem(place, "merge keys (`<<`) are not read");
            self.out.push(problem.help("write the keys of the other mapping out here"));
            return None;
        }
        if !is_text || place.is_empty() {
            let end = place.start + u32::from(is_text || !place.is_empty());
            let place = TextRange { start: place.start, end: end.max(place.end) };
            let problem = self.input.problem(place, "a key must be text");
            self.out.push(problem.help("write `key: value`"));
            return None;
        }
        let key = self.key(raw, place);
        let value = self.node(value);
        if value.is_null() {
            self.comment_value(&key);
        }
        Some(Entry { key, value })
    }

    fn key(&mut self, raw: Raw, place: TextRange) -> Key {
        let source = self.range(raw.0.defined);
        let scalar = match raw.0.value {
            Content::Text(text) => self.scalar(source, Some(text)),
            _ => self.scalar(source, None),
        };
        if scalar.quoted {
            return Key { range: place.shifted(self.input.base), text: scalar.text };
        }
        let written = place.of(self.input.text);
        let before = written.len() - written.trim_start().len();
        let start = place.start as usize + before;
        let range = TextRange::new(start, start + written.trim().len());
        Key { range: range.shifted(self.input.base), text: scalar.text.trim().to_owned() }
    }

    /// Reports `channel: #ops`, whose value YAML takes for a comment.
    fn comment_value(&mut self, key: &Key) {
        let end = (key.range.end - self.input.base) as usize;
        let rest = self.input.text.get(end..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let Some(after) = line.trim_start().strip_prefix(':') else { return };
        let written = after.trim();
        let hidden = written.strip_prefix('#').and_then(|rest| rest.chars().next());
        if !after.starts_with(char::is_whitespace)
            || hidden.is_none_or(|c| c.is_whitespace() || c == '#')
        {
            return;
        }
        let start = end + (line.len() - after.len());
        let range = TextRange::new(start, start + after.trim_end().len());
        let message = format!("the value of `{}` is empty because `#` starts a comment", key.text);
        self.out.push(problem::comment_value(self.input.span(range), message, written));
    }

    fn range(&self, location: Location) -> TextRange {
        let span = location.span();
        let start = self.start + span.byte_offset().unwrap_or(0) as usize;
        TextRange::new(start, start + span.byte_len().unwrap_or(0) as usize)
    }

    fn scalar(&self, range: TextRange, read: Option<String>) -> Scalar {
        let masked = &self.scan.masked;
        let next = masked.partition_point(|mask| mask.end <= range.start);
        let is_masked = masked.get(next).is_some_and(|mask| mask.start < range.end);
        let written = range.of(self.input.text);
        let quoted = !is_masked && (written.starts_with(['"', '\'']) || self.is_block(range));
        let text = match read {
            Some(text) if !is_masked => text,
            _ if is_masked && written.contains('\n') => {
                written.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
            }
            _ => written.to_owned(),
        };
        Scalar { text, quoted }
    }

    fn is_block(&self, range: TextRange) -> bool {
        let blocks = &self.scan.blocks;
        let next = blocks.partition_point(|block| block.end <= range.start);
        blocks.get(next).is_some_and(|block| block.start <= range.start)
    }

    fn without_line_end(&self, range: TextRange) -> TextRange {
        let text = range.of(self.input.text).trim_end_matches(['\n', '\r']);
        TextRange { start: range.start, end: range.start + text.len() as u32 }
    }

    /// Nothing stands behind its colon, not on it.
    fn null_place(&self, place: TextRange) -> TextRange {
        let at = place.start as usize;
        let colon = place.is_empty() && self.input.text.as_bytes().get(at) == Some(&b':');
        if colon { TextRange::new(at + 1, at + 1) } else { place }
    }

    /// Returns the place of a list or map from its first to its last byte.
    /// `last` is the place of its last value in the file.
    fn collection(&self, place: TextRange, last: Option<TextRange>) -> TextRange {
        let written = place.of(self.input.text);
        if written.starts_with('*') {
            return place;
        }
        let base = self.input.base;
        let end = last.map_or(place.end, |last| last.end.saturating_sub(base).max(place.end));
        if !written.starts_with(['[', '{']) {
            return TextRange { start: place.start, end };
        }
        let text = &self.scan.text;
        TextRange { start: place.start, end: closing(text.as_bytes(), end as usize) as u32 }
    }
}

/// Finds the bracket that closes what has its last value before `at`.
fn closing(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b']' | b'}' => return at + 1,
            b'#' => {
                let rest = bytes.get(at..).unwrap_or_default();
                at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => at += 1,
            _ => break,
        }
    }
    at
}
