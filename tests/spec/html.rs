//! Writes our tree as the specifications write HTML: no theme, no resolved
//! links, nothing but the structure.

use handover::model::document::{
    Block, BlockKind, Definition, Document, Heading, Inline, InlineKind, Item, List, plain_text,
};
use handover::model::table::{Alignment, Table};
use handover::text::html::escape;

/// Writes a document. Its title stands where it is written.
pub fn write(document: &Document) -> String {
    let mut writer = Writer { document, out: String::new() };
    let mut heading = document.heading.as_ref();
    for block in &document.body {
        if let Some(first) = heading.filter(|heading| heading.range.start < block.range.start) {
            writer.heading(first);
            heading = None;
        }
        writer.block(block);
    }
    if let Some(heading) = heading {
        writer.heading(heading);
    }
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    out: String,
}

impl Writer<'_> {
    fn markup(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&escape(text));
    }

    fn source(&self, inline: &Inline) -> &str {
        inline.range.of(&self.document.source.text)
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn within(&mut self, tag: &str, content: impl FnOnce(&mut Self)) {
        self.markup(&format!("<{tag}>"));
        content(self);
        let name = tag.split(' ').next().unwrap_or(tag);
        self.markup(&format!("</{name}>"));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.within("p", |writer| writer.inlines(content)),
            BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::List(list) => self.list(list),
            BlockKind::Quote(blocks) => self.within("blockquote", |writer| writer.blocks(blocks)),
            BlockKind::Callout(callout) => self.blocks(&callout.blocks),
            BlockKind::Code(code) => {
                let language = escape(&code.language);
                let class = match language.is_empty() {
                    true => "code".into(),
                    false => format!("code class=\"language-{language}\""),
                };
                self.within("pre", |writer| {
                    writer.within(&class, |writer| writer.text(&code.text));
                });
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(list) => self.within("dl", |writer| {
                for definition in list {
                    match definition {
                        Definition::Term(content) => writer.inlines(content),
                        Definition::Meaning(blocks) => writer.blocks(blocks),
                    }
                }
            }),
            BlockKind::Element(element) => {
                self.within(element.tag, |writer| writer.blocks(&element.content));
            }
            BlockKind::Raw(html) => self.markup(html),
            BlockKind::Rule => self.markup("<hr>"),
            BlockKind::Contents | BlockKind::Generated(_) | BlockKind::Cards(_) => {
                self.markup("<nav>")
            }
            BlockKind::Tabs(_)
            | BlockKind::Columns(_)
            | BlockKind::Details(_)
            | BlockKind::Group(_)
            | BlockKind::Include(_)
            | BlockKind::Video(_)
            | BlockKind::Labels(_)
            | BlockKind::Signatures(_)
            | BlockKind::Flow(_)
            | BlockKind::Unsupported => {
                let source = block.range.of(&self.document.source.text).to_string();
                self.within("p", |writer| writer.text(&source));
            }
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.within(&format!("h{}", heading.level), |writer| writer.inlines(&heading.content));
    }

    fn list(&mut self, list: &List) {
        let tag = match list.start {
            None => "ul".into(),
            Some(1) => "ol".into(),
            Some(start) => format!("ol start=\"{start}\""),
        };
        self.within(&tag, |writer| list.items.iter().for_each(|item| writer.item(item)));
    }

    fn item(&mut self, item: &Item) {
        self.within("li", |writer| {
            match item.task {
                Some(true) => {
                    writer.markup("<input checked=\"\" disabled=\"\" type=\"checkbox\"> ");
                }
                Some(false) => writer.markup("<input disabled=\"\" type=\"checkbox\"> "),
                None => {}
            }
            writer.blocks(&item.blocks);
        });
    }

    fn table(&mut self, table: &Table) {
        let column = |name: &str, at: usize| match table.alignments.get(at) {
            Some(Alignment::Center) => format!("{name} align=\"center\""),
            Some(Alignment::End) => format!("{name} align=\"right\""),
            _ => name.to_string(),
        };
        self.within("table", |writer| {
            writer.within("thead", |writer| {
                writer.within("tr", |writer| {
                    for (at, cell) in table.head.iter().enumerate() {
                        writer.within(&column("th", at), |writer| writer.inlines(&cell.content));
                    }
                });
            });
            if table.rows.is_empty() {
                return;
            }
            writer.within("tbody", |writer| {
                for row in &table.rows {
                    writer.within("tr", |writer| {
                        for (at, cell) in row.cells.iter().enumerate() {
                            let tag = column("td", at);
                            writer.within(&tag, |writer| writer.inlines(&cell.content));
                        }
                    });
                }
            });
        });
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text
            | InlineKind::Variable
            | InlineKind::UnknownTag
            | InlineKind::Picture(_)
            | InlineKind::Include(_)
            | InlineKind::Video(_)
            | InlineKind::Unsupported => {
                let source = self.source(inline).to_string();
                self.text(&source);
            }
            InlineKind::Decoded(text) => self.text(text),
            InlineKind::Code(text) => self.within("code", |writer| writer.text(text)),
            InlineKind::Emphasis(content) => self.within("em", |writer| writer.inlines(content)),
            InlineKind::Strong(content) => self.within("strong", |writer| writer.inlines(content)),
            InlineKind::Strikethrough(content) => {
                self.within("del", |writer| writer.inlines(content));
            }
            InlineKind::Link(number, content) => {
                let tag = self.address("a href", *number);
                self.within(&tag, |writer| writer.inlines(content));
            }
            InlineKind::Name(_, content) => {
                self.within("a", |writer| writer.inlines(content.as_deref().unwrap_or_default()));
            }
            InlineKind::Image(number, alt) => {
                let tag = self.address("img src", *number);
                let alt = escape(&plain_text(alt, &self.document.source.text));
                self.markup(&format!("<{tag} alt=\"{alt}\">"));
            }
            InlineKind::Footnote(at) => self.markup(&format!("<sup>{at}</sup>")),
            InlineKind::SoftBreak => self.markup("\n"),
            InlineKind::HardBreak => self.markup("<br>\n"),
            InlineKind::Element(element) => {
                self.within(element.tag, |writer| writer.inlines(&element.content));
            }
            InlineKind::Raw(html) => self.markup(html),
        }
    }

    /// Writes the inside of a tag with the address and title of a reference.
    fn address(&self, tag: &str, number: u32) -> String {
        let reference = self.document.references.get(number as usize).expect("its reference");
        let mut tag = format!("{tag}=\"{}\"", escape(&reference.destination));
        if let Some(title) = &reference.title {
            tag += &format!(" title=\"{}\"", escape(title));
        }
        tag
    }
}
