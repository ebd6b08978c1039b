//! `never-reviewed`: a page must be reviewed from time to time and says of no
//! review.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::review::Timing;
use crate::model::site::Site;

/// The check `never-reviewed`.
pub struct NeverReviewed;

impl Check for NeverReviewed {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for (page, standing) in site.reviewed_pages() {
            let Some(cycle) = page.document.front.review_every else { continue };
            if standing.timing != Timing::Never {
                continue;
            }
            let place = page.document.place_of(Some(cycle.range));
            let span = Span::new(page.document.source.file, place);
            let message =
                format!("this page is to be reviewed every {} and never was", cycle.every);
            found.push(
                Diagnostic::new(Code::NEVER_REVIEWED, span, message)
                    .help("review it, then write `reviewed:` with the day"),
            );
        }
    }
}
