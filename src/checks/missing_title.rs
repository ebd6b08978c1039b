//! `missing-title`: a page without a title is listed under its file's name.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `missing-title`.
pub struct MissingTitle;

impl Check for MissingTitle {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let document = &page.document;
            if document.front.title.is_some() || document.heading.is_some() {
                continue;
            }
            let title = site.catalog.page(page.id).map_or("", |page| &*page.title);
            let message = format!("this page has no title; it is listed as \"{title}\"");
            found.push(
                Diagnostic::new(Code::MISSING_TITLE, Span::start_of(document.source.file), message)
                    .help("begin the text with `# Title`"),
            );
        }
    }
}
