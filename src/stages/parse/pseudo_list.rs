//! Lines that look like items of a list and are none: `a.`, `ii.`, `c)`.
//!
//! Markdown counts with digits only, so such lines run together. One letter
//! is weak evidence (`e.g.`, initials, a wrapped sentence), so a line counts
//! where it begins a row or stands beside its neighbour in one.

use super::builder::Builder;
use crate::base::{Code, TextRange};
use crate::model::document::{Block, BlockKind, Inline, InlineKind};
use crate::model::walk::walk;

/// So many marks before and after a mark are searched for its neighbours.
const NEAR: usize = 8;

/// What a line begins with.
struct Mark {
    /// Letters with the point or parenthesis after them.
    range: TextRange,
    letters: String,
    /// Whether the text after it begins with another abbreviated letter, as
    /// in `a. m.`.
    abbreviates: bool,
}

/// Reports the lines of a text that look like items and are none.
pub(super) fn report(builder: &mut Builder<'_>, body: &[Block]) {
    let mut marks = Vec::new();
    walk(body, &mut |block| {
        if let BlockKind::Paragraph(content) | BlockKind::Plain(content) = &block.kind {
            lines(builder, content, &mut marks);
        }
    });
    let mut accepted: Vec<bool> = Vec::with_capacity(marks.len());
    for at in 0..marks.len() {
        accepted.push(is_item(&marks, &accepted, at));
    }
    for (mark, _) in marks.iter().zip(accepted).filter(|(_, accepted)| *accepted) {
        let written = builder.text(mark.range);
        let message = format!("`{written}` looks like an item of a list and is none");
        let help = "write `1.` or `-`; Markdown has no lists with letters";
        builder.report(Code::PSEUDO_LIST, mark.range, message, help);
    }
}

/// Adds the marks at the beginnings of a paragraph's lines.
fn lines(builder: &Builder<'_>, content: &[Inline], marks: &mut Vec<Mark>) {
    let mut begins = true;
    for inline in content {
        if begins && matches!(inline.kind, InlineKind::Text) {
            marks.extend(mark(builder, inline.range));
        }
        begins = matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    }
}

fn mark(builder: &Builder<'_>, range: TextRange) -> Option<Mark> {
    let rest = builder.source.text.get(range.start as usize..)?;
    let length = rest.bytes().take(6).take_while(u8::is_ascii_alphabetic).count();
    let letters = rest.get(..length)?;
    let is_roman = roman(letters).is_some();
    let after = rest.get(length..)?.strip_prefix(['.', ')'])?;
    let text = after.trim_start_matches([' ', '\t', '\u{a0}']);
    let is_mark = length == 1 || is_roman;
    if !is_mark || text.len() == after.len() || text.is_empty() || text.starts_with(['\n', '\r']) {
        return None;
    }
    let start = range.start as usize;
    let mut next = text.chars();
    let abbreviates = next.next().is_some_and(char::is_alphabetic) && next.next() == Some('.');
    let range = TextRange::new(start, start + length + 1);
    Some(Mark { range, letters: letters.into(), abbreviates })
}

/// Tells whether the mark at `at` is one of a row; `accepted` says it of all
/// before.
fn is_item(marks: &[Mark], accepted: &[bool], at: usize) -> bool {
    let Some(mark) = marks.get(at).filter(|mark| !mark.abbreviates) else { return false };
    let before = marks.iter().zip(accepted).rev().take(NEAR);
    let after = marks.iter().skip(at + 1).take(NEAR);
    let is_capital = mark.letters.starts_with(|c: char| c.is_ascii_uppercase());
    if is_capital {
        let continues =
            before.into_iter().any(|(other, accepted)| *accepted && follows(other, mark));
        return continues || mark.letters == "A" && after.into_iter().any(|o| follows(mark, o));
    }
    matches!(&*mark.letters, "a" | "i")
        || before.into_iter().any(|(other, _)| follows(other, mark))
        || after.into_iter().any(|other| follows(mark, other))
}

/// Tells whether `second` comes next after `first` in the alphabet or as a
/// Roman number.
fn follows(first: &Mark, second: &Mark) -> bool {
    let letter = |mark: &Mark| match mark.letters.as_bytes() {
        [letter] => Some(*letter),
        _ => None,
    };
    let next = |(first, second): (u8, u8)| first + 1 == second;
    letter(first).zip(letter(second)).is_some_and(next)
        || roman(&first.letters).zip(roman(&second.letters)).is_some_and(next)
}

/// Reads a small Roman number, below 40.
fn roman(letters: &str) -> Option<u8> {
    let tens = letters.len() - letters.trim_start_matches('x').len();
    let ones = letters.get(tens..)?;
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let ones = ONES.iter().position(|known| *known == ones)?;
    let value = u8::try_from(tens * 10 + ones).ok()?;
    (0 < value && tens < 4).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn reads_roman_numbers() {
        let read = ["i", "iv", "ix", "x", "xiv", "xxxix"].map(roman);
        assert_eq!(read, [1, 4, 9, 10, 14, 39].map(Some));
        assert_eq!(["", "iiii", "xxxx", "vx", "text"].map(roman), [None; 5]);
    }
}
