//! Text and what stands in it.

use pulldown_cmark::CowStr;

use super::builder::Builder;
use super::frame::{Frame, Open, exact};
use crate::base::{Code, TextRange};
use crate::model::document::{Inline, InlineKind, Inlines, Reference, ReferenceKind};
use crate::text::markdown::autolink;

impl<'a> Builder<'a> {
    /// Adds text to a code block or to the innermost construct.
    pub fn add_text(&mut self, text: CowStr<'a>, range: TextRange) {
        let source = self.text(range);
        let as_written = source.len() == text.len();
        if let Some(Frame { open: Open::Code { text: code, .. }, .. }) = self.frames.last_mut() {
            // Equal lengths mean the source itself, which may be masked.
            code.push_str(if as_written { source } else { &text });
            return;
        }
        // Equal lengths mean the source itself here as well, but for a
        // character reference as long as what it stands for: `&ngE;`.
        let kind = match as_written && (source == &*text || !source.starts_with('&')) {
            true => InlineKind::Text,
            false => InlineKind::Decoded(text.into_string().into()),
        };
        self.add_inline(kind, range);
    }

    /// Adds a code span, or what the mask has hidden under one.
    pub fn add_code_span(&mut self, text: &str, range: TextRange) {
        let source = self.text(range);
        if source.starts_with("<!--") {
            self.comments.push(range);
            return self.report_leading_comment(range);
        }
        if !source.starts_with('`') {
            return self.add_leaf(range);
        }
        self.find_in_code(range);
        self.keep_code_span(range);
        self.add_inline(InlineKind::Code(text.into()), range);
    }

    /// Reports a construct of another tool that is shown as its source.
    pub fn report_unsupported(&mut self, range: TextRange) {
        let source = self.text(range).trim_end();
        let is_name = source.starts_with("[[") || source.starts_with("![[");
        let start = source.find(char::is_alphanumeric).unwrap_or(source.len());
        let (mark, word) = source.split_at(start);
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let message = match word.get(..end).filter(|word| !word.is_empty()) {
            _ if is_name => format!("`{source}` is not supported yet"),
            Some(word) => format!("`{}{word}` is not supported yet", mark.trim()),
            None => "this mark is not supported yet".into(),
        };
        let help = "readers see it as it is written here; nothing of it is lost";
        self.report(Code::UNSUPPORTED_DIRECTIVE, range, message, help);
    }

    /// Adds a mention of a footnote.
    pub fn add_mention(&mut self, label: &str, range: TextRange) {
        let next = self.mentions.len() as u32;
        let at = *self.mentions.entry(label.into()).or_insert(next);
        self.add_inline(InlineKind::Footnote(at), range);
    }

    /// Ends a construct of text.
    pub fn close_inline(&mut self, open: Open<'a>, frame: Frame<'a>, range: TextRange) {
        match open {
            Open::Emphasis => {
                let content = self.finish_inlines(frame.inlines);
                self.add_inline(InlineKind::Emphasis(content), range);
            }
            Open::Strong => {
                let content = self.finish_inlines(frame.inlines);
                self.add_inline(InlineKind::Strong(content), range);
            }
            Open::Strikethrough => {
                let content = self.finish_inlines(frame.inlines);
                self.add_inline(InlineKind::Strikethrough(content), range);
            }
            Open::Link { kind, destination, title, label } => {
                let link = super::link::Written { kind, destination, title, label };
                self.close_link(link, frame.inlines, range);
            }
            Open::Image { kind, destination, title, label } => {
                let link = super::link::Written { kind, destination, title, label };
                self.close_image(link, frame.inlines, range);
            }
            Open::BlockElement(_) | Open::InlineElement(_) | Open::Removed(_) => {
                self.close_element_frame(Frame { open, ..frame });
            }
            _ => {}
        }
    }

    /// Makes the text of a finished construct: bare addresses become links,
    /// marks of other tools are found, a line break at the end goes.
    pub fn finish_inlines(&mut self, mut inlines: Vec<Inline>) -> Inlines {
        while inlines.last().is_some_and(|last| matches!(last.kind, InlineKind::SoftBreak)) {
            inlines.pop();
        }
        let in_link = self.in_link();
        let inlines = self.find_directives(inlines);
        let inlines = self.read_mkdocs(inlines);
        let needs_work = |inline: &Inline| {
            matches!(inline.kind, InlineKind::Text) && {
                let text = self.text(inline.range);
                text.contains("://")
                    || text.contains("www.")
                    || text.contains('@')
                    || text.contains("[^")
                    || text.contains("<!--")
            }
        };
        if in_link || !inlines.iter().any(needs_work) {
            return exact(self.split_mentions(inlines));
        }
        let mut finished = Vec::with_capacity(inlines.len() + 2);
        for inline in inlines {
            match inline.kind {
                InlineKind::Text => self.split_text(inline.range, &mut finished),
                _ => finished.push(inline),
            }
        }
        exact(self.split_mentions(finished))
    }

    /// Tells whether what comes next stands in a link, which holds no link.
    pub fn in_link(&self) -> bool {
        self.frames.iter().any(|frame| {
            matches!(&frame.open, Open::Link { .. } | Open::Image { .. })
                || matches!(&frame.open, Open::InlineElement(element) if element.tag == "a")
        })
    }

    fn split_text(&mut self, range: TextRange, finished: &mut Vec<Inline>) {
        let text = self.text(range);
        self.report_undefined_notes(range);
        let mut start = range.start;
        for link in autolink::find(text) {
            let place = TextRange::new(link.range.start, link.range.end).shifted(range.start);
            if start < place.start {
                let range = TextRange { start, end: place.start };
                finished.push(Inline { range, kind: InlineKind::Text });
            }
            let reference = self.add_reference(Reference {
                kind: ReferenceKind::Autolink,
                destination: link.destination.into(),
                range: place,
                title: None,
            });
            let mut content = Vec::with_capacity(1);
            self.split_text_at_mentions(place, &mut content);
            let kind = InlineKind::Link(reference, exact(content));
            finished.push(Inline { range: place, kind });
            start = place.end;
        }
        if start < range.end {
            let range = TextRange { start, end: range.end };
            finished.push(Inline { range, kind: InlineKind::Text });
        }
    }

    fn report_undefined_notes(&mut self, range: TextRange) {
        let text = self.text(range);
        let mut at = 0;
        while let Some(step) = text.get(at..).and_then(|rest| rest.find("[^")) {
            let start = at + step;
            at = start + 2;
            let rest = text.get(at..).unwrap_or_default();
            let is_end = |c: char| c == ']' || c == '[' || c.is_whitespace();
            let Some(end) = rest.find(is_end) else { return };
            let label = rest.get(..end).unwrap_or_default();
            let is_closed = rest.get(end..).is_some_and(|rest| rest.starts_with(']'));
            if label.is_empty() || !is_closed {
                continue;
            }
            let place = TextRange::new(start, at + end + 1).shifted(range.start);
            let help = format!("write the note on a line of its own: `[^{label}]: text`");
            let message = format!("no footnote `{label}`");
            self.report(Code::UNDEFINED_DEFINITION, place, message, help);
        }
    }

    /// Adds a reference and returns its number.
    pub fn add_reference(&mut self, reference: Reference) -> u32 {
        self.references.push(reference);
        (self.references.len() - 1) as u32
    }
}
