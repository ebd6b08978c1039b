//! Markdown that is shown inside a page: all of a file, or a part of it.

use std::sync::Arc;

use crate::base::TextRange;
use crate::model::container::Include;
use crate::model::document::{Block, BlockKind, Document};
use crate::model::graft::Grafted;
use crate::model::walk;

/// Returns what an include shows of a Markdown file: all of it, or the
/// section, item or block with an id.
pub(super) fn shown(document: &Arc<Document>, include: &Include) -> Option<Grafted> {
    if !include.lines.is_empty() {
        let blocks = document.body.iter().filter(|block| in_lines(document, block, include));
        return Some(Grafted::Part(Arc::clone(document), blocks.cloned().collect()));
    }
    let Some(id) = &include.region else { return Some(Grafted::Whole(Arc::clone(document))) };
    section(&document.body, id).map(|blocks| Grafted::Part(Arc::clone(document), blocks.into()))
}

fn in_lines(document: &Document, block: &Block, include: &Include) -> bool {
    let before = document.source.text.get(..block.range.start as usize).unwrap_or_default();
    let line = before.matches('\n').count() as u32 + 1;
    include.lines.iter().any(|(first, last)| (*first..=*last).contains(&line))
}

/// Finds the section, item or row with an id.
fn section(blocks: &[Block], id: &str) -> Option<Vec<Block>> {
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading(heading) if &*heading.id == id => {
                let level = heading.level;
                let ends = |block: &&Block| !matches!(&block.kind, BlockKind::Heading(next) if next.level <= level);
                let rest = blocks.iter().skip(at + 1).take_while(ends);
                return Some(std::iter::once(block).chain(rest).cloned().collect());
            }
            BlockKind::List(list) => {
                let item = list.items.iter().find(|item| item.id.as_deref() == Some(id));
                if let Some(item) = item {
                    return Some(item.blocks.iter().map(as_paragraph).collect());
                }
            }
            BlockKind::Table(table)
                if table.rows.iter().any(|row| row.id.as_deref() == Some(id)) =>
            {
                return Some(vec![block.clone()]);
            }
            _ => {}
        }
        let below = walk::children(block);
        if let Some(found) = below.into_iter().find_map(|below| section(below, id)) {
            return Some(found);
        }
    }
    None
}

/// The line of an item is a paragraph where there is no list around it.
fn as_paragraph(block: &Block) -> Block {
    let mut block = block.clone();
    if let BlockKind::Plain(content) = &mut block.kind {
        block.kind = BlockKind::Paragraph(std::mem::take(content));
    }
    block
}

/// Returns the place of some blocks that follow each other.
pub(super) fn cover(blocks: &[Block]) -> TextRange {
    let first = blocks.first().map(|block| block.range).unwrap_or_default();
    blocks.iter().fold(first, |all, block| all.cover(block.range))
}
