//! Labelled lines as HTML, and the room to sign a gate.

use super::{LabelHolder, Writer};
use crate::base::TextRange;
use crate::model::checklist::Check;
use crate::model::document::{Block, BlockKind};
use crate::model::label::{Label, Labelled};
use crate::model::verdict::Verdict;

impl Writer<'_> {
    /// Writes labels with their values, a line each.
    pub(super) fn labels(&mut self, labels: &[Labelled]) {
        let holder = self.holder;
        let is_step = matches!(holder, LabelHolder::Step(_));
        let is_elsewhere =
            |label| is_step && matches!(label, Label::Danger | Label::Time | Label::OnlyIf);
        let mut labels = labels.iter().filter(|own| !is_elsewhere(own.label)).peekable();
        if labels.peek().is_none() {
            return;
        }
        self.markup(if is_step { "<dl class=\"then\">\n" } else { "<dl class=\"labels\">\n" });
        for labelled in labels {
            self.markup("<dt>");
            self.label_words(labelled.word);
            self.markup("</dt><dd");
            let branch = self.branch_at(labelled.word.start);
            if let Some(branch) = branch {
                self.branch(branch);
            }
            self.markup(">");
            let begin = self.out.len();
            match (labelled.command(), branch) {
                (_, Some(branch)) => self.branch_words(&labelled.value, branch),
                (Some((text, range)), _) => self.command(text, range),
                (None, _) if labelled.label == Label::Due => self.due(&labelled.value),
                (None, _) => self.inlines(&labelled.value),
            }
            if let Some(check) = &labelled.check {
                self.verdict_of(check);
            }
            self.blocks(&labelled.blocks);
            if let (LabelHolder::Step(step), Label::Undo) = (holder, labelled.label) {
                self.keep_undo(step, begin);
            }
            self.markup("</dd>\n");
        }
        self.markup("</dl>\n");
    }

    /// Writes a command that is the value of a label.
    fn command(&mut self, text: &str, range: TextRange) {
        self.markup("<span class=\"command\">");
        self.code_span(text, range, "sh");
        self.markup(" <button class=\"copy\" type=\"button\" hidden>Copy</button></span>");
    }

    /// Writes what the build has found.
    pub(super) fn verdict_of(&mut self, check: &Check) {
        let words = self.verdict(check).words;
        self.markup(" <span class=\"verdict\">");
        self.text(&words);
        self.markup("</span>");
    }

    /// Tells whether all that a task is to be checked for was looked at and
    /// found true; a task without checks is a reader's to tick.
    pub(super) fn is_true(&self, blocks: &[Block]) -> bool {
        let labels = blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Labels(labels) => Some(labels.iter()),
            _ => None,
        });
        let mut checks = labels.flatten().filter(|label| label.label == Label::Check).peekable();
        checks.peek().is_some()
            && checks
                .all(|label| label.check.as_ref().is_some_and(|check| self.is_found_true(check)))
    }

    /// Tells whether the build can look, and finds that it is so.
    pub(super) fn is_found_true(&self, check: &Check) -> bool {
        self.verdict(check).is_true
    }

    fn verdict(&self, check: &Check) -> Verdict {
        Verdict::of(self.ctx.site, (self.page.id, self.part.targets), check)
    }

    /// Writes a table for the roles that sign a gate, with blanks.
    pub(super) fn signatures(&mut self, roles: &[u32]) {
        const BLANK: &str = "<span class=\"blank\"></span></td>";
        self.markup("<table class=\"stack sign\">\n<thead><tr><th scope=\"col\">Signs</th>");
        self.markup("<th scope=\"col\">Decision</th><th scope=\"col\">Date</th></tr></thead>\n");
        self.markup("<tbody>\n");
        for role in roles {
            self.markup("<tr><th scope=\"row\">");
            self.name(*role, None);
            self.markup("</th><td data-h=\"Decision\">");
            self.markup(BLANK);
            self.markup("<td data-h=\"Date\">");
            self.markup(BLANK);
            self.markup("</tr>\n");
        }
        self.markup("</tbody></table>\n");
    }
}
