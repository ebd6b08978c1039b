//! Blocks as HTML.

use super::Writer;
use crate::model::callout;
use crate::model::document::{
    Block, BlockKind, Callout, CalloutKind, Definition, Element, Heading, Inline, InlineKind,
    OutlineEntry,
};
use crate::model::graft::id_in_page;
use crate::model::sequence::Generated;

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            let used = self.step_section(block, after).or_else(|| self.question(block, after));
            if used.is_none() {
                self.block(block);
            }
            rest = after.get(used.unwrap_or_default()..).unwrap_or_default();
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::List(list) => self.list(list),
            BlockKind::Quote(blocks) => {
                self.markup("<blockquote>");
                self.blocks(blocks);
                self.markup("</blockquote>\n");
            }
            BlockKind::Callout(callout) => self.callout(callout),
            BlockKind::Code(code) => self.code(code, block.range),
            BlockKind::Table(table) => match &*self.declared_in(table, block.range) {
                [] => self.table(table),
                values => self.values(table, values),
            },
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Element(element) => self.block_element(element),
            BlockKind::Raw(html) => self.markup(html),
            BlockKind::Rule => self.markup("<hr>\n"),
            BlockKind::Contents => self.contents(),
            BlockKind::Tabs(tabs) => self.tabs(tabs),
            BlockKind::Columns(columns) => self.columns(columns),
            BlockKind::Details(details) => self.details(details),
            BlockKind::Group(group) => self.group(group),
            BlockKind::Include(number) => self.include(*number, block),
            BlockKind::Video(number) => self.video_block(*number),
            BlockKind::Generated(Generated::Calendar) => self.calendar(block.range),
            BlockKind::Generated(generated) => self.generated(*generated),
            BlockKind::Cards(cards) => self.cards(cards),
            BlockKind::Labels(labels) => self.labels(labels),
            BlockKind::Signatures(roles) => self.signatures(roles),
            BlockKind::Flow(index) => self.flow(*index),
            BlockKind::Unsupported => {
                self.markup("<p class=\"unsupported\"><strong>Not supported yet:</strong> <code>");
                self.text(self.source(block.range).trim_end());
                self.markup("</code></p>\n");
            }
        }
    }

    fn paragraph(&mut self, content: &[Inline]) {
        if let [Inline { kind: InlineKind::Image(number, alt), .. }] = content {
            return self.figure(*number, alt);
        }
        if let [Inline { kind: InlineKind::Picture(picture), .. }] = content
            && !picture.icon
        {
            self.markup("<figure>");
            self.picture(picture);
            return self.markup("</figure>\n");
        }
        // A block element may not stand in a paragraph.
        let tag = if self.holds_block(content) { "div" } else { "p" };
        self.markup("<");
        self.markup(tag);
        self.markup(">");
        self.inlines(content);
        self.markup("</");
        self.markup(tag);
        self.markup(">\n");
    }

    pub(super) fn heading(&mut self, heading: &Heading) {
        self.begin_section(heading);
        let level = heading.level.clamp(2, 6);
        self.markup(&format!("<h{level}"));
        self.id(&heading.id);
        self.markup(">");
        self.other_id(heading);
        self.inlines(&heading.content);
        self.heading_end(heading, level);
    }

    /// Writes the other id of a heading, to which links lead as well.
    pub(super) fn other_id(&mut self, heading: &Heading) {
        if let Some(other) = &heading.other_id {
            self.markup("<span");
            self.id(other);
            self.markup("></span>");
        }
    }

    /// Ends a heading with a link to itself.
    fn heading_end(&mut self, heading: &Heading, level: u8) {
        let id = id_in_page(self.part.ids, &heading.id);
        let href = format!("#{}", crate::base::url::encode_fragment(id));
        self.markup(" <a class=\"anchor\"");
        self.attribute("href", &href);
        let label = format!("Link to {}", self.plain(&heading.content));
        self.attribute("aria-label", &label);
        self.markup(&format!(">#</a></h{level}>\n"));
    }

    fn callout(&mut self, callout: &Callout) {
        let (class, symbol) = look(callout.kind);
        self.markup("<div class=\"note ");
        self.markup(class);
        self.markup("\" role=\"note\">");
        // Without a word it has no title on purpose.
        if !callout.word.is_empty() || !callout.title.is_empty() {
            self.markup("<p class=\"note-title\">");
            self.symbol(symbol);
            match callout.title.is_empty() {
                true => self.text(&callout::capitalised(&callout.word)),
                false => self.inlines(&callout.title),
            }
            self.markup("</p>\n");
        }
        self.blocks(&callout.blocks);
        self.markup("</div>\n");
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.markup("<dl class=\"terms\">\n");
        for definition in definitions {
            match definition {
                Definition::Term(content) => {
                    self.markup("<dt>");
                    self.inlines(content);
                    self.markup("</dt>\n");
                }
                Definition::Meaning(blocks) => {
                    self.markup("<dd>");
                    self.blocks(blocks);
                    self.markup("</dd>\n");
                }
            }
        }
        self.markup("</dl>\n");
    }

    fn block_element(&mut self, element: &Element<Box<[Block]>>) {
        // The page has one heading of the first level, its title.
        let tag = if element.tag == "h1" { "h2" } else { element.tag };
        // Nobody knows how wide a table of an author's own is: it may scroll.
        let may_scroll = tag == "table";
        if may_scroll {
            self.markup(SCROLLS);
        }
        self.open_element(tag, &element.attributes, element.reference);
        self.blocks(&element.content);
        self.markup("</");
        self.markup(tag);
        self.markup(if may_scroll { "></div>\n" } else { ">\n" });
    }

    /// The contents of the page: headings of the second and third level.
    fn contents(&mut self) {
        let document = &self.page.document;
        let entries: Vec<&OutlineEntry> =
            document.outline.iter().filter(|entry| entry.level <= 3).collect();
        self.markup("<nav class=\"contents\" aria-label=\"Contents\">\n<ul>\n");
        let mut entries = entries.into_iter().peekable();
        while let Some(entry) = entries.next() {
            self.contents_entry(entry);
            let mut nested = false;
            while let Some(below) = entries.next_if(|below| 2 < below.level) {
                self.markup(if nested { "" } else { "<ul>\n" });
                nested = true;
                self.contents_entry(below);
                self.markup("</li>\n");
            }
            self.markup(if nested { "</ul></li>\n" } else { "</li>\n" });
        }
        self.markup("</ul>\n</nav>\n");
    }

    fn contents_entry(&mut self, entry: &OutlineEntry) {
        let href = format!("#{}", crate::base::url::encode_fragment(&entry.id));
        self.markup("<li><a");
        self.attribute("href", &href);
        self.markup(">");
        self.text(&entry.text);
        self.markup("</a>");
    }

    /// The footnotes that what is written mentions, and those that these
    /// mention.
    pub(super) fn footnotes(&mut self) {
        let body = std::mem::take(&mut self.out);
        let mut texts = Vec::new();
        while let Some((note, _)) = self.notes.get(texts.len()).copied() {
            let footnote = note.part.document.footnotes.get(note.at as usize);
            self.part = note.part;
            self.blocks(footnote.map(|footnote| &*footnote.blocks).unwrap_or_default());
            texts.push(std::mem::take(&mut self.out));
        }
        self.out = body;
        if texts.is_empty() {
            return;
        }
        self.markup("<ol class=\"notes\" aria-label=\"Notes\">\n");
        for (at, text) in texts.into_iter().enumerate() {
            let number = at + 1;
            self.markup(&format!("<li id=\"fn:{number}\">{text}"));
            for mention in 1..=self.notes.get(at).map_or(0, |(_, mentions)| *mentions) {
                let mark = if mention == 1 { String::new() } else { format!("-{mention}") };
                self.markup(&format!(
                    " <a href=\"#fnref:{number}{mark}\" aria-label=\"Back to the text\">↩</a>"
                ));
            }
            self.markup("</li>\n");
        }
        self.markup("</ol>\n");
    }
}

/// Begins what scrolls sideways where a table is wider than the text.
const SCROLLS: &str = "<div class=\"wide\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">";

impl Writer<'_> {
    /// Tells whether text holds something that may not stand in a paragraph.
    pub(super) fn holds_block(&self, content: &[Inline]) -> bool {
        content.iter().any(|inline| match &inline.kind {
            InlineKind::Element(element) => {
                is_block(element.tag) || self.holds_block(&element.content)
            }
            InlineKind::Include(number) => self.includes_blocks(*number),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link(_, content)
            | InlineKind::Name(_, Some(content)) => self.holds_block(content),
            _ => false,
        })
    }
}

/// Returns the class and the symbol of a callout.
pub(super) fn look(kind: CalloutKind) -> (&'static str, &'static str) {
    match kind {
        CalloutKind::Note | CalloutKind::Other => ("s4", "s4"),
        CalloutKind::Tip => ("ok", "ok"),
        CalloutKind::Important => ("s3", "s3"),
        CalloutKind::Warning => ("s2", "s2"),
        CalloutKind::Caution => ("s1", "s1"),
    }
}

/// Tells whether an element may not stand in a paragraph.
fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "div"
            | "blockquote"
            | "pre"
            | "ul"
            | "ol"
            | "dl"
            | "table"
            | "details"
            | "figure"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}
