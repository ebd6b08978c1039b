//! Exercises in the head of a page: lines in bold, bullets, rows of a table.

use super::super::review::{line_end, line_start};
use super::Writing;
use crate::base::TextRange;
use crate::edit::text::TextEdit;
use crate::model::document::Document;
use crate::model::front::Located;
use crate::model::kind::{FieldData, Shape};

/// What the new line is called.
const NAME: &str = "Exercised";

/// Adds values to those of the line or row that is there.
pub(super) fn more(writing: &Writing<'_>, value: TextRange) -> Option<Vec<TextEdit>> {
    let line = line_at(writing.text, value)?;
    let is_row = line.before.contains('|');
    Some(vec![writing.beside(value, &escaped(&writing.values(), is_row))])
}

/// Makes a line like the last one of the head; `None` where a page has no
/// head.
pub(super) fn line(document: &Document, writing: &Writing<'_>) -> Option<TextEdit> {
    let front = &document.front;
    let own = front.fields.iter().filter(|own| own.shape == Shape::Head);
    let own = own.filter_map(|own| match &own.value {
        FieldData::Texts(texts) => Some(&**texts),
        _ => None,
    });
    let common = [&front.owner, &front.backup].into_iter().flatten();
    let mut values: Vec<&Located> = own.flatten().chain(common).collect();
    values.sort_by_key(|value| value.range.start);
    values.iter().rev().find_map(|value| like(writing, value.range))
}

/// Makes a line like that of a value.
fn like(writing: &Writing<'_>, value: TextRange) -> Option<TextEdit> {
    let line = line_at(writing.text, value)?;
    let is_row = line.before.trim_start().starts_with('|');
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '|' | '*' | '_' | '-' | '+' | ':');
    let name = line.before.trim_matches(is_mark);
    let has_label = is_row || line.before.contains(':');
    let is_end = |c: char| c.is_whitespace() || matches!(c, '|' | '\\');
    if name.is_empty() || !has_label || !line.after.chars().all(is_end) {
        return None;
    }
    let (before, after) = (line.before.replacen(name, NAME, 1), line.after);
    let (values, end) = (escaped(&writing.values(), is_row), writing.end);
    let at = line_end(writing.text, value.end as usize);
    let is_last = !writing.text.get(..at)?.ends_with('\n');
    let gap = if is_last { end } else { "" };
    Some(TextEdit::insert(at, format!("{gap}{before}{values}{after}{end}")))
}

/// What stands around a value in its line.
struct Line<'a> {
    before: &'a str,
    after: &'a str,
}

fn line_at(text: &str, value: TextRange) -> Option<Line<'_>> {
    let (start, end) = (value.start as usize, value.end as usize);
    let after = text.get(end..line_end(text, end))?;
    let before = text.get(line_start(text, start)..start)?;
    Some(Line { before, after: after.trim_end_matches(['\r', '\n']) })
}

/// Writes text so that Markdown shows it as it is.
fn escaped(text: &str, is_row: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let is_markup = matches!(c, '\\' | '*' | '`' | '[' | ']' | '<' | '>' | '&' | '~');
        if is_markup || c == '|' && is_row {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
