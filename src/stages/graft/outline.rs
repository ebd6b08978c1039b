//! The outline of a page whose headings may stand in other files.

use crate::model::document::{
    Block, BlockKind, Document, Heading, Inline, InlineKind, OutlineEntry, plain_text,
};
use crate::model::graft::{Graft, Grafted, id_in_page};
use crate::model::source::Role;
use crate::model::walk;

/// Makes the outline and the number of words of a page anew, with what it
/// includes.
pub(super) fn renew(page: &mut Document) {
    let mut outline = Vec::new();
    let place = Place { page, document: page, included: &page.included, ids: &[] };
    place.blocks(&page.body, &mut outline);
    let words = |graft: &Graft| match &graft.content {
        Grafted::Whole(document) => document.words,
        Grafted::Part(..) | Grafted::Code(_) => 0,
    };
    let words = page.words + page.grafts.iter().map(words).sum::<u32>();
    page.outline = outline.into();
    page.words = words;
}

/// Where headings are looked for.
struct Place<'a> {
    page: &'a Document,
    document: &'a Document,
    included: &'a [(u32, u32)],
    ids: &'a [(Box<str>, Box<str>)],
}

impl Place<'_> {
    fn blocks(&self, blocks: &[Block], outline: &mut Vec<OutlineEntry>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => outline.push(self.entry(heading, heading.level)),
                BlockKind::Include(number) => self.graft(*number, outline),
                _ => {}
            }
            for content in walk::inlines(block) {
                self.inlines(content, outline);
            }
            for below in walk::children(block) {
                self.blocks(below, outline);
            }
        }
    }

    fn inlines(&self, content: &[Inline], outline: &mut Vec<OutlineEntry>) {
        for inline in content {
            if let InlineKind::Include(number) = &inline.kind {
                self.graft(*number, outline);
            }
        }
    }

    fn entry(&self, heading: &Heading, level: u8) -> OutlineEntry {
        let id = id_in_page(self.ids, &heading.id).into();
        let text = plain_text(&heading.content, &self.document.source.text).into();
        OutlineEntry { level, id, text }
    }

    fn graft(&self, number: u32, outline: &mut Vec<OutlineEntry>) {
        let at = self.included.binary_search_by_key(&number, |(reference, _)| *reference);
        let at = at.ok().and_then(|at| self.included.get(at));
        let Some(graft) = at.and_then(|(_, at)| self.page.grafts.get(*at as usize)) else { return };
        let Some(document) = graft.document() else { return };
        let place = Place { page: self.page, document, included: &graft.included, ids: &graft.ids };
        match &graft.content {
            Grafted::Whole(_) => {
                let is_fragment = document.source.role == Role::Fragment;
                let title = document.heading.as_ref().filter(|_| is_fragment);
                outline.extend(title.map(|title| place.entry(title, 2)));
                place.blocks(&document.body, outline);
            }
            Grafted::Part(_, blocks) => place.blocks(blocks, outline),
            Grafted::Code(_) => {}
        }
    }
}
