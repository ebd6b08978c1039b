//! The section "Stakeholders": groups, the roles in them, and what they do,
//! as items of a list or as rows of a table.
//!
//! A role that is linked keeps the reference of its link; any other gets one
//! of its own, which means a role if the site has one called so and nothing
//! else. An item that is a sentence and names no group is left as it is.

use std::ops::Range;

use super::super::builder::Builder;
use super::flat::Flat;
use super::roles;
use super::section::{self, words};
use crate::base::TextRange;
use crate::model::catalog::loose;
use crate::model::document::{
    Block, BlockKind, Inline, InlineKind, Item, Reference, ReferenceKind,
};
use crate::model::front::Located;
use crate::model::stakeholder::{NamedRole, Stakeholder};
use crate::model::table::{Cell, Row, Table};

/// A longer text before a dash or colon is no name of a group.
const MOST_WORDS: usize = 8;
/// An item with no more words, and no full stop, is a name.
const SHORT: usize = 6;
/// Names of columns, as names are compared.
const GROUP: &[&str] = &["stakeholder", "stakeholders", "group", "who", "team"];
const ROLES: &[&str] = &["role", "roles", "includes"];
const DOES: &[&str] =
    &["responsibility", "responsibilities", "does", "what they do", "involvement"];

/// Reads the groups of a page.
pub(super) fn read(builder: &mut Builder<'_>, body: &[Block]) -> Vec<Stakeholder> {
    let source = &*builder.source.text;
    let mut reader = Reader { source, references: &mut builder.references, groups: Vec::new() };
    for (_, blocks) in section::find(source, body, is_name) {
        for block in blocks {
            match &block.kind {
                BlockKind::List(list) => list.items.iter().for_each(|item| reader.item(item)),
                BlockKind::Table(table) => reader.table(table),
                _ => {}
            }
        }
    }
    reader.groups
}

/// Tells whether a section is about who is concerned.
pub(super) fn is_name(name: &str) -> bool {
    name.ends_with("stakeholders")
        || name.starts_with("stakeholders for ")
        || name.starts_with("key stakeholders ")
}

struct Reader<'a> {
    source: &'a str,
    references: &'a mut Vec<Reference>,
    groups: Vec<Stakeholder>,
}

impl Reader<'_> {
    fn item(&mut self, item: &Item) {
        let Some((first, rest)) = item.blocks.split_first() else { return };
        let (BlockKind::Plain(content) | BlockKind::Paragraph(content)) = &first.kind else {
            return;
        };
        let flat = Flat::of(self.source, content);
        let Some((group, after)) = group(self.source, content, &flat) else { return };
        let is_linked = |at: usize| flat.reference(&(at..at + 1)).is_some();
        let (named, begins) = roles::read(&flat.text, after, &is_linked);
        let does =
            flat.text.get(begins..).unwrap_or_default().trim_start_matches(roles::is_between);
        let does = words(&format!("{does} {}", section::text(self.source, rest)));
        let named: Vec<NamedRole> = named.into_iter().map(|role| self.role(&flat, role)).collect();
        self.add(located(&flat, group), named, does, item.range);
    }

    /// A table whose header names who is concerned.
    fn table(&mut self, table: &Table) {
        let names: Vec<String> = table.head.iter().map(|cell| self.cell(cell)).collect();
        let column =
            |known: &[&str]| names.iter().position(|name| known.contains(&loose(name).as_str()));
        let (group, roles, does) = (column(GROUP), column(ROLES), column(DOES));
        // A table of roles alone: each is a group by itself.
        let (group, roles) = match group {
            Some(_) => (group, roles),
            None => (roles, None),
        };
        let Some(group) = group.filter(|_| roles.is_some() || does.is_some()) else { return };
        for row in &table.rows {
            self.row(row, group, [roles, does]);
        }
    }

    fn row(&mut self, row: &Row, group: usize, [roles, does]: [Option<usize>; 2]) {
        let cell = |column: Option<usize>| column.and_then(|column| row.cells.get(column));
        let Some(own) = cell(Some(group)) else { return };
        let flat = Flat::of(self.source, &own.content);
        let whole = trimmed(&flat.text, 0..flat.text.len());
        let does = cell(does).map(|cell| self.cell(cell)).unwrap_or_default();
        let named = cell(roles).map(|cell| self.names(cell)).unwrap_or_default();
        let end = row.cells.last().map_or(own.range, |last| last.range);
        if !whole.is_empty() {
            self.add(located(&flat, whole), named, does, own.range.cover(end));
        }
    }

    /// Reads a cell that lists roles.
    fn names(&mut self, cell: &Cell) -> Vec<NamedRole> {
        let flat = Flat::of(self.source, &cell.content);
        let (named, _) = roles::read(&flat.text, 0, &|_| true);
        named.into_iter().map(|role| self.role(&flat, role)).collect()
    }

    fn cell(&self, cell: &Cell) -> String {
        words(&crate::model::document::plain_text(&cell.content, self.source))
    }

    fn role(&mut self, flat: &Flat, range: Range<usize>) -> NamedRole {
        let reference = flat.reference(&range);
        let name = located(flat, range);
        let reference = reference.unwrap_or_else(|| self.mention(&name));
        NamedRole { name, reference }
    }

    /// Makes a reference of words that may name a role.
    fn mention(&mut self, name: &Located) -> u32 {
        let number = self.references.len() as u32;
        let (kind, range) = (ReferenceKind::Mention, name.range);
        self.references.push(Reference {
            kind,
            destination: name.text.clone(),
            range,
            title: None,
        });
        number
    }

    fn add(&mut self, group: Located, named: Vec<NamedRole>, does: String, range: TextRange) {
        let reference = named.is_empty().then(|| self.mention(&group));
        let (roles, does) = (named.into(), does.into());
        self.groups.push(Stakeholder { group, reference, roles, does, range });
    }
}

/// Finds the name of a group at the beginning of an item, and where the text
/// goes on: words in bold, else what stands before a dash or colon, else a
/// short text as a whole.
fn group(source: &str, content: &[Inline], flat: &Flat) -> Option<(Range<usize>, usize)> {
    let bold = |at: usize| content.get(at).filter(|inline| is_bold(inline));
    let length = |inlines: &[Inline]| Flat::of(source, inlines).text.len();
    let article = content.first().map(|first| length(std::slice::from_ref(first))).filter(|end| {
        let text = flat.text.get(..*end).unwrap_or_default().trim();
        ["the", "a", "an"].iter().any(|article| text.eq_ignore_ascii_case(article))
    });
    let begins = match (bold(0), article) {
        (Some(_), _) => Some((0, 0)),
        (None, Some(end)) if bold(1).is_some() => Some((1, end)),
        _ => None,
    };
    if let Some((at, start)) = begins {
        let end = start + length(content.get(at..=at)?);
        let name = trimmed(&flat.text, start..end);
        return (!name.is_empty()).then_some((name, end));
    }
    let cut = [" – ", " — ", " - ", ": "].iter().filter_map(|dash| flat.text.find(dash)).min();
    let end = cut.unwrap_or(flat.text.len());
    let text = flat.text.get(..end)?;
    let count = text.split_whitespace().count();
    let is_name = match cut {
        Some(_) => count <= MOST_WORDS,
        None => count <= SHORT && !text.trim_end().ends_with('.'),
    };
    let name = trimmed(&flat.text, 0..end);
    (is_name && !name.is_empty()).then_some((name, end))
}

fn is_bold(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Strong(_) => true,
        InlineKind::Emphasis(content) => {
            matches!(&**content, [Inline { kind: InlineKind::Strong(_), .. }])
        }
        _ => false,
    }
}

/// Returns a range without white space and marks around its text.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (inside.len() - inside.trim_start_matches(roles::is_between).len());
    let end = range.start + inside.trim_end_matches(roles::is_between).len();
    start..end.max(start)
}

fn located(flat: &Flat, range: Range<usize>) -> Located {
    let text = words(flat.text.get(range.clone()).unwrap_or_default());
    Located { text: text.into(), range: flat.place(&range) }
}
