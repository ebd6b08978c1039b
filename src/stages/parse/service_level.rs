//! The table of a charter that promises how fast, by priority.

use super::builder::{Builder, cover};
use crate::model::catalog::loose;
use crate::model::document::{Block, BlockKind};
use crate::model::front::Located;
use crate::model::kind::Known;
use crate::model::service_level::{Promise, ServiceLevel};
use crate::model::table::{Cell, Table};
use crate::text::duration::Duration;

/// Reads the first table below the heading *Service levels* of a charter.
pub(super) fn read(
    builder: &Builder<'_>,
    kind: Option<Known>,
    body: &[Block],
) -> Vec<ServiceLevel> {
    let Some(known) = kind.filter(|known| known.kind.name == "charter") else { return Vec::new() };
    let section = known.kind.sections.iter().find(|own| own.title == "Service levels");
    let begins = |block: &Block| match &block.kind {
        BlockKind::Heading(heading) => section.is_some_and(|own| {
            own.is_named(&builder.plain(&heading.content)) || &*heading.id == "sla"
        }),
        _ => false,
    };
    let below = body.iter().skip_while(|block| !begins(block)).skip(1);
    let mut below = below.take_while(
        |block| !matches!(&block.kind, BlockKind::Heading(heading) if heading.level <= 2),
    );
    let table = below.find_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    table.map(|table| rows(builder, table)).unwrap_or_default()
}

fn rows(builder: &Builder<'_>, table: &Table) -> Vec<ServiceLevel> {
    let column = |name: &str| {
        table.head.iter().position(|cell| loose(builder.plain(&cell.content).trim()) == name)
    };
    let Some(priority) = column("priority") else { return Vec::new() };
    let columns = [column("respond"), column("restore"), column("resolve")];
    let levels = table.rows.iter().filter_map(|row| {
        let priority = located(builder, row.cells.get(priority)?)?;
        let [respond, restore, resolve] = columns.map(|column| {
            let written = located(builder, row.cells.get(column?)?)?;
            let time = Duration::parse(&written.text);
            Some(Promise { written, time })
        });
        Some(ServiceLevel { priority, respond, restore, resolve })
    });
    levels.collect()
}

/// Returns what a cell says; `None` if it says nothing.
fn located(builder: &Builder<'_>, cell: &Cell) -> Option<Located> {
    let text = builder.plain(&cell.content);
    let text = text.trim();
    (!text.is_empty()).then(|| Located { text: text.into(), range: cover(&cell.content) })
}
