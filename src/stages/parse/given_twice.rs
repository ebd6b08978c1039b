//! Records of a page that stand in its front matter and again in a table of
//! the section that is called like the field.

use super::kind::entry;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::catalog::loose;
use crate::model::document::{Block, BlockKind, Heading, plain_text};
use crate::model::kind::{Field, Kind, Section, Takes};
use crate::model::source::Source;
use crate::model::table::Table;
use crate::text::data::Node;

/// Reports every table whose records front matter gives as well. Fields of a
/// rule or of defaults have no place in the file and give way in silence.
pub(super) fn report(
    source: &Source,
    kind: &Kind,
    (front, body): (&Node, &[Block]),
    found: &mut Vec<Diagnostic>,
) {
    for field in kind.fields.iter().filter(|field| takes_records(field)) {
        let section = kind.sections.iter().find(|section| field.is_named(section.title));
        let Some(section) = section else { continue };
        let names = std::iter::once(&field.name).chain(field.synonyms);
        let given = names.filter_map(|name| entry(front, name)).next();
        let given = given.filter(|given| given.key.range != TextRange::default());
        let Some(given) = given else { continue };
        let Some(table) = table_of(source, section, body) else { continue };
        let message = format!("{} are given in front matter and in this table", field.name);
        found.push(
            Diagnostic::new(Code::DATA_GIVEN_TWICE, Span::new(source.file, table), message)
                .label(Span::new(source.file, given.key.range), "given here")
                .help("keep one of the two"),
        );
    }
}

fn takes_records(field: &Field) -> bool {
    matches!(field.takes, Takes::Records(_) | Takes::Any)
}

/// Finds the first table of a section; returns the line of its columns.
fn table_of(source: &Source, section: &Section, body: &[Block]) -> Option<TextRange> {
    let is_named = |heading: &Heading| {
        let title = loose(&plain_text(&heading.content, &source.text));
        let mut names = std::iter::once(&section.title).chain(section.synonyms);
        names.any(|name| loose(name) == title)
    };
    let mut inside = false;
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) => inside = is_named(heading),
            BlockKind::Table(table) if inside => return columns(source, table),
            _ => {}
        }
    }
    None
}

/// Returns the line in which a table names its columns.
fn columns(source: &Source, table: &Table) -> Option<TextRange> {
    let at = table.head.first()?.range.start as usize;
    let before = source.text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = source.text.get(line..)?;
    let text = rest.lines().next()?;
    let indent = text.len() - text.trim_start().len();
    Some(TextRange::new(line + indent, line + text.trim_end().len()))
}
