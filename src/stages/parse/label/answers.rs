//! Answers of a question that are lines of a paragraph, each `answer: value`.
//! They become the list of bullets they mean, so that nothing behind this
//! knows them. A paragraph counts if two lines or more are answers, and one of
//! them says yes or no, or where to go on.

use super::line::{self, answer};
use super::tree::renewed;
use super::{Gatherer, Holder, known};
use crate::model::document::{Block, BlockKind, Blocks, Inline, InlineKind, Item, List};
use crate::model::flow::jump;
use crate::stages::parse::builder::cover;

/// Lines of a paragraph that belong together.
enum Run<'t> {
    /// Text, and labels.
    Text(&'t [Inline]),
    Answers(Vec<&'t [Inline]>),
}

impl Gatherer<'_, '_> {
    /// Parts the paragraphs of an item that is a question into text and lists
    /// of answers. Its first line is the question.
    pub(super) fn parted(&self, blocks: Blocks) -> Blocks {
        let is_question = match blocks.first().map(|first| &first.kind) {
            Some(BlockKind::Plain(content) | BlockKind::Paragraph(content)) => self.asks(content),
            _ => false,
        };
        if !is_question {
            return blocks;
        }
        let mut out = Vec::with_capacity(blocks.len());
        for (at, block) in blocks.into_iter().enumerate() {
            match self.answers(&block, usize::from(at == 0)) {
                Some(parts) => out.extend(parts),
                None => out.push(block),
            }
        }
        out.into()
    }

    /// Tells whether some text asks: the words in bold it begins with, else its
    /// first line.
    fn asks(&self, content: &[Inline]) -> bool {
        let source = &self.builder.source.text;
        let first = lines(content).next().unwrap_or_default();
        match content.first().map(|first| &first.kind) {
            Some(InlineKind::Strong(bold)) => ends_asking(bold, source),
            _ => ends_asking(first, source),
        }
    }

    /// Parts a paragraph into text and lists of answers; `None` if it has no
    /// answers. The first `skipped` lines are text whatever they say.
    pub(super) fn answers(&self, block: &Block, skipped: usize) -> Option<Vec<Block>> {
        let (BlockKind::Plain(content) | BlockKind::Paragraph(content)) = &block.kind else {
            return None;
        };
        let source = &self.builder.source.text;
        let mut runs: Vec<Run<'_>> = Vec::new();
        let mut start = 0;
        for (number, line) in lines(content).enumerate() {
            let (from, end) = (start, start + line.len());
            start = end;
            let bare = without_break(line);
            let is_label = || known::draft(bare, source, Holder::Step).is_some();
            let is_text = number < skipped || is_label();
            let is_answer =
                !is_text && answer(bare, source).is_some_and(|own| !own.value.is_empty());
            match (runs.last_mut(), is_answer) {
                (Some(Run::Answers(answers)), true) => answers.push(line),
                (_, true) => runs.push(Run::Answers(vec![line])),
                (Some(Run::Answers(answers)), false) if !is_text => {
                    extend(content, answers.last_mut()?, end);
                }
                (Some(Run::Text(text)), false) => extend(content, text, end),
                (_, false) => runs.push(Run::Text(content.get(from..end)?)),
            }
        }
        let all = || {
            let answers = runs.iter().filter_map(|run| match run {
                Run::Answers(answers) => Some(answers),
                Run::Text(_) => None,
            });
            answers.flatten()
        };
        let counts = 1 < all().count() && all().any(|line| leads(line, source));
        counts.then(|| runs.iter().filter_map(|run| part(block, run, source)).collect())
    }
}

/// Makes a run of lines a block.
fn part(block: &Block, run: &Run<'_>, source: &str) -> Option<Block> {
    match run {
        Run::Text(text) => {
            let text = line::trim(text.to_vec(), source);
            (!text.is_empty()).then(|| renewed(block, text))
        }
        Run::Answers(answers) => {
            let items: Box<[Item]> = answers.iter().map(|line| item(line, source)).collect();
            let range = items.first()?.range.cover(items.last()?.range);
            let list = List { start: None, items };
            Some(Block { range, kind: BlockKind::List(Box::new(list)) })
        }
    }
}

fn item(line: &[Inline], source: &str) -> Item {
    let content = line::trim(line.to_vec(), source);
    let range = cover(&content);
    let blocks = [Block { range, kind: BlockKind::Plain(content.into()) }];
    Item { range, id: None, task: None, blocks: blocks.into() }
}

/// Tells whether a line says yes or no, or where to go on.
fn leads(line: &[Inline], source: &str) -> bool {
    let Some(own) = answer(line, source) else { return false };
    let word = own.word.of(source).trim_matches(['*', '_', '`']).to_ascii_lowercase();
    let value = cover(&own.value).of(source).to_ascii_lowercase();
    let clauses = || value.split([',', ';', '.']).map(str::trim);
    let is_way = |clause: &str| {
        let clause = clause.strip_prefix("then ").unwrap_or(clause);
        jump::jump(clause).is_some()
            || matches!(clause, "stop" | "end")
            || clause.starts_with(jump::ESCALATE)
    };
    matches!(&*word, "yes" | "no") || clauses().any(is_way)
}

fn ends_asking(content: &[Inline], source: &str) -> bool {
    let text = match (content.first(), content.last()) {
        (Some(first), Some(last)) => first.range.cover(last.range).of(source),
        _ => "",
    };
    let text = text.split(" {#").next().unwrap_or_default();
    text.trim_end().trim_end_matches(['\\', '*', '_']).ends_with('?')
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
}

/// Returns the lines of some text, each with the break that ends it.
fn lines(content: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    content.split_inclusive(is_break)
}

fn without_break(line: &[Inline]) -> &[Inline] {
    match line.split_last() {
        Some((last, before)) if is_break(last) => before,
        _ => line,
    }
}

/// Makes a part of some inlines longer, up to `end`.
fn extend<'t>(content: &'t [Inline], part: &mut &'t [Inline], end: usize) {
    let first = part.first().map(|first| first.range.start);
    let from = content.partition_point(|inline| Some(inline.range.start) < first);
    *part = content.get(from..end).unwrap_or(part);
}
