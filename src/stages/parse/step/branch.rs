//! The branches of a step as they stand below it: bullets `answer: value` of a
//! question, and the labels that say what to do in a case. Where they lead is
//! read when all steps are known (`target.rs`).

use super::super::builder::{Builder, cover};
use super::super::label::answer;
use crate::base::TextRange;
use crate::model::branch::BranchKind;
use crate::model::document::{Block, BlockKind, Inline, InlineKind, Item};
use crate::model::label::{Label, Labelled};

/// A branch whose goal is not known yet.
pub(super) struct Draft {
    /// Index of its step in the section.
    pub step: usize,
    pub at: u32,
    pub kind: BranchKind,
    pub answer: Box<str>,
    pub range: TextRange,
    /// What is done then.
    pub value: Value,
    /// The steps below it: indices in the section.
    pub body: Option<(u32, u32)>,
}

/// What is done in a case.
pub(super) struct Value {
    pub range: TextRange,
    /// Its text without markup.
    pub plain: Box<str>,
    /// Its text, of the same length: code is hidden, and a line end is a space.
    pub text: String,
    /// Whether an arrow stands before it.
    pub is_led: bool,
    /// Where links and names begin, with the numbers of their references.
    pub references: Vec<(u32, u32)>,
}

impl Value {
    /// Reads what stands behind some words that end at `end`.
    fn of(builder: &Builder<'_>, content: &[Inline], end: u32) -> Value {
        let range = match content.is_empty() {
            true => TextRange { start: end, end },
            false => cover(content),
        };
        let mark = builder.text(TextRange { start: end, end: range.start.max(end) });
        let is_led = mark.trim_start().starts_with(['-', '→']);
        let mut text = builder.text(range).replace(['\n', '\r', '\t'], " ");
        let mut references = Vec::new();
        survey(content, &mut |inline| match inline.kind {
            InlineKind::Code(_) => hide(&mut text, inline.range, range.start),
            InlineKind::Name(number, _) | InlineKind::Link(number, _) => {
                references.push((inline.range.start, number));
            }
            _ => {}
        });
        let plain = builder.plain(content).trim().into();
        Value { range, plain, text, is_led, references }
    }
}

/// Visits inlines and those in them.
fn survey<'a>(content: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    let mut rest: Vec<&Inline> = content.iter().rev().collect();
    while let Some(inline) = rest.pop() {
        visit(inline);
        if let InlineKind::Strong(inner)
        | InlineKind::Emphasis(inner)
        | InlineKind::Strikethrough(inner) = &inline.kind
        {
            rest.extend(inner.iter().rev());
        }
    }
}

/// Puts letters where code stands, so that nothing in it is read.
fn hide(text: &mut String, code: TextRange, start: u32) {
    let (from, to) = (code.start.saturating_sub(start), code.end.saturating_sub(start));
    let (from, to) = (from as usize, to as usize);
    if from < to && text.is_char_boundary(from) && text.is_char_boundary(to) {
        text.replace_range(from..to, &"x".repeat(to - from));
    }
}

/// Reads a label, if it is a branch.
pub(super) fn of_label(builder: &Builder<'_>, labelled: &Labelled, step: usize) -> Option<Draft> {
    let kind = match labelled.label {
        Label::If => BranchKind::If,
        Label::IfNot => BranchKind::IfNot,
        Label::Otherwise => BranchKind::Otherwise,
        Label::Then => BranchKind::Then,
        _ => return None,
    };
    let (mut range, mut said) = (labelled.word, builder.text(labelled.word));
    if let Some(condition) = said.get(3..).filter(|_| kind == BranchKind::If) {
        said = condition.trim();
        range = TextRange { start: range.end - said.len() as u32, ..range };
    }
    Some(Draft {
        step,
        at: labelled.word.start,
        kind,
        answer: plain(said),
        range,
        value: Value::of(builder, &labelled.value, labelled.word.end),
        body: None,
    })
}

/// Reads a bullet below a question, if it is an answer.
pub(super) fn of_item(builder: &Builder<'_>, item: &Item, step: usize) -> Option<Draft> {
    let Some(Block { kind: BlockKind::Plain(content) | BlockKind::Paragraph(content), .. }) =
        item.blocks.first().filter(|_| item.task.is_none())
    else {
        return None;
    };
    let line = answer(content, &builder.source.text)?;
    Some(Draft {
        step,
        at: item.range.start,
        kind: BranchKind::Answer,
        answer: plain(builder.text(line.word)),
        range: line.word,
        value: Value::of(builder, &line.value, line.word.end),
        body: None,
    })
}

/// Takes the marks of code and bold off some words, and makes one line of
/// them.
fn plain(words: &str) -> Box<str> {
    let words = words.replace(['`', '*'], "");
    words.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
