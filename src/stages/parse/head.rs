//! The head of a page: fields written below its title, as bold lines, bullets
//! or a table of two columns. So a page needs no front matter.
//!
//! A block counts only if every line of it is a field the page may have;
//! otherwise it is text. A head is taken out of the text only where the page
//! shows all it says anyway, so that nothing is lost to a reader: a value
//! that is not understood, or that holds a link, stays where it is. A runbook may also have
//! bold lines with its fields below a heading, as collections of alerts have
//! them; these stay.

use super::builder::{Builder, cover};
use super::exercise;
use crate::base::TextRange;
use crate::base::nearest::did_you_mean;
use crate::model::catalog::loose;
use crate::model::document::{Block, BlockKind, Inline, InlineKind, Item};
use crate::model::kind::{COMMON, Field, Kind, Takes, section_name};
use crate::model::table::{Cell, Table};
use crate::text::data::{Entry, Key, Node, Value};
use crate::text::date;
use crate::text::duration::Duration;
use crate::text::fields::is_same_key;

/// Header cells of a table of fields.
const HEADERS: &[&str] = &["", "field", "key", "name", "property", "value", "attribute"];
/// Headings below which a runbook's bold lines are fields.
const SPEAKING: &[&str] = &["meaning", "impact"];

/// Fields of all pages that stand at the foot of a page, or below its title.
const SHOWN: &[&str] = &[
    "owner",
    "backup",
    "reviewed",
    "review_every",
    "part_of",
    "requires",
    "related",
    "replaces",
    "tags",
    "products",
    "industries",
    "stakeholders",
];
/// A head has no more fields than this.
const MOST_FIELDS: usize = 64;

/// A label with its value.
struct Line {
    label: TextRange,
    name: String,
    value: TextRange,
    text: String,
    /// Whether the value holds a link or a picture.
    refers: bool,
}

/// Takes the head of a page out of its body, as entries of front matter.
pub(super) fn take(builder: &Builder<'_>, kind: &Kind, body: &mut Vec<Block>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let title = builder.heading.as_ref().map(|heading| heading.range.start);
    let mut taken = 0;
    for first in body.iter() {
        let is_below = title.is_some_and(|title| title < first.range.start);
        let lines = lines(builder, first).filter(|_| is_below);
        let Some(lines) = lines.filter(|lines| !lines.is_empty()) else { break };
        let fields: Option<Vec<&Field>> =
            lines.iter().map(|line| field(kind, &line.name)).collect();
        let Some(fields) = fields else { break };
        if lines.iter().zip(&fields).any(|(line, field)| is_foreign(line, field)) {
            break;
        }
        // A field stands once; what says more is a text about such fields.
        if MOST_FIELDS < entries.len() + lines.len() {
            break;
        }
        let is_shown = lines.iter().zip(&fields).all(|(line, field)| is_shown(line, field));
        entries.extend(lines.into_iter().zip(fields).map(|(line, field)| entry(line, field)));
        if !is_shown {
            break;
        }
        taken += 1;
    }
    body.drain(..taken);
    if kind.name == "runbook" {
        speaking(builder, kind, body, &mut entries);
        entries.extend(alert(builder, &entries));
    }
    entries
}

/// Tells whether a value is one of another convention, such as `Status:
/// Accepted` of a record of decisions, rather than a slip.
fn is_foreign(line: &Line, field: &Field) -> bool {
    let Takes::Choice(words) = field.takes else { return false };
    let fits = words.iter().any(|word| is_same_key(word, line.text.trim()));
    !fits && did_you_mean(line.text.trim(), words.iter().copied()).is_none()
}

/// Tells whether the page shows a field with this value by itself.
fn is_shown(line: &Line, field: &Field) -> bool {
    let is_common = COMMON.iter().any(|common| common.name == field.name);
    if line.refers || is_common && !SHOWN.contains(&field.name) {
        return false;
    }
    let value = line.text.trim();
    match field.takes {
        Takes::Number => value.parse::<i64>().is_ok(),
        Takes::Date => date::parse(value).is_some(),
        Takes::Duration => Duration::parse(value).is_some(),
        Takes::Choice(words) => words.iter().any(|word| is_same_key(word, value)),
        Takes::Any if field.name == "reviewed" => date::parse(value).is_some(),
        Takes::Any if field.name == "exercised" => exercise::is_one(value),
        Takes::Flag | Takes::Any | Takes::Records(_) => false,
        Takes::Text | Takes::Texts | Takes::TextsOrRecords(_) => true,
        Takes::Role(_) | Takes::Roles(_) | Takes::Page(_) | Takes::Pages(_) => true,
    }
}

/// Reads bold lines below the headings that collections of alerts use.
fn speaking(builder: &Builder<'_>, kind: &Kind, body: &[Block], entries: &mut Vec<Entry>) {
    let mut is_open = false;
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let name = section_name(&builder.plain(&heading.content));
                is_open = SPEAKING.contains(&&*name);
            }
            BlockKind::Paragraph(content) if is_open => {
                let lines =
                    content.split(is_break).filter_map(|line| labelled(builder, line, Bold));
                for line in lines {
                    let own = kind.fields.iter().find(|field| field.is_named(&line.name));
                    let Some(field) = own else { continue };
                    let is_new = |entry: &Entry| !field.is_named(&entry.key.text);
                    if entries.iter().all(is_new) {
                        entries.push(self::entry(line, field));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Finds the name of an alert, such as `KubePodCrashLooping`, in the title of
/// a page, else in the name of its file.
fn alert(builder: &Builder<'_>, entries: &[Entry]) -> Option<Entry> {
    let heading = builder.heading.as_ref()?;
    let title = builder.plain(&heading.content);
    let names = [title.trim(), builder.source.content_path.stem()];
    let name = names.into_iter().find(|name| is_alert(name))?;
    if entries.iter().any(|entry| loose(&entry.key.text).starts_with("alert")) {
        return None;
    }
    let range = cover(&heading.content);
    let key = Key { range, text: "alerts".into() };
    Some(Entry { key, value: Node { range, value: Value::List(vec![Node::plain(range, name)]) } })
}

/// Tells whether a name is one word of several, as alerts are called.
fn is_alert(name: &str) -> bool {
    let has = |wanted: fn(&char) -> bool| name.chars().filter(wanted).count();
    let [upper, lower] = [char::is_ascii_uppercase, char::is_ascii_lowercase].map(has);
    let is_word = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_word && 2 <= upper && 2 <= lower
}

/// Which labels count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// All.
    Any,
    /// Those in bold.
    Bold,
}
use Labels::{Any, Bold};

/// Finds the field a label names.
fn field(kind: &Kind, name: &str) -> Option<&'static Field> {
    let mut fields = kind.fields.iter().chain(COMMON);
    fields.find(|field| field.is_named(name))
}

/// Reads the labelled lines of a block; `None` if a line is none.
fn lines(builder: &Builder<'_>, block: &Block) -> Option<Vec<Line>> {
    match &block.kind {
        BlockKind::Paragraph(content) => {
            content.split(is_break).map(|line| labelled(builder, line, Any)).collect()
        }
        BlockKind::List(list) if list.start.is_none() => {
            list.items.iter().map(|item| bullet(builder, item)).collect()
        }
        BlockKind::Table(table) => rows(builder, table),
        _ => None,
    }
}

fn bullet(builder: &Builder<'_>, item: &Item) -> Option<Line> {
    let [Block { kind: BlockKind::Plain(content) | BlockKind::Paragraph(content), .. }] =
        &*item.blocks
    else {
        return None;
    };
    let is_one_line = item.task.is_none() && !content.iter().any(is_break);
    is_one_line.then(|| labelled(builder, content, Any))?
}

fn rows(builder: &Builder<'_>, table: &Table) -> Option<Vec<Line>> {
    let [name, value] = &*table.head else { return None };
    let is_header = |cell: &Cell| HEADERS.contains(&&*loose(&builder.plain(&cell.content)));
    let head = match is_header(name) && is_header(value) {
        true => None,
        false => Some([name, value]),
    };
    let rows = table.rows.iter().map(|row| match &*row.cells {
        [name, value] => Some([name, value]),
        _ => None,
    });
    let lines = head.map(Some).into_iter().chain(rows);
    lines.map(|cells| cells.map(|[name, value]| pair(builder, name, value))).collect()
}

fn pair(builder: &Builder<'_>, name: &Cell, value: &Cell) -> Line {
    Line {
        label: cover(&name.content),
        name: builder.plain(&name.content).trim().trim_end_matches(':').to_owned(),
        value: cover(&value.content),
        text: builder.plain(&value.content).trim().to_owned(),
        refers: value.content.iter().any(refers),
    }
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
}

fn refers(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Link(..) | InlineKind::Image(..) | InlineKind::Name(..) => true,
        InlineKind::Picture(_) | InlineKind::Include(_) | InlineKind::Video(_) => true,
        InlineKind::Strong(content) | InlineKind::Emphasis(content) => content.iter().any(refers),
        _ => false,
    }
}

/// Reads `Label: value`, `**Label:** value` or `**Label**: value`.
fn labelled(builder: &Builder<'_>, line: &[Inline], labels: Labels) -> Option<Line> {
    let (first, rest) = line.split_first()?;
    match &first.kind {
        InlineKind::Strong(content) | InlineKind::Emphasis(content) => {
            let name = builder.plain(content);
            let (name, rest_text) = match name.trim_end().strip_suffix(':') {
                Some(name) => (name.to_owned(), None),
                None => (name, Some(rest.first()?)),
            };
            let label = cover(content);
            let (from, rest) = match rest_text {
                None => (first.range.end, rest),
                Some(text) => {
                    let colon = builder.text(text.range).strip_prefix(':')?;
                    (text.range.end - colon.len() as u32, rest)
                }
            };
            value(builder, (label, name), from, rest)
        }
        InlineKind::Text if labels == Any => {
            let text = builder.text(first.range);
            let (name, after) = text.split_once(':')?;
            let is_value = after.starts_with([' ', '\t']) || after.is_empty();
            let label = TextRange::new(0, name.len()).shifted(first.range.start);
            let from = first.range.end - after.len() as u32;
            is_value.then(|| value(builder, (label, name.to_owned()), from, line))?
        }
        _ => None,
    }
}

/// Reads what follows a label, from byte `from` on.
fn value(
    builder: &Builder<'_>,
    (label, name): (TextRange, String),
    from: u32,
    rest: &[Inline],
) -> Option<Line> {
    let end = rest.last().map_or(from, |last| last.range.end).max(from);
    let written = TextRange { start: from, end };
    let source = builder.text(written);
    let start = from + (source.len() - source.trim_start().len()) as u32;
    let range = TextRange { start, end: start + source.trim().len() as u32 };
    let mut text = String::new();
    for inline in rest {
        match inline.range.start < from {
            true => text.push_str(builder.text(TextRange { start: from, end: inline.range.end })),
            false => text.push_str(&builder.plain(std::slice::from_ref(inline))),
        }
    }
    let text = text.trim().to_owned();
    let refers = rest.iter().any(refers);
    (!text.is_empty()).then_some(Line { label, name, value: range, text, refers })
}

/// Makes an entry of front matter of a line.
fn entry(line: Line, field: &Field) -> Entry {
    let Line { label, name, value, text, .. } = line;
    let is_list = matches!(
        field.takes,
        Takes::Texts | Takes::TextsOrRecords(_) | Takes::Roles(_) | Takes::Pages(_)
    );
    let value = match is_list {
        true => Node { range: value, value: Value::List(split(value, &text)) },
        false => Node::plain(value, text),
    };
    Entry { key: Key { range: label, text: name }, value }
}

/// Splits a list in one line at `;` if it has one, else at `,`.
fn split(range: TextRange, text: &str) -> Vec<Node> {
    let mark = if text.contains(';') { ';' } else { ',' };
    let is_verbatim = text.len() == (range.end - range.start) as usize;
    let mut at = 0;
    let mut nodes = Vec::new();
    for part in text.split(mark) {
        let start = at + (part.len() - part.trim_start().len());
        let place = match is_verbatim {
            true => TextRange::new(start, start + part.trim().len()).shifted(range.start),
            false => range,
        };
        if !part.trim().is_empty() {
            nodes.push(Node::plain(place, part.trim()));
        }
        at += part.len() + 1;
    }
    nodes
}
