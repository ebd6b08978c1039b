//! Other files inside a page.

use super::{Part, Writer};
use crate::model::config::MissingInclude;
use crate::model::document::{Block, BlockKind, Heading, Inline};
use crate::model::graft::{Graft, Grafted};
use crate::model::page::Target;
use crate::model::source::Role;

impl<'a> Writer<'a> {
    /// Returns the graft that an include stands for.
    fn graft(&self, number: u32) -> Option<(u32, &'a Graft)> {
        let Target::Graft(at) = self.target(number) else { return None };
        Some((*at, self.page.document.grafts.get(*at as usize)?))
    }

    /// An include that stands alone.
    pub(super) fn include(&mut self, number: u32, block: &Block) {
        let Some((at, graft)) = self.graft(number) else {
            return self.missing_include(number, "p");
        };
        match &graft.content {
            Grafted::Code(code) => self.code(code, block.range),
            Grafted::Part(_, blocks) => self.inside(at, graft, |writer| writer.blocks(blocks)),
            Grafted::Whole(document) => {
                let title = document.heading.as_ref();
                let title = title.filter(|_| document.source.role == Role::Fragment);
                self.inside(at, graft, |writer| {
                    if let Some(title) = title {
                        writer.heading(&Heading { level: 2, ..title.clone() });
                    }
                    writer.blocks(&document.body);
                });
            }
        }
    }

    /// An include in a line of text: its only paragraph goes into the line.
    pub(super) fn include_inline(&mut self, number: u32) {
        let Some((at, graft)) = self.graft(number) else {
            return self.missing_include(number, "span");
        };
        match text_of(graft) {
            Some(content) => self.inside(at, graft, |writer| writer.inlines(content)),
            None => match &graft.content {
                Grafted::Code(code) => {
                    self.markup("<code>");
                    self.text(code.text.trim_end());
                    self.markup("</code>");
                }
                Grafted::Part(_, blocks) => {
                    self.inside(at, graft, |writer| writer.blocks(blocks));
                }
                Grafted::Whole(document) => {
                    self.inside(at, graft, |writer| writer.blocks(&document.body));
                }
            },
        }
    }

    /// Tells whether an include in a line of text brings blocks with it.
    pub(super) fn includes_blocks(&self, number: u32) -> bool {
        let graft = self.graft(number).map(|(_, graft)| graft);
        graft.is_some_and(|graft| {
            text_of(graft).is_none() && !matches!(graft.content, Grafted::Code(_))
        })
    }

    fn missing_include(&mut self, number: u32, tag: &str) {
        if self.ctx.site.config.includes.missing == MissingInclude::Drop {
            return;
        }
        let reference = self.part.document.references.get(number as usize);
        let path = reference.map_or("", |reference| &reference.destination);
        self.markup("<");
        self.markup(tag);
        self.markup(" class=\"unsupported\"><strong>Part missing:</strong> <code>");
        self.text(path);
        self.markup("</code></");
        self.markup(tag);
        self.markup(">");
        if tag == "p" {
            self.markup("\n");
        }
    }

    /// Writes something of another file.
    fn inside(&mut self, at: u32, graft: &'a Graft, write: impl FnOnce(&mut Self)) {
        let Some(document) = graft.document() else { return };
        let targets = self.page.grafts.get(at as usize).map(|targets| &**targets);
        let part =
            Part { at: Some(at), document, targets: targets.unwrap_or_default(), ids: &graft.ids };
        let outside = std::mem::replace(&mut self.part, part);
        write(self);
        self.part = outside;
    }
}

/// Returns the only paragraph of a graft.
fn text_of(graft: &Graft) -> Option<&[Inline]> {
    let blocks: &[Block] = match &graft.content {
        Grafted::Whole(document) => &document.body,
        Grafted::Part(_, blocks) => blocks,
        Grafted::Code(_) => return None,
    };
    match blocks {
        [Block { kind: BlockKind::Paragraph(content) | BlockKind::Plain(content), .. }] => {
            Some(content)
        }
        [] => Some(&[]),
        _ => None,
    }
}
