//! One line as a label and its value.
//!
//! `Owner: x`, `**Owner:** x` and `*Owner*: x` are equal. The label lies in
//! one piece of text, or in one in bold or italics and what follows it, so
//! that `Owner\: x`, which Markdown gives as two pieces, is prose.

use crate::base::TextRange;
use crate::model::document::{Inline, InlineKind};

/// A line that begins with words and a colon.
pub(super) struct Line {
    /// The words, without the colon.
    pub word: TextRange,
    /// What follows.
    pub value: Vec<Inline>,
}

/// Takes a line apart; `None` if no words and colon begin it.
pub(super) fn split(line: &[Inline], source: &str) -> Option<Line> {
    let (first, rest) = line.split_first()?;
    match &first.kind {
        InlineKind::Text => {
            let (word, value) = at_colon(first.range, source)?;
            let is_word = value.is_empty() && !rest.is_empty();
            let ends_with_space = first.range.of(source).ends_with(char::is_whitespace);
            // In `a:b` nothing is labelled, nor in `` a:`b` ``.
            (!is_word || ends_with_space).then(|| Line { word, value: with_rest(value, rest) })
        }
        InlineKind::Strong(content) | InlineKind::Emphasis(content) => {
            let inner = sole_text(content)?;
            match at_colon(inner, source) {
                Some((word, value)) if value.is_empty() => {
                    let begins = match rest.first() {
                        Some(Inline { range, kind: InlineKind::Text }) => {
                            range.of(source).starts_with(char::is_whitespace)
                        }
                        Some(_) => false,
                        None => true,
                    };
                    let nothing = TextRange { start: word.end, end: word.end };
                    begins.then(|| Line { word, value: with_rest(nothing, rest) })
                }
                Some(_) => None,
                None => behind(inner, rest, source),
            }
        }
        _ => None,
    }
}

/// Reads `*Owner*: x`, whose colon stands behind the words.
fn behind(word: TextRange, rest: &[Inline], source: &str) -> Option<Line> {
    let (next, rest) = rest.split_first()?;
    if !matches!(next.kind, InlineKind::Text) || !next.range.of(source).starts_with(':') {
        return None;
    }
    let value = TextRange { start: next.range.start + 1, end: next.range.end };
    let text = value.of(source);
    let is_labelled = text.starts_with(char::is_whitespace) || text.is_empty() && rest.is_empty();
    is_labelled.then(|| Line { word: trimmed(word, source), value: with_rest(value, rest) })
}

/// Splits text at its first colon, if white space or nothing follows.
fn at_colon(range: TextRange, source: &str) -> Option<(TextRange, TextRange)> {
    let text = range.of(source);
    let at = text.find(':')?;
    let after = text.get(at + 1..)?;
    let word = TextRange::new(0, at).shifted(range.start);
    let word = trimmed(word, source);
    let begins = word.of(source).chars().next().is_some_and(char::is_alphanumeric);
    let is_label = begins && (after.is_empty() || after.starts_with(char::is_whitespace));
    let value = text.len() - after.trim_start().len();
    is_label.then(|| (word, TextRange::new(value, text.len()).shifted(range.start)))
}

/// Returns the only text of something in bold or italics, or both.
fn sole_text(content: &[Inline]) -> Option<TextRange> {
    match content {
        [Inline { range, kind: InlineKind::Text }] => Some(*range),
        [Inline { kind: InlineKind::Strong(inner) | InlineKind::Emphasis(inner), .. }] => {
            match &**inner {
                [Inline { range, kind: InlineKind::Text }] => Some(*range),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Puts a text before inlines, and takes white space off both ends.
fn with_rest(text: TextRange, rest: &[Inline]) -> Vec<Inline> {
    let mut value = Vec::with_capacity(rest.len() + 1);
    if !text.is_empty() {
        value.push(Inline { range: text, kind: InlineKind::Text });
    }
    value.extend_from_slice(rest);
    value
}

/// Takes white space off both ends of a value.
pub(super) fn trim(mut value: Vec<Inline>, source: &str) -> Vec<Inline> {
    let is_blank = |inline: &Inline| match inline.kind {
        InlineKind::Text => inline.range.of(source).trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    };
    let blank = value.iter().take_while(|inline| is_blank(inline)).count();
    value.drain(..blank);
    while value.last().is_some_and(is_blank) {
        value.pop();
    }
    if let Some(Inline { range, kind: InlineKind::Text }) = value.first_mut() {
        let text = range.of(source);
        range.start += (text.len() - text.trim_start().len()) as u32;
    }
    if let Some(Inline { range, kind: InlineKind::Text }) = value.last_mut() {
        *range = TextRange { end: trimmed(*range, source).end, ..*range };
    }
    value
}

/// Takes white space off both ends of a range.
pub(super) fn trimmed(range: TextRange, source: &str) -> TextRange {
    let text = range.of(source);
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len().max(start);
    TextRange::new(start, end).shifted(range.start)
}
