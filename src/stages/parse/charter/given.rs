//! Records that front matter gives, as the tables of the page that they would
//! be. Readers see them there, and they are read from there like those an
//! author wrote.

use super::cell::{is_dash, split};
use super::section::{self, Key as SectionKey, begins};
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::charter::columns::{self, title};
use crate::model::document::{
    Block, BlockKind, Blocks, Inline, InlineKind, Inlines, Reference, ReferenceKind,
};
use crate::model::front::{Front, Located};
use crate::model::kind::{Field, FieldData, Known, Takes};
use crate::model::table::{Alignment, Cell, Row, Table};
use crate::stages::parse::builder::{Builder, cover};
use crate::stages::parse::given::{add_heading, entry_at, words};
use crate::stages::parse::given_twice;
use crate::text::data::{Entry, Key, Node, Value};
use crate::text::fields::is_same_key;

/// A section takes at most so many lines and columns from data.
const MOST: usize = 500;
const MOST_COLUMNS: usize = 40;

/// A table as data gives it.
struct Grid<'n> {
    /// What stands above the columns.
    head: Vec<Located>,
    /// The lines, with the place of each.
    rows: Vec<(TextRange, Vec<Option<Said<'n>>>)>,
}

/// What a cell is made of.
#[derive(Clone)]
enum Said<'n> {
    /// A key that names the line.
    Name(Located),
    /// A value.
    Value(&'n Node),
}

/// The cells of a line, each with the number of its column.
type Cells<'n> = Vec<(usize, Said<'n>)>;

/// Puts the records of a charter's front matter into its text as tables,
/// unless the text has these: then the text counts.
pub(in crate::stages::parse) fn place(
    builder: &mut Builder<'_>,
    known: Option<Known>,
    front: &Front,
    body: &mut Blocks,
) {
    let Some(known) = known.filter(|known| known.kind.name == "charter") else { return };
    let sections = section::find(builder, known, body).into_iter();
    let written: Vec<(SectionKey, TextRange)> = sections
        .filter_map(|own| {
            let (_, table) = own.tables.first()?;
            let head = table.head.iter().map(|cell| cover(&cell.content));
            Some((own.key, head.reduce(TextRange::cover)?))
        })
        .collect();
    let mut blocks = std::mem::take(body).into_vec();
    for own in &front.fields {
        let name = own.field.name;
        let (Some(key), FieldData::Node(node)) = (SectionKey::of_field(name), &own.value) else {
            continue;
        };
        match written.iter().find(|(section, _)| *section == key) {
            None => of_field(builder, (known, key), (own.field, node), &mut blocks),
            Some((_, table)) => {
                report_twice(builder, (known, own.field), (*table, node.range), &blocks);
            }
        }
    }
    *body = blocks.into();
}

/// Reports a table that stands beside data, unless that is done already.
fn report_twice(
    builder: &mut Builder<'_>,
    (known, field): (Known, &Field),
    (table, node): (TextRange, TextRange),
    blocks: &[Block],
) {
    if given_twice::place(builder.source, field, (known.kind, blocks)).is_none() {
        let message = format!("{} are given in front matter and in this table", field.name);
        let file = builder.source.file;
        let problem = Diagnostic::new(Code::DATA_GIVEN_TWICE, Span::new(file, table), message);
        let problem = problem.label(Span::new(file, node), "given here");
        builder.found.push(problem.help("keep one of the two"));
    }
}

fn of_field(
    builder: &mut Builder<'_>,
    (known, key): (Known, SectionKey),
    (field, node): (&'static Field, &Node),
    blocks: &mut Vec<Block>,
) {
    let mut tables: Vec<(Option<Located>, Block)> = Vec::new();
    match (key, &node.value) {
        (SectionKey::Escalation, Value::Map(ladders)) if ladders.iter().all(is_list) => {
            for Entry { key, value } in ladders {
                let grid = records(builder, field, value);
                let title = Some(name(key));
                tables.extend(grid.map(|grid| (title, table(builder, &grid))));
            }
        }
        (SectionKey::Priorities | SectionKey::WhoDoesWhat, _) => {
            let corner = if key == SectionKey::Priorities { "Impact \\ Urgency" } else { "Task" };
            let grid = crossed(builder, (field, corner), node);
            tables.extend(grid.map(|grid| (None, table(builder, &grid))));
        }
        _ => {
            let grid = records(builder, field, node);
            tables.extend(grid.map(|grid| (None, table(builder, &grid))));
        }
    }
    tables.retain(|(_, block)| match &block.kind {
        BlockKind::Table(table) => !table.head.is_empty(),
        _ => true,
    });
    insert(builder, (known, key), tables, blocks);
}

fn is_list(entry: &Entry) -> bool {
    matches!(entry.value.value, Value::List(_))
}

/// Adds tables to the end of their section, which may have to be made.
fn insert(
    builder: &mut Builder<'_>,
    (known, key): (Known, SectionKey),
    tables: Vec<(Option<Located>, Block)>,
    blocks: &mut Vec<Block>,
) {
    let Some((_, first)) = tables.first() else { return };
    let place = TextRange { end: first.range.start, ..first.range };
    let own = blocks.iter().enumerate().find_map(|(at, block)| match &block.kind {
        BlockKind::Heading(heading) if begins(builder, known, heading) == Some(key) => {
            Some((at, heading.level))
        }
        _ => None,
    });
    let mut added = Vec::new();
    let (at, level) = match own {
        Some((at, level)) => (end_of_section(blocks, at), level),
        None => {
            let heading = Located { text: key.title().into(), range: place };
            let entry = builder.outline.len();
            added.extend(add_heading(builder, (2, &heading), entry));
            (blocks.len(), 2)
        }
    };
    for (title, table) in tables {
        if let Some(title) = title {
            let entry = entry_at(builder, blocks, at);
            added.extend(add_heading(builder, ((level + 1).min(6), &title), entry));
        }
        added.push(table);
    }
    blocks.splice(at..at, added);
}

/// Returns where the text right below a heading ends.
fn end_of_section(blocks: &[Block], heading: usize) -> usize {
    let below = blocks.iter().skip(heading + 1);
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    heading + 1 + below.take_while(|block| !is_heading(block)).count()
}

/// Reads a list of records, or a map whose keys are their first fields.
fn records<'n>(
    builder: &mut Builder<'_>,
    field: &'static Field,
    node: &'n Node,
) -> Option<Grid<'n>> {
    let columns = match field.takes {
        Takes::Records(columns) | Takes::TextsOrRecords(columns) => columns,
        _ => columns::ESCALATION,
    };
    let mut head: Vec<(Option<&Field>, Located)> = Vec::new();
    let mut rows: Vec<(TextRange, Cells<'n>)> = Vec::new();
    let is_one = |entries: &[Entry]| {
        entries.iter().any(|entry| columns.iter().any(|own| own.is_named(&entry.key.text)))
    };
    let lines: Vec<(Option<&'n Entry>, &'n Node)> = match &node.value {
        Value::List(nodes) => nodes.iter().map(|node| (None, node)).collect(),
        Value::Map(entries) if !is_one(entries) => {
            entries.iter().map(|entry| (Some(entry), &entry.value)).collect()
        }
        _ => vec![(None, node)],
    };
    for (named, line) in lines.into_iter().take(MOST) {
        let Value::Map(entries) = &line.value else {
            wrong(builder, field, line.range);
            continue;
        };
        let range = named.map_or(line.range, |entry| entry.key.range.cover(line.range));
        let start = TextRange { end: range.start, ..range };
        let mut row = Vec::with_capacity(entries.len());
        if let (Some(entry), Some(first)) = (named, columns.first()) {
            let at = column(&mut head, (Some(first), first.name, start));
            row.extend(at.map(|at| (at, Said::Name(name(&entry.key)))));
        }
        for entry in entries {
            let own = columns.iter().find(|own| own.is_named(&entry.key.text));
            let at = column(&mut head, (own, &entry.key.text, entry.key.range));
            row.extend(at.map(|at| (at, Said::Value(&entry.value))));
        }
        rows.push((range, row));
    }
    Some(Grid::of(head, rows))
}

fn wrong(builder: &mut Builder<'_>, field: &Field, range: TextRange) {
    let message = format!("`{}` is a list of records", field.name);
    let help = "write for each `- {key: value, ...}`; `handover explain charter` lists the keys";
    builder.report(Code::WRONG_TYPE, range, message, help);
}

/// Returns the place of a column, which is added if it is new.
fn column<'f>(
    head: &mut Vec<(Option<&'f Field>, Located)>,
    (field, name, range): (Option<&'f Field>, &str, TextRange),
) -> Option<usize> {
    let is_own = |(own, written): &(Option<&Field>, Located)| match (own, field) {
        (Some(own), Some(field)) => own.name == field.name,
        (None, None) => is_same_key(&written.text, name),
        _ => false,
    };
    if let Some(at) = head.iter().position(is_own) {
        return Some(at);
    }
    if MOST_COLUMNS <= head.len() {
        return None;
    }
    let text = field.map_or_else(|| name.to_string(), |field| title(field.name));
    head.push((field, Located { text: text.into(), range }));
    Some(head.len() - 1)
}

impl<'n> Grid<'n> {
    fn of(head: Vec<(Option<&Field>, Located)>, rows: Vec<(TextRange, Cells<'n>)>) -> Grid<'n> {
        let width = head.len();
        let rows = rows.into_iter().map(|(range, cells)| {
            let mut row: Vec<Option<Said<'n>>> = vec![None; width];
            for (at, said) in cells {
                if let Some(cell) = row.get_mut(at) {
                    *cell = Some(said);
                }
            }
            (range, row)
        });
        Grid { rows: rows.collect(), head: head.into_iter().map(|(_, title)| title).collect() }
    }
}

/// Reads a map of maps: what stands at the left, what stands above.
fn crossed<'n>(
    builder: &mut Builder<'_>,
    (field, corner): (&Field, &str),
    node: &'n Node,
) -> Option<Grid<'n>> {
    let Value::Map(lines) = &node.value else {
        let message = format!("`{}` is a map of maps", field.name);
        let help = "write for example `\"A whole site\": {\"Work stands still\": P1}`";
        builder.report(Code::WRONG_TYPE, node.range, message, help);
        return None;
    };
    let first = TextRange { end: node.range.start, ..node.range };
    let mut head = vec![(None, Located { text: corner.into(), range: first })];
    let mut rows = Vec::new();
    for Entry { key, value } in lines.iter().take(MOST) {
        let Some(entries) = value.as_map() else {
            wrong(builder, field, value.range);
            continue;
        };
        let mut row = vec![(0, Said::Name(name(key)))];
        for entry in entries {
            let at = column(&mut head, (None, &entry.key.text, entry.key.range));
            row.extend(at.map(|at| (at, Said::Value(&entry.value))));
        }
        rows.push((key.range, row));
    }
    Some(Grid::of(head, rows))
}

fn table(builder: &mut Builder<'_>, grid: &Grid<'_>) -> Block {
    let head: Box<[Cell]> = grid.head.iter().map(title_cell).collect();
    let mut rows = Vec::with_capacity(grid.rows.len());
    let mut place = head.first().map(|cell| cell.range).unwrap_or_default();
    for (range, cells) in &grid.rows {
        place = if rows.is_empty() { *range } else { place.cover(*range) };
        let start = TextRange { end: range.start, ..*range };
        let cells = cells.iter().zip(&grid.head).map(|(said, head)| match said {
            Some(Said::Name(name)) => Cell { range: name.range, content: words(builder, name) },
            Some(Said::Value(node)) => match reference(&head.text) {
                Some(kind) => named(builder, node, kind),
                None => cell(builder, node),
            },
            None => Cell { range: start, content: Box::default() },
        });
        rows.push(Row { id: None, task: None, check: None, cells: cells.collect() });
    }
    let alignments = head.iter().map(|_| Alignment::Start).collect();
    let table = Table { alignments, head, rows: rows.into(), checklist: None };
    Block { range: place, kind: BlockKind::Table(Box::new(table)) }
}

fn title_cell(title: &Located) -> Cell {
    let kind = InlineKind::Decoded(title.text.clone());
    Cell { range: title.range, content: Box::new([Inline { range: title.range, kind }]) }
}

/// Returns what a key says, with its place.
fn name(key: &Key) -> Located {
    Located { text: key.text.as_str().into(), range: key.range }
}

/// Returns what the values of a column refer to: in data a bare name is a
/// reference.
fn reference(column: &str) -> Option<ReferenceKind> {
    Some(match column {
        "Who" | "From" | "To" | "Alternate" => ReferenceKind::Party,
        "Role" | "Owner" | "Approver" | "Approved by" => ReferenceKind::Role,
        "Party" | "Outside party" => ReferenceKind::Mention,
        "Runbook" | "In an emergency" => ReferenceKind::Name,
        _ => return None,
    })
}

/// Makes references of the names that a value is.
fn named(builder: &mut Builder<'_>, node: &Node, kind: ReferenceKind) -> Cell {
    let plain = cell(builder, node);
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    let mut content: Vec<Inline> = Vec::new();
    for node in nodes.iter().take(MOST_COLUMNS) {
        let Some(text) = node.as_text() else { return plain };
        let words = Located { text: text.trim().into(), range: node.range };
        let names = match kind {
            ReferenceKind::Name => vec![words],
            _ => split(&words),
        };
        for name in names.into_iter().filter(|name| !is_dash(&name.text)) {
            if let Some(last) = content.last() {
                let range = TextRange { start: last.range.end, end: last.range.end };
                content.push(Inline { range, kind: InlineKind::Decoded(", ".into()) });
            }
            let number = u32::try_from(builder.references.len()).unwrap_or(u32::MAX);
            let bare = name.text.trim_start_matches("[[").trim_end_matches("]]");
            let destination: Box<str> = bare.into();
            builder.references.push(Reference {
                kind,
                destination,
                range: name.range,
                title: None,
            });
            content.push(Inline { range: name.range, kind: InlineKind::Name(number, None) });
        }
    }
    if content.is_empty() { plain } else { Cell { content: content.into(), ..plain } }
}

fn cell(builder: &mut Builder<'_>, node: &Node) -> Cell {
    let content: Inlines = match &node.value {
        Value::Null => Box::default(),
        Value::Scalar(scalar) if scalar.text.trim().is_empty() => Box::default(),
        Value::Scalar(scalar) => {
            let text = scalar.text.as_str().trim().into();
            words(builder, &Located { text, range: node.range })
        }
        Value::List(nodes) => listed(builder, nodes),
        Value::Map(_) => {
            let text = builder.text(node.range).into();
            Box::new([Inline { range: node.range, kind: InlineKind::Decoded(text) }])
        }
    };
    let range = if content.is_empty() { node.range } else { cover(&content) };
    Cell { range, content }
}

fn listed(builder: &mut Builder<'_>, nodes: &[Node]) -> Inlines {
    let mut inlines: Vec<Inline> = Vec::new();
    for node in nodes.iter().take(MOST_COLUMNS) {
        let Some(text) = node.as_text() else { continue };
        if let Some(last) = inlines.last() {
            let range = TextRange { start: last.range.end, end: last.range.end };
            inlines.push(Inline { range, kind: InlineKind::Decoded(", ".into()) });
        }
        let text = Located { text: text.trim().into(), range: node.range };
        inlines.extend(words(builder, &text).into_vec());
    }
    inlines.into()
}
