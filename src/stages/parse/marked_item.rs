//! Items that stand for marks: what a mark opens is indented, so Markdown
//! reads it as an item of a list, and here it becomes what was meant.

use super::builder::Builder;
use super::container::paragraphs;
use super::frame::{Open, exact};
use crate::base::TextRange;
use crate::model::container::Details;
use crate::model::document::{BlockKind, Callout, Item, List};
use crate::text::markdown::mark::{Mark, MarkKind};

impl Builder<'_> {
    /// Adds a list; items that stand for marks become what they stand for.
    pub fn add_list(&mut self, start: Option<u64>, items: Vec<Item>, range: TextRange) {
        let is_marked = |item: &Item| self.item_mark(item.range.start).is_some();
        if self.marks.is_empty() || !items.iter().any(is_marked) {
            let list = List { start, items: exact(items) };
            return self.add_block(BlockKind::List(Box::new(list)), range);
        }
        let mut plain: Vec<Item> = Vec::new();
        for item in items {
            let Some(mark) = self.item_mark(item.range.start) else {
                plain.push(item);
                continue;
            };
            self.add_plain_items(start, &mut plain);
            self.add_marked_item(mark, item);
        }
        self.add_plain_items(start, &mut plain);
    }

    fn add_plain_items(&mut self, start: Option<u64>, items: &mut Vec<Item>) {
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
        let range = first.range.cover(last.range);
        let list = List { start, items: exact(std::mem::take(items)) };
        self.add_block(BlockKind::List(Box::new(list)), range);
    }

    /// Returns where the mark begins whose title is parsed as a heading.
    pub fn titled_mark(&self, heading: TextRange) -> Option<u32> {
        let starts = |(mark, _): &(Mark, bool)| mark.range.start;
        let own = self.marks.binary_search_by_key(&(heading.start as usize), starts);
        if own.is_ok() {
            return Some(heading.start);
        }
        let mark = self.item_mark(self.item_start())?;
        let is_title = (heading.start as usize) < mark.range.end;
        u32::try_from(mark.range.start).ok().filter(|_| is_title)
    }

    /// Returns where the innermost open item begins.
    pub fn item_start(&self) -> u32 {
        let mut frames = self.frames.iter().rev();
        let item = frames.find(|frame| matches!(frame.open, Open::Item { .. }));
        item.map_or(u32::MAX, |frame| frame.range.start)
    }

    /// Returns the mark that is parsed as the mark of the item at `start`,
    /// before which there may be spaces.
    pub fn item_mark(&self, start: u32) -> Option<Mark> {
        if self.marks.is_empty() {
            return None;
        }
        let rest = self.source.text.get(start as usize..)?;
        let start = start as usize + rest.len() - rest.trim_start_matches(' ').len();
        let at = self.marks.binary_search_by_key(&start, |(mark, _)| mark.range.start);
        let (mark, _) = self.marks.get(at.ok()?)?;
        mark.as_item.then(|| mark.clone())
    }

    fn add_marked_item(&mut self, mark: Mark, item: Item) {
        let start = u32::try_from(mark.range.start).unwrap_or(u32::MAX);
        let title = self.titles.remove(&start).unwrap_or_default();
        let blocks = item.blocks.into_vec();
        match mark.kind {
            MarkKind::Callout { name, title: written, folded } => {
                let word = self.text(TextRange::new(name.start, name.end));
                let kind = super::callout::look(word).unwrap_or(super::callout::OTHER);
                let blocks = paragraphs(blocks);
                let untitled = written.is_some_and(|written| written.is_empty());
                let word: Box<str> = if untitled { "".into() } else { word.into() };
                let kind = match folded {
                    None => BlockKind::Callout(Box::new(Callout { kind, word, title, blocks })),
                    Some(open) => {
                        let callout = Some((kind, word));
                        BlockKind::Details(Box::new(Details { title, open, callout, blocks }))
                    }
                };
                self.add_block(kind, item.range);
            }
            MarkKind::Tab { .. } => self.add_tab(title, paragraphs(blocks), item.range),
            // The indent of a container's content means nothing.
            _ => {
                if !title.is_empty() {
                    self.titles.insert(start, title);
                }
                paragraphs(blocks)
                    .into_iter()
                    .for_each(|block| self.add_block(block.kind, block.range));
            }
        }
    }
}
