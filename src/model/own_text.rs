//! The text of a step or a task that is its own, as a number.
//!
//! A browser remembers what was done by the id of a step and by this number.
//! So it does not change when a step gets another number, another place or
//! another id, nor when what stands below it changes.

use crate::base::{Hash, TextRange};
use crate::model::tree::{Block, BlockKind, Item};

/// Returns the hash of an item without its mark and without the steps and
/// tasks below it.
pub fn of_item(item: &Item, source: &str) -> u32 {
    of(&of_blocks(&item.blocks), source)
}

/// Returns the places of blocks that are not steps or tasks themselves; of
/// text, those of its words.
pub fn of_blocks(blocks: &[Block]) -> Vec<TextRange> {
    let own = blocks.iter().filter(|block| !is_below(block));
    own.filter_map(|block| match &block.kind {
        BlockKind::Plain(content) | BlockKind::Paragraph(content) => {
            content.iter().map(|inline| inline.range).reduce(TextRange::cover)
        }
        _ => Some(block.range),
    })
    .collect()
}

fn is_below(block: &Block) -> bool {
    match &block.kind {
        BlockKind::List(list) => {
            list.start.is_some() || list.items.iter().any(|item| item.task.is_some())
        }
        _ => false,
    }
}

/// Returns the hash of places of a source. White space counts as one space,
/// and ids that are written do not count.
pub fn of(places: &[TextRange], source: &str) -> u32 {
    let mut text = String::new();
    for place in places {
        add(place.of(source), &mut text);
    }
    Hash::of(text.as_bytes()).low() as u32
}

fn add(written: &str, out: &mut String) {
    let words = written.split_whitespace().filter(|word| !is_id(word));
    for word in words {
        out.push_str(word);
        out.push(' ');
    }
}

/// Tells whether a word is `{#id}`.
fn is_id(word: &str) -> bool {
    let id = word.strip_prefix("{#").and_then(|rest| rest.strip_suffix('}'));
    id.is_some_and(|id| !id.is_empty() && !id.contains(['{', '}']))
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::base::TextRange;

    #[test]
    fn ids_and_white_space_do_not_count() {
        let hash = |text: &str| of(&[TextRange::new(0, text.len())], text);
        assert_eq!(hash("Hold  the\n   queue {#hold}"), hash("Hold the queue"));
        assert_ne!(hash("Hold the queue"), hash("Hold the queues"));
        assert_ne!(hash("a {{#b}}"), hash("a"));
    }
}
