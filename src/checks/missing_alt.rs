//! `missing-alt`: a picture says nothing to a reader who cannot see it.
//!
//! A picture in a line of text may be decoration, which an empty text says.
//! One that stands alone is there to be looked at.

use crate::base::{Code, Diagnostic, Span};
use crate::model::document::{
    Block, BlockKind, Definition, Document, Inline, InlineKind, plain_text,
};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `missing-alt`.
pub struct MissingAlt;

impl Check for MissingAlt {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let has_picture =
                page.document.references.iter().any(|reference| {
                    reference.kind == crate::model::document::ReferenceKind::Image
                });
            if has_picture {
                blocks(&page.document, &page.document.body, found);
            }
        }
    }
}

fn blocks(document: &Document, content: &[Block], found: &mut Vec<Diagnostic>) {
    for block in content {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => match &**content {
                [alone] => picture_alone(document, alone, found),
                content => inlines(document, content, found),
            },
            BlockKind::Heading(heading) => inlines(document, &heading.content, found),
            BlockKind::List(list) => {
                list.items.iter().for_each(|item| blocks(document, &item.blocks, found));
            }
            BlockKind::Quote(content) => blocks(document, content, found),
            BlockKind::Callout(callout) => blocks(document, &callout.blocks, found),
            BlockKind::Table(table) => {
                let rows = table.rows.iter().flat_map(|row| row.cells.iter());
                table.head.iter().chain(rows).for_each(|cell| {
                    inlines(document, &cell.content, found);
                });
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    match definition {
                        Definition::Term(content) => inlines(document, content, found),
                        Definition::Meaning(content) => blocks(document, content, found),
                    }
                }
            }
            BlockKind::Element(element) => blocks(document, &element.content, found),
            BlockKind::Code(_)
            | BlockKind::Raw(_)
            | BlockKind::Rule
            | BlockKind::Contents
            | BlockKind::Unsupported => {}
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
