//! Containers: what stands between a mark that opens and one that closes.
//!
//! While Markdown is parsed the marks look like headings, so a list or a
//! paragraph ends at them. When a construct has ended, the marks that stand in it tell
//! which of its blocks belong together.

use std::collections::VecDeque;

use super::builder::{Builder, DEEPEST};
use super::frame::exact;
use crate::base::nearest::did_you_mean;
use crate::base::{Code, TextRange};
use crate::model::container::{Column, Details, Group, GroupKind};
use crate::model::document::{Block, BlockKind, Callout, Inline, InlineKind, Inlines};
use crate::text::markdown::mark::{Mark, MarkKind};

/// Names of containers Handover and the tools it reads have.
const NAMES: &[&str] = &[
    "tabs",
    "columns",
    "details",
    "audience",
    "steps",
    "process",
    "checklist",
    "row",
    "column",
    "zone",
    "moniker",
];

/// A container that has begun.
struct Opened {
    mark: Mark,
    blocks: Vec<Block>,
}

impl<'a> Builder<'a> {
    /// Puts the blocks of a construct that has ended into the containers
    /// whose marks stand in it.
    pub fn contain(&mut self, blocks: Vec<Block>, range: TextRange) -> Vec<Block> {
        let marks = self.take_marks(range);
        let blocks = match marks.is_empty() {
            true => blocks,
            false => self.fill(blocks, marks),
        };
        self.group_tabs(blocks)
    }

    /// Takes the marks that belong to a construct.
    fn take_marks(&mut self, range: TextRange) -> Vec<Mark> {
        let own = self.item_mark(range.start).map(|mark| mark.range.start);
        let mut taken = Vec::new();
        for (mark, free) in self.marks_in(range) {
            let is_container = matches!(mark.kind, MarkKind::Open { .. } | MarkKind::Close { .. });
            // An item that stands for a mark is what the mark opens.
            let is_itself = mark.as_item && own == Some(mark.range.start);
            if *free && is_container && !is_itself {
                *free = false;
                taken.push(mark.clone());
            }
        }
        taken
    }

    fn marks_in(&mut self, range: TextRange) -> impl Iterator<Item = &mut (Mark, bool)> {
        let (start, end) = (range.start as usize, range.end as usize);
        let from = self.marks.partition_point(|(mark, _)| mark.range.start < start);
        let marks = self.marks.get_mut(from..).unwrap_or_default().iter_mut();
        marks.take_while(move |(mark, _)| mark.range.start < end)
    }

    /// Marks in code are code.
    pub fn drop_marks(&mut self, range: TextRange) {
        self.marks_in(range).for_each(|(_, free)| *free = false);
    }

    fn fill(&mut self, blocks: Vec<Block>, marks: Vec<Mark>) -> Vec<Block> {
        let mut rest: VecDeque<Block> = blocks.into();
        let mut outside = Vec::new();
        let mut stack: Vec<Opened> = Vec::new();
        let mut too_deep = 0usize;
        for mark in marks {
            let top = stack.last_mut().map_or(&mut outside, |opened| &mut opened.blocks);
            take_before(&mut rest, mark.range.start, top);
            match &mark.kind {
                MarkKind::Open { .. } if DEEPEST <= self.frames.len() + stack.len() => {
                    too_deep += 1;
                }
                MarkKind::Open { .. } => stack.push(Opened { mark, blocks: Vec::new() }),
                _ if 0 < too_deep => too_deep -= 1,
                _ => self.close_container(&mark, &mut stack, &mut outside),
            }
        }
        stack.last_mut().map_or(&mut outside, |opened| &mut opened.blocks).extend(rest);
        while let Some(opened) = stack.pop() {
            self.report_unclosed(&opened.mark);
            let end = opened.blocks.last().map_or(opened.mark.range.end, |b| b.range.end as usize);
            let block = self.container(opened, end);
            stack.last_mut().map_or(&mut outside, |opened| &mut opened.blocks).push(block);
        }
        outside
    }

    /// Ends the container that a mark closes, and those in it that nothing
    /// closes.
    fn close_container(&mut self, mark: &Mark, stack: &mut Vec<Opened>, outside: &mut Vec<Block>) {
        let Some(at) = self.closed_by(mark, stack) else {
            let top = stack.last_mut().map_or(outside, |opened| &mut opened.blocks);
            if !self.describe_picture(mark, top) {
                self.report_stray(mark);
            }
            return;
        };
        while at < stack.len() {
            let Some(opened) = stack.pop() else { return };
            if at < stack.len() {
                self.report_unclosed(&opened.mark);
            }
            let block = self.container(opened, mark.range.end);
            stack.last_mut().map_or(&mut *outside, |opened| &mut opened.blocks).push(block);
        }
    }

    /// Finds the container that a mark closes: by its name, else the
    /// innermost whose fence is as long, else the innermost.
    fn closed_by(&self, mark: &Mark, stack: &[Opened]) -> Option<usize> {
        let MarkKind::Close { fence, name } = &mark.kind else { return None };
        let text = &*self.source.text;
        if let Some(name) = name {
            let name = text.get(name.clone())?;
            return stack.iter().rposition(|opened| match &opened.mark.kind {
                MarkKind::Open { name: own, .. } => {
                    text.get(own.clone()).is_some_and(|own| own.eq_ignore_ascii_case(name))
                }
                _ => false,
            });
        }
        let fits = |opened: &Opened, length: Option<usize>| match &opened.mark.kind {
            MarkKind::Open { fence: own, named: false, .. } => {
                own.mark == fence.mark && length.is_none_or(|length| length == own.length)
            }
            _ => false,
        };
        let exact = stack.iter().rposition(|opened| fits(opened, Some(fence.length)));
        exact.or_else(|| stack.iter().rposition(|opened| fits(opened, None)))
    }

    /// `:::image-end:::` ends the description of the last picture.
    fn describe_picture(&mut self, mark: &Mark, blocks: &mut Vec<Block>) -> bool {
        let MarkKind::Close { name: Some(name), .. } = &mark.kind else { return false };
        if self.source.text.get(name.clone()) != Some("image") {
            return false;
        }
        // Each picture is looked for once, however many marks follow it.
        let before = self.described.partition_point(|at| (*at as usize) < mark.range.start);
        let Some(last) = before.checked_sub(1) else { return false };
        let picture = self.described.remove(last);
        let at = blocks.partition_point(|block| block.range.start < picture);
        let found = blocks.get(at).and_then(|block| match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => content.first(),
            _ => None,
        });
        if found.is_none_or(|first| first.range.start != picture) {
            return false;
        }
        let mut inside = blocks.split_off(at);
        part_from_text(&mut inside);
        let start = inside.first().map_or(0, |block| block.range.start as usize);
        let range = TextRange::new(start, mark.range.end);
        let group = Group { kind: GroupKind::Described, blocks: exact(inside) };
        blocks.push(Block { range, kind: BlockKind::Group(Box::new(group)) });
        true
    }

    fn report_stray(&mut self, mark: &Mark) {
        let range = TextRange::new(mark.range.start, mark.range.end);
        let message = format!("`{}` closes nothing that began here", self.text(range));
        let help = "remove it, or write the mark that opens the container before it";
        self.report(Code::UNCLOSED_CONTAINER, range, message, help);
    }

    fn report_unclosed(&mut self, mark: &Mark) {
        let range = TextRange::new(mark.range.start, mark.range.end);
        let close = match &mark.kind {
            MarkKind::Open { named: true, name, .. } => {
                format!(":::{}-end:::", self.source.text.get(name.clone()).unwrap_or_default())
            }
            MarkKind::Open { fence, .. } => char::from(fence.mark).to_string().repeat(fence.length),
            _ => return,
        };
        let message = "this container is never closed, and ends with what it stands in";
        let help = format!("write `{close}` on a line of its own where it ends");
        self.report(Code::UNCLOSED_CONTAINER, range, message, help);
    }

    /// Makes the block of a container that has ended.
    fn container(&mut self, opened: Opened, end: usize) -> Block {
        let Opened { mark, blocks } = opened;
        let title = u32::try_from(mark.range.start).ok();
        let title = title.and_then(|start| self.titles.remove(&start)).unwrap_or_default();
        let range = TextRange::new(mark.range.start, end);
        let MarkKind::Open { fence, name, rest, named, .. } = mark.kind else {
            return Block { range, kind: BlockKind::Rule };
        };
        let name_range = TextRange::new(name.start, name.end);
        let word = self.text(name_range).to_lowercase();
        let rest = TextRange::new(rest.start, rest.end);
        let mut blocks = self.group_tabs(blocks);
        let options = match fence.mark {
            b'/' => self.take_options(&mut blocks),
            _ => Vec::new(),
        };
        let open = options.iter().any(|(key, value)| key == "open" && value == "true");
        let kind = match &*word {
            "row" if named => self.row(blocks),
            "column" if named => {
                let span = self.named_value(rest, "span").and_then(|span| span.parse().ok());
                group(GroupKind::Column(span.unwrap_or(1)), blocks)
            }
            "zone" if named => self.zone(rest, blocks),
            "moniker" if named => {
                let versions = self.named_value(rest, "range").unwrap_or_default();
                group(GroupKind::Version(versions.into()), blocks)
            }
            "tabs" | "columns" => {
                let kind = match &*word {
                    "tabs" => self.tabs_of_headings(blocks),
                    _ => self.columns_of_headings(blocks),
                };
                match title.is_empty() {
                    true => kind,
                    false => titled_group(title, vec![Block { range, kind }]),
                }
            }
            "details" | "collapse" | "spoiler" => {
                let details = Details { title, open, callout: None, blocks: exact(blocks) };
                BlockKind::Details(Box::new(details))
            }
            "steps" | "process" | "checklist" => titled_group(title, blocks),
            "audience" => {
                self.report_unsupported(TextRange::new(mark.range.start, mark.range.end));
                titled_group(title, blocks)
            }
            word => match super::callout::look(word) {
                Some(kind) => {
                    let word = self.text(name_range).into();
                    let callout = Callout { kind, word, title, blocks: paragraphs(blocks) };
                    BlockKind::Callout(Box::new(callout))
                }
                None => {
                    self.report_unknown(name_range);
                    titled_group(title, blocks)
                }
            },
        };
        Block { range, kind }
    }

    fn report_unknown(&mut self, name: TextRange) {
        let word = self.text(name);
        let message = format!("no container is called `{word}`");
        let names = NAMES.iter().copied().chain(super::callout::words());
        let near = did_you_mean(word, names);
        let help = near.unwrap_or_else(|| {
            "write `::: details Title` or another name the handbook lists".to_string()
        });
        self.report(Code::UNKNOWN_CONTAINER, name, message, help);
    }

    /// Takes the options of a `///` block, which stand indented below it.
    fn take_options(&mut self, blocks: &mut Vec<Block>) -> Vec<(String, String)> {
        let Some(Block { kind: BlockKind::Code(code), .. }) = blocks.first() else {
            return Vec::new();
        };
        let option = |line: &str| {
            let (key, value) = line.split_once(':')?;
            let is_word = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric());
            is_word.then(|| (key.to_string(), value.trim().to_lowercase()))
        };
        let lines: Option<Vec<_>> = code.text.lines().map(option).collect();
        match lines.filter(|_| code.language.is_empty()) {
            Some(options) => {
                blocks.remove(0);
                options
            }
            None => Vec::new(),
        }
    }

    /// `:::row:::` with its columns; what stands between them is a column.
    fn row(&mut self, blocks: Vec<Block>) -> BlockKind {
        let mut columns: Vec<Column> = Vec::new();
        let mut loose = Vec::new();
        for block in blocks {
            match block.kind {
                BlockKind::Group(group) if matches!(group.kind, GroupKind::Column(_)) => {
                    push_column(&mut columns, &mut loose, 1);
                    let GroupKind::Column(span) = group.kind else { continue };
                    columns.push(Column { span: span.clamp(1, 12), blocks: group.blocks });
                }
                _ => loose.push(block),
            }
        }
        push_column(&mut columns, &mut loose, 1);
        BlockKind::Columns(exact(columns))
    }

    /// `:::zone pivot="x"` is for readers who chose x. `target="docs"` means
    /// the site itself, other targets mean other places.
    fn zone(&mut self, rest: TextRange, blocks: Vec<Block>) -> BlockKind {
        let pivot = self.named_value(rest, "pivot");
        match (pivot, self.named_value(rest, "target")) {
            (Some(pivot), _) => group(GroupKind::Zone(pivot.into()), blocks),
            (None, Some(target)) if target != "docs" => {
                group(GroupKind::Zone(target.into()), blocks)
            }
            _ => group(GroupKind::Plain, blocks),
        }
    }

    fn named_value(&self, rest: TextRange, name: &str) -> Option<&'a str> {
        let attributes = super::attribute::attributes(self.text(rest));
        let found = attributes.into_iter().find(|(key, _)| *key == name)?;
        self.text(rest).get(found.1)
    }
}

/// A picture and the text right below it are one paragraph to Markdown.
fn part_from_text(blocks: &mut Vec<Block>) {
    let Some(first) = blocks.first_mut() else { return };
    let (BlockKind::Paragraph(content) | BlockKind::Plain(content)) = &mut first.kind else {
        return;
    };
    let mut picture = std::mem::take(content).into_vec();
    let mut text = picture.split_off(picture.len().min(1));
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak);
    text.drain(..text.iter().take_while(|inline| is_break(inline)).count());
    *content = picture.into();
    if let Some(start) = text.first().map(|inline| inline.range.start) {
        let range = TextRange { start, end: first.range.end };
        blocks.insert(1, Block { range, kind: BlockKind::Paragraph(text.into()) });
    }
}

/// Moves the blocks that begin before a place.
fn take_before(rest: &mut VecDeque<Block>, place: usize, to: &mut Vec<Block>) {
    while let Some(block) = rest.pop_front() {
        if place <= block.range.start as usize {
            return rest.push_front(block);
        }
        to.push(block);
    }
}

fn push_column(columns: &mut Vec<Column>, loose: &mut Vec<Block>, span: u8) {
    if !loose.is_empty() {
        columns.push(Column { span, blocks: exact(std::mem::take(loose)) });
    }
}

pub(super) fn group(kind: GroupKind, blocks: Vec<Block>) -> BlockKind {
    BlockKind::Group(Box::new(Group { kind, blocks: exact(blocks) }))
}

/// A group whose title is the first thing in it: nothing of it is lost.
fn titled_group(title: Inlines, mut blocks: Vec<Block>) -> BlockKind {
    if let (Some(first), Some(last)) = (title.first(), title.last()) {
        let range = first.range.cover(last.range);
        let strong: Inlines = Box::new([Inline { range, kind: InlineKind::Strong(title) }]);
        blocks.insert(0, Block { range, kind: BlockKind::Paragraph(strong) });
    }
    group(GroupKind::Plain, blocks)
}

/// Text of tight items stands between blocks here, as paragraphs.
pub(super) fn paragraphs(mut blocks: Vec<Block>) -> Box<[Block]> {
    for block in &mut blocks {
        if let BlockKind::Plain(content) = &mut block.kind {
            block.kind = BlockKind::Paragraph(std::mem::take(content));
        }
    }
    exact(blocks)
}
