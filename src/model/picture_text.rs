//! What the pictures of a file say to a reader who cannot see them.
//!
//! A picture in a line of text may be decoration, which an empty text says.
//! One that stands alone is there to be looked at. HTML says that a picture is
//! decoration by `alt=""`; without `alt` its author has said nothing.

use crate::model::document::{
    Block, BlockKind, Document, Inline, InlineKind, ReferenceKind, plain_text,
};
use crate::model::walk;

/// What a picture says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saying {
    /// Words.
    Words,
    /// That it is decoration.
    Decoration,
    /// Nothing.
    Nothing,
}

/// Calls `visit` for every picture of a file, in the order of the text.
pub fn pictures(document: &Document, visit: &mut dyn FnMut(&Inline, Saying)) {
    if document.references.iter().any(|reference| reference.kind == ReferenceKind::Image) {
        walk::walk(&document.body, &mut |block| of_block(document, block, visit));
    }
}

fn of_block(document: &Document, block: &Block, visit: &mut dyn FnMut(&Inline, Saying)) {
    for content in walk::inlines(block) {
        match (&block.kind, content) {
            (BlockKind::Paragraph(_) | BlockKind::Plain(_), [alone]) => {
                standing_alone(document, alone, visit);
            }
            (_, content) => in_text(document, content, visit),
        }
    }
}

fn standing_alone(document: &Document, inline: &Inline, visit: &mut dyn FnMut(&Inline, Saying)) {
    match &inline.kind {
        InlineKind::Image(_, alt) => visit(inline, said(document, alt, Saying::Nothing)),
        InlineKind::Link(_, content) => {
            content.iter().for_each(|inline| standing_alone(document, inline, visit));
        }
        _ => in_text(document, std::slice::from_ref(inline), visit),
    }
}

fn in_text(document: &Document, content: &[Inline], visit: &mut dyn FnMut(&Inline, Saying)) {
    for inline in content {
        match &inline.kind {
            InlineKind::Image(_, alt) => visit(inline, said(document, alt, Saying::Decoration)),
            InlineKind::Picture(picture) => visit(inline, of_text(&picture.alt)),
            InlineKind::Element(element) if element.tag == "img" => {
                let alt = element.attributes.iter().find(|(name, _)| *name == "alt");
                visit(inline, alt.map_or(Saying::Nothing, |(_, alt)| of_text(alt)));
            }
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link(_, content) => in_text(document, content, visit),
            InlineKind::Element(element) => in_text(document, &element.content, visit),
            _ => {}
        }
    }
}

fn said(document: &Document, alt: &[Inline], without: Saying) -> Saying {
    match plain_text(alt, &document.source.text).trim() {
        "" => without,
        _ => Saying::Words,
    }
}

fn of_text(alt: &str) -> Saying {
    if alt.trim().is_empty() { Saying::Decoration } else { Saying::Words }
}
