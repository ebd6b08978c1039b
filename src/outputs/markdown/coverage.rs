//! When nobody keeps a promise of a charter, in words.

use super::writer::Writer;
use crate::model::charter::Kept;
use crate::model::document::{Block, BlockKind};
use crate::model::sequence::Generated;

impl Writer<'_> {
    /// Writes which promises are kept, and when the others are not.
    pub(super) fn coverage(&mut self) {
        let Some(roster) = self.ctx.site.roster(self.page.id) else { return };
        self.kept(&roster.kept());
    }

    /// Writes the same at the end of a charter whose author placed it nowhere.
    pub(super) fn coverage_below(&mut self) {
        let is_mark =
            |block: &Block| matches!(block.kind, BlockKind::Generated(Generated::Coverage));
        if self.page.document.body.iter().any(is_mark) {
            return;
        }
        let Some(roster) = self.ctx.site.roster(self.page.id) else { return };
        if !roster.coverage.lines.is_empty() {
            self.titled_line(2, "Coverage", ("", String::new()));
            self.kept(&roster.kept());
        }
    }

    fn kept(&mut self, kept: &Kept) {
        if !kept.gaps.is_empty() {
            self.block(|writer| writer.mark(&format!("{}:", Kept::TITLE)));
            self.entries(kept.gaps.len(), |writer, at| {
                if let Some((promise, words)) = kept.gaps.get(at) {
                    writer.text(&format!("{promise}, {words}"));
                }
            });
            if 0 < kept.more {
                self.block(|writer| writer.mark(&format!("and {} more", kept.more)));
            }
        }
        let sentences = kept.sentences();
        if !sentences.is_empty() {
            self.block(|writer| writer.text(&sentences));
        }
    }
}
