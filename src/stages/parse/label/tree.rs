//! Blocks and items that labels are taken out of.

use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Inline, Item};
use crate::model::label::Labelled;
use crate::stages::parse::builder::cover;

/// Makes one block of labels that follow each other.
pub(super) fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut open: Vec<Labelled> = Vec::new();
    let close = |open: &mut Vec<Labelled>, out: &mut Vec<Block>| {
        let ranges = open.iter().map(|label| label.range);
        let Some(range) = ranges.reduce(TextRange::cover) else { return };
        out.push(Block { range, kind: BlockKind::Labels(std::mem::take(open).into()) });
    };
    for block in blocks {
        match block.kind {
            BlockKind::Labels(labels) => open.extend(labels),
            kind => {
                close(&mut open, &mut out);
                out.push(Block { kind, ..block });
            }
        }
    }
    close(&mut open, &mut out);
    out
}

/// Returns the text of an item that has no box.
pub(super) fn text_of(item: &Item) -> Option<&[Inline]> {
    match &item.blocks.first()?.kind {
        BlockKind::Plain(content) | BlockKind::Paragraph(content) if item.task.is_none() => {
            Some(content)
        }
        _ => None,
    }
}

/// Makes a block of the same kind with another text.
pub(super) fn renewed(block: &Block, text: Vec<Inline>) -> Block {
    let range = cover(&text);
    let kind = match block.kind {
        BlockKind::Plain(_) => BlockKind::Plain(text.into()),
        _ => BlockKind::Paragraph(text.into()),
    };
    Block { range, kind }
}
