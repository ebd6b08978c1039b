//! Turns Markdown events into the tree of a document.
//!
//! Events arrive in document order; [`Builder`] keeps the open constructs on
//! a stack of its own, so the depth of a hostile file costs memory and not
//! the thread's stack.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::finish::{self, Label};
use super::frame::{Frame, Open, exact};
use super::table;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::config::RawHtml;
use crate::model::document::{
    Anchor, Block, BlockKind, Blocks, Definition, Document, Heading, Inline, InlineKind, Inlines,
    Item, List, OutlineEntry, Reference,
};
use crate::model::front::Front;
use crate::model::source::Source;
use crate::text::markdown::{self, mask};

/// Constructs nested deeper than this lose their mark and keep their text,
/// which bounds every recursion over the tree.
pub(super) const DEEPEST: usize = 100;

/// A tree being built.
pub(super) struct Builder<'a> {
    pub source: &'a Source,
    /// Where the body begins in the source.
    pub base: u32,
    pub raw_html: RawHtml,
    pub frames: Vec<Frame<'a>>,
    pub references: Vec<Reference>,
    pub anchors: Vec<Anchor>,
    /// How often each slug was asked for.
    pub slugs: HashMap<String, u32>,
    pub heading: Option<Heading>,
    /// Footnotes by label: where and what.
    pub definitions: BTreeMap<Box<str>, (TextRange, Blocks)>,
    /// Labels of footnotes that are mentioned, numbered as they come.
    pub mentions: HashMap<Box<str>, u32>,
    /// Reference definitions.
    pub labels: Vec<Label>,
    pub outline: Vec<OutlineEntry>,
    pub found: Vec<Diagnostic>,
}

/// Reads the body of a file, which begins at `base`, and makes the document.
pub(super) fn read(
    source: &Arc<Source>,
    base: usize,
    raw_html: RawHtml,
    front: Front,
    found: Vec<Diagnostic>,
) -> Document {
    let text = source.text.get(base..).unwrap_or_default();
    let masked = mask::mask(text);
    let mut undefined = Vec::new();
    let callback = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((link.span, link.reference.to_string()));
        }
        None
    };
    let parser =
        Parser::new_with_broken_link_callback(&masked.text, markdown::options(), Some(callback));
    let mut builder = Builder::new(source, base, raw_html, found);
    builder.labels = finish::definitions(&parser, text, builder.base);
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, TextRange::new(base + range.start, base + range.end));
    }
    let hides_rest = masked.text.len() < text.len();
    let comment = masked.unclosed_comment.map(|at| (at, hides_rest));
    builder.report_masked(comment, undefined);
    finish::document(builder, Arc::clone(source), front)
}

impl<'a> Builder<'a> {
    fn new(
        source: &'a Source,
        base: usize,
        raw_html: RawHtml,
        found: Vec<Diagnostic>,
    ) -> Builder<'a> {
        let whole = TextRange::new(base, source.text.len());
        Builder {
            source,
            base: whole.start,
            raw_html,
            frames: vec![Frame::new(Open::Root, whole)],
            references: Vec::new(),
            anchors: Vec::new(),
            slugs: HashMap::new(),
            heading: None,
            definitions: BTreeMap::new(),
            mentions: HashMap::new(),
            labels: Vec::new(),
            outline: Vec::new(),
            found,
        }
    }

    /// Returns the source of a range.
    pub fn text(&self, range: TextRange) -> &'a str {
        range.of(&self.source.text)
    }

    /// Reports a problem of this file.
    pub fn report(
        &mut self,
        code: Code,
        range: TextRange,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = Span::new(self.source.file, self.without_line_end(range));
        self.found.push(Diagnostic::new(code, span, message).help(help));
    }

    /// Returns a range without the white space at its end.
    pub fn without_line_end(&self, range: TextRange) -> TextRange {
        let length = self.text(range).trim_end().len();
        TextRange { start: range.start, end: range.start + length as u32 }
    }

    fn report_masked(
        &mut self,
        unclosed: Option<(usize, bool)>,
        undefined: Vec<(std::ops::Range<usize>, String)>,
    ) {
        if let Some((at, hides_rest)) = unclosed {
            let start = self.base as usize + at;
            let message = match hides_rest {
                true => "this comment never ends, and hides all that follows it",
                false => "this comment never ends, and is shown as text",
            };
            self.report(
                Code::UNCLOSED_COMMENT,
                TextRange::new(start, start + 4),
                message,
                "write `-->` where it ends",
            );
        }
        for (range, label) in undefined {
            let range = TextRange::new(range.start, range.end).shifted(self.base);
            let help = format!("define it on a line of its own: `[{label}]: address`");
            let message = format!("no definition of `[{label}]`");
            self.report(Code::UNDEFINED_DEFINITION, range, message, help);
        }
    }

    fn event(&mut self, event: Event<'a>, range: TextRange) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end, range),
            Event::Text(text) => self.add_text(text, range),
            Event::Code(text) => self.add_code_span(&text, range),
            Event::Html(html) => self.add_html(&html, range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(label) => self.add_mention(&label, range),
            Event::SoftBreak => self.add_inline(InlineKind::SoftBreak, range),
            Event::HardBreak => self.add_inline(InlineKind::HardBreak, range),
            Event::Rule => self.add_block(BlockKind::Rule, range),
            Event::TaskListMarker(ticked) => self.set_task(ticked),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: TextRange) {
        let open = match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, id, classes, attrs } => {
                let names = attrs.into_iter().map(|(name, _)| name);
                let others = classes.into_iter().chain(names).collect();
                Open::Heading { level: level as u8, id, others }
            }
            Tag::BlockQuote(kind) => Open::Quote(kind),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Open::Code { info, text: String::new() },
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                Open::Code { info: "".into(), text: String::new() }
            }
            Tag::HtmlBlock => Open::Html { text: String::new(), pieces: Vec::new() },
            Tag::List(start) => Open::List { start, items: Vec::new() },
            Tag::Item => Open::Item { task: None },
            Tag::FootnoteDefinition(label) => Open::Footnote(label),
            Tag::DefinitionList => Open::Definitions(Vec::new()),
            Tag::DefinitionListTitle => Open::Term,
            Tag::DefinitionListDefinition => Open::Meaning,
            Tag::Table(columns) => Open::Table {
                alignments: columns.into_iter().map(table::alignment).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            },
            Tag::TableHead => Open::Row { head: true, cells: Vec::new() },
            Tag::TableRow => Open::Row { head: false, cells: Vec::new() },
            Tag::TableCell => Open::Cell,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strikethrough,
            Tag::Link { link_type: kind, dest_url: destination, title, id: label } => {
                Open::Link { kind, destination, title, label }
            }
            Tag::Image { link_type: kind, dest_url: destination, title, id: label } => {
                Open::Image { kind, destination, title, label }
            }
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Open::Root,
        };
        self.push(open, range);
    }

    /// Opens a construct.
    pub fn push(&mut self, open: Open<'a>, range: TextRange) {
        if !open.is_inline() {
            self.close_loose_elements();
            if !matches!(open, Open::Html { .. }) {
                self.close_paragraph_element();
            }
            self.flush();
        }
        let leaf = matches!(open, Open::Paragraph | Open::Code { .. } | Open::Html { .. });
        let open = if DEEPEST <= self.frames.len() && !leaf { Open::Root } else { open };
        self.frames.push(Frame::new(open, range));
    }

    fn end(&mut self, _end: TagEnd, range: TextRange) {
        // An element never closed ends with what it stands in.
        while self.frames.last().is_some_and(|frame| frame.open.element().is_some()) {
            self.close_unclosed();
        }
        if let Some(frame) = self.pop() {
            self.close(frame, range);
        }
    }

    /// Takes the innermost construct off the stack; never the page itself.
    pub fn pop(&mut self) -> Option<Frame<'a>> {
        if self.frames.len() < 2 { None } else { self.frames.pop() }
    }

    /// Adds a finished construct to what it stands in.
    fn close(&mut self, mut frame: Frame<'a>, range: TextRange) {
        match std::mem::replace(&mut frame.open, Open::Root) {
            Open::Root => self.unwrap(frame),
            Open::Paragraph => self.close_paragraph(frame.inlines, range),
            Open::Heading { level, id, others } => {
                self.report_attributes(&others, range);
                self.close_heading(level, id, frame.inlines, range);
            }
            Open::Quote(kind) => self.close_quote(kind, frame, range),
            Open::List { start, items } => {
                let list = List { start, items: exact(items) };
                self.add_block(BlockKind::List(Box::new(list)), range);
            }
            Open::Item { task } => self.close_item(task, frame, range),
            Open::Footnote(label) => self.close_footnote(&label, frame, range),
            Open::Definitions(list) => {
                self.add_block(BlockKind::Definitions(list.into()), range);
            }
            Open::Term => {
                let content = self.finish_inlines(frame.inlines);
                self.add_definition(Definition::Term(content));
            }
            Open::Meaning => {
                let blocks = self.finish_blocks(frame, Around::Line);
                self.add_definition(Definition::Meaning(blocks));
            }
            Open::Code { info, text } => self.close_code(&info, text, range),
            Open::Html { text, pieces } => self.close_html(&text, &pieces),
            open @ (Open::Table { .. } | Open::Row { .. } | Open::Cell) => {
                self.close_table_part(open, frame.inlines, range);
            }
            open => self.close_inline(open, frame, range),
        }
    }

    /// Adds a block to the innermost construct.
    pub fn add_block(&mut self, kind: BlockKind, range: TextRange) {
        self.close_loose_elements();
        self.close_paragraph_element();
        self.flush();
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(Block { range, kind });
        }
    }

    /// Adds an inline to the innermost construct; text that follows text is
    /// joined to it.
    pub fn add_inline(&mut self, kind: InlineKind, range: TextRange) {
        let Some(frame) = self.frames.last_mut() else { return };
        if let (InlineKind::Text, Some(last)) = (&kind, frame.inlines.last_mut())
            && matches!(last.kind, InlineKind::Text)
            && last.range.end == range.start
        {
            last.range.end = range.end;
            return;
        }
        frame.inlines.push(Inline { range, kind });
    }

    /// Makes a block of text that stands in a construct of blocks without a
    /// paragraph around it: tight items, cells, HTML.
    pub fn flush(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.inlines.is_empty() || frame.open.is_inline() {
            return;
        }
        let inlines = std::mem::take(&mut frame.inlines);
        let blank = |inline: &Inline| match &inline.kind {
            InlineKind::SoftBreak => true,
            InlineKind::Decoded(text) => text.trim().is_empty(),
            _ => false,
        };
        if inlines.iter().all(blank) {
            return;
        }
        let range = cover(&inlines);
        let content = self.finish_inlines(inlines);
        let is_page = self.frames.last().is_some_and(|frame| {
            matches!(frame.open, Open::Root | Open::Quote(_) | Open::Footnote(_))
        });
        let kind = match finish::sole_block(self, &content) {
            Some(kind) => kind,
            None if is_page => BlockKind::Paragraph(content),
            None => BlockKind::Plain(content),
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(Block { range, kind });
        }
    }

    /// Returns the blocks of a construct that has ended.
    pub fn finish_blocks(&mut self, mut frame: Frame<'a>, around: Around) -> Blocks {
        if !frame.inlines.is_empty() {
            // Flushing works on the stack, where ancestors can be seen.
            frame.open = match around {
                Around::Page => Open::Root,
                Around::Line => Open::Item { task: None },
            };
            self.frames.push(frame);
            self.flush();
            return self.frames.pop().map(|frame| exact(frame.blocks)).unwrap_or_default();
        }
        exact(frame.blocks)
    }

    fn unwrap(&mut self, frame: Frame<'a>) {
        if let Some(parent) = self.frames.last_mut() {
            parent.blocks.extend(frame.blocks);
            parent.inlines.extend(frame.inlines);
        }
    }

    fn add_definition(&mut self, definition: Definition) {
        if let Some(Frame { open: Open::Definitions(list), .. }) = self.frames.last_mut() {
            list.push(definition);
        }
    }

    fn set_task(&mut self, ticked: bool) {
        let item = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.open {
            Open::Item { task } => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = Some(ticked);
        }
    }

    fn close_item(&mut self, task: Option<bool>, frame: Frame<'a>, range: TextRange) {
        let mut blocks = self.finish_blocks(frame, Around::Line).into_vec();
        let id = finish::take_item_id(self, &mut blocks);
        let item = Item { range, id, task, blocks: blocks.into() };
        match self.frames.last_mut() {
            Some(Frame { open: Open::List { items, .. }, .. }) => items.push(item),
            Some(parent) => parent.blocks.extend(item.blocks),
            None => {}
        }
    }

    fn close_footnote(&mut self, label: &str, frame: Frame<'a>, range: TextRange) {
        let blocks = self.finish_blocks(frame, Around::Page);
        self.definitions.entry(label.into()).or_insert((range, blocks));
    }

    fn close_paragraph(&mut self, inlines: Vec<Inline>, range: TextRange) {
        let content: Inlines = self.finish_inlines(inlines);
        if content.is_empty() {
            return;
        }
        let kind = match finish::sole_block(self, &content) {
            Some(kind) => kind,
            None => BlockKind::Paragraph(content),
        };
        self.add_block(kind, range);
    }
}

/// What text without a paragraph around it becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// A paragraph: it stands between blocks.
    Page,
    /// Plain text: it is the line of an item, a term or an element.
    Line,
}

/// Returns the bytes some inlines cover.
pub(super) fn cover(inlines: &[Inline]) -> TextRange {
    let first = inlines.first().map(|inline| inline.range).unwrap_or_default();
    inlines.iter().fold(first, |all, inline| all.cover(inline.range))
}
