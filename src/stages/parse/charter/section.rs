//! The sections of a charter: which headings begin them, and what stands
//! below.

use super::cell::Reader;
use crate::base::TextRange;
use crate::model::charter::{Questions, Section, words};
use crate::model::document::{Block, BlockKind, Heading, List};
use crate::model::front::Located;
use crate::model::kind::{Known, section_name};
use crate::model::table::Table;
use crate::model::walk;
use crate::stages::parse::builder::{Builder, cover};
use crate::stages::parse::item_id;
use crate::text::fields::is_same_key;

/// A section of a charter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    Scope,
    OutOfScope,
    Levels,
    Teams,
    Periods,
    OutOfHours,
    Priorities,
    ServiceLevels,
    Escalation,
    WhoDoesWhat,
    Tasks,
    Tools,
    Access,
    Changes,
    Hypercare,
    Agreements,
}

/// The sections with the names that the kind gives them, and the keys of
/// front matter that headings may have as ids.
const SECTIONS: [(Key, &str, &str); 15] = [
    (Key::Scope, "Scope", "scope"),
    (Key::Levels, "Levels", "levels"),
    (Key::Teams, "Hours", "teams"),
    (Key::Periods, "Special periods", "periods"),
    (Key::OutOfHours, "Out of hours", "out_of_hours"),
    (Key::Priorities, "Priorities", "priorities"),
    (Key::ServiceLevels, "Service levels", "sla"),
    (Key::Escalation, "Escalation", "escalation"),
    (Key::WhoDoesWhat, "Who does what", "raci"),
    (Key::Tasks, "Routine tasks", "tasks"),
    (Key::Tools, "Tools", "tools"),
    (Key::Access, "Access", "access"),
    (Key::Changes, "Change control", "changes"),
    (Key::Hypercare, "Hypercare", "hypercare"),
    (Key::Agreements, "Agreements", "agreements"),
];
/// What the heading of a list of what is not supported may say.
const OUT_OF_SCOPE: [&str; 3] = ["out of scope", "not in scope", "not supported"];

impl Key {
    /// Returns the section whose records a field of front matter gives.
    pub fn of_field(name: &str) -> Option<Key> {
        SECTIONS.iter().find(|(_, _, id)| *id == name).map(|(key, ..)| *key)
    }

    /// Returns the section's name.
    pub fn title(self) -> &'static str {
        let own = SECTIONS.iter().find(|(key, ..)| *key == self);
        own.map_or("Out of scope", |(_, title, _)| title)
    }
}

/// A section with what stands below its heading.
pub(super) struct Found<'d> {
    pub key: Key,
    /// The place of its heading.
    pub range: TextRange,
    /// The id of its heading.
    pub id: &'d str,
    /// Its tables, each with the heading below that of the section.
    pub tables: Vec<(Option<&'d Heading>, &'d Table)>,
    /// Its lists.
    lists: Vec<&'d List>,
}

/// Finds the sections of a charter, each once, in the order of their first
/// headings.
pub(super) fn find<'d>(builder: &Builder<'_>, known: Known, body: &'d [Block]) -> Vec<Found<'d>> {
    let mut found: Vec<Found<'d>> = Vec::new();
    // The sections that are open, from the outermost, each with its level.
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut below: Option<&Heading> = None;
    for block in body {
        let BlockKind::Heading(heading) = &block.kind else {
            let at = open.last().map(|(at, _)| *at);
            if let Some(section) = at.and_then(|at| found.get_mut(at)) {
                add(block, below, section);
            }
            continue;
        };
        while open.last().is_some_and(|(_, level)| heading.level <= *level) {
            open.pop();
        }
        below = Some(heading);
        let within = open.last().and_then(|(at, _)| found.get(*at)).map(|section| section.key);
        let key = begins(builder, known, heading);
        // A ladder may be called like a section.
        let Some(key) = key.filter(|_| within != Some(Key::Escalation)) else { continue };
        below = None;
        let at = found.iter().position(|section| section.key == key).unwrap_or_else(|| {
            let (range, id) = (cover(&heading.content), &*heading.id);
            found.push(Found { key, range, id, tables: Vec::new(), lists: Vec::new() });
            found.len() - 1
        });
        open.push((at, heading.level));
    }
    found
}

/// Returns the section that a heading begins.
pub(super) fn begins(builder: &Builder<'_>, known: Known, heading: &Heading) -> Option<Key> {
    let text = builder.plain(&heading.content);
    let by_name = || {
        let own = words::section(known.kind.sections, &text)?;
        SECTIONS.iter().find(|(_, title, _)| *title == own.title)
    };
    let by_id = || SECTIONS.iter().find(|(_, _, id)| is_same_key(id, &heading.id));
    let is_out = OUT_OF_SCOPE.contains(&&*section_name(&text)) || words::is_out_of_scope(&text);
    let known = by_name().or_else(by_id).map(|(key, ..)| *key);
    known.or(is_out.then_some(Key::OutOfScope))
}

/// Adds the tables and lists of a block to a section.
fn add<'d>(block: &'d Block, below: Option<&'d Heading>, section: &mut Found<'d>) {
    if let BlockKind::List(list) = &block.kind {
        section.lists.push(list);
    }
    walk::walk(std::slice::from_ref(block), &mut |block| {
        if let BlockKind::Table(table) = &block.kind {
            section.tables.push((below, table));
        }
    });
}

/// Reads a section that is a list.
pub(super) fn bullets(reader: &Reader<'_, '_>, found: &Found<'_>) -> Section<Located> {
    let items = found.lists.iter().flat_map(|list| &list.items);
    let rows = items.filter_map(|item| reader.located(item_id::text(&item.blocks)));
    let (range, id) = (found.range, found.id.into());
    Section { range, id, rows: rows.collect(), questions: Questions::default() }
}
