//! Lists of names in running text: `A, B; and C`.

use crate::base::TextRange;
use crate::model::front::Located;

/// Industries whose own names hold commas.
const DIVISIONS: &[&[&str]] = &[
    &["finance", "insurance", "real estate"],
    &["agriculture", "forestry", "fishing"],
    &["transportation", "communications", "electric", "gas", "sanitary services"],
];

/// Splits a list at commas and semicolons outside brackets. Each item comes
/// without markup, each run of white space as one space, and with its place.
pub(super) fn split(source: &str, range: TextRange) -> Vec<Located> {
    let text = range.of(source);
    let cuts = cuts(text);
    let starts = std::iter::once(0).chain(cuts.iter().map(|cut| cut + 1));
    let ends = cuts.iter().copied().chain(std::iter::once(text.len()));
    let items = starts.zip(ends).filter_map(|(start, end)| {
        let part = text.get(start..end)?;
        item(part, range.start as usize + start)
    });
    items.collect()
}

/// Joins the parts of industries whose names hold commas.
pub(super) fn join_divisions(items: Vec<Located>) -> Vec<Located> {
    let mut joined = Vec::with_capacity(items.len());
    let mut at = 0;
    while let Some(first) = items.get(at) {
        let length =
            DIVISIONS.iter().find(|parts| begins(&items, at, parts)).map_or(1, |p| p.len());
        let parts = items.get(at..at + length).unwrap_or_default();
        let text = parts.iter().map(|part| &*part.text).collect::<Vec<_>>().join(", ");
        let range = parts.iter().fold(first.range, |all, part| all.cover(part.range));
        joined.push(Located { text: text.into(), range });
        at += length;
    }
    joined
}

fn begins(items: &[Located], at: usize, parts: &[&str]) -> bool {
    parts.iter().enumerate().all(|(step, part)| {
        items.get(at + step).is_some_and(|item| {
            let name = item.text.split_once('(').map_or(&*item.text, |(name, _)| name);
            name.trim().eq_ignore_ascii_case(part)
        })
    })
}

/// Returns where a list is cut. A bracket that never closes holds nothing
/// together.
fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut inside = Vec::new();
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    inside.clear();
                }
            }
            b';' if ends_entity(text, at) => {}
            b',' | b';' if depth == 0 => cuts.push(at),
            b',' | b';' => inside.push(at),
            _ => {}
        }
    }
    cuts.append(&mut inside);
    cuts
}

/// Tells whether the semicolon at `at` ends a character reference: `&amp;`.
fn ends_entity(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < before.len() && name.ends_with('&')
}

/// Reads one item, which begins at byte `start` of the file.
fn item(part: &str, start: usize) -> Option<Located> {
    let blank = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\u{200b}' | '\u{feff}');
    let mut inner = part.trim_start_matches(|c| blank(c) || c == '>');
    let joined = ["and", "or"].into_iter().find_map(|word| inner.strip_prefix(word));
    let joined = joined.filter(|rest| rest.starts_with(char::is_whitespace));
    inner = joined.unwrap_or(inner).trim_start_matches(blank);
    let from = start + (part.len() - inner.len());
    let inner = inner.trim_end_matches(|c| blank(c) || matches!(c, '.' | '…' | ':' | '\\'));
    let inner = inner.strip_suffix(" -").unwrap_or(inner).trim_end();
    let text = without_markup(inner);
    (!text.is_empty())
        .then(|| Located { text: text.into(), range: TextRange::new(from, from + inner.len()) })
}

/// Takes emphasis and links off a name, and writes white space as one space.
fn without_markup(text: &str) -> String {
    let linked = text.strip_prefix('[').and_then(|rest| rest.split_once("]("));
    let text = linked.map_or(text, |(name, _)| name);
    let text = text.replace("&amp;", "&").replace("&nbsp;", " ");
    let text = text.replace(['*', '`', '\u{200b}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
