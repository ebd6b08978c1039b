//! The tables of a section whose first line names their columns.

use std::rc::Rc;

use super::cell::Reader;
use super::line::Line;
use super::section::Found;
use crate::base::nearest::nearest;
use crate::base::{Code, TextRange};
use crate::model::charter::columns::title;
use crate::model::charter::{Answer, OpenQuestion, Questions, words};
use crate::model::document::Heading;
use crate::model::kind::{Field, Need};
use crate::model::table::{Cell, Row, Table};
use crate::stages::parse::builder::cover;

/// At most so many lines of a section are read.
pub(super) const MOST: usize = 1_000;

/// The columns a section may have, and the one that says what a line is
/// about.
pub(super) type Columns = (&'static [Field], &'static str);

/// A table of a section.
pub(super) struct Lines<'d> {
    /// The heading between that of the section and the table.
    pub heading: Option<&'d Heading>,
    pub lines: Vec<Line<'d>>,
}

/// Reads the tables of a section that have its columns, and what they leave
/// unanswered. A table without any of them is text.
pub(super) fn read<'d>(
    reader: &mut Reader<'_, '_>,
    found: &Found<'d>,
    columns: Columns,
) -> (Vec<Lines<'d>>, Questions) {
    let mut tables = Vec::new();
    let mut left = MOST;
    let mut asked = Asked::default();
    for (heading, table) in &found.tables {
        let head: Vec<_> = table.head.iter().map(|cell| column(reader, columns.0, cell)).collect();
        let has_subject = head.iter().flatten().any(|own| own.name == columns.1);
        if !has_subject && head.iter().flatten().count() < 2 {
            continue;
        }
        report_unknown(reader, found, columns.0, (table, &head));
        let head: Rc<[_]> = head.into();
        let line = |row: &'d Row| Line { columns: Rc::clone(&head), row };
        let lines: Vec<Line<'d>> = table.rows.iter().take(left).map(line).collect();
        left -= lines.len();
        asked.add(reader, columns, table, &lines);
        tables.push(Lines { heading: *heading, lines });
    }
    if let (true, Some((_, table))) = (tables.is_empty(), found.tables.first()) {
        let head: Vec<_> = table.head.iter().take(1).map(|_| None).collect();
        report_unknown(reader, found, columns.0, (table, &head));
    }
    (tables, asked.into())
}

fn column(
    reader: &Reader<'_, '_>,
    columns: &'static [Field],
    cell: &Cell,
) -> Option<&'static Field> {
    let name = reader.builder.plain(&cell.content);
    let name = name.trim().trim_end_matches('?');
    words::column(columns, name)
}

/// Reports the columns of a table that are not known.
fn report_unknown(
    reader: &mut Reader<'_, '_>,
    found: &Found<'_>,
    columns: &[Field],
    (table, head): (&Table, &[Option<&'static Field>]),
) {
    let unknown = table.head.iter().zip(head).filter(|(_, own)| own.is_none());
    for (cell, _) in unknown {
        let name = reader.builder.plain(&cell.content);
        let name = name.trim();
        if name.is_empty() {
            continue;
        }
        let titles: Vec<String> = columns.iter().map(|own| title(own.name)).collect();
        let help = match nearest(name, titles.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its columns are {}", titles.join(", ")),
        };
        let message = format!("the table of *{}* has no column `{name}`", found.key.title());
        reader.report(Code::UNKNOWN_COLUMN, cover(&cell.content), message, help);
    }
}

/// The questions of a section, as they are found.
#[derive(Default)]
struct Asked {
    count: usize,
    open: Vec<OpenQuestion>,
    lacking: Vec<(TextRange, &'static Field)>,
}

impl From<Asked> for Questions {
    fn from(asked: Asked) -> Questions {
        let Asked { count, open, lacking } = asked;
        Questions { asked: count, open: open.into(), lacking: lacking.into() }
    }
}

impl Asked {
    fn add(
        &mut self,
        reader: &Reader<'_, '_>,
        (columns, subject): Columns,
        table: &Table,
        lines: &[Line<'_>],
    ) {
        let place = table.head.iter().map(|cell| cover(&cell.content)).reduce(TextRange::cover);
        let has = |field: &Field| lines.iter().any(|line| line.cell(field.name).is_some());
        for field in columns.iter().filter(|field| field.need == Need::Required) {
            self.count += lines.len().max(1);
            if !lines.is_empty() && !has(field) {
                self.lacking.push((place.unwrap_or_default(), field));
            }
            for line in lines {
                let Answer::Open(range) = reader.words(line, field.name) else { continue };
                let about = reader.words(line, subject).given().map(|words| words.text.clone());
                self.open.push(OpenQuestion { range, column: field, about });
            }
        }
        self.open.sort_by_key(|open| open.range);
    }
}
