//! Inlines as HTML.

use super::{Note, Writer};
use crate::base::TextRange;
use crate::model::document::{Element, Inline, InlineKind};

impl Writer<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
        // A mention goes over line breaks, and over nothing else.
        if self.mention.is_some() {
            self.end_mention();
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text => {
                let text = self.source(inline.range);
                self.look_for_leftovers(text, inline.range);
                self.words(text, inline.range.start);
            }
            InlineKind::Decoded(text) => {
                self.look_for_leftovers(text, inline.range);
                self.words(text, inline.range.start);
            }
            InlineKind::Code(text) => {
                self.code_span(text, inline.range, "");
            }
            InlineKind::Variable => self.filled(self.source(inline.range)),
            InlineKind::Emphasis(content) => self.wrapped("em", content),
            InlineKind::Strong(content) => self.wrapped("strong", content),
            InlineKind::Strikethrough(content) => self.wrapped("del", content),
            InlineKind::Link(number, content) => self.link(*number, content),
            InlineKind::Name(number, content) => self.name(*number, content.as_deref()),
            InlineKind::Image(number, alt) => self.image(*number, alt),
            InlineKind::Footnote(at) => self.mention(*at),
            InlineKind::SoftBreak => self.markup("\n"),
            InlineKind::HardBreak => self.markup("<br>\n"),
            InlineKind::Element(element) => self.inline_element(element),
            InlineKind::Raw(html) => self.markup(html),
            InlineKind::Picture(picture) => self.picture(picture),
            InlineKind::Include(number) => self.include_inline(*number),
            InlineKind::Video(number) => self.video(*number),
            InlineKind::UnknownTag => self.unknown_tag(self.source(inline.range)),
            InlineKind::Unsupported => {
                self.markup("<code class=\"unsupported\">");
                self.text(self.source(inline.range));
                self.markup("</code>");
            }
        }
    }

    /// Writes a code span, in a language of commands if it is a command.
    pub(super) fn code_span(&mut self, text: &str, range: TextRange, language: &str) {
        let text = self.ctx.site.catalog.records.fill(text);
        self.markup(if is_word(&text) { "<code class=\"w\">" } else { "<code>" });
        self.span_of_code(&text, range, language);
        self.markup("</code>");
    }

    fn wrapped(&mut self, tag: &str, content: &[Inline]) {
        self.markup("<");
        self.markup(tag);
        self.markup(">");
        self.inlines(content);
        self.markup("</");
        self.markup(tag);
        self.markup(">");
    }

    /// A mention of a footnote, which gets its number by its first one.
    fn mention(&mut self, at: u32) {
        let part = self.part;
        let is_it = |note: &Note<'_>| note.at == at && note.part.at == part.at;
        let known = self.notes.iter().position(|(note, _)| is_it(note));
        let place = known.unwrap_or(self.notes.len());
        if known.is_none() {
            self.notes.push((Note { part, at }, 0));
        }
        let mention = match self.notes.get_mut(place) {
            Some((_, mentions)) => {
                *mentions += 1;
                *mentions
            }
            None => 1,
        };
        let number = place + 1;
        let mark = if mention == 1 { String::new() } else { format!("-{mention}") };
        self.markup(&format!(
            "<sup><a href=\"#fn:{number}\" id=\"fnref:{number}{mark}\" \
             aria-label=\"Note {number}\">{number}</a></sup>"
        ));
    }

    /// A value to fill in, such as `<namespace>`, looks like code; a whole
    /// sentence in angle brackets is a sentence.
    fn unknown_tag(&mut self, source: &str) {
        if source.contains(char::is_whitespace) {
            return self.text(source);
        }
        self.markup("<code class=\"tag\">");
        self.text(source);
        self.markup("</code>");
    }

    fn inline_element(&mut self, element: &Element<Box<[Inline]>>) {
        let address = element.reference.and_then(|at| self.address(at));
        if element.tag == "img" && address.is_none() {
            let alt = element.attributes.iter().find(|(name, _)| *name == "alt");
            let alt = alt.map_or("", |(_, alt)| alt);
            return match element.reference {
                Some(number) => self.missing_picture(number, alt),
                None => self.text(alt),
            };
        }
        self.open_element(element.tag, &element.attributes, element.reference);
        let dead = element.reference.filter(|at| self.address(*at).is_none());
        if let Some(reference) = dead {
            self.link(reference, &element.content);
            return self.markup("</a>");
        }
        if matches!(element.tag, "img" | "wbr" | "hr" | "br") {
            return;
        }
        self.inlines(&element.content);
        self.markup("</");
        self.markup(element.tag);
        self.markup(">");
    }

    /// Writes the start of a safe element.
    pub(super) fn open_element(
        &mut self,
        tag: &str,
        attributes: &[(&'static str, Box<str>)],
        reference: Option<u32>,
    ) {
        self.markup("<");
        self.markup(tag);
        for (name, value) in attributes {
            self.attribute(name, value);
        }
        if let Some(href) = reference.and_then(|number| self.address(number)) {
            self.attribute(if tag == "img" { "src" } else { "href" }, &href);
        }
        if tag == "img" {
            if !attributes.iter().any(|(name, _)| *name == "alt") {
                self.attribute("alt", "");
            }
            if let Some(number) = reference {
                self.element_size(number, attributes);
            }
            return self.picture_end();
        }
        self.markup(">");
    }
}

/// How long a code word may be that is kept on one line.
const LONGEST_WORD: usize = 32;

/// Tells whether code is one word that must not break after a hyphen: an
/// option, a host, an id.
fn is_word(code: &str) -> bool {
    code.len() <= LONGEST_WORD && code.contains('-') && !code.contains(char::is_whitespace)
}
