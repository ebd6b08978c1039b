//! The sections "Impact" and "Benefits": what a process is good for, and how
//! that is measured.

use super::super::builder::Builder;
use super::section::{self, words};
use crate::base::{Code, TextRange};
use crate::model::benefit::{Benefit, Impact, Kpi};
use crate::model::catalog::loose;
use crate::model::document::{Block, BlockKind, Heading, plain_text};
use crate::model::front::Located;
use crate::model::table::{Cell, Row, Table};

/// Columns of a table of measures, each with the names it may have.
const COLUMNS: [(&str, &[&str]); 3] = [
    ("KPI", &["kpi", "kpis", "measure", "metric", "key performance indicator"]),
    ("Meaning", &["meaning", "definition", "description"]),
    ("Target", &["target", "goal", "targets"]),
];

/// Reads the section "Impact".
pub(super) fn impact(builder: &Builder<'_>, body: &[Block]) -> Option<Impact> {
    let source = &*builder.source.text;
    let found = section::find(source, body, |name| name == "impact");
    let (heading, blocks) = found.first()?;
    Some(Impact {
        anchor: heading.id.clone(),
        text: section::beginning(source, blocks),
        range: section::range(heading, blocks),
    })
}

/// Reads the benefits: each heading below "Benefits", else the section as a
/// whole if it has a table of measures.
pub(super) fn read(builder: &mut Builder<'_>, body: &[Block]) -> Vec<Benefit> {
    let mut benefits = Vec::new();
    for (heading, blocks) in section::find(&builder.source.text, body, is_name) {
        let level = heading.level + 1;
        let begins =
            |block: &Block| matches!(&block.kind, BlockKind::Heading(next) if next.level == level);
        let first = blocks.iter().position(begins).unwrap_or(blocks.len());
        let (own, below) = blocks.split_at(first);
        let own = benefit(builder, heading, own);
        benefits.extend(Some(own).filter(|own| !own.kpis.is_empty()));
        for part in below.chunk_by(|_, next| !begins(next)) {
            let Some((Block { kind: BlockKind::Heading(heading), .. }, blocks)) =
                part.split_first()
            else {
                continue;
            };
            benefits.push(benefit(builder, heading, blocks));
        }
    }
    benefits
}

/// Tells whether a section lists benefits: "Benefits", "Key benefits",
/// "Benefits of plan to produce".
pub(in crate::stages::parse) fn is_name(name: &str) -> bool {
    name == "benefits" || name.ends_with(" benefits") || name.starts_with("benefits of ")
}

fn benefit(builder: &mut Builder<'_>, heading: &Heading, blocks: &[Block]) -> Benefit {
    let mut kpis = Vec::new();
    for block in blocks {
        if let BlockKind::Table(table) = &block.kind {
            read_table(builder, table, &mut kpis);
        }
    }
    let source = &*builder.source.text;
    let range = heading.content.first().zip(heading.content.last());
    let range = range.map_or(heading.range, |(first, last)| first.range.cover(last.range));
    Benefit {
        title: Located { text: words(&plain_text(&heading.content, source)).into(), range },
        anchor: heading.id.clone(),
        text: section::beginning(source, blocks),
        range: section::range(heading, blocks),
        kpis: kpis.into(),
    }
}

/// Reads a table of measures. One without a column of measures is a table
/// like any other, unless it says what is to be reached.
fn read_table(builder: &mut Builder<'_>, table: &Table, kpis: &mut Vec<Kpi>) {
    let names: Vec<Located> = table.head.iter().map(|cell| located(builder, cell)).collect();
    let column = |(_, known): &(&str, &[&str])| {
        names.iter().position(|name| known.contains(&loose(&name.text).as_str()))
    };
    let columns = COLUMNS.each_ref().map(column);
    let [kpi, _, target] = columns;
    if kpi.is_none() && target.is_none() {
        return;
    }
    report(builder, &names, columns);
    for row in &table.rows {
        kpis.extend(read_row(builder, row, columns));
    }
}

/// Reports columns a table of measures lacks, and others.
fn report(builder: &mut Builder<'_>, names: &[Located], columns: [Option<usize>; 3]) {
    let whole = names.iter().map(|name| name.range).reduce(TextRange::cover);
    for (name, column) in [("KPI", columns[0]), ("Target", columns[2])] {
        let Some(place) = whole.filter(|_| column.is_none()) else { continue };
        let message = format!("this table of measures has no column `{name}`");
        let help = "a measure has the columns KPI, Meaning and Target";
        builder.report(Code::MISSING_COLUMN, place, message, help);
    }
    for (at, name) in names.iter().enumerate() {
        if columns.contains(&Some(at)) || name.text.is_empty() {
            continue;
        }
        let message = format!("a table of measures has no column `{}`", name.text);
        let help = "its columns are KPI, Meaning and Target; write what is said here into one \
                    of them, or below the table";
        builder.report(Code::UNKNOWN_COLUMN, name.range, message, help);
    }
}

fn read_row(
    builder: &Builder<'_>,
    row: &Row,
    [kpi, meaning, target]: [Option<usize>; 3],
) -> Option<Kpi> {
    let cell = |column: Option<usize>| row.cells.get(column?);
    let text = |column: Option<usize>| {
        let cell = located(builder, cell(column)?);
        Some(cell.text).filter(|text| !text.is_empty())
    };
    let name = located(builder, cell(kpi)?);
    (!name.text.is_empty()).then(|| Kpi { name, meaning: text(meaning), target: text(target) })
}

/// Returns the words of a cell, and where they stand.
fn located(builder: &Builder<'_>, cell: &Cell) -> Located {
    let text = words(&plain_text(&cell.content, &builder.source.text));
    let inside = cell.content.first().zip(cell.content.last());
    let range = inside.map_or(cell.range, |(first, last)| first.range.cover(last.range));
    Located { text: text.into(), range }
}
