//! What a page, a section or a step says, as a hash: for what is drawn from it
//! and must be looked at when it says something else.
//!
//! The hash is made of the text in its place ([`crate::text::markdown::meaning`])
//! and of the files that are shown there. It stands in the files of authors,
//! so the rule must not change.

use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Document, Item};
use crate::model::graft::Grafted;
use crate::model::material::TextHash;
use crate::model::walk::children;
use crate::text::front_matter;
use crate::text::markdown::material::code;
use crate::text::markdown::meaning::meaning;

/// Hashes what a page says in a place: the section below a heading, the step
/// or item that has the id; all of it without one. `None` if it has no such
/// place.
pub fn hash(page: &Document, anchor: Option<&str>) -> Option<TextHash> {
    let (document, range) = match anchor {
        Some(anchor) => place(page, anchor)?,
        None => (page, body(page)),
    };
    let mut parts = Vec::new();
    if anchor.is_none() {
        let front = &page.front;
        let head = [&front.title, &front.description];
        parts.extend(head.map(|text| text.as_ref().map_or("", |text| &*text.text).to_string()));
    }
    parts.push(meaning(range.of(&document.source.text)));
    let shown = document.references.iter().zip(0_u32..);
    let shown = shown.filter(|(reference, _)| range.start <= reference.range.start);
    let shown = shown.filter(|(reference, _)| reference.range.end <= range.end);
    let shown: Vec<u32> = shown.map(|(_, number)| number).collect();
    let grafts = if std::ptr::eq(document, page) { &*page.included } else { &[] };
    for (_, graft) in grafts.iter().filter(|(number, _)| shown.binary_search(number).is_ok()) {
        show(page, *graft, &mut parts);
    }
    Some(TextHash::of(&parts.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Adds what a graft says, and the grafts in it. Each stands in one place, so
/// this ends.
fn show(page: &Document, graft: u32, parts: &mut Vec<String>) {
    let Some(graft) = page.grafts.get(graft as usize) else { return };
    parts.push(match &graft.content {
        Grafted::Whole(file) => meaning(body(file).of(&file.source.text)),
        Grafted::Part(file, blocks) => {
            let range = cover(blocks).unwrap_or_default();
            meaning(range.of(&file.source.text))
        }
        Grafted::Code(shown) => code(&shown.text),
    });
    graft.included.iter().for_each(|(_, inner)| show(page, *inner, parts));
}

fn body(document: &Document) -> TextRange {
    let text = &document.source.text;
    TextRange::new(front_matter::split(text).body as usize, text.len())
}

/// Finds the place of an id: in which file, and where.
fn place<'a>(page: &'a Document, anchor: &str) -> Option<(&'a Document, TextRange)> {
    for graft in &page.grafts {
        let Some(file) = graft.document() else { continue };
        let renamed = graft.ids.iter().find(|(_, new)| **new == *anchor).map(|(old, _)| &**old);
        let is_taken = graft.ids.binary_search_by(|(old, _)| (**old).cmp(anchor)).is_ok();
        let Some(id) = renamed.or_else(|| (!is_taken).then_some(anchor)) else { continue };
        let own = found(file, id).filter(|range| graft.shows(*range));
        if let Some(range) = own {
            return Some((file, within(file, range)));
        }
    }
    let range = found(page, anchor)?;
    Some((page, within(page, range)))
}

fn found(document: &Document, id: &str) -> Option<TextRange> {
    let at = document.anchors.binary_search_by(|own| (*own.id).cmp(id)).ok()?;
    document.anchors.get(at).map(|own| own.range)
}

/// Returns the place of what has its id at `range`: the title stands for the
/// page.
fn within(document: &Document, range: TextRange) -> TextRange {
    let is_title = document.heading.as_ref().is_some_and(|own| own.range == range);
    let inner = if is_title { None } else { narrow(&document.body, range) };
    inner.unwrap_or_else(|| body(document))
}

/// Finds the smallest section, item or block around a place.
fn narrow(blocks: &[Block], range: TextRange) -> Option<TextRange> {
    let after = blocks.partition_point(|block| block.range.start <= range.start);
    let at = after.checked_sub(1)?;
    let (block, below) = blocks.get(at..)?.split_first()?;
    if block.range.end < range.end {
        return None;
    }
    match &block.kind {
        BlockKind::Heading(heading) => {
            let ends = |own: &Block| matches!(&own.kind, BlockKind::Heading(next) if next.level <= heading.level);
            let section = below.iter().take_while(|own| !ends(own));
            Some(section.last().map_or(block.range, |last| block.range.cover(last.range)))
        }
        BlockKind::List(list) => {
            let after = list.items.partition_point(|item| item.range.start <= range.start);
            let item: &Item = list.items.get(after.checked_sub(1)?)?;
            narrow_item(item, range)
        }
        BlockKind::Table(table) => {
            let mut rows = table.rows.iter();
            let row = rows.find_map(|row| {
                let all = row.cells.first()?.range.cover(row.cells.last()?.range);
                (all.start <= range.start && range.end <= all.end).then_some(all)
            });
            row.or(Some(block.range))
        }
        _ => {
            let inner = children(block).into_iter().find_map(|inner| narrow(inner, range));
            inner.or(Some(block.range))
        }
    }
}

/// An item is all that stands in it without its mark, which is a number that
/// says nothing; a place in a part that has no id of its own is the item.
fn narrow_item(item: &Item, range: TextRange) -> Option<TextRange> {
    let lists = item
        .blocks
        .iter()
        .filter(|own| !matches!(own.kind, BlockKind::Paragraph(_) | BlockKind::Plain(_)));
    let mut deeper =
        lists.filter(|own| own.range.start <= range.start && range.end <= own.range.end);
    let inner = deeper.find_map(|own| narrow(std::slice::from_ref(own), range));
    inner.or_else(|| cover(&item.blocks))
}

fn cover(blocks: &[Block]) -> Option<TextRange> {
    Some(blocks.first()?.range.cover(blocks.last()?.range))
}
