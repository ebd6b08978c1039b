//! `review-overdue`: the day of a page's review has passed.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::review::Timing;
use crate::model::site::Site;

/// The check `review-overdue`.
pub struct ReviewOverdue;

impl Check for ReviewOverdue {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for (page, standing) in site.reviewed_pages() {
            let (Timing::Overdue(days), Some(due)) = (standing.timing, standing.due) else {
                continue;
            };
            let front = &page.document.front;
            let written = front.reviewed.as_ref().map(|review| review.on_range);
            let span = Span::new(page.document.source.file, page.document.place_of(written));
            let ago = if days == 1 { "yesterday".into() } else { format!("{days} days ago") };
            let message = format!("this page was to be reviewed by {due}, {ago}");
            found.push(
                Diagnostic::new(Code::REVIEW_OVERDUE, span, message)
                    .help("review it, then write the day, or let `handover attest` write it"),
            );
        }
    }
}
