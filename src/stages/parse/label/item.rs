//! Items of lists: which of them are steps, tasks or something else that has
//! an id, and the labels of each.

use super::tree::{joined, renewed};
use super::{Below, Gatherer, Holder, PageKind, Seen, leads_on};
use crate::model::document::{Block, BlockKind, Blocks, Item, List};
use crate::model::named_item::ItemKind;
use crate::stages::parse::item_id;

impl Gatherer<'_, '_> {
    /// Reads the items of a list.
    pub(super) fn items(&mut self, list: &mut List) {
        let is_ordered = list.start.is_some();
        let below = self.below;
        if matches!(below, Below::Steps | Below::Procedure) && !is_ordered {
            self.below = Below::Others;
        }
        let counts = self.kind != PageKind::Unknown || self.below == Below::Procedure;
        for item in &mut list.items {
            let holder = match item.task {
                Some(_) if below == Below::Choices => Some(Holder::Choice),
                _ if below == Below::Choices => None,
                Some(_) => Some(Holder::Task),
                None if is_ordered && counts => Some(Holder::Step),
                None => None,
            };
            match holder {
                Some(holder) => self.item(item, holder),
                None => self.other_item(item),
            }
        }
        self.below = below;
    }

    /// Reads an item that holds no labels: of a list of rules, of steps of a
    /// page that does not say what it is, or of any other list.
    fn other_item(&mut self, item: &mut Item) {
        let content = item_id::text(&item.blocks);
        match self.below {
            Below::Steps | Below::Procedure => {
                item_id::give_step(self.builder, &mut item.id, content, item.range);
                return self.each(&mut item.blocks);
            }
            Below::Items(kind) => item_id::give(self.builder, kind, &mut item.id, content),
            Below::Others if item.id.is_some() => {
                item_id::give(self.builder, ItemKind::Item, &mut item.id, content);
            }
            Below::Others | Below::Choices => {}
        }
        self.inside(&mut item.blocks);
    }

    /// Reads the labels of a task or a step.
    fn item(&mut self, item: &mut Item, holder: Holder) {
        let is_named = self.kind != PageKind::Unknown;
        let mut out = Vec::with_capacity(item.blocks.len());
        let (mut seen, mut is_noted) = (Seen::of(holder), false);
        if holder == Holder::Step {
            self.freed(item);
        }
        let mut blocks = std::mem::take(&mut item.blocks);
        if holder == Holder::Step {
            blocks = self.parted(blocks);
        }
        if !blocks.first().is_some_and(has_text) {
            is_noted = self.name_item(item, holder, &[]);
        }
        for (at, block) in blocks.into_iter().enumerate() {
            match block.kind {
                BlockKind::Plain(ref content) | BlockKind::Paragraph(ref content) => {
                    let (text, drafts) = self.read(content, holder);
                    // The first line is the text of the item, whatever it says.
                    let is_text =
                        drafts.is_empty() || text.is_empty() == (at == 0) || leads_on(&drafts);
                    match at == 0 && !is_text {
                        true => out.push(renewed(&block, text)),
                        false if is_text => out.push(block),
                        false => {}
                    }
                    if at == 0 {
                        is_noted = self.name_item(item, holder, &out);
                    }
                    if !is_text {
                        self.add(drafts, Blocks::default(), &mut seen, &mut out);
                    }
                }
                BlockKind::List(list) if list.start.is_none() => {
                    self.labels_of_list(*list, holder, &mut seen, &mut out);
                }
                kind => self.block(Block { kind, ..block }, &mut out),
            }
        }
        let is_said = is_named && holder != Holder::Choice && !seen.labels.is_empty();
        if !is_noted && (item.id.is_some() || is_said) {
            let content = item_id::text(&out);
            item_id::give(self.builder, holder.item(), &mut item.id, content);
        }
        item.blocks = joined(out).into();
    }

    /// Gives an item its id as soon as its text is known, so that ids are
    /// numbered in order; `false` if it may get one later, for its labels.
    fn name_item(&mut self, item: &mut Item, holder: Holder, out: &[Block]) -> bool {
        let content = item_id::text(out);
        match holder {
            Holder::Task if self.kind != PageKind::Unknown => {
                item_id::give(self.builder, ItemKind::Task, &mut item.id, content);
            }
            Holder::Step if matches!(self.below, Below::Steps | Below::Procedure) => {
                item_id::give_step(self.builder, &mut item.id, content, item.range);
            }
            _ => return false,
        }
        true
    }
}

fn has_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Plain(_) | BlockKind::Paragraph(_))
}
