//! Labelled lines as Markdown: bullets, as authors write them.

use super::writer::{Gap, Writer};
use crate::model::label::Labelled;

impl<'a> Writer<'a> {
    /// Writes labels with their values, a bullet each.
    pub(super) fn labels(&mut self, labels: &'a [Labelled]) {
        for (at, labelled) in labels.iter().enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.labelled_value(labelled);
        }
        self.next_after(Gap::Empty);
    }

    /// Writes a label with its value.
    pub(super) fn labelled_value(&mut self, labelled: &'a Labelled) {
        let word = self.source(labelled.word);
        self.begin();
        self.mark("- ");
        self.within("  ", |writer| {
            writer.block(|writer| {
                writer.mark(word);
                writer.mark(": ");
                writer.inlines(&labelled.value);
            });
            writer.blocks(&labelled.blocks);
        });
        self.after_list = Some('-');
    }
}
