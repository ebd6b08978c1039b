//! Text with its mentions of terms.

use super::Writer;
use crate::base::TextRange;
use crate::model::glossary::{Mention, Place};
use crate::outputs::html::address;

impl Writer<'_> {
    /// Writes the text of a node; its mentions of terms are links.
    pub(super) fn words(&mut self, text: &str, node: u32) {
        if self.mentions.is_empty() {
            return self.prose(text);
        }
        let mut done = 0;
        if let Some(to) = self.mention {
            if to.node != node {
                return self.prose(text);
            }
            done = self.until(text, done, to);
            self.end_mention();
        }
        let part = self.part.at.map_or(0, |at| at + 1);
        let first = self.mentions.partition_point(|it| (it.part, it.from.node) < (part, node));
        let values = self.places_in_text(text);
        let values: Vec<TextRange> = values.iter().map(|(written, _)| written.range).collect();
        let mentions = self.mentions.get(first..).unwrap_or_default();
        for it in mentions.iter().take_while(|it| (it.part, it.from.node) == (part, node)) {
            let from = it.from.offset;
            let is_inside = |range: &TextRange| range.start <= from && from < range.end;
            if (from as usize) < done
                || values.iter().any(is_inside)
                || !self.begin_mention(text, done, it)
            {
                continue;
            }
            done = it.from.offset as usize;
            if it.to.node != node {
                self.mention = Some(it.to);
                break;
            }
            done = self.until(text, done, it.to);
            self.end_mention();
        }
        self.prose(text.get(done..).unwrap_or_default());
    }

    /// Writes the text before a mention, and begins its link; tells whether
    /// there is one.
    fn begin_mention(&mut self, text: &str, done: usize, mention: &Mention) -> bool {
        let site = self.ctx.site;
        let from = mention.from.offset as usize;
        let (Some(before), Some(page)) = (text.get(done..from), site.catalog.page(mention.term))
        else {
            return false;
        };
        self.prose(before);
        self.markup("<a class=\"term\"");
        let href = address::page(self.folder, &page.output, site.config.links);
        self.attribute("href", &href);
        // A page says once what a term means.
        let is_first = self.explained.insert(mention.term);
        let meaning = site.glossary.definitions.get(&mention.term).filter(|_| is_first);
        if let Some(meaning) = meaning.filter(|meaning| !meaning.is_empty()) {
            self.attribute("title", meaning);
        }
        self.markup(">");
        true
    }

    /// Writes text up to a place in it; returns how much of it is written.
    fn until(&mut self, text: &str, done: usize, to: Place) -> usize {
        let end = to.offset as usize;
        match text.get(done..end) {
            Some(part) => {
                self.prose(part);
                end
            }
            None => done,
        }
    }

    /// Ends the link of a mention.
    pub(super) fn end_mention(&mut self) {
        self.mention = None;
        self.markup("</a>");
    }
}
