//! Labelled lines as HTML, and the room to sign a gate.

use super::Writer;
use crate::model::checklist::Check;
use crate::model::front::Front;
use crate::model::label::Labelled;
use crate::model::page::Target;
use crate::text::date::format_day;

impl Writer<'_> {
    /// Writes labels with their values, a line each.
    pub(super) fn labels(&mut self, labels: &[Labelled]) {
        self.markup("<dl class=\"labels\">\n");
        for labelled in labels {
            self.markup("<dt>");
            self.text(self.source(labelled.word));
            self.markup("</dt><dd>");
            self.inlines(&labelled.value);
            if let Some(check) = labelled.check {
                let verdict = self.verdict(check);
                self.markup(" <span class=\"verdict\">");
                self.text(&verdict);
                self.markup("</span>");
            }
            self.blocks(&labelled.blocks);
            self.markup("</dd>\n");
        }
        self.markup("</dl>\n");
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

    /// Tells whether a page is reviewed and not due, and says so.
    fn review(&self, number: u32) -> (bool, String) {
        let Target::Page(id, _) = self.target(number) else {
            return (false, "Not true yet: this page is not written".into());
        };
        let site = self.ctx.site;
        let front = site.catalog.page(*id).and_then(|page| page.document.as_ref());
        let front = front.map(|document| &document.front);
        let reviewed = front.and_then(|front| front.reviewed.as_ref()).map(|review| review.on);
        let due = front.and_then(Front::review_due);
        match (reviewed, due) {
            (None, _) => (false, "Not true yet: this page was never reviewed".into()),
            (Some(_), Some(due)) if due < site.config.today => {
                (false, format!("Not true any more: a review was due {}", format_day(due)))
            }
            (Some(day), _) => (true, format!("Checked by the build: reviewed {}", format_day(day))),
        }
    }

    /// Tells whether a check was looked at and found true.
    pub(super) fn is_true(&self, check: Check) -> bool {
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
