//! Old addresses in front matter: `aliases: [/old/]`.
//!
//! The front matter is edited as text, so that comments, quotes, line ends
//! and the order of keys stay; it is written where there is none. A list is
//! continued in the style it has, in brackets or with a line for each value.

use crate::base::{FileId, TextRange};
use crate::edit::text::TextEdit;
use crate::text::data::{Entry, Node, Value};
use crate::text::destination::yaml_text;
use crate::text::fields::is_same_key;
use crate::text::front_matter::{self, Front};
use crate::text::yaml::{self, Limits};

/// What becomes of the old addresses of a page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Addresses {
    /// An address to be written down.
    pub add: Option<String>,
    /// Where addresses stand that are no longer old.
    pub remove: Vec<TextRange>,
}

/// Finds the edits of a page of data, whose metadata is its front matter;
/// `None` where nothing can be added to it.
pub fn in_data(file: FileId, text: &str, addresses: &Addresses) -> Option<Vec<TextEdit>> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let node = yaml::parse(file, text, 0, Limits::DATA).value;
    let metadata = node.get("metadata").filter(|metadata| !metadata.is_null());
    let entries = metadata.and_then(Node::as_map).unwrap_or_default();
    if let Some(entry) = entries.iter().find(|entry| is_same_key("aliases", &entry.key.text)) {
        return in_value(text, entry, end, addresses);
    }
    let Some(address) = &addresses.add else { return Some(Vec::new()) };
    let list = yaml_text(address);
    let Some(metadata) = metadata else {
        let gap = if text.ends_with('\n') { "" } else { end };
        let lines = format!("{gap}metadata:{end}  aliases: [{list}]{end}");
        return Some(vec![TextEdit::insert(text.len(), lines)]);
    };
    let first = entries.first()?.key.range.start as usize;
    if metadata.range.of(text).starts_with('{') {
        return Some(vec![TextEdit::insert(first, format!("aliases: [{list}], "))]);
    }
    let indent = indent(text, first);
    Some(vec![TextEdit::insert(first, format!("aliases: [{list}]{end}{indent}"))])
}

/// Finds the edits of a page's text; `None` where its front matter is written
/// in a way that nothing can be added to.
pub fn edits(file: FileId, text: &str, addresses: &Addresses) -> Option<Vec<TextEdit>> {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let split = front_matter::split(text);
    let yaml = match split.front {
        Front::Closed(yaml) => yaml,
        Front::None => return Some(without_front(text, split.body as usize, end, addresses)),
        Front::Unclosed { .. } | Front::Foreign(_) => return None,
    };
    let node = yaml::parse(file, yaml.of(text), yaml.start, Limits::FRONT_MATTER).value;
    let entries = node.as_map().unwrap_or_default();
    let entry = entries.iter().find(|entry| is_same_key("aliases", &entry.key.text));
    match (entry, &addresses.add) {
        (Some(entry), _) => in_value(text, entry, end, addresses),
        (None, Some(address)) => Some(vec![new_key(text, yaml, &node, (end, address))]),
        (None, None) => Some(Vec::new()),
    }
}

fn without_front(text: &str, body: usize, end: &str, addresses: &Addresses) -> Vec<TextEdit> {
    let Some(address) = &addresses.add else { return Vec::new() };
    let starts_empty = text.get(body..).is_some_and(|body| body.starts_with(['\r', '\n']));
    let gap = if starts_empty { "" } else { end };
    let list = yaml_text(address);
    vec![TextEdit::insert(body, format!("---{end}aliases: [{list}]{end}---{end}{gap}"))]
}

/// Adds the key behind all others.
fn new_key(text: &str, yaml: TextRange, node: &Node, (end, address): (&str, &str)) -> TextEdit {
    let list = yaml_text(address);
    let is_flow = node.range.of(text).starts_with('{');
    let last = node.as_map().and_then(<[Entry]>::last);
    if let (true, Some(last)) = (is_flow, last) {
        let at = last.value.range.end.max(last.key.range.end) as usize;
        return TextEdit::insert(at, format!(", aliases: [{list}]"));
    }
    let first = node.as_map().and_then(<[Entry]>::first);
    let indent = first.map_or("", |first| indent(text, first.key.range.start as usize));
    let at = yaml.end as usize;
    TextEdit::insert(at, format!("{indent}aliases: [{list}]{end}"))
}

fn in_value(text: &str, entry: &Entry, end: &str, addresses: &Addresses) -> Option<Vec<TextEdit>> {
    let value = &entry.value;
    let mut remove = addresses.remove.clone();
    let Some(address) = addresses.add.as_deref() else {
        return remove.into_iter().map(|range| without(text, value, range)).collect();
    };
    let new = yaml_text(address);
    // What is no longer old makes room for what is.
    if let Some(range) = remove.pop() {
        let mut edits: Vec<TextEdit> =
            remove.into_iter().map(|range| without(text, value, range)).collect::<Option<_>>()?;
        edits.push(TextEdit::new(range, new));
        return Some(edits);
    }
    let edit = match &value.value {
        Value::Null if value.range.is_empty() => {
            let key = entry.key.range.end as usize;
            let colon = text.get(key..)?.find(':')?;
            TextEdit::insert(key + colon + 1, format!(" [{new}]"))
        }
        Value::Null => TextEdit::new(value.range, format!("[{new}]")),
        Value::Scalar(scalar) => {
            let old = yaml_text(&scalar.text);
            let is_block = value.range.of(text).contains('\n') || is_block(text, entry);
            if is_block {
                return None;
            }
            TextEdit::new(value.range, format!("[{old}, {new}]"))
        }
        Value::List(list) => in_list(text, value.range, list, (end, &new))?,
        Value::Map(_) => return None,
    };
    Some(vec![edit])
}

/// Tells whether a value is a block (`|`, `>`).
fn is_block(text: &str, entry: &Entry) -> bool {
    let between = entry.key.range.end as usize..entry.value.range.start as usize;
    text.get(between).is_none_or(|between| between.contains(['|', '>', '\n', '&', '!']))
}

fn in_list(
    text: &str,
    range: TextRange,
    list: &[Node],
    (end, new): (&str, &str),
) -> Option<TextEdit> {
    let written = range.of(text);
    if written.starts_with('[') {
        return Some(match list.last() {
            Some(last) => TextEdit::insert(last.range.end as usize, format!(", {new}")),
            None => TextEdit::insert(range.start as usize + 1, new),
        });
    }
    let last = list.last()?.range;
    let (line, dash) = dash(text, last.start as usize)?;
    let indent = text.get(line..dash)?;
    let rest = text.get(last.end as usize..)?;
    let at = rest.find('\n').map(|at| last.end as usize + at + 1)?;
    Some(TextEdit::insert(at, format!("{indent}- {new}{end}")))
}

/// Takes one address out of a list; a single value becomes an empty list.
fn without(text: &str, value: &Node, range: TextRange) -> Option<TextEdit> {
    let Value::List(list) = &value.value else {
        return Some(TextEdit::new(range, "[]"));
    };
    let at = list.iter().position(|node| node.range == range)?;
    if !value.range.of(text).starts_with('[') {
        let (line, _) = dash(text, range.start as usize)?;
        let rest = text.get(range.end as usize..)?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let is_only = list.len() == 1;
        let range = TextRange::new(line, range.end as usize + length);
        // A key without values is no list.
        return (!is_only).then(|| TextEdit::new(range, ""));
    }
    let neighbour = |at: usize| list.get(at).map(|node| node.range);
    let range = match (at.checked_sub(1).and_then(neighbour), neighbour(at + 1)) {
        (Some(before), _) => TextRange { start: before.end, end: range.end },
        (None, Some(after)) => TextRange { start: range.start, end: after.start },
        (None, None) => range,
    };
    Some(TextEdit::new(range, ""))
}

/// Finds the line of a list item and its dash.
fn dash(text: &str, item: usize) -> Option<(usize, usize)> {
    let before = text.get(..item)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let between = before.get(line..)?;
    let dash = line + between.find('-')?;
    let is_indent = text.get(line..dash)?.trim().is_empty();
    is_indent.then_some((line, dash))
}

fn indent(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indent = before.get(line..).unwrap_or_default();
    if indent.trim().is_empty() { indent } else { "" }
}

#[cfg(test)]
mod tests;
