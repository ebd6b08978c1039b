//! `picture-without-size`: nothing says how large a picture is, so the page
//! jumps while it loads, or shows none.

use crate::base::{Code, Diagnostic, SitePath, Span};
use crate::model::document::ReferenceKind;
use crate::model::extension::Check;
use crate::model::page::Target;
use crate::model::site::{Site, is_drawing, is_picture};

/// The check `picture-without-size`.
pub struct PictureWithoutSize;

impl Check for PictureWithoutSize {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let lacks = |path: &SitePath| {
            is_picture(path) && site.assets.contains(path) && !site.image_sizes.contains_key(path)
        };
        for (document, targets) in site.pages.values().flat_map(|page| page.parts()) {
            for (reference, target) in document.references.iter().zip(targets) {
                let Target::Asset(path, _) = target else { continue };
                if reference.kind != ReferenceKind::Image || !lacks(path) {
                    continue;
                }
                let span = Span::new(document.source.file, reference.range);
                let (message, help) = words(path);
                found.push(Diagnostic::new(Code::PICTURE_WITHOUT_SIZE, span, message).help(help));
            }
        }
    }
}

fn words(path: &SitePath) -> (String, &'static str) {
    if is_drawing(path) {
        let message = format!("the drawing `{path}` does not say how large it is");
        return (message, "give its `svg` element a `viewBox`, or `width` and `height` in pixels");
    }
    let message = format!("the file `{path}` is no picture of the form that its name says");
    (
        message,
        "save it anew as a picture; a file of a few lines may stand for one that was not fetched",
    )
}
