//! Other files inside a page.

use super::writer::{Part, Writer};
use crate::model::config::MissingInclude;
use crate::model::document::{Block, BlockKind};
use crate::model::graft::{Graft, Grafted};
use crate::model::page::Target;
use crate::model::source::Role;

impl<'a> Writer<'a> {
    fn graft(&self, number: u32) -> Option<(&'a Graft, Option<Part<'a>>)> {
        let Target::Graft(at) = self.target(number) else { return None };
        let graft = self.page.document.grafts.get(*at as usize)?;
        let targets = self.page.grafts.get(*at as usize).map(|targets| &**targets);
        let part = graft.document().map(|document| Part {
            at: Some(*at),
            document,
            targets: targets.unwrap_or_default(),
            ids: &graft.ids,
        });
        Some((graft, part))
    }

    /// An include that stands alone.
    pub(super) fn include(&mut self, number: u32) {
        let Some((graft, part)) = self.graft(number) else {
            return self.block(|writer| writer.missing_include(number));
        };
        match (&graft.content, part) {
            (Grafted::Code(code), _) => self.code(code),
            (Grafted::Part(_, blocks), Some(part)) => {
                self.inside(part, |writer| writer.blocks(blocks));
            }
            (Grafted::Whole(document), Some(part)) => self.inside(part, |writer| {
                let title = document.heading.as_ref();
                if let Some(title) = title.filter(|_| document.source.role == Role::Fragment) {
                    writer.heading(title);
                }
                writer.blocks(&document.body);
            }),
            _ => {}
        }
    }

    /// An include in a line of text: its only paragraph goes into the line.
    pub(super) fn include_inline(&mut self, number: u32) {
        let Some((graft, part)) = self.graft(number) else { return self.missing_include(number) };
        let blocks: &'a [Block] = match &graft.content {
            Grafted::Code(code) => return self.code_span(code.text.trim_end()),
            Grafted::Part(_, blocks) => blocks,
            Grafted::Whole(document) => &document.body,
        };
        let Some(part) = part else { return };
        self.inside(part, |writer| match blocks {
            [Block { kind: BlockKind::Paragraph(content) | BlockKind::Plain(content), .. }] => {
                writer.inlines(content);
            }
            blocks => writer.blocks_in_text(blocks),
        });
    }

    fn missing_include(&mut self, number: u32) {
        if self.ctx.site.config.includes.missing == MissingInclude::Drop {
            return;
        }
        let reference = self.part.document.references.get(number as usize);
        let path = reference.map_or("", |reference| &reference.destination);
        self.mark("**Part missing:** ");
        self.code_span(path);
    }
}
