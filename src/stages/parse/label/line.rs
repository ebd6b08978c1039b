//! One line as a label and its value.
//!
//! `Owner: x`, `**Owner:** x` and `*Owner*: x` are equal. The label lies in
//! one piece of text, or in one in bold or italics and what follows it, so
//! that `Owner\: x`, which Markdown gives as two pieces, is prose.

use crate::base::TextRange;
use crate::model::document::{Inline, InlineKind};

/// A line that begins with words and a colon.
pub(in crate::stages::parse) struct Line {
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
    let at = colon(text)?;
    let after = text.get(at + 1..)?;
    let word = TextRange::new(0, at).shifted(range.start);
    let word = trimmed(word, source);
    let begins = word.of(source).chars().next().is_some_and(char::is_alphanumeric);
    let value = text.len() - after.trim_start().len();
    begins.then(|| (word, TextRange::new(value, text.len()).shifted(range.start)))
}

/// Finds the first colon that white space or nothing follows.
fn colon(text: &str) -> Option<usize> {
    let ends = |at: &usize| {
        let after = text.get(at + 1..).unwrap_or_default();
        after.is_empty() || after.starts_with(char::is_whitespace)
    };
    text.match_indices(':').map(|(at, _)| at).find(ends)
}

/// Splits a line whose words before the colon have code or other marks among
/// them: `` If the log says `x y`: go to step 5 ``.
pub(super) fn split_marked(line: &[Inline], source: &str) -> Option<Line> {
    let (first, rest) = line.split_first()?;
    if let InlineKind::Strong(inner) | InlineKind::Emphasis(inner) = &first.kind
        && let Some(Inline { range, kind: InlineKind::Text }) = inner.last()
        && range.of(source).ends_with(':')
    {
        let word = TextRange { start: inner.first()?.range.start, end: range.end - 1 };
        return Some(Line { word: trimmed(word, source), value: rest.to_vec() });
    }
    at_mark(line, source, |text, is_last| {
        let at = colon(text).filter(|at| at + 1 < text.len() || is_last)?;
        Some((at, 1))
    })
}

/// Splits a line at its arrow: `Yes -> go to step 5`.
pub(super) fn split_arrow(line: &[Inline], source: &str) -> Option<Line> {
    at_mark(line, source, |text, _| {
        let found = ["->", "→"].into_iter().filter_map(|arrow| Some((text.find(arrow)?, arrow)));
        let (at, arrow) = found.min()?;
        let before = text.get(..at).unwrap_or_default();
        (!before.ends_with(['-', '='])).then_some((at, arrow.len()))
    })
}

/// Splits a line at the first mark that `find` knows in a text of it, with
/// where it stands and how long it is. What `\` stands before is no mark.
fn at_mark(
    line: &[Inline],
    source: &str,
    find: impl Fn(&str, bool) -> Option<(usize, usize)>,
) -> Option<Line> {
    let start = line.first()?.range.start;
    for (index, inline) in line.iter().enumerate() {
        let text = inline.range.of(source);
        if !matches!(inline.kind, InlineKind::Text) {
            continue;
        }
        let Some((at, length)) = find(text, index + 1 == line.len()) else { continue };
        let place = inline.range.start as usize + at;
        let before = source.get(..place).unwrap_or_default();
        if before.ends_with('\\') {
            continue;
        }
        let word = trimmed(TextRange { start, end: place as u32 }, source);
        let after = TextRange { start: (place + length) as u32, end: inline.range.end };
        let rest = line.get(index + 1..).unwrap_or_default();
        return (!word.is_empty()).then(|| Line { word, value: with_rest(after, rest) });
    }
    None
}

/// Longer words before a colon, in bytes, are a sentence and no answer.
const LONGEST: usize = 120;

/// Reads `answer: value` and `answer -> value`.
pub(in crate::stages::parse) fn answer(content: &[Inline], source: &str) -> Option<Line> {
    let line = split(content, source)
        .or_else(|| split_marked(content, source))
        .or_else(|| split_arrow(content, source))
        .filter(|line| line.word.end - line.word.start <= LONGEST as u32)?;
    Some(Line { value: trim(line.value, source), ..line })
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
