//! HTML in Markdown becomes nodes of the tree, so that what is safe, what is
//! linked and what is never closed is known before anything is written.

use super::builder::{Around, Builder, DEEPEST};
use super::frame::{Frame, Open, OpenElement};
use crate::base::{Code, TextRange};
use crate::model::config::RawHtml;
use crate::model::document::{Anchor, BlockKind, Element, InlineKind, Reference, ReferenceKind};
use crate::text::html::{self, Piece, PieceKind, Treatment};

/// Ids the theme and the writer use begin with a word and a colon; an id of
/// the author's must not.
const RESERVED: &[&str] = &["site:", "i:", "fn:", "fnref:", "task:", "tab:"];

impl<'a> Builder<'a> {
    /// Adds a line of an HTML block.
    pub fn add_html(&mut self, line: &str, range: TextRange) {
        let line = self.unmasked(line, range);
        if let Some(Frame { open: Open::Html { text, pieces }, .. }) = self.frames.last_mut() {
            pieces.push((text.len(), range.start as usize));
            text.push_str(line);
        }
    }

    /// Returns what stands in the source, where a mask may hide it.
    fn unmasked<'b>(&self, text: &'b str, range: TextRange) -> &'b str
    where
        'a: 'b,
    {
        let source = self.text(range);
        if source.len() == text.len() { source } else { text }
    }

    /// Ends an HTML block.
    pub fn close_html(&mut self, text: &str, lines: &[(usize, usize)]) {
        let place = |offset: usize| {
            let line = lines.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
            lines.get(line).map_or(0, |(start, source)| source + (offset - start))
        };
        if text.trim_start().starts_with("<![CDATA[") && self.raw_html == RawHtml::Sanitise {
            return self.report_removed("this", TextRange::new(place(0), place(text.len())));
        }
        let pieces = html::pieces(text);
        let comments = pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Comment));
        let range = |piece: &Piece| {
            TextRange::new(place(piece.start), place(piece.end.saturating_sub(1)) + 1)
        };
        self.comments.extend(comments.map(range));
        if self.raw_html == RawHtml::Trust {
            let sources = pieces.iter().filter_map(|piece| text.get(piece.start..piece.end));
            let raw: String = sources.filter(|source| !source.starts_with("<!--")).collect();
            if raw.trim().is_empty() {
                return;
            }
            let range = TextRange::new(place(0), place(text.len()));
            return self.add_block(BlockKind::Raw(raw.into()), range);
        }
        let starts_with_comment =
            matches!(pieces.first(), Some(Piece { kind: PieceKind::Comment, .. }));
        for piece in pieces {
            let end = place(piece.end.saturating_sub(1)) + 1;
            let range = TextRange::new(place(piece.start), end);
            let is_text = matches!(&piece.kind, PieceKind::Text(text) if !text.trim().is_empty());
            if starts_with_comment && is_text {
                let range = trimmed(self.text(range), range);
                let (message, help) = match self.text(range) {
                    "-->" => (
                        "this mark closes no comment, and readers see it",
                        "remove it: a comment ends at the first `-->`",
                    ),
                    _ => (
                        "text on the line of a comment is not read as Markdown",
                        "begin the text on a line of its own, with an empty line before it",
                    ),
                };
                self.report(Code::COMMENT_HIDES_TEXT, range, message, help);
            }
            self.piece(piece.kind, range);
        }
        // An element that goes with its content ends with its block, so that
        // it cannot take the rest of the page with it.
        while self.frames.last().is_some_and(|frame| matches!(frame.open, Open::Removed(_))) {
            self.close_unclosed();
        }
    }

    /// Adds a tag, comment or instruction that stands in text.
    pub fn inline_html(&mut self, source: &str, range: TextRange) {
        let source = self.unmasked(source, range);
        if self.raw_html == RawHtml::Trust {
            if !source.starts_with("<!--") {
                self.add_inline(InlineKind::Raw(source.into()), range);
            }
            return;
        }
        for piece in html::pieces(source) {
            self.piece(piece.kind, range);
        }
    }

    fn piece(&mut self, kind: PieceKind, range: TextRange) {
        if let Some(Frame { open: Open::Removed(removed), .. }) = self.frames.last() {
            if matches!(&kind, PieceKind::Close(name) if name == removed) {
                self.pop();
            }
            return;
        }
        match kind {
            PieceKind::Open { name, attributes, self_closing } => {
                self.open_tag(&name, attributes, self_closing, range);
            }
            PieceKind::Close(name) => self.close_tag(&name, range),
            PieceKind::Text(text) => self.html_text(text, range),
            PieceKind::Comment if self.text(range).starts_with("<!--") => {}
            PieceKind::Comment | PieceKind::Other => self.report_removed("this", range),
        }
    }

    fn html_text(&mut self, text: String, range: TextRange) {
        let fresh = self.frames.last().is_some_and(|frame| frame.inlines.is_empty());
        if fresh && text.trim().is_empty() {
            return;
        }
        self.add_inline(InlineKind::Decoded(text.into()), range);
    }

    fn open_tag(
        &mut self,
        name: &str,
        attributes: Vec<(String, String)>,
        self_closing: bool,
        range: TextRange,
    ) {
        let is_deep = DEEPEST <= self.frames.len();
        match html::treatment(name) {
            Treatment::Inline(_) | Treatment::Block(_) if is_deep => {}
            Treatment::Unknown => self.unknown_tag(name, range),
            Treatment::Unwrap => {
                for (attribute, _) in &attributes {
                    self.report_attribute(attribute, range);
                }
            }
            Treatment::RemoveVoid => self.report_removed(&format!("`<{name}>`"), range),
            Treatment::Remove => {
                self.report_removed(&format!("`<{name}>` and what is in it"), range);
                if !self_closing {
                    self.frames.push(Frame::new(Open::Removed(name.into()), range));
                }
            }
            Treatment::Void("br") => self.add_inline(InlineKind::HardBreak, range),
            Treatment::Void("hr") if !self.in_text() => self.add_block(BlockKind::Rule, range),
            Treatment::Void(tag) => {
                let OpenElement { tag, attributes, reference } =
                    self.element(tag, attributes, range);
                let attributes = attributes.into();
                let element = Element { tag, attributes, reference, content: Box::default() };
                self.add_inline(InlineKind::Element(Box::new(element)), range);
            }
            Treatment::Inline(tag) => {
                let in_link = self.in_link();
                let element = self.element(tag, attributes, range);
                if tag == "a" && in_link {
                    return; // A link holds no link; its address is checked.
                }
                self.frames.push(Frame::new(Open::InlineElement(element), range));
            }
            Treatment::Block(tag) => {
                self.close_implied(tag);
                let element = self.element(tag, attributes, range);
                let open = match self.in_text() {
                    true => Open::InlineElement(element),
                    false => Open::BlockElement(element),
                };
                self.push(open, range);
            }
        }
    }

    /// Tells whether the innermost construct holds text and not blocks.
    fn in_text(&self) -> bool {
        self.frames.last().is_some_and(|frame| {
            frame.open.is_inline()
                || matches!(
                    frame.open,
                    Open::Paragraph | Open::Heading { .. } | Open::Cell | Open::Term
                )
        })
    }

    fn unknown_tag(&mut self, name: &str, range: TextRange) {
        let message = format!("`<{name}>` is no HTML element and is shown as text");
        let help = "if it is a value to fill in, write it as code: `` `<name>` ``";
        self.report(Code::UNKNOWN_TAG, range, message, help);
        self.add_inline(InlineKind::UnknownTag, range);
    }

    fn report_removed(&mut self, what: &str, range: TextRange) {
        let message = format!("{what} is left out, because it is not safe in a page");
        let help = "write it in Markdown, or set `raw_html = \"trust\"` if all authors are trusted";
        self.report(Code::REMOVED_HTML, range, message, help);
    }

    /// Reports an attribute that could have done something.
    fn report_attribute(&mut self, name: &str, range: TextRange) {
        let acts = name.starts_with("on") || matches!(name, "srcdoc" | "formaction");
        if acts {
            self.report_removed(&format!("the attribute `{name}`"), range);
        }
    }

    /// Keeps the safe attributes of a tag.
    fn element(
        &mut self,
        tag: &'static str,
        attributes: Vec<(String, String)>,
        range: TextRange,
    ) -> OpenElement {
        let mut element = OpenElement { tag, attributes: Vec::new(), reference: None };
        for (name, value) in attributes {
            let Some(name) = html::safe_attribute(tag, &name) else {
                self.report_attribute(&name, range);
                continue;
            };
            match name {
                "href" | "src" => {
                    let kind = match name {
                        "src" => ReferenceKind::Image,
                        _ => ReferenceKind::Link,
                    };
                    let place = self.value_place(name, &value, range);
                    let destination = value.into();
                    let reference = Reference { kind, destination, range: place, title: None };
                    element.reference = Some(self.add_reference(reference));
                }
                // `<a id="x" name="x">` says one thing twice.
                "id" | "name" if element.attributes.iter().any(|(known, _)| *known == "id") => {}
                "id" | "name" => {
                    let reserved = RESERVED.iter().any(|start| value.starts_with(start));
                    if reserved || value.is_empty() || value.contains(char::is_whitespace) {
                        continue;
                    }
                    let place = self.value_place(name, &value, range);
                    if let Some(id) = self.claim_id(&value, place) {
                        self.anchors.push(Anchor { id: id.clone(), range: place });
                        element.attributes.push(("id", id));
                    }
                }
                _ => element.attributes.push((name, value.into())),
            }
        }
        element
    }

    fn value_place(&self, name: &str, value: &str, tag: TextRange) -> TextRange {
        let found = html::value_range(self.text(tag), name).filter(|_| !value.is_empty());
        found.map_or(tag, |place| TextRange::new(place.start, place.end).shifted(tag.start))
    }

    fn close_tag(&mut self, name: &str, range: TextRange) {
        match html::treatment(name) {
            Treatment::Unknown => return self.add_inline(InlineKind::UnknownTag, range),
            Treatment::Inline(_) | Treatment::Block(_) => {}
            _ => return,
        }
        // Only elements that stand in the same construct can be closed here.
        let is_open = self
            .frames
            .iter()
            .rev()
            .map_while(|frame| frame.open.element())
            .any(|open| open == name);
        if !is_open && name == "p" {
            return; // A block has ended it, by the rules of HTML.
        }
        if !is_open {
            let message = format!("`</{name}>` closes nothing that began here");
            let help = "remove it, or begin the element in the same paragraph, item or cell";
            return self.report(Code::UNCLOSED_HTML, range, message, help);
        }
        while let Some(frame) = self.frames.last() {
            if frame.open.element() == Some(name) {
                break;
            }
            self.close_unclosed();
        }
        if let Some(mut frame) = self.pop() {
            frame.range.end = range.end;
            self.close_element_frame(frame);
        }
    }

    /// Ends the innermost element, which its author never closed.
    pub fn close_unclosed(&mut self) {
        let Some(frame) = self.pop() else { return };
        // Elements whose end may be left out, by the rules of HTML.
        let optional =
            ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "rt", "rp"];
        if let Some(tag) = frame.open.element()
            && !optional.contains(&tag)
        {
            let message = format!("`<{tag}>` is never closed here");
            let help = format!("write `</{tag}>` where it ends");
            self.report(Code::UNCLOSED_HTML, frame.range, message, help);
        }
        self.close_element_frame(frame);
    }

    /// Ends the elements that the start of `tag` ends by the rules of HTML.
    fn close_implied(&mut self, tag: &str) {
        while let Some(frame) = self.frames.last() {
            let ends = match frame.open.element() {
                Some("p") => true,
                Some("li") => tag == "li",
                Some("dt" | "dd") => matches!(tag, "dt" | "dd"),
                Some("td" | "th") => matches!(tag, "td" | "th" | "tr" | "tbody" | "tfoot"),
                Some("tr") => matches!(tag, "tr" | "tbody" | "tfoot"),
                Some("thead" | "tbody") => matches!(tag, "tbody" | "tfoot"),
                _ => false,
            };
            if !ends {
                return;
            }
            self.close_unclosed();
        }
    }

    /// Ends a `<p>` that was not closed when a block begins.
    pub fn close_paragraph_element(&mut self) {
        let is_open = |frame: &Frame<'_>| matches!(&frame.open, Open::BlockElement(element) if element.tag == "p");
        while self.frames.last().is_some_and(is_open) {
            self.close_unclosed();
        }
    }

    /// Ends elements that stand in text when a block begins.
    pub fn close_loose_elements(&mut self) {
        while self.frames.last().is_some_and(|frame| matches!(frame.open, Open::InlineElement(_))) {
            self.close_unclosed();
        }
    }

    /// Adds a finished element to what it stands in.
    pub fn close_element_frame(&mut self, mut frame: Frame<'a>) {
        let range = frame.range;
        match std::mem::replace(&mut frame.open, Open::Root) {
            Open::InlineElement(OpenElement { tag, attributes, reference }) => {
                let content = match tag {
                    "a" => frame.inlines.into(),
                    _ => self.finish_inlines(frame.inlines),
                };
                let attributes = attributes.into();
                let element = Element { tag, attributes, reference, content };
                self.add_inline(InlineKind::Element(Box::new(element)), range);
            }
            Open::BlockElement(OpenElement { tag, attributes, reference }) => {
                let content = self.finish_blocks(frame, Around::Line);
                let attributes = attributes.into();
                let element = Element { tag, attributes, reference, content };
                self.add_block(BlockKind::Element(Box::new(element)), range);
            }
            _ => {}
        }
    }
}

/// Returns the part of a range that is not white space.
fn trimmed(text: &str, range: TextRange) -> TextRange {
    let start = range.start as usize + (text.len() - text.trim_start().len());
    TextRange::new(start, start + text.trim().len())
}
