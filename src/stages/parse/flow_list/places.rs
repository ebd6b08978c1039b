//! The items of a list in our own language are the places of its steps: what
//! a figure leads to is the item itself.

use std::collections::BTreeMap;

use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Item};

/// Gives items the ids of the nodes that are named in their first lines.
/// `places` has the ids of nodes by where these begin; what is given is taken
/// out of it.
pub(in crate::stages::parse) fn give(blocks: &mut [Block], places: &mut BTreeMap<u32, Box<str>>) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Group(group) => give(&mut group.blocks, places),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| own(item, places)),
            _ => {}
        }
    }
}

fn own(item: &mut Item, places: &mut BTreeMap<u32, Box<str>>) {
    let line = item.blocks.first().map(|block| block.range).unwrap_or_default();
    let TextRange { start, end } = line;
    let first = places.range(start..end.max(start)).next().map(|(at, _)| *at);
    if let Some(id) = first.and_then(|at| places.remove(&at)) {
        // An id that the item has is that of its node.
        item.id.get_or_insert(id);
    }
    give(&mut item.blocks, places);
}
