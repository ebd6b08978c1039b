//! Hidden comments `<!--## Tags ... *Products:* A, B ... -->`, in which pages
//! of Microsoft Learn keep what their publisher files them under.
//!
//! They are written by hand and never shown, so every variant of emphasis
//! and colon occurs. What can be read is read; the rest is reported.

use super::super::builder::Builder;
use super::{items, term};
use crate::base::{Code, TextRange};
use crate::model::lifted::{Origin, Taxonomy, Term};

/// Keys by what authors call them.
const KEYS: &[(&str, Taxonomy)] = &[
    ("products", Taxonomy::Products),
    ("product", Taxonomy::Products),
    ("applies to", Taxonomy::Products),
    ("industries", Taxonomy::Industries),
    ("industry", Taxonomy::Industries),
    ("stakeholders", Taxonomy::Stakeholders),
    ("stakeholder", Taxonomy::Stakeholders),
    ("roles", Taxonomy::Roles),
    ("role", Taxonomy::Roles),
    ("configuration stage", Taxonomy::ConfigurationStage),
    ("tags", Taxonomy::Tags),
    ("topics", Taxonomy::Tags),
];

/// No key of one word is longer, in bytes, with the space before it.
const LONGEST_WORD: usize = 16;

/// What a key of the comment means.
#[derive(Clone, PartialEq, Eq)]
enum Key {
    Known(Taxonomy),
    Unknown,
}

/// A key whose value is being read: where the value stands so far.
type Value = (Key, TextRange);

/// Adds the terms of a comment, if it is one of tags.
pub(super) fn read(builder: &mut Builder<'_>, comment: TextRange, terms: &mut Vec<Term>) {
    let text = builder.text(comment);
    let Some(start) = heading_end(text) else { return };
    let mut value: Option<Value> = None;
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        let (content, is_last) = match line.find("-->").or_else(|| line.find("<!--")) {
            Some(end) => (line.get(..end).unwrap_or_default().trim_end_matches('-'), true),
            None => (line, false),
        };
        if content.trim_start().starts_with('#') {
            break;
        }
        let range = TextRange::new(at, at + content.trim_end().len()).shifted(comment.start);
        value = next_value(builder, value, range, terms);
        at += line.len();
        if is_last {
            break;
        }
    }
    finish(builder, value, terms);
}

/// Returns where the text after the heading "Tags" begins.
fn heading_end(comment: &str) -> Option<usize> {
    let mut end = 0;
    for line in comment.split_inclusive('\n') {
        end += line.len();
        let is_mark = |c: char| c.is_whitespace() || matches!(c, '<' | '!' | '-' | '#' | '>');
        if line.contains('#') && line.trim_matches(is_mark).eq_ignore_ascii_case("tags") {
            return Some(end);
        }
    }
    None
}

/// Reads a line: a key, more of a value, nothing, or what is not understood.
fn next_value(
    builder: &mut Builder<'_>,
    value: Option<Value>,
    line: TextRange,
    terms: &mut Vec<Term>,
) -> Option<Value> {
    let text = builder.text(line);
    if is_blank(text) {
        // A value may begin after an empty line, and ends before one.
        if value.as_ref().is_some_and(|(_, range)| is_blank(builder.text(*range))) {
            return value;
        }
        finish(builder, value, terms);
        return None;
    }
    if let Some((key, start)) = key(text) {
        finish(builder, value, terms);
        if key == Key::Unknown {
            report_unknown(builder, line);
        }
        return Some((key, TextRange { start: line.start + start as u32, end: line.end }));
    }
    match value {
        Some((key, range)) => Some((key, TextRange { start: range.start, end: line.end })),
        None => {
            let help = "begin it with a key, such as `*Products:*`";
            let range = trimmed(text, line);
            builder.report(Code::TAGS_NOT_UNDERSTOOD, range, "this line has no key", help);
            None
        }
    }
}

/// Reads the key at the start of a line: what it means, and where its value
/// begins. A known key may lack its colon, and may stand there twice.
fn key(line: &str) -> Option<(Key, usize)> {
    let inner = line.trim_start_matches(|c| is_mark(c) || matches!(c, '>' | '-'));
    let end = inner.find(|c: char| !c.is_alphabetic() && c != ' ' && c != '\u{a0}')?;
    let (name, rest) = inner.split_at(end);
    let unmarked = rest.trim_start_matches(is_mark);
    let has_colon = unmarked.starts_with(':');
    let value = unmarked.strip_prefix(':').unwrap_or(unmarked).trim_start_matches(is_mark);
    let known = known(name);
    let is_short = name.split_whitespace().count() <= 4;
    let key = match known {
        Some(taxonomy) if has_colon || rest.starts_with('*') => Key::Known(taxonomy),
        None if has_colon && is_short && !name.trim().is_empty() => Key::Unknown,
        _ => return None,
    };
    let start = line.len() - value.len();
    match self::key_again(value).filter(|(again, _)| *again == key) {
        Some((_, more)) => Some((key, start + more)),
        None => Some((key, start)),
    }
}

/// Reads a key that is written where its own value should begin.
fn key_again(value: &str) -> Option<(Key, usize)> {
    let end = value.find(':')?;
    let taxonomy = known(value.get(..end)?.trim_matches(is_mark))?;
    let rest = value.get(end + 1..)?.trim_start_matches(is_mark);
    Some((Key::Known(taxonomy), value.len() - rest.len()))
}

fn known(name: &str) -> Option<Taxonomy> {
    let name = crate::model::catalog::loose(name);
    KEYS.iter().find(|(known, _)| *known == name).map(|(_, taxonomy)| taxonomy.clone())
}

/// Adds the terms of a value that has ended, and of keys inside it.
fn finish(builder: &mut Builder<'_>, mut value: Option<Value>, terms: &mut Vec<Term>) {
    while let Some((Key::Known(taxonomy), range)) = value.take() {
        let text = builder.text(range);
        let place = |from: usize, to: usize| TextRange::new(from, to).shifted(range.start);
        let mut list = range;
        if let Some((at, key, start)) = inner_key(text) {
            let name = trimmed(text.get(at..start).unwrap_or_default(), place(at, start));
            let message = "a second key on the line of another";
            let help = "begin it on a line of its own";
            builder.report(Code::TAGS_NOT_UNDERSTOOD, name, message, help);
            list = place(0, at);
            value = Some((key, place(start, text.len())));
        }
        let mut items = items::split(&builder.source.text, list);
        if taxonomy == Taxonomy::Industries {
            items = items::join_divisions(items);
        }
        terms.extend(
            items.iter().map(|item| term(&taxonomy, Origin::Comment, &item.text, item.range)),
        );
    }
}

/// Finds a key of one word inside a value: where it stands, what it means,
/// and where its own value begins.
fn inner_key(value: &str) -> Option<(usize, Key, usize)> {
    value.match_indices(':').find_map(|(colon, _)| {
        let start = colon.saturating_sub(LONGEST_WORD);
        let before = value.get(start..colon)?;
        let at = before.rfind(|c: char| c.is_whitespace() || c == ',')? + 1;
        let taxonomy = known(before.get(at..)?)?;
        Some((start + at, Key::Known(taxonomy), colon + 1))
    })
}

fn report_unknown(builder: &mut Builder<'_>, line: TextRange) {
    let text = builder.text(line);
    let end = text.find(':').unwrap_or(text.len());
    let name = TextRange::new(0, end).shifted(line.start);
    let name = trimmed(builder.text(name), name);
    let message = format!("no tag is called `{}`", builder.text(name));
    let help = "write one of `Products`, `Industries`, `Stakeholders`, `Roles`, \
                `Configuration stage`, `Tags`";
    builder.report(Code::TAGS_NOT_UNDERSTOOD, name, message, help);
}

/// Returns the part of a range that is neither white space nor emphasis.
fn trimmed(text: &str, range: TextRange) -> TextRange {
    let begin = text.trim_start_matches(is_mark);
    let start = range.start as usize + (text.len() - begin.len());
    TextRange::new(start, start + begin.trim_end_matches(is_mark).len())
}

fn is_blank(text: &str) -> bool {
    text.trim_matches(is_mark).is_empty()
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_')
}
