//! `reviewed-in-future`: a review lies after the day of the build.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `reviewed-in-future`.
pub struct ReviewedInFuture;

impl Check for ReviewedInFuture {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let today = site.config.today;
        for (page, _) in site.reviewed_pages() {
            let review = page.document.front.reviewed.as_ref();
            let Some(review) = review.filter(|review| today < review.on) else { continue };
            let place = page.document.place_of(Some(review.on_range));
            let span = Span::new(page.document.source.file, place);
            let message = format!("a review on {} has not been yet: today is {today}", review.on);
            found.push(
                Diagnostic::new(Code::REVIEWED_IN_FUTURE, span, message)
                    .help("write the day on which the page was last reviewed"),
            );
        }
    }
}
