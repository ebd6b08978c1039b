//! The part of a file that a problem is shown with: whole lines, or a window
//! on a line that is too long to be read.
//!
//! However long a file and its lines are, an excerpt is short and found
//! without looking at more than what is near it.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::TextRange;

/// A line of so many bytes is shown as a whole.
const LONGEST_LINE: usize = 600;

/// So many bytes from the first place to the last are shown together.
const MOST_TOGETHER: usize = 4_000;

/// So many columns of a long line are shown before a place.
const BEFORE: usize = 40;

/// So many columns of a long line are shown from the start of a place on.
const AFTER: usize = 80;

/// What stands where a line is cut.
const CUT: &str = "…";

/// A part of a file.
pub(super) struct Excerpt<'a> {
    /// What is shown.
    pub text: Cow<'a, str>,
    /// Which bytes of the file these are.
    bytes: Range<usize>,
    /// Where the first of them stands in `text`.
    lead: usize,
}

impl<'a> Excerpt<'a> {
    /// Cuts out what shows `range` of a file: its lines, or, where these are
    /// too long, the line it begins in around its start.
    pub fn around(text: &'a str, range: TextRange) -> Excerpt<'a> {
        Excerpt::lines(text, range).unwrap_or_else(|| Excerpt::window(text, range.start as usize))
    }

    /// Cuts out all lines of `range`; `None` if that is too much.
    pub fn lines(text: &'a str, range: TextRange) -> Option<Excerpt<'a>> {
        let (start, end) = (range.start as usize, range.end as usize);
        if MOST_TOGETHER < range.len() {
            return None;
        }
        let low = text.floor_char_boundary(start.saturating_sub(LONGEST_LINE + 1));
        let from = match text.get(low..start)?.rfind('\n') {
            Some(at) => low + at + 1,
            None if low == 0 => 0,
            None => return None,
        };
        let high = text.ceil_char_boundary(end + LONGEST_LINE + 1);
        let to = match text.get(end..high)?.find('\n') {
            Some(at) => end + at,
            None if high == text.len() => high,
            None => return None,
        };
        let lines = text.get(from..to)?;
        let lines = lines.strip_suffix('\r').unwrap_or(lines);
        let are_short = lines.split('\n').all(|line| line.len() <= LONGEST_LINE);
        let bytes = from..from + lines.len();
        are_short.then_some(Excerpt { text: Cow::Borrowed(lines), bytes, lead: 0 })
    }

    /// Cuts out what stands around byte `at` in its line.
    fn window(text: &'a str, at: usize) -> Excerpt<'a> {
        let (before, after) = text.split_at(text.floor_char_boundary(at));
        let (length, is_cut_before) = fitting(before.chars().rev(), BEFORE);
        let from = before.len() - length;
        let (length, is_cut_after) = fitting(after.chars(), AFTER);
        let to = before.len() + length;
        let shown = text.get(from..to).unwrap_or_default();
        let shown = if is_cut_after { shown } else { shown.strip_suffix('\r').unwrap_or(shown) };
        let first = if is_cut_before { CUT } else { "" };
        let last = if is_cut_after { CUT } else { "" };
        Excerpt {
            text: Cow::Owned(format!("{first}{shown}{last}")),
            bytes: from..from + shown.len(),
            lead: first.len(),
        }
    }

    /// Returns the first byte of the file that is shown.
    pub fn start(&self) -> usize {
        self.bytes.start
    }

    /// Tells whether all of `range` is shown.
    pub fn holds(&self, range: TextRange) -> bool {
        self.bytes.start <= range.start as usize && range.end as usize <= self.bytes.end
    }

    /// Returns where in `text` a range of the file is, as far as it is shown.
    pub fn place(&self, range: TextRange) -> Range<usize> {
        let within = |at: u32| {
            let at = (at as usize).clamp(self.bytes.start, self.bytes.end);
            self.text.floor_char_boundary(at - self.bytes.start + self.lead)
        };
        within(range.start)..within(range.end)
    }
}

/// Returns how many bytes of the characters of a line fit into so many
/// columns, and whether more of the line follows.
fn fitting(line: impl Iterator<Item = char>, columns: usize) -> (usize, bool) {
    let (mut length, mut room) = (0, columns);
    for character in line.take_while(|character| *character != '\n') {
        let Some(left) = room.checked_sub(columns_of(character)) else { return (length, true) };
        room = left;
        length += character.len_utf8();
    }
    (length, false)
}

/// Returns the most columns a character can take.
fn columns_of(character: char) -> usize {
    match character {
        '\t' => 4,
        character if character.is_ascii() => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str, part: &str) -> TextRange {
        let at = text.find(part).unwrap();
        TextRange::new(at, at + part.len())
    }

    /// Shows an excerpt with `[` and `]` around the place.
    fn show(text: &str, part: &str) -> String {
        let range = range(text, part);
        let excerpt = Excerpt::around(text, range);
        let place = excerpt.place(range);
        let (before, rest) = excerpt.text.split_at(place.start);
        let (inside, after) = rest.split_at(place.len());
        format!("{before}[{inside}]{after}")
    }

    #[test]
    fn short_lines_are_whole() {
        assert_eq!(show("a\nb Ü c\nd", "Ü"), "b [Ü] c");
        assert_eq!(show("a\r\nb Ü\r\nd", "Ü"), "b [Ü]");
        assert_eq!(show("a\r\nb\r\nc\r\nd", "b\r\nc"), "[b\r\nc]");
        assert_eq!(show("a\nb\n", "b\n"), "[b\n]");
        let line = "x".repeat(LONGEST_LINE - 1);
        assert_eq!(show(&format!("{line}a\nb"), "a"), format!("{line}[a]"));
    }

    #[test]
    fn long_lines_are_windows() {
        let (long, wide) = ("x".repeat(LONGEST_LINE), "€".repeat(LONGEST_LINE));
        let (left, right) = ("x".repeat(BEFORE), "x".repeat(AFTER - 1));
        let (wide_left, wide_right) = ("€".repeat(BEFORE / 2), "€".repeat(AFTER / 2 - 1));
        for (text, wanted) in [
            (format!("b\n{long}a{long}\nb"), format!("…{left}[a]{right}…")),
            (format!("b\r\na{long}\r\nb"), format!("[a]{right}…")),
            (format!("b\r\n{long}a\r\nb"), format!("…{left}[a]")),
            (format!("{long}a"), format!("…{left}[a]")),
            (format!("{wide}a{wide}"), format!("…{wide_left}[a]{wide_right}…")),
            (format!("{long}\t\ta{long}"), format!("…{}\t\t[a]{right}…", "x".repeat(BEFORE - 8))),
        ] {
            assert_eq!(show(&text, "a"), wanted);
        }
    }

    #[test]
    fn a_long_place_is_shown_by_its_start() {
        let long = "y".repeat(LONGEST_LINE);
        assert_eq!(show(&format!("a {long} b"), &long), format!("a [{}]…", "y".repeat(AFTER)));
        let lines = "line\n".repeat(MOST_TOGETHER);
        assert_eq!(show(&format!("a {lines}"), &lines), "a [line]");
        assert_eq!(show(&format!("a\nb {long}\nc"), &format!("a\nb {long}")), "[a]");
    }

    #[test]
    fn places_beyond_the_text_do_no_harm() {
        for (start, end) in [(1, 2), (2, 90), (90, 91), (0, u32::MAX as usize)] {
            let range = TextRange::new(start, end);
            let excerpt = Excerpt::around("€", range);
            assert!(excerpt.place(range).end <= excerpt.text.len());
        }
    }
}
