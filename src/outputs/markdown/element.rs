//! Elements of HTML as Markdown: what Markdown has a mark for is written with
//! it, of the rest the content stays.

use super::writer::{Flow, Gap, Writer};
use crate::model::document::{Block, BlockKind, Element, Inline, InlineKind, plain_text};
use crate::text::slug::slug;

type BlockElement = Element<Box<[Block]>>;
type InlineElement = Element<Box<[Inline]>>;

impl<'a> Writer<'a> {
    pub(super) fn element(&mut self, element: &'a BlockElement) {
        let id = attribute(&element.attributes, "id").map(Into::into);
        self.anchors.extend(id);
        match element.tag {
            "table" => self.html_table(element),
            "ul" | "ol" => self.html_list(element),
            "blockquote" => self.quote("", &element.content),
            "pre" => {
                let text = self.verbatim(&element.content);
                let code = crate::model::document::Code { text: text.into(), ..Default::default() };
                self.code(&code);
            }
            "hr" => self.rule(),
            tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = tag.bytes().last().map_or(2, |digit| digit.saturating_sub(b'0'));
                let text = self.one_line(Flow::Title, |writer| writer.blocks(&element.content));
                self.titled_line(level.clamp(2, 6), &text, ("", slug(&text)));
            }
            "dt" | "summary" | "caption" => {
                let text = self.one_line(Flow::Title, |writer| writer.blocks(&element.content));
                if !text.is_empty() {
                    self.block(|writer| writer.bold(&text));
                }
            }
            "a" if element.reference.is_some() => {
                let text = self.one_line(Flow::Title, |writer| writer.blocks(&element.content));
                let href = element.reference.and_then(|number| self.address(number));
                self.block(|writer| match href {
                    Some(href) => {
                        writer.mark("[");
                        writer.mark(&text);
                        writer.mark("](");
                        writer.destination(&href);
                        writer.mark(")");
                    }
                    None => writer.mark(&text),
                });
            }
            "img" => self.block(|writer| writer.html_image(&element.attributes, element.reference)),
            _ => self.blocks(&element.content),
        }
    }

    fn html_list(&mut self, list: &'a BlockElement) {
        let first = attribute(&list.attributes, "start").and_then(|start| start.parse().ok());
        let mut number: u32 = first.unwrap_or(1);
        let mark = if self.after_list == Some('-') { "* " } else { "- " };
        let mut is_first = true;
        for block in &list.content {
            let BlockKind::Element(item) = &block.kind else {
                self.blocks(std::slice::from_ref(block));
                continue;
            };
            if !is_first {
                self.next_after(Gap::Line);
            }
            is_first = false;
            self.begin();
            let mark = match list.tag {
                "ol" => format!("{number}. "),
                _ => mark.to_string(),
            };
            number = number.saturating_add(1);
            if self.flow == Flow::Lines {
                self.mark(&mark);
            }
            self.within(&" ".repeat(mark.len()), |writer| match item.tag {
                "li" => {
                    writer.anchors.extend(attribute(&item.attributes, "id").map(Into::into));
                    writer.blocks(&item.content);
                }
                _ => writer.element(item),
            });
        }
        self.next_after(Gap::Empty);
        self.after_list = Some(if list.tag == "ol" { '.' } else { '-' });
    }

    pub(super) fn inline_element(&mut self, element: &'a InlineElement) {
        if let Some(id) = attribute(&element.attributes, "id") {
            self.anchor(id);
        }
        match element.tag {
            "a" => match element.reference {
                Some(number) => self.link(number, &element.content),
                None => self.inlines(&element.content),
            },
            "b" | "strong" => self.marked("**", element),
            "i" | "em" => self.marked("*", element),
            "s" | "del" => self.delimited("~~", &element.content),
            "code" | "samp" if is_text(&element.content) => {
                let text = self.plain(&element.content);
                self.code_span(&text);
            }
            tag @ ("kbd" | "sub" | "sup") => {
                self.mark(&format!("<{tag}>"));
                self.inlines(&element.content);
                self.mark(&format!("</{tag}>"));
            }
            "br" => self.hard_break(),
            "img" => self.html_image(&element.attributes, element.reference),
            "hr" | "wbr" => {}
            tag if is_block(tag) => {
                self.hard_break();
                self.inlines(&element.content);
                self.hard_break();
            }
            _ => self.inlines(&element.content),
        }
    }

    /// Marks touch words only where Markdown sees them; elsewhere the element
    /// stays.
    fn marked(&mut self, mark: &str, element: &'a InlineElement) {
        let text = self.plain(&element.content);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let text = text.trim();
        match is_word(text.chars().next()) && is_word(text.chars().next_back()) {
            true => self.delimited(mark, &element.content),
            false => {
                self.mark(&format!("<{}>", element.tag));
                self.inlines(&element.content);
                self.mark(&format!("</{}>", element.tag));
            }
        }
    }

    fn html_image(&mut self, attributes: &[(&'static str, Box<str>)], reference: Option<u32>) {
        let alt = attribute(attributes, "alt").unwrap_or_default();
        match reference {
            Some(number) => self.image(number, alt),
            None => self.text(alt),
        }
    }

    /// Blocks that came into a line of text: in lines of their own.
    pub(super) fn blocks_in_text(&mut self, blocks: &'a [Block]) {
        let text = self.one_line(Flow::Title, |writer| writer.blocks(blocks));
        self.mark(&text);
    }

    /// Returns text whose spaces and line ends count.
    fn verbatim(&self, blocks: &[Block]) -> String {
        let mut text = String::new();
        self.add_verbatim(blocks, &mut text);
        text
    }

    fn add_verbatim(&self, blocks: &[Block], text: &mut String) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) | BlockKind::Plain(content) => {
                    self.add_verbatim_inlines(content, text);
                }
                BlockKind::Element(element) => self.add_verbatim(&element.content, text),
                BlockKind::Code(code) => text.push_str(&code.text),
                _ => text.push_str(self.source(block.range)),
            }
        }
    }

    fn add_verbatim_inlines(&self, inlines: &[Inline], text: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::SoftBreak | InlineKind::HardBreak => text.push('\n'),
                InlineKind::Element(element) => self.add_verbatim_inlines(&element.content, text),
                _ => {
                    let own = std::slice::from_ref(inline);
                    text.push_str(&plain_text(own, &self.part.document.source.text));
                }
            }
        }
    }
}

fn attribute<'e>(attributes: &'e [(&'static str, Box<str>)], name: &str) -> Option<&'e str> {
    attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| &**value)
}

fn is_text(inlines: &[Inline]) -> bool {
    let is_text =
        |inline: &Inline| matches!(inline.kind, InlineKind::Text | InlineKind::Decoded(_));
    !inlines.is_empty() && inlines.iter().all(is_text)
}

fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "div"
            | "blockquote"
            | "pre"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tr"
            | "details"
            | "summary"
            | "figure"
            | "figcaption"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}
