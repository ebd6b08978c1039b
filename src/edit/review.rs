//! A review written into front matter: `reviewed: {on, by, hash, from}`.
//!
//! The front matter is edited as text, so that comments, line ends and the
//! order of keys stay. A record keeps its form and what else stands in it; a
//! day alone becomes a record in one line.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::{FileId, TextRange};
use crate::edit::text::TextEdit;
use crate::model::material::{Material, TextHash};
use crate::text::data::{Entry, Value};
use crate::text::destination::yaml_text;
use crate::text::fields::is_same_key;
use crate::text::front_matter::{self, Front};
use crate::text::yaml::{self, Limits};

/// The field of a review.
const KEY: &str = "reviewed";

/// A review to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attestation {
    /// The day.
    pub on: Date,
    /// The role that reviewed.
    pub by: String,
    /// What was reviewed.
    pub material: Material,
    /// What each page or place said that a course is drawn from, by name.
    pub origins: BTreeMap<String, TextHash>,
}

impl Attestation {
    /// Returns the fields with their values as YAML; one that says nothing
    /// is empty.
    fn fields(&self) -> [(&'static str, String); 4] {
        let one = |(name, hash)| format!("{}: {}", yaml_text(name), hash_text(hash));
        let from: Vec<String> = self.from().map(one).collect();
        let from = if from.is_empty() { String::new() } else { format!("{{{}}}", from.join(", ")) };
        [
            ("on", self.on.to_string()),
            ("by", yaml_text(&self.by)),
            ("hash", hash_text(self.material.whole)),
            ("from", from),
        ]
    }

    /// Returns what it is drawn from and what it includes, by name.
    fn from(&self) -> impl Iterator<Item = (&str, TextHash)> {
        let files = self.material.files.iter().map(|(path, hash)| (path.as_str(), *hash));
        files.chain(self.origins.iter().map(|(name, hash)| (&**name, *hash)))
    }

    fn in_one_line(&self) -> String {
        let fields = self.fields().into_iter().filter(|(_, value)| !value.is_empty());
        let fields: Vec<String> = fields.map(|(key, value)| format!("{key}: {value}")).collect();
        format!("{{{}}}", fields.join(", "))
    }
}

/// Other tools would read some hashes as numbers: these stand in quotes.
fn hash_text(hash: TextHash) -> String {
    let text = hash.to_string();
    if text.parse::<f64>().is_ok() { format!("\"{text}\"") } else { text }
}

/// Finds the edits that write a review into a page's text; `None` where its
/// front matter is written in a way that nothing can be added to.
pub fn edits(file: FileId, text: &str, review: &Attestation) -> Option<Vec<TextEdit>> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let split = front_matter::split(text);
    let yaml = match split.front {
        Front::Closed(yaml) => yaml,
        Front::None => return Some(vec![without_front(text, split.body as usize, end, review)]),
        Front::Unclosed { .. } | Front::Foreign(_) => return None,
    };
    let node = yaml::parse(file, yaml.of(text), yaml.start, Limits::FRONT_MATTER).value;
    let entries = node.as_map().unwrap_or_default();
    if let Some(entry) = entries.iter().find(|entry| is_same_key(KEY, &entry.key.text)) {
        return in_value(text, entry, end, review);
    }
    let value = review.in_one_line();
    let is_flow = node.range.of(text).starts_with('{');
    if let (true, Some(last)) = (is_flow, entries.last()) {
        let at = last.value.range.end.max(last.key.range.end) as usize;
        return Some(vec![TextEdit::insert(at, format!(", {KEY}: {value}"))]);
    }
    if is_flow {
        return None;
    }
    let indent = entries.first().map_or("", |first| indent(text, first.key.range.start as usize));
    let line = format!("{indent}{KEY}: {value}{end}");
    Some(vec![TextEdit::insert(place(text, entries, yaml.end as usize), line)])
}

/// Returns the line behind which the field stands best: before the line of
/// `review_every`, else at the end.
fn place(text: &str, entries: &[Entry], end: usize) -> usize {
    let every = entries.iter().find(|entry| is_same_key("review_every", &entry.key.text));
    every.map_or(end, |every| line_start(text, every.key.range.start as usize))
}

fn without_front(text: &str, body: usize, end: &str, review: &Attestation) -> TextEdit {
    let starts_empty = text.get(body..).is_some_and(|body| body.starts_with(['\r', '\n']));
    let gap = if starts_empty { "" } else { end };
    let value = review.in_one_line();
    TextEdit::insert(body, format!("---{end}{KEY}: {value}{end}---{end}{gap}"))
}

fn in_value(text: &str, entry: &Entry, end: &str, review: &Attestation) -> Option<Vec<TextEdit>> {
    let value = &entry.value;
    if value.range.is_empty() {
        let key = entry.key.range.end as usize;
        let colon = key + text.get(key..)?.find(':')? + 1;
        return Some(vec![TextEdit::insert(colon, format!(" {}", review.in_one_line()))]);
    }
    let is_flow = value.range.of(text).starts_with('{');
    match &value.value {
        Value::Map(fields) if !is_flow => in_lines(text, fields, end, review),
        Value::Map(fields) if !fields.is_empty() => in_braces(text, fields, review),
        Value::Map(_) | Value::Null => Some(vec![TextEdit::new(value.range, review.in_one_line())]),
        // Behind `|`, `>`, `&` or `!` the value is not all that is written.
        Value::Scalar(_) if is_plain(text, entry) => {
            Some(vec![TextEdit::new(value.range, review.in_one_line())])
        }
        Value::Scalar(_) | Value::List(_) => None,
    }
}

pub(super) fn is_plain(text: &str, entry: &Entry) -> bool {
    let between = entry.key.range.end as usize..entry.value.range.start as usize;
    let marks = |between: &str| between.contains(['|', '>', '\n', '&', '!']);
    !text.get(between).is_none_or(marks) && !entry.value.range.of(text).contains('\n')
}

/// Edits a record that has a line for each field.
fn in_lines(
    text: &str,
    fields: &[Entry],
    end: &str,
    review: &Attestation,
) -> Option<Vec<TextEdit>> {
    let last = fields.last()?;
    let indent = indent(text, fields.first()?.key.range.start as usize);
    let mut edits = Vec::new();
    let mut added = String::new();
    for (key, value) in review.fields() {
        let written = fields.iter().find(|entry| is_same_key(key, &entry.key.text));
        match written {
            Some(entry) if value.is_empty() => edits.push(without_lines(text, entry)),
            Some(entry) => edits.push(replaced(text, entry, &value)?),
            None if value.is_empty() => {}
            None => added.push_str(&format!("{indent}{key}: {value}{end}")),
        }
    }
    if !added.is_empty() {
        let at = line_end(text, behind(last));
        edits.push(TextEdit::insert(at, added));
    }
    edits.sort();
    Some(edits)
}

/// Edits a record in braces.
fn in_braces(text: &str, fields: &[Entry], review: &Attestation) -> Option<Vec<TextEdit>> {
    let mut edits = Vec::new();
    let mut added = String::new();
    for (key, value) in review.fields() {
        let at = fields.iter().position(|entry| is_same_key(key, &entry.key.text));
        match at.and_then(|at| Some((at, fields.get(at)?))) {
            Some((at, _)) if value.is_empty() => edits.push(without_field(fields, at)?),
            Some((_, entry)) => edits.push(replaced(text, entry, &value)?),
            None if value.is_empty() => {}
            None => added.push_str(&format!(", {key}: {value}")),
        }
    }
    if !added.is_empty() {
        edits.push(TextEdit::insert(behind(fields.last()?), added));
    }
    edits.sort();
    Some(edits)
}

/// Takes a field with the comma beside it away.
fn without_field(fields: &[Entry], at: usize) -> Option<TextEdit> {
    let entry = fields.get(at)?;
    let range = match at.checked_sub(1).and_then(|before| fields.get(before)) {
        Some(before) => TextRange::new(behind(before), behind(entry)),
        None => TextRange { start: entry.key.range.start, end: fields.get(1)?.key.range.start },
    };
    Some(TextEdit::new(range, ""))
}

fn replaced(text: &str, entry: &Entry, value: &str) -> Option<TextEdit> {
    let range = entry.value.range;
    if range.is_empty() {
        let key = entry.key.range.end as usize;
        let colon = key + text.get(key..)?.find(':')? + 1;
        return Some(TextEdit::insert(colon, format!(" {value}")));
    }
    let is_flow = range.of(text).starts_with('{');
    match &entry.value.value {
        Value::Scalar(_) if is_plain(text, entry) => Some(TextEdit::new(range, value)),
        Value::Map(_) if is_flow => Some(TextEdit::new(range, value)),
        // A record over several lines begins on the line after its key.
        Value::Map(_) => {
            let key = entry.key.range.end as usize;
            let colon = key + text.get(key..)?.find(':')? + 1;
            let whole = TextRange::new(colon, range.end as usize);
            Some(TextEdit::new(whole, format!(" {value}")))
        }
        _ => None,
    }
}

/// Takes a field with its lines away.
fn without_lines(text: &str, entry: &Entry) -> TextEdit {
    let start = line_start(text, entry.key.range.start as usize);
    TextEdit::new(TextRange::new(start, line_end(text, behind(entry))), "")
}

pub(super) fn behind(entry: &Entry) -> usize {
    entry.value.range.end.max(entry.key.range.end) as usize
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().rfind('\n').map_or(0, |at| at + 1)
}

pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |end| at + end + 1)
}

pub(super) fn indent(text: &str, at: usize) -> &str {
    let indent = text.get(line_start(text, at)..at).unwrap_or_default();
    if indent.trim().is_empty() { indent } else { "" }
}

/// Tells whether a page's front matter says exactly this.
pub fn says(front: &crate::model::front::Front, review: &Attestation) -> bool {
    let Some(written) = &front.reviewed else { return false };
    let hash = written.hash.map(|(hash, _)| hash);
    let by = written.by.as_ref().map(|by| &*by.text);
    let files = written.from.iter().map(|(path, hash)| (&**path, *hash));
    let mut files: Vec<_> = files.collect();
    files.sort_unstable();
    let mut wanted: Vec<_> = review.from().collect();
    wanted.sort_unstable();
    written.on == review.on
        && by == Some(review.by.trim())
        && hash == Some(review.material.whole)
        && files == wanted
}

#[cfg(test)]
mod tests;
