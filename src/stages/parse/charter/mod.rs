//! The tables of a charter, read as data.
//!
//! A table belongs to the nearest heading above it whose name is that of a
//! section, or whose id is the key of one. `head.rs` finds what the columns of
//! a table are, `cell.rs` reads what a cell says, `record.rs` the lines of a
//! table, `cross.rs` the two tables that have names at their left and above.
//! A mistake of form is reported here, at the words that are wrong; what a
//! charter promises is compared by the checks.

mod cell;
mod cross;
pub(super) mod given;
mod head;
mod line;
mod record;
mod section;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use self::cell::Reader;
use self::line::Line;
use self::section::{Found, Key};
use super::builder::Builder;
use super::checklist::day;
use crate::model::catalog::loose;
use crate::model::charter::{Charter, Section, columns, rows};
use crate::model::document::Block;
use crate::model::front::Front;
use crate::model::kind::{FieldData, Known};
use crate::text::data::Node;

/// Reads a charter; `None` if the page is none.
pub(super) fn read(
    builder: &mut Builder<'_>,
    known: Option<Known>,
    (front, body): (&Front, &[Block]),
) -> Option<Arc<Charter>> {
    let known = known.filter(|known| known.kind.name == "charter")?;
    dates(builder, front);
    let sections = section::find(builder, known, body);
    let mut reader =
        Reader { builder, is_said: known.because.is_said(), tasks: data_of(front, "tasks") };
    let mut charter = Charter::default();
    for found in &sections {
        of_section(&mut reader, found, &mut charter);
    }
    let teams = rows(&charter.teams).iter().filter_map(|line| line.team.given());
    charter.team_names = teams.map(|team| loose(&team.text)).collect();
    Some(Arc::new(charter))
}

/// Reports days that do not exist, in `dates:`. A name may have several.
fn dates(builder: &mut Builder<'_>, front: &Front) {
    let entries = data_of(front, "dates").and_then(Node::as_map).unwrap_or_default();
    let help = "write for example `2027-01-31`, or several: `[2027-01-31, 2027-02-28]`";
    for entry in entries {
        let one = std::slice::from_ref(&entry.value);
        for node in entry.value.as_list().unwrap_or(one) {
            day(builder, node, help);
        }
    }
}

/// Returns the data that a field of front matter holds.
fn data_of<'f>(front: &'f Front, name: &str) -> Option<&'f Node> {
    let own = front.fields.iter().find(|own| own.field.name == name)?;
    match &own.value {
        FieldData::Node(node) => Some(node),
        _ => None,
    }
}

fn of_section(reader: &mut Reader<'_, '_>, found: &Found<'_>, charter: &mut Charter) {
    match found.key {
        Key::Scope => charter.scope = lines(reader, found, (columns::SCOPE, "area"), record::scope),
        Key::OutOfScope => charter.out_of_scope = Some(section::bullets(reader, found)),
        Key::Levels => {
            charter.levels = lines(reader, found, (columns::LEVELS, "level"), record::level)
        }
        Key::Teams => charter.teams = lines(reader, found, (columns::TEAMS, "team"), record::team),
        Key::Periods => {
            charter.periods = lines(reader, found, (columns::PERIODS, "period"), record::period)
        }
        Key::OutOfHours => {
            let columns = (columns::OUT_OF_HOURS, "who");
            charter.out_of_hours = lines(reader, found, columns, record::arrangement);
        }
        Key::Priorities => charter.priorities = Some(cross::priorities(reader, found)),
        Key::ServiceLevels => {
            let columns = (columns::SLA, "priority");
            charter.service_levels = lines(reader, found, columns, record::service_level);
        }
        Key::Escalation => charter.ladders = Some(record::ladders(reader, found)),
        Key::WhoDoesWhat => charter.matrices = Some(cross::matrices(reader, found)),
        Key::Tasks => charter.tasks = lines(reader, found, (columns::TASKS, "task"), record::task),
        Key::Tools => charter.tools = lines(reader, found, (columns::TOOLS, "tool"), record::tool),
        Key::Access => {
            charter.access = lines(reader, found, (columns::ACCESS, "party"), record::access)
        }
        Key::Changes => {
            charter.changes = lines(reader, found, (columns::CHANGES, "change"), record::change)
        }
        Key::Hypercare => {
            let columns = (columns::HYPERCARE, "measure");
            charter.hypercare = lines(reader, found, columns, record::measure);
        }
        Key::Agreements => {
            let columns = (columns::AGREEMENTS, "party");
            charter.agreements = lines(reader, found, columns, record::agreement);
        }
    }
}

/// Reads the lines of all tables of a section.
fn lines<R>(
    reader: &mut Reader<'_, '_>,
    found: &Found<'_>,
    columns: head::Columns,
    make: fn(&mut Reader<'_, '_>, &Line<'_>) -> R,
) -> Option<Section<R>> {
    let (tables, questions) = head::read(reader, found, columns);
    let lines = tables.iter().flat_map(|table| &table.lines);
    let rows = lines.map(|line| make(reader, line)).collect();
    Some(Section { range: found.range, id: found.id.into(), rows, questions })
}
