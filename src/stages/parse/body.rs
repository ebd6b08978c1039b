//! Turns Markdown events into the tree of a document.
//!
//! Events arrive in document order; the builder keeps the open constructs on
//! a stack of its own, so the depth of a hostile file costs memory and not
//! the thread's stack.

use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd};

use super::builder::{Around, Builder};
use super::frame::{Frame, Open};
use super::table;
use super::{Head, finish, id};
use crate::base::{Code, Diagnostic, TextRange};
use crate::model::config::Dialect;
use crate::model::document::{BlockKind, Definition, Document, Inline, InlineKind, Inlines, Item};
use crate::model::source::Source;
use crate::text::markdown::{self, mask};

/// Reads the body of a file, with what is known of its head, and makes the document.
pub(super) fn read(
    source: &Arc<Source>,
    head: Head,
    dialect: &Dialect,
    found: Vec<Diagnostic>,
) -> Document {
    let base = head.base;
    let text = source.text.get(base..).unwrap_or_default();
    let masked = mask::mask(text, dialect.flavour);
    let mut undefined = Vec::new();
    let callback = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push((link.span, link.reference.to_string()));
        }
        None
    };
    let parser =
        Parser::new_with_broken_link_callback(&masked.text, markdown::options(), Some(callback));
    let mut builder = Builder::new(source, base, dialect, found);
    builder.set_masked(&masked);
    builder.labels = finish::definitions(&parser, text, builder.base);
    builder.loose_rows = loose_rows(&masked, builder.base);
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, TextRange::new(base + range.start, base + range.end));
    }
    let hides_rest = masked.text.len() < text.len();
    let comment = masked.unclosed_comment.map(|at| (at, hides_rest));
    builder.report_masked(comment, undefined);
    finish::document(builder, Arc::clone(source), head, dialect)
}

/// Places the rows of a mask in the file.
fn loose_rows(masked: &mask::Masked<'_>, base: u32) -> Vec<(TextRange, String)> {
    let place = |(row, repaired): &(std::ops::Range<usize>, String)| {
        (TextRange::new(row.start, row.end).shifted(base), repaired.clone())
    };
    masked.loose_rows.iter().map(place).collect()
}

impl<'a> Builder<'a> {
    fn report_masked(
        &mut self,
        unclosed: Option<(usize, bool)>,
        undefined: Vec<(std::ops::Range<usize>, String)>,
    ) {
        if let Some((at, hides_rest)) = unclosed {
            let start = self.base as usize + at;
            if hides_rest {
                self.comments.push(TextRange::new(start, self.source.text.len()));
            }
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

    fn end(&mut self, _end: TagEnd, range: TextRange) {
        // An element never closed ends with what it stands in.
        while self.frames.last().is_some_and(|frame| frame.open.element().is_some()) {
            self.close_unclosed();
        }
        if let Some(frame) = self.pop() {
            self.close(frame, range);
        }
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
            Open::List { start, items } => self.add_list(start, items, range),
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
        let id = id::take_item_id(self, &mut blocks);
        let item = Item { range, id, task, blocks: blocks.into() };
        match self.frames.last_mut() {
            Some(Frame { open: Open::List { items, .. }, .. }) => items.push(item),
            Some(parent) => parent.blocks.extend(item.blocks),
            None => {}
        }
    }

    fn close_footnote(&mut self, label: &str, frame: Frame<'a>, range: TextRange) {
        let blocks = self.finish_blocks(frame, Around::Page);
        if self.definitions.contains_key(label) {
            let message = format!("a second footnote `{label}`, which nobody can read");
            return self.report(
                Code::UNUSED_DEFINITION,
                range,
                message,
                "give it another name, and mention that",
            );
        }
        self.definitions.insert(label.into(), (range, blocks));
    }

    fn close_paragraph(&mut self, inlines: Vec<Inline>, range: TextRange) {
        let content: Inlines = self.finish_inlines(inlines);
        if content.is_empty() {
            return;
        }
        let kind = match self.sole_block(&content) {
            Some(kind) => kind,
            None => BlockKind::Paragraph(content),
        };
        self.add_block(kind, range);
    }
}
