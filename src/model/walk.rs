//! Walking over a tree of blocks.

use crate::model::tree::{Block, BlockKind, Definition, Inline};

/// Calls `visit` for every block, in the order of the text: a block before
/// what it holds.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        for below in children(block) {
            walk(below, visit);
        }
    }
}

/// Returns the runs of blocks a block holds.
pub fn children(block: &Block) -> Vec<&[Block]> {
    match &block.kind {
        BlockKind::List(list) => list.items.iter().map(|item| &*item.blocks).collect(),
        BlockKind::Quote(blocks) => vec![blocks],
        BlockKind::Callout(callout) => vec![&callout.blocks],
        BlockKind::Element(element) => vec![&element.content],
        BlockKind::Details(details) => vec![&details.blocks],
        BlockKind::Group(group) => vec![&group.blocks],
        BlockKind::Tabs(tabs) => tabs.iter().map(|tab| &*tab.blocks).collect(),
        BlockKind::Columns(columns) => columns.iter().map(|column| &*column.blocks).collect(),
        BlockKind::Definitions(definitions) => definitions
            .iter()
            .filter_map(|definition| match definition {
                Definition::Meaning(blocks) => Some(&**blocks),
                Definition::Term(_) => None,
            })
            .collect(),
        BlockKind::Labels(labels) => labels.iter().map(|label| &*label.blocks).collect(),
        _ => Vec::new(),
    }
}

/// Returns the runs of inlines that stand in a block itself.
pub fn inlines(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => vec![content],
        BlockKind::Heading(heading) => vec![&heading.content],
        BlockKind::Callout(callout) => vec![&callout.title],
        BlockKind::Details(details) => vec![&details.title],
        BlockKind::Tabs(tabs) => tabs.iter().map(|tab| &*tab.title).collect(),
        BlockKind::Table(table) => {
            let rows = table.rows.iter().flat_map(|row| row.cells.iter());
            table.head.iter().chain(rows).map(|cell| &*cell.content).collect()
        }
        BlockKind::Definitions(definitions) => definitions
            .iter()
            .filter_map(|definition| match definition {
                Definition::Term(content) => Some(&**content),
                Definition::Meaning(_) => None,
            })
            .collect(),
        BlockKind::Labels(labels) => labels.iter().map(|label| &*label.value).collect(),
        _ => Vec::new(),
    }
}
