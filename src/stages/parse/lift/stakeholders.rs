//! The section "Stakeholders": groups, the roles in them, and what they do,
//! as items of a list, as rows of a table, or below headings of their own.
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
    Block, BlockKind, Heading, Inline, InlineKind, Item, Reference, ReferenceKind,
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
        reader.section(blocks);
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
    /// Reads blocks that list groups, and what stands below headings in them.
    fn section(&mut self, blocks: &[Block]) {
        let level_of = |block: &Block| match &block.kind {
            BlockKind::Heading(heading) => Some(heading.level),
            _ => None,
        };
        let Some(level) = blocks.iter().find_map(level_of) else { return self.blocks(blocks) };
        let begins = |block: &Block| level_of(block).is_some_and(|own| own <= level);
        let first = blocks.iter().position(begins).unwrap_or(blocks.len());
        let (own, below) = blocks.split_at(first);
        self.blocks(own);
        for part in below.chunk_by(|_, next| !begins(next)) {
            let Some((Block { kind: BlockKind::Heading(heading), .. }, rest)) = part.split_first()
            else {
                continue;
            };
            match rest.iter().any(|block| level_of(block).is_some() || self.lists_groups(block)) {
                true => self.section(rest),
                false => self.below(heading, rest),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::List(list) => list.items.iter().for_each(|item| self.item(item)),
                BlockKind::Table(table) => self.table(table),
                _ => {}
            }
        }
    }

    /// Tells whether a block below a heading names groups itself, more than
    /// the roles of a group that is called like the heading.
    fn lists_groups(&self, block: &Block) -> bool {
        let BlockKind::List(list) = &block.kind else {
            return matches!(block.kind, BlockKind::Table(_));
        };
        list.items.iter().filter_map(first_line).any(|content| {
            let flat = Flat::of(self.source, content);
            group(self.source, content, &flat).is_some_and(|(_, end)| {
                let rest = flat.text.get(end..).unwrap_or_default();
                content.iter().take(2).any(is_bold) || !rest.trim().is_empty()
            })
        })
    }

    /// Reads a group that is called like a heading: the roles are those of a
    /// sentence below it, and the items of a list.
    fn below(&mut self, heading: &Heading, blocks: &[Block]) {
        let title = Flat::of(self.source, &heading.content);
        let name = trimmed(&title.text, 0..title.text.len());
        if name.is_empty() || blocks.is_empty() {
            return;
        }
        let (mut named, mut does) = (Vec::new(), Vec::new());
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Plain(content) if named.is_empty() => {
                    let flat = Flat::of(self.source, content);
                    let (roles, rest) = self.roles(&flat, 0);
                    named.extend(roles);
                    does.push(rest);
                }
                BlockKind::List(list) => {
                    for item in &list.items {
                        match self.role_of(item) {
                            Some(role) => named.push(role),
                            None => does.push(section::text(self.source, &item.blocks)),
                        }
                    }
                }
                _ => does.push(section::text(self.source, std::slice::from_ref(block))),
            }
        }
        let end = blocks.last().map_or(heading.range, |last| last.range);
        self.add(located(&title, name), named, words(&does.join(" ")), heading.range.cover(end));
    }

    /// Reads an item that is a name of a role and nothing else.
    fn role_of(&mut self, item: &Item) -> Option<NamedRole> {
        let content = first_line(item).filter(|_| item.blocks.len() == 1)?;
        let flat = Flat::of(self.source, content);
        let (name, _) = group(self.source, content, &flat)?;
        Some(self.role(&flat, name))
    }

    /// Reads the roles of a sentence from a place on, and what follows them.
    fn roles(&mut self, flat: &Flat, from: usize) -> (Vec<NamedRole>, String) {
        let is_linked = |at: usize| flat.reference(&(at..at + 1)).is_some();
        let (named, begins) = roles::read(&flat.text, from, &is_linked);
        let rest = flat.text.get(begins..).unwrap_or_default();
        let rest = rest.trim_start_matches(roles::is_between).to_string();
        (named.into_iter().map(|role| self.role(flat, role)).collect(), rest)
    }

    fn item(&mut self, item: &Item) {
        let Some(content) = first_line(item) else { return };
        let rest = item.blocks.get(1..).unwrap_or_default();
        let flat = Flat::of(self.source, content);
        let Some((group, after)) = group(self.source, content, &flat) else { return };
        let (named, does) = self.roles(&flat, after);
        let does = words(&format!("{does} {}", section::text(self.source, rest)));
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

/// Returns the text an item begins with.
fn first_line(item: &Item) -> Option<&[Inline]> {
    match &item.blocks.first()?.kind {
        BlockKind::Plain(content) | BlockKind::Paragraph(content) => Some(content),
        _ => None,
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
