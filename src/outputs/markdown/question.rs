//! Questions of a knowledge check as Markdown: what can be chosen, and no
//! answer, as the page has it. The answers are where the page keeps them.

use super::writer::{Gap, Writer};
use crate::model::document::{Block, BlockKind, Item, List};
use crate::model::label::{Label, Labelled};
use crate::model::training::{Question, Training};

/// Labels that give an answer away.
const ANSWERS: &[Label] = &[Label::Answer, Label::Why, Label::Because];

impl<'a> Writer<'a> {
    /// Returns the question that a block belongs to.
    pub(super) fn asked(&self, block: &Block) -> Option<&'a Question> {
        let training = self.part.document.training.as_deref();
        training.and_then(Training::module)?.question(block.range.start)
    }

    /// Writes what can be chosen, or what is to be put in order as the page
    /// shows it.
    pub(super) fn choices(&mut self, question: &Question, list: &'a List) {
        let order = question.shown_order();
        let all: Vec<&Item> = match order.is_empty() {
            true => list.items.iter().collect(),
            false => order.iter().filter_map(|at| list.items.get(*at)).collect(),
        };
        for (at, item) in all.into_iter().enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            // Labels follow as a list of their own, with the other mark.
            self.mark(if item.task.is_some() { "* [ ] " } else { "* " });
            self.within("  ", |writer| {
                let is_said = |block: &&Block| !matches!(block.kind, BlockKind::Labels(_));
                item.blocks.iter().filter(is_said).for_each(|block| writer.one(block));
            });
        }
        self.next_after(Gap::Empty);
        self.after_list = Some('*');
    }

    /// Writes the labels of a question that give no answer away.
    pub(super) fn hints(&mut self, labels: &'a [Labelled]) {
        let shown = labels.iter().filter(|own| !ANSWERS.contains(&own.label));
        for (at, own) in shown.enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.labelled_value(own);
            self.next_after(Gap::Empty);
        }
    }

    /// Says where the answers are.
    pub(super) fn answers_below(&mut self) {
        let training = self.page.document.training.as_deref();
        let asks = training.and_then(Training::module).is_some_and(|own| !own.questions.is_empty());
        let file = self.folder.child("answers.html");
        let site = self.ctx.site;
        if asks && !site.assets.contains(&file) && !site.catalog.redirects.contains_key(&file) {
            self.block(|writer| {
                writer.mark("The answers are on a [page of their own](answers.html).")
            });
        }
    }
}
