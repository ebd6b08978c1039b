//! Inlines as Markdown.

use super::block::longest_run;
use super::writer::{Flow, Note, Writer};
use crate::model::container::Picture;
use crate::model::document::{Inline, InlineKind};
use crate::model::graft::id_in_page;

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) {
        for id in std::mem::take(&mut self.anchors) {
            self.anchor(&id);
        }
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text => self.text(self.source(inline.range)),
            InlineKind::Decoded(text) => self.text(text),
            InlineKind::Code(text) => {
                let text = self.ctx.site.catalog.records.fill(text);
                self.code_span(&text);
            }
            InlineKind::Variable => {
                let text = self.ctx.site.catalog.records.fill(self.source(inline.range));
                self.text(&text);
            }
            InlineKind::Emphasis(content) => self.delimited("*", content),
            InlineKind::Strong(content) => self.delimited("**", content),
            InlineKind::Strikethrough(content) => self.delimited("~~", content),
            InlineKind::Link(number, content) => self.link(*number, content),
            InlineKind::Name(number, content) => self.name(*number, content.as_deref()),
            InlineKind::Image(number, alt) => {
                let alt = self.plain(alt);
                self.image(*number, &alt);
            }
            InlineKind::Picture(picture) => self.picture(picture),
            InlineKind::Include(number) => self.include_inline(*number),
            InlineKind::Video(number) => self.video(*number),
            InlineKind::Footnote(at) => self.mention(*at),
            InlineKind::SoftBreak => {
                let spaces = self.out.trim_end_matches(' ').len();
                self.out.truncate(spaces);
                self.new_line();
            }
            InlineKind::HardBreak => self.hard_break(),
            InlineKind::Element(element) => self.inline_element(element),
            InlineKind::Raw(_) => {}
            InlineKind::UnknownTag => {
                let source = self.source(inline.range);
                match source.contains(char::is_whitespace) {
                    true => self.text(source),
                    false => self.code_span(source),
                }
            }
            InlineKind::Unsupported => self.code_span(self.source(inline.range)),
        }
    }

    /// Writes a place that links lead to.
    pub(super) fn anchor(&mut self, id: &str) {
        let id = id_in_page(self.part.ids, id);
        self.mark("<a id=\"");
        let escaped = crate::text::html::escape(id);
        self.mark(&escaped);
        self.mark("\"></a>");
    }

    /// Writes code, fenced by more backticks than it has in a row.
    pub(super) fn code_span(&mut self, text: &str) {
        let text = text.replace(['\n', '\r'], " ");
        let fence = "`".repeat(longest_run(&text) + 1);
        let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
        let space =
            if text.starts_with('`') || text.ends_with('`') || is_padded { " " } else { "" };
        let text = if self.flow == Flow::Cell { text.replace('|', "\\|") } else { text };
        self.mark(&fence);
        self.mark(space);
        self.mark(&text);
        self.mark(space);
        self.mark(&fence);
    }

    /// Writes text between marks, which touch the text; nothing where there
    /// is no text.
    pub(super) fn delimited(&mut self, mark: &str, content: &'a [Inline]) {
        let begins_line = self.begins_line();
        let start = self.out.len();
        // Marks that end would be read as marks that begin.
        let touches = self.out.ends_with('*') && !begins_line && mark.starts_with('*');
        let mark = match (touches && !self.out.ends_with(' '), mark) {
            (true, "*") => "_",
            (true, "**") => "__",
            _ => mark,
        };
        self.mark(mark);
        let inner = self.out.len();
        self.inlines(content);
        let written = self.out.get(inner..).unwrap_or_default();
        let text = written.trim();
        if text.is_empty() {
            return self.out.truncate(start);
        }
        let before = written.len() - written.trim_start().len();
        let after: String = written.get(written.trim_end().len()..).unwrap_or_default().into();
        let has_space = 0 < before || !after.is_empty();
        if has_space {
            let text = text.to_string();
            self.out.truncate(start);
            self.mark(if before == 0 || begins_line { "" } else { " " });
            self.mark(mark);
            self.mark(&text);
        }
        self.mark(mark);
        self.mark(if after.is_empty() { "" } else { " " });
    }

    /// A mention of a footnote, which gets its number by its first one.
    fn mention(&mut self, at: u32) {
        let part = self.part;
        let is_it = |note: &Note<'_>| note.at == at && note.part.at == part.at;
        let known = self.notes.iter().position(is_it);
        let place = known.unwrap_or(self.notes.len());
        if known.is_none() {
            self.notes.push(Note { part, at });
        }
        self.mark(&format!("[^{}]", place + 1));
    }

    pub(super) fn image(&mut self, number: u32, alt: &str) {
        let Some(src) = self.address(number) else { return self.missing_picture(alt) };
        self.mark("![");
        let alt = alt.replace(['[', ']', '\\', '\n', '`', '*', '<', '|'], " ");
        self.mark(&alt);
        self.mark("](");
        self.destination(&src);
        self.quoted_title(number);
        self.mark(")");
    }

    fn picture(&mut self, picture: &'a Picture) {
        let alt = if picture.icon { "" } else { &*picture.alt };
        let around = picture.link.or(picture.large).and_then(|number| self.address(number));
        let around = around.filter(|_| self.address(picture.source).is_some());
        if around.is_some() {
            self.mark("[");
        }
        self.image(picture.source, alt);
        if let Some(href) = around {
            self.mark("](");
            self.destination(&href);
            self.mark(")");
        }
    }

    /// A video elsewhere is a link.
    pub(super) fn video(&mut self, number: u32) {
        let Some(href) = self.address(number) else {
            self.mark("Video");
            return self.mark(" (broken link)");
        };
        let host = href.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let host = crate::base::url::decode(host.trim_start_matches("www."));
        let text = match host.is_empty() {
            true => "Watch the video".to_string(),
            false => format!("Watch the video on {host}"),
        };
        self.linked_text(&text, &href);
    }

    /// What stands where a picture should.
    fn missing_picture(&mut self, alt: &str) {
        self.mark("Picture missing");
        if !alt.is_empty() {
            self.mark(": ");
            self.text(alt);
        }
        self.mark(" (broken link)");
    }
}
