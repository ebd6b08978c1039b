//! `missing-title`: a page without a title is listed under its file's name.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `missing-title`.
pub struct MissingTitle;

impl Check for MissingTitle {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let Some(identity) = site.catalog.page(page.id).filter(|page| !page.titled) else {
                continue;
            };
            let span = Span::start_of(page.document.source.file);
            let message = format!("this page has no title; it is listed as \"{}\"", identity.title);
            found.push(
                Diagnostic::new(Code::MISSING_TITLE, span, message)
                    .help("begin the text with `# Title`"),
            );
        }
    }
}
