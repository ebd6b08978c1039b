//! `missing-alt`: a picture says nothing to a reader who cannot see it.
//!
//! A picture in a line of text may be decoration, which an empty text says.
//! One that stands alone is there to be looked at.

use crate::base::{Code, Diagnostic, Span};
use crate::model::document::{
    Block, BlockKind, Document, Inline, InlineKind, Reference, ReferenceKind, plain_text,
};
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::model::walk;

/// The check `missing-alt`.
pub struct MissingAlt;

impl Check for MissingAlt {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            for (document, _) in page.parts() {
                let is_image = |reference: &Reference| reference.kind == ReferenceKind::Image;
                if document.references.iter().any(is_image) {
                    walk::walk(&document.body, &mut |block| look_at(document, block, found));
                }
            }
        }
    }
}

fn look_at(document: &Document, block: &Block, found: &mut Vec<Diagnostic>) {
    for content in walk::inlines(block) {
        match (&block.kind, content) {
            (BlockKind::Paragraph(_) | BlockKind::Plain(_), [alone]) => {
                picture_alone(document, alone, found);
            }
            (_, content) => inlines(document, content, found),
        }
    }
}

fn picture_alone(document: &Document, inline: &Inline, found: &mut Vec<Diagnostic>) {
    match &inline.kind {
        InlineKind::Image(_, alt) => {
            if plain_text(alt, &document.source.text).trim().is_empty() {
                report(document, inline, found);
            }
        }
        InlineKind::Link(_, content) => {
            content.iter().for_each(|inline| picture_alone(document, inline, found));
        }
        _ => inlines(document, std::slice::from_ref(inline), found),
    }
}

/// HTML says that a picture is decoration by `alt=""`; without `alt` its
/// author has said nothing.
fn inlines(document: &Document, content: &[Inline], found: &mut Vec<Diagnostic>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Element(element)
                if element.tag == "img"
                    && !element.attributes.iter().any(|(name, _)| *name == "alt") =>
            {
                report(document, inline, found);
            }
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link(_, content) => inlines(document, content, found),
            InlineKind::Element(element) => inlines(document, &element.content, found),
            _ => {}
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
