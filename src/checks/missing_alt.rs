//! `missing-alt`: a picture says nothing to a reader who cannot see it.

use crate::base::{Code, Diagnostic, Span};
use crate::model::document::{Document, Inline};
use crate::model::extension::Check;
use crate::model::picture_text::{Saying, pictures};
use crate::model::site::Site;

/// The check `missing-alt`.
pub struct MissingAlt;

impl Check for MissingAlt {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            for (document, _) in page.parts() {
                pictures(document, &mut |picture, saying| {
                    if saying == Saying::Nothing {
                        report(document, picture, found);
                    }
                });
            }
        }
    }
}

fn report(document: &Document, picture: &Inline, found: &mut Vec<Diagnostic>) {
    let span = Span::new(document.source.file, picture.range);
    let message = "this picture says nothing to a reader who cannot see it";
    found.push(
        Diagnostic::new(Code::MISSING_ALT, span, message)
            .help("write what it shows between the brackets: `![what it shows](file)`"),
    );
}
