//! The tables of the section *Parameters*: a row for each value, columns by
//! their names.

use super::{choices, pattern_of};
use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Inline, InlineKind};
use crate::model::front::Located;
use crate::model::kind::section_name;
use crate::model::parameter::{Declaration, Parameter, Pattern};
use crate::model::table::{Cell, Row, Table};
use crate::stages::parse::builder::{Builder, cover};
use crate::text::fields::is_same_key;

/// What a column says, with the names it may have.
const COLUMNS: [(Column, &[&str]); 9] = [
    (Column::Name, &["name", "parameter"]),
    (Column::Label, &["what it is", "label", "description", "meaning"]),
    (Column::Kind, &["type", "kind"]),
    (Column::Pattern, &["pattern", "format", "choices", "allowed values"]),
    (Column::Example, &["example"]),
    (Column::Default, &["default", "default value"]),
    (Column::Find, &["where to find it", "find", "where", "where from"]),
    (Column::Also, &["also written", "also"]),
    (Column::Env, &["variable", "env", "environment variable"]),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Label,
    Kind,
    Pattern,
    Example,
    Default,
    Find,
    Also,
    Env,
}

/// Reads the parameters in the tables of a body.
pub(super) fn read(builder: &Builder<'_>, body: &[Block]) -> Vec<Parameter> {
    let mut open: Option<u8> = None;
    let mut found = Vec::new();
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let is_own = section_name(&builder.plain(&heading.content)) == "parameters";
                let is_below = open.is_some_and(|level| level < heading.level);
                if !is_below {
                    open = is_own.then_some(heading.level);
                }
            }
            BlockKind::Table(table) if open.is_some() => of_table(builder, table, &mut found),
            _ => {}
        }
    }
    found
}

fn of_table(builder: &Builder<'_>, table: &Table, out: &mut Vec<Parameter>) {
    let column = |cell: &Cell| {
        let name = builder.plain(&cell.content);
        let mut known = COLUMNS.iter();
        known.find(|(_, names)| names.iter().any(|own| is_same_key(own, &name))).map(|own| own.0)
    };
    let columns: Vec<Option<Column>> = table.head.iter().map(column).collect();
    if columns.contains(&Some(Column::Name)) {
        out.extend(table.rows.iter().filter_map(|row| of_row(builder, &columns, row)));
    }
}

fn of_row(builder: &Builder<'_>, columns: &[Option<Column>], row: &Row) -> Option<Parameter> {
    let cell = |column: Column| {
        let at = columns.iter().position(|own| *own == Some(column))?;
        row.cells.get(at)
    };
    let text = |column: Column| cell(column).and_then(|cell| value(builder, &cell.content));
    let name = unwrapped(text(Column::Name)?);
    let ends = row.cells.first().zip(row.cells.last());
    let range = ends.map_or(name.range, |(first, last)| first.range.cover(last.range));
    Some(Parameter {
        name,
        label: text(Column::Label),
        kind: text(Column::Kind),
        pattern: cell(Column::Pattern).map(|cell| pattern(builder, cell)).unwrap_or_default(),
        example: text(Column::Example),
        default: text(Column::Default),
        find: text(Column::Find),
        also: cell(Column::Also).map(|cell| also(builder, cell)).unwrap_or_default(),
        env: text(Column::Env),
        range,
        place: Declaration::Table,
    })
}

/// Returns what a cell says; a dash says nothing.
fn value(builder: &Builder<'_>, content: &[Inline]) -> Option<Located> {
    if let Some(code) = sole_code(builder, content) {
        return Some(code);
    }
    let text = builder.plain(content);
    let range = cover(content);
    let source = builder.text(range);
    let lead = source.len() - source.trim_start().len();
    let range = TextRange::new(lead, lead + source.trim().len()).shifted(range.start);
    let is_said = !matches!(text.trim(), "" | "-" | "–" | "—");
    is_said.then(|| Located { text: text.trim().into(), range })
}

/// Reads a cell that is code and nothing else.
fn sole_code(builder: &Builder<'_>, content: &[Inline]) -> Option<Located> {
    let is_blank = |inline: &&Inline| builder.text(inline.range).trim().is_empty();
    let mut said = content.iter().filter(|inline| !is_blank(inline));
    let (only, None) = (said.next()?, said.next()) else { return None };
    let InlineKind::Code(text) = &only.kind else { return None };
    let source = builder.text(only.range);
    let ticks = source.len() - source.trim_start_matches('`').len();
    let inner = source.get(ticks..source.len().saturating_sub(ticks)).unwrap_or_default();
    let range = TextRange::new(ticks, ticks + inner.len()).shifted(only.range.start);
    let is_said = !text.trim().is_empty();
    is_said.then(|| Located { text: text.trim().into(), range })
}

/// Code is an expression; several words are choices.
fn pattern(builder: &Builder<'_>, cell: &Cell) -> Pattern {
    match sole_code(builder, &cell.content) {
        Some(expression) => Pattern::Expression(expression),
        None => value(builder, &cell.content).map(pattern_of).unwrap_or_default(),
    }
}

/// Reads the other forms of a name: code, or words.
fn also(builder: &Builder<'_>, cell: &Cell) -> Box<[Located]> {
    let Some(whole) = value(builder, &cell.content) else { return Box::default() };
    choices(&whole).unwrap_or_else(|| Box::new([whole]))
}

/// Takes the braces off a name.
fn unwrapped(name: Located) -> Located {
    let inner = name.text.strip_prefix("{{").and_then(|text| text.strip_suffix("}}"));
    match inner.map(Box::from) {
        Some(text) if name.range.len() == name.text.len() => {
            let range = TextRange { start: name.range.start + 2, end: name.range.end - 2 };
            Located { text, range }
        }
        Some(text) => Located { text, range: name.range },
        None => name,
    }
}
