//! What stands in the front matter of a page and again in the section that is
//! called like the field: records in a table or below headings, or a text.

use super::builder::cover;
use super::kind::entry;
use super::lift::is_benefits;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::catalog::loose;
use crate::model::document::{Block, BlockKind, Heading, plain_text};
use crate::model::kind::{Field, Kind, Section, Takes};
use crate::model::source::Source;
use crate::model::table::Table;
use crate::text::data::Node;

/// Fields whose records are headings as well, below that of the section.
const BY_HEADINGS: &[&str] = &["benefits"];

/// Reports every section that says what front matter says as well. Fields of
/// a rule or of defaults have no place in the file and give way in silence.
pub(super) fn report(
    source: &Source,
    kind: &Kind,
    (front, body): (&Node, &[Block]),
    found: &mut Vec<Diagnostic>,
) {
    for field in kind.fields {
        let names = std::iter::once(&field.name).chain(field.synonyms);
        let given = names.filter_map(|name| entry(front, name)).next();
        let given =
            given.filter(|given| given.key.range != TextRange::default() && !given.value.is_null());
        let Some(given) = given else { continue };
        let Some((range, what)) = place(source, field, (kind, body)) else { continue };
        let are = if matches!(field.takes, Takes::Text) { "is" } else { "are" };
        let message = format!("{} {are} given in front matter and in this {what}", field.name);
        found.push(
            Diagnostic::new(Code::DATA_GIVEN_TWICE, Span::new(source.file, range), message)
                .label(Span::new(source.file, given.key.range), "given here")
                .help("keep one of the two"),
        );
    }
}

/// Finds where a section that is called like a field says what the field
/// says, and what that is: the first table of records, the first heading of
/// one, or a text.
pub(super) fn place(
    source: &Source,
    field: &Field,
    (kind, body): (&Kind, &[Block]),
) -> Option<(TextRange, &'static str)> {
    let section = kind.sections.iter().find(|section| field.is_named(section.title))?;
    let takes_text = matches!(field.takes, Takes::Text);
    let takes_records = matches!(field.takes, Takes::Records(_) | Takes::Any);
    let by_headings = takes_text || BY_HEADINGS.contains(&field.name);
    if !takes_text && !takes_records {
        return None;
    }
    let mut open: Option<&Heading> = None;
    for block in body {
        match (&block.kind, open) {
            (BlockKind::Heading(next), Some(own)) if by_headings && own.level < next.level => {
                return Some((words(own), "section"));
            }
            (BlockKind::Heading(next), _) => {
                open = Some(&**next).filter(|heading| is_named(source, section, heading));
            }
            (_, Some(own)) if takes_text => return Some((words(own), "section")),
            (BlockKind::Table(table), Some(_)) => return Some((columns(source, table)?, "table")),
            _ => {}
        }
    }
    None
}

fn is_named(source: &Source, section: &Section, heading: &Heading) -> bool {
    let title = loose(&plain_text(&heading.content, &source.text));
    let mut names = std::iter::once(&section.title).chain(section.synonyms);
    names.any(|name| loose(name) == title) || section.title == "Benefits" && is_benefits(&title)
}

/// Returns the place of a heading's text.
fn words(heading: &Heading) -> TextRange {
    match heading.content.is_empty() {
        true => heading.range,
        false => cover(&heading.content),
    }
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
