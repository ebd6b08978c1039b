//! Labelled lines: a reading layer over the finished tree.
//!
//! What stands below a task, a group of tasks or a step is searched for lines
//! whose label its holder knows (`vocabulary.rs`). They are taken out of the
//! text and become blocks of labels, with names of roles as references. All
//! else stays as it is: elsewhere `Time: flies` is prose.

mod answers;
mod check;
mod heading;
mod item;
mod known;
mod lazy;
mod line;
mod names;
mod procedure;
mod report;
mod sections;
mod tree;
mod vocabulary;

pub(super) use heading::{is_step, step_name};
pub(super) use line::answer;
pub(super) use names::refer;
pub(super) use vocabulary::{Holder, label};

use self::sections::{Below, Sections};
use self::tree::{joined, text_of};
use super::builder::{Builder, cover};
use super::{duty, message};
use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Blocks, Heading, Inline, InlineKind, Item, List};
use crate::model::kind::Known;
use crate::model::label::{Label, Labelled};

/// What decides which labels count on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PageKind {
    /// A checklist: groups have labels too.
    Checklist,
    /// A page of steps.
    Runbook,
    /// Another page that says what it is.
    Other,
    /// A page that does not: only tasks have labels, and names of roles in
    /// them are words.
    Unknown,
}

impl PageKind {
    /// Returns the kind of a page.
    pub fn of(known: Option<Known>) -> PageKind {
        let said = known.filter(|known| known.because.is_said());
        match said.map(|known| known.kind.name) {
            Some("checklist") => PageKind::Checklist,
            Some("runbook") => PageKind::Runbook,
            Some(_) => PageKind::Other,
            None => PageKind::Unknown,
        }
    }
}

/// Takes the labelled lines of a page out of its text. `may_be_unit` says that
/// the page is part of another, so that it is a unit if it begins as one.
pub(super) fn gather(
    builder: &mut Builder<'_>,
    (known, may_be_unit): (Option<Known>, bool),
    body: &mut Blocks,
) {
    let kind = PageKind::of(known);
    let below = Below::Others;
    let mut gatherer = Gatherer { builder, kind, known, below, is_flow: false, asks: false };
    let is_unit = may_be_unit && gatherer.is_unit(body);
    *body = gatherer.page(std::mem::take(body).into_vec(), is_unit).into();
}

struct Gatherer<'b, 'a> {
    builder: &'b mut Builder<'a>,
    kind: PageKind,
    known: Option<Known>,
    below: Below,
    /// Whether lists of this part of the page say a flow.
    is_flow: bool,
    /// Whether the heading above is a step and a question.
    asks: bool,
}

/// The labels of one holder that were read so far, each where it first stands.
struct Seen {
    holder: Holder,
    labels: Vec<(Label, TextRange)>,
}

impl Seen {
    fn of(holder: Holder) -> Seen {
        Seen { holder, labels: Vec::new() }
    }
}

/// A labelled line being read.
struct Draft {
    label: Label,
    word: TextRange,
    value: Vec<Inline>,
}

impl Gatherer<'_, '_> {
    /// Reads the blocks of the page itself; those below a heading that holds
    /// labels may be its labels, until a list or table is none.
    fn page(&mut self, blocks: Vec<Block>, is_unit: bool) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut below = is_unit.then_some(Holder::Unit);
        let (mut seen, mut signers) = (Seen::of(below.unwrap_or(Holder::Group)), Vec::new());
        let mut sections = Sections::of(self.known);
        for block in blocks {
            if let BlockKind::Heading(heading) = &block.kind {
                let text = self.builder.plain(&heading.content);
                self.below = sections.heading(heading.level, &text);
                self.is_flow = self.says_flow(&text);
                self.asks = is_step(&text) && text.trim_end().ends_with('?');
                if heading.level <= 2 {
                    self.sign(&mut signers, &mut out);
                }
                let training = sections.training(heading.level, &text);
                below = training.or_else(|| self.holder(heading));
                if below == Some(Holder::Question) {
                    self.below = Below::Choices;
                }
                seen = Seen::of(below.unwrap_or(Holder::Group));
                out.push(block);
                continue;
            }
            let Some(holder) = below else {
                self.block(block, &mut out);
                continue;
            };
            let first = out.len();
            let parts = if self.asks { self.answers(&block, 0) } else { None };
            for part in parts.unwrap_or_else(|| vec![block]) {
                self.below_heading(part, holder, &mut seen, &mut out);
            }
            let ends =
                |block: &Block| matches!(block.kind, BlockKind::List(_) | BlockKind::Table(_));
            let added = out.get(first..).unwrap_or_default();
            // The labels of a question stand behind its choices, those of a
            // unit before its text.
            below = below.filter(|holder| match holder {
                Holder::Question => true,
                Holder::Unit => {
                    added.iter().all(|block| matches!(block.kind, BlockKind::Labels(_)))
                }
                _ => !added.iter().any(ends),
            });
            if holder == Holder::Group {
                signers.extend(added.iter().flat_map(signatures));
            }
        }
        self.sign(&mut signers, &mut out);
        joined(out)
    }

    /// Returns what a heading is, if it holds labels.
    fn holder(&self, heading: &Heading) -> Option<Holder> {
        match self.kind {
            PageKind::Checklist => (heading.level == 2).then_some(Holder::Group),
            PageKind::Unknown => None,
            PageKind::Runbook | PageKind::Other => {
                is_step(&self.builder.plain(&heading.content)).then_some(Holder::Step)
            }
        }
    }

    /// Adds room for those who sign the group that has ended.
    fn sign(&self, signers: &mut Vec<u32>, out: &mut Vec<Block>) {
        let end = out.last().map_or(0, |block| block.range.end);
        if !signers.is_empty() && self.kind == PageKind::Checklist {
            let kind = BlockKind::Signatures(std::mem::take(signers).into());
            out.push(Block { range: TextRange { start: end, end }, kind });
        }
        signers.clear();
    }

    fn below_heading(
        &mut self,
        block: Block,
        holder: Holder,
        seen: &mut Seen,
        out: &mut Vec<Block>,
    ) {
        match block.kind {
            BlockKind::Paragraph(content) => {
                let (text, drafts) = self.read(&content, holder);
                if text.is_empty() && !drafts.is_empty() && !leads_on(&drafts) {
                    self.add(drafts, Blocks::default(), seen, out);
                    return;
                }
                if holder == Holder::Question {
                    let words = self.almost_line(&content, holder).into_iter().collect();
                    self.report_unknown(words, holder, !seen.labels.is_empty());
                }
                out.push(Block { kind: BlockKind::Paragraph(content), ..block });
            }
            BlockKind::List(list) if list.start.is_none() => {
                self.labels_of_list(*list, holder, seen, out);
            }
            kind => self.block(Block { kind, ..block }, out),
        }
    }

    /// Reads a block that is no label itself; what it holds may have some.
    fn block(&mut self, mut block: Block, out: &mut Vec<Block>) {
        match &mut block.kind {
            BlockKind::List(list) => self.list(list),
            BlockKind::Table(table) if self.kind != PageKind::Unknown => {
                duty::table::name(self.builder, table);
                if self.kind == PageKind::Checklist {
                    check::read_columns(self.builder, table);
                }
            }
            BlockKind::Quote(blocks) => self.inside(blocks),
            BlockKind::Callout(callout) => self.inside(&mut callout.blocks),
            BlockKind::Details(details) => self.inside(&mut details.blocks),
            BlockKind::Group(group) if self.is_steps(block.range) => {
                self.procedure(&mut group.blocks);
            }
            BlockKind::Group(group) => self.inside(&mut group.blocks),
            BlockKind::Element(element) => self.inside(&mut element.content),
            BlockKind::Tabs(tabs) => tabs.iter_mut().for_each(|tab| self.inside(&mut tab.blocks)),
            BlockKind::Columns(columns) => {
                columns.iter_mut().for_each(|column| self.inside(&mut column.blocks));
            }
            _ => {}
        }
        out.push(block);
    }

    fn inside(&mut self, blocks: &mut Blocks) {
        let below = std::mem::replace(&mut self.below, Below::Others);
        self.each(blocks);
        self.below = below;
    }

    fn each(&mut self, blocks: &mut Blocks) {
        let mut out = Vec::with_capacity(blocks.len());
        for block in std::mem::take(blocks) {
            self.block(block, &mut out);
        }
        *blocks = out.into();
    }

    /// Splits a list into labels and other items, as they follow each other.
    fn labels_of_list(
        &mut self,
        list: List,
        holder: Holder,
        seen: &mut Seen,
        out: &mut Vec<Block>,
    ) {
        let mut others: Vec<Item> = Vec::new();
        let mut unread = Vec::new();
        for mut item in list.items {
            match self.labels_of_item(&item, holder) {
                Some(drafts) => {
                    self.add_items(&mut others, out);
                    self.inside_first_excluded(&mut item);
                    let rest = item.blocks.into_vec().into_iter().skip(1).collect();
                    self.add(drafts, rest, seen, out);
                }
                None => {
                    unread.extend(self.almost(&item, holder));
                    others.push(item);
                }
            }
        }
        self.report_unknown(unread, holder, !seen.labels.is_empty());
        self.add_items(&mut others, out);
    }

    /// What stands below a label may hold tasks and steps of its own.
    fn inside_first_excluded(&mut self, item: &mut Item) {
        let mut blocks = std::mem::take(&mut item.blocks).into_vec();
        let mut rest: Blocks = blocks.split_off(1.min(blocks.len())).into();
        self.inside(&mut rest);
        blocks.extend(rest);
        item.blocks = blocks.into();
    }

    fn add_items(&mut self, items: &mut Vec<Item>, out: &mut Vec<Block>) {
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
        let range = first.range.cover(last.range);
        let mut list = List { start: None, items: std::mem::take(items).into() };
        self.items(&mut list);
        out.push(Block { range, kind: BlockKind::List(Box::new(list)) });
    }

    /// Reads an item that is a label; `None` if it is none.
    fn labels_of_item(&self, item: &Item, holder: Holder) -> Option<Vec<Draft>> {
        let (text, drafts) = self.read(text_of(item)?, holder);
        (text.is_empty() && !drafts.is_empty()).then_some(drafts)
    }

    /// Reads lines: what stands before the first label, and the labels. A
    /// line that is no label goes on with the value before it.
    fn read(&self, content: &[Inline], holder: Holder) -> (Vec<Inline>, Vec<Draft>) {
        let source = &self.builder.source.text;
        let (mut text, mut drafts) = (Vec::new(), Vec::<Draft>::new());
        let is_break =
            |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
        for line in content.split_inclusive(is_break) {
            let bare = match line.split_last() {
                Some((last, before)) if is_break(last) => before,
                _ => line,
            };
            let known = known::draft(bare, source, holder);
            let ended = line.get(bare.len()..).unwrap_or_default();
            match (known, drafts.last_mut()) {
                (Some(mut draft), _) => {
                    draft.value.extend_from_slice(ended);
                    drafts.push(draft);
                }
                (None, Some(draft)) => draft.value.extend_from_slice(line),
                (None, None) => text.extend_from_slice(line),
            }
        }
        if !drafts.is_empty() {
            text = line::trim(text, source);
        }
        (text, drafts)
    }

    /// Adds a block of labels; those that follow each other are joined later.
    fn add(&mut self, drafts: Vec<Draft>, mut rest: Blocks, seen: &mut Seen, out: &mut Vec<Block>) {
        let mut labels: Vec<Labelled> = Vec::with_capacity(drafts.len());
        for draft in drafts {
            if !self.report_twice(&draft, seen) {
                seen.labels.push((draft.label, draft.word));
            }
            labels.push(self.labelled(draft));
        }
        if let Some(last) = labels.last_mut() {
            last.range = rest.iter().fold(last.range, |all, block| all.cover(block.range));
            self.take_names(last, &mut rest);
            last.blocks = rest;
        }
        for label in &labels {
            self.report_undo(label);
            self.report_duration(label);
        }
        let ranges = labels.iter().map(|label| label.range);
        let Some(range) = ranges.reduce(TextRange::cover) else { return };
        out.push(Block { range, kind: BlockKind::Labels(labels.into()) });
    }

    /// Makes the list below a label without a value its value, if it is to be
    /// names of roles.
    fn take_names(&mut self, label: &mut Labelled, rest: &mut Blocks) {
        let is_open = label.label.names_roles() && label.value.is_empty();
        let [Block { kind: BlockKind::List(list), .. }] = &**rest else { return };
        if is_open
            && self.kind != PageKind::Unknown
            && let Some(value) = names::of_list(self.builder, list)
        {
            label.value = value.into();
            *rest = Blocks::default();
        }
    }

    fn labelled(&mut self, draft: Draft) -> Labelled {
        let Draft { label, word, value } = draft;
        let mut value = line::trim(value, &self.builder.source.text);
        let range = if value.is_empty() { word } else { word.cover(cover(&value)) };
        if label.names_roles() && self.kind != PageKind::Unknown {
            value = names::refer(self.builder, value);
        }
        if label == Label::Tell && self.kind != PageKind::Unknown {
            value = message::refer(self.builder, value);
        }
        let check = (label == Label::Check && self.kind == PageKind::Checklist)
            .then(|| check::read(self.builder, &mut value))
            .flatten();
        Labelled { range, label, word, value: value.into(), blocks: Blocks::default(), check }
    }
}

/// Tells whether a paragraph is a sentence that leads on to what follows it:
/// `If the cache is full, empty it:` is no case without a remedy.
fn leads_on(drafts: &[Draft]) -> bool {
    drafts.last().is_some_and(|draft| draft.label == Label::If && draft.value.is_empty())
}

/// Returns the references of those who sign.
fn signatures(block: &Block) -> Vec<u32> {
    let BlockKind::Labels(labels) = &block.kind else { return Vec::new() };
    let signs = labels.iter().filter(|label| label.label == Label::SignOff);
    signs.flat_map(Labelled::references).collect()
}
