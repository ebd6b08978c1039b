//! Labelled lines as HTML, and the room to sign a gate.

use super::{LabelHolder, Writer};
use crate::model::checklist::Check;
use crate::model::document::{Block, BlockKind};
use crate::model::front::Status;
use crate::model::label::{Label, Labelled};
use crate::model::page::Target;
use crate::text::date::format_day;

impl Writer<'_> {
    /// Writes labels with their values, a line each.
    pub(super) fn labels(&mut self, labels: &[Labelled]) {
        let is_step = self.holder == LabelHolder::Step;
        let is_elsewhere = |label| is_step && matches!(label, Label::Danger | Label::Time);
        let mut labels = labels.iter().filter(|own| !is_elsewhere(own.label)).peekable();
        if labels.peek().is_none() {
            return;
        }
        self.markup(if is_step { "<dl class=\"then\">\n" } else { "<dl class=\"labels\">\n" });
        for labelled in labels {
            self.markup("<dt>");
            self.text(self.source(labelled.word));
            self.markup("</dt><dd>");
            self.inlines(&labelled.value);
            if let Some(check) = labelled.check {
                self.verdict_of(check);
            }
            self.blocks(&labelled.blocks);
            self.markup("</dd>\n");
        }
        self.markup("</dl>\n");
    }

    /// Writes what the build has found.
    pub(super) fn verdict_of(&mut self, check: Check) {
        let verdict = self.verdict(check);
        self.markup(" <span class=\"verdict\">");
        self.text(&verdict);
        self.markup("</span>");
    }

    /// Says what the build has found, or that it cannot look.
    fn verdict(&self, check: Check) -> String {
        match check {
            Check::Page(number) => self.review(number).1,
            Check::Charter | Check::Coverage => {
                "Not looked at by the build: it does not read charters yet".into()
            }
            Check::Alerts => "Not looked at by the build: it does not read alerts yet".into(),
        }
    }

    /// Tells whether a page is as it was reviewed and no review is due, and
    /// says so.
    fn review(&self, number: u32) -> (bool, String) {
        let id = match self.target(number) {
            Target::Page(id, _) => *id,
            Target::Here(_) => self.page.id,
            _ => return (false, "Not true yet: this page is not written".into()),
        };
        let site = self.ctx.site;
        let known = site.reviews.standings.get(&id);
        let Some((standing, on)) = known.and_then(|known| Some((known, known.on?))) else {
            let document = site.catalog.page(id).and_then(|page| page.document.as_ref());
            let is_retired = document.is_some_and(|own| own.front.status == Status::Retired);
            return match is_retired {
                true => (false, "Not true any more: this page is retired".into()),
                false => (false, "Not true yet: this page was never reviewed".into()),
            };
        };
        let day = format_day(on);
        match (standing.due, &standing.changed) {
            _ if site.config.today < on => {
                (false, format!("Not true yet: its review is dated {day}"))
            }
            (Some(due), _) if due < site.config.today => {
                (false, format!("Not true any more: a review was due {}", format_day(due)))
            }
            (_, Some(_)) => {
                (false, format!("Not true any more: changed since its review on {day}"))
            }
            _ => (true, format!("Checked by the build: reviewed {day}")),
        }
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
            && checks.all(|label| label.check.is_some_and(|check| self.is_found_true(check)))
    }

    /// Tells whether the build can look, and finds that it is so.
    pub(super) fn is_found_true(&self, check: Check) -> bool {
        matches!(check, Check::Page(number) if self.review(number).0)
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
