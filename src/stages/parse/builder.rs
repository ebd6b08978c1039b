//! A tree being built: the stack of open constructs, and what is added to
//! them. Which event opens and closes what stands in `body.rs`; each
//! construct's own rules stand in its module.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::frame::{Frame, Open, exact};
use super::parameter::Coded;
use super::tabs::TabHead;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::config::{Dialect, Flavour, RawHtml};
use crate::model::container::Include;
use crate::model::document::{
    Anchor, Block, BlockKind, Blocks, Heading, Inline, InlineKind, Inlines, Mention, OutlineEntry,
    Reference, ReferenceKind,
};
use crate::model::flow::Flow;
use crate::model::message::Message;
use crate::model::named_item::NamedItem;
use crate::model::parameter::ParameterUse;
use crate::model::sequence::Generated;
use crate::model::source::Source;
use crate::text::markdown::mark::Mark;
use crate::text::markdown::mask::Masked;

/// Constructs nested deeper than this lose their mark and keep their text,
/// which bounds every recursion over the tree.
pub(super) const DEEPEST: usize = 100;

/// A tree being built.
pub(super) struct Builder<'a> {
    pub source: &'a Source,
    /// Where the body begins in the source.
    pub base: u32,
    pub raw_html: RawHtml,
    pub flavour: Flavour,
    pub frames: Vec<Frame<'a>>,
    pub references: Vec<Reference>,
    pub anchors: Vec<Anchor>,
    /// What has an id beside headings.
    pub items: Vec<NamedItem>,
    /// How often each slug was asked for.
    pub slugs: HashMap<String, u32>,
    /// The numbers of steps that have an id, by it.
    pub steps: HashMap<Box<str>, u64>,
    pub heading: Option<Heading>,
    /// Footnotes by label: where and what.
    pub definitions: BTreeMap<Box<str>, (TextRange, Blocks)>,
    /// Labels of footnotes that are mentioned, numbered as they come.
    pub mentions: HashMap<Box<str>, u32>,
    /// Reference definitions by their labels as labels are compared.
    pub labels: BTreeMap<String, Label>,
    /// Comments, which may hold data.
    pub comments: Vec<TextRange>,
    /// Delimiter rows that only some tools read, with what to write.
    pub loose_rows: Vec<(TextRange, String)>,
    /// Texts to send; they have no ids before the page has ended.
    pub messages: Vec<Message>,
    pub outline: Vec<OutlineEntry>,
    /// Marks of containers in order, each with whether nothing has it yet.
    pub marks: Vec<(Mark, bool)>,
    /// MkDocs' abbreviations, each with what it stands for.
    pub abbreviations: HashMap<&'a str, &'a str>,
    pub includes: Vec<Include>,
    /// Where pictures begin that a description follows.
    pub described: Vec<u32>,
    /// Titles of marks that are parsed as items, by where they begin.
    pub titles: HashMap<u32, Inlines>,
    /// Handles of tabs by where they begin.
    pub tab_heads: HashMap<u32, TabHead>,
    /// Where the group of tabs begins that the next one belongs to.
    pub open_tabs: Option<u32>,
    /// Flows, in order.
    pub flows: Vec<Flow>,
    /// Where steps of flows begin that nothing is said to follow.
    pub stopped: BTreeSet<u32>,
    /// Where lists of flows begin that are written in our own language.
    pub own_lists: BTreeSet<u32>,
    /// Where the first items begin of lists that are steps by themselves.
    pub procedures: BTreeSet<u32>,
    /// Mentions of values kept elsewhere.
    pub values: Vec<Mention>,
    /// Where values may be filled in.
    pub parameter_uses: Vec<ParameterUse>,
    /// Code that is looked through when the page has ended.
    pub coded: Vec<Coded>,
    pub found: Vec<Diagnostic>,
}

/// A reference definition: `[label]: address`.
pub(super) struct Label {
    /// The whole definition.
    pub range: TextRange,
    /// Its address.
    pub place: TextRange,
    pub destination: Box<str>,
    pub used: bool,
}

/// Writes a label as labels are compared (CommonMark, "matches"): case
/// folded, white space collapsed.
pub(super) fn label_key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl<'a> Builder<'a> {
    /// Begins the tree of a body that begins at `base`.
    pub fn new(
        source: &'a Source,
        base: usize,
        dialect: &Dialect,
        found: Vec<Diagnostic>,
    ) -> Builder<'a> {
        let whole = TextRange::new(base, source.text.len());
        Builder {
            source,
            base: whole.start,
            raw_html: dialect.raw_html,
            flavour: dialect.flavour,
            frames: vec![Frame::new(Open::Root, whole)],
            references: Vec::new(),
            anchors: Vec::new(),
            items: Vec::new(),
            slugs: HashMap::new(),
            steps: HashMap::new(),
            heading: None,
            definitions: BTreeMap::new(),
            mentions: HashMap::new(),
            labels: BTreeMap::new(),
            comments: Vec::new(),
            loose_rows: Vec::new(),
            messages: Vec::new(),
            outline: Vec::new(),
            marks: Vec::new(),
            abbreviations: HashMap::new(),
            includes: Vec::new(),
            described: Vec::new(),
            titles: HashMap::new(),
            tab_heads: HashMap::new(),
            open_tabs: None,
            flows: Vec::new(),
            stopped: BTreeSet::new(),
            own_lists: BTreeSet::new(),
            procedures: BTreeSet::new(),
            values: Vec::new(),
            parameter_uses: Vec::new(),
            coded: Vec::new(),
            found,
        }
    }

    /// Takes what the mask has hidden; places in it are bytes of the body.
    pub fn set_masked(&mut self, masked: &Masked<'_>) {
        let base = self.base as usize;
        self.marks = masked.marks.iter().map(|mark| (mark.shifted(base), true)).collect();
        let body = self.source.text.get(base..).unwrap_or_default();
        let part = |range: &Range<usize>| body.get(range.clone()).unwrap_or_default().trim();
        let all = masked.abbreviations.iter();
        self.abbreviations = all.map(|(short, long)| (part(short), part(long))).collect();
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

    /// Takes the innermost construct off the stack; never the page itself.
    pub fn pop(&mut self) -> Option<Frame<'a>> {
        if self.frames.len() < 2 { None } else { self.frames.pop() }
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
        let kind = match self.sole_block(&content) {
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
        let range = frame.range;
        if frame.inlines.is_empty() {
            return exact(self.contain(frame.blocks, range));
        }
        // Flushing works on the stack, where ancestors can be seen.
        frame.open = match around {
            Around::Page => Open::Root,
            Around::Line => Open::Item { task: None },
        };
        self.frames.push(frame);
        self.flush();
        let blocks = self.frames.pop().map(|frame| frame.blocks).unwrap_or_default();
        exact(self.contain(blocks, range))
    }

    /// Returns the block that a paragraph of one mark stands for.
    pub fn sole_block(&self, content: &[Inline]) -> Option<BlockKind> {
        let [only] = content else { return None };
        match &only.kind {
            InlineKind::Unsupported => Some(BlockKind::Unsupported),
            InlineKind::Text
                if self.flavour == Flavour::MkDocs && self.text(only.range).trim() == "[TOC]" =>
            {
                Some(BlockKind::Contents)
            }
            InlineKind::Include(number) => Some(BlockKind::Include(*number)),
            InlineKind::Video(number) => Some(BlockKind::Video(*number)),
            InlineKind::Name(number, None) => {
                let reference = self.references.get(*number as usize)?;
                let is_mark = reference.kind == ReferenceKind::Ignored;
                let kind = match Generated::from_mark(&reference.destination) {
                    Some(generated) => BlockKind::Generated(generated),
                    None => BlockKind::Contents,
                };
                is_mark.then_some(kind)
            }
            _ => None,
        }
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
