//! `changed-since-review`: a page is no longer what was reviewed.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::review::Changed;
use crate::model::site::Site;

/// The check `changed-since-review`.
pub struct ChangedSinceReview;

impl Check for ChangedSinceReview {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for (page, standing) in site.reviewed_pages() {
            let (Some(changed), Some(on)) = (&standing.changed, standing.on) else { continue };
            let review = page.document.front.reviewed.as_ref();
            let written = review.and_then(|review| review.hash).map(|(_, range)| range);
            let span = Span::new(page.document.source.file, page.document.place_of(written));
            let may_be_other = !page.document.grafts.is_empty()
                && review.is_some_and(|review| review.from.is_empty());
            let what = what(changed, may_be_other.then_some(" or a file it includes"));
            let message = format!("{what} changed since the review on {on}");
            found.push(
                Diagnostic::new(Code::CHANGED_SINCE_REVIEW, span, message)
                    .help("review it again, then let `handover attest` write the new hash"),
            );
        }
    }
}

/// Names what changed. At most three files are named.
fn what(changed: &Changed, or_other: Option<&str>) -> String {
    let named: Vec<String> = changed.files.iter().take(3).map(|file| format!("`{file}`")).collect();
    let more = changed.files.len().saturating_sub(named.len());
    match (named.as_slice(), more) {
        ([], _) => format!("this page{}", or_other.unwrap_or_default()),
        ([only], 0) => format!("{only}, which this page includes,"),
        ([first @ .., last], 0) => {
            format!("{} and {last}, which this page includes,", first.join(", "))
        }
        (all, more) => format!("{} and {more} more files this page includes", all.join(", ")),
    }
}
