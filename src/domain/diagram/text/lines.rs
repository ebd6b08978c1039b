//! Dividing a text into lines that fit a width.
//!
//! A line ends at a space, after `/` and after a hyphen inside a word, at a
//! soft hyphen, and between ideographs. A word too long for a line is
//! divided where it is full. Lines are made as equal as they can be without
//! there being more of them.

use super::Font;
use super::advance::{is_ideograph, is_without_width};

/// What can never be read in a drawing is not looked at.
const READ_AT_MOST: usize = 200;
/// No line begins with one of these.
const NOT_FIRST: &str = ")]}>,.;:!?%/»”’…‐–、。〉》」』】〕〗）］｝，．：；！？・ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々％℃";
/// No line ends with one of these.
const NOT_LAST: &str = "([{<«“‘〈《「『【〔〖（［｛＄￥";

/// A text as lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Lines {
    /// What is drawn, from the top.
    pub lines: Vec<String>,
    /// For each line, whether a space stands between it and the next one.
    pub is_spaced: Vec<bool>,
    /// Pixels of the widest of them.
    pub width: i32,
    /// Something did not fit, and an ellipsis stands for it.
    pub is_cut: bool,
}

/// Divides `text` into at most `most` lines that are no wider than `width`
/// pixels.
pub fn break_lines(text: &str, font: Font, width: i32, most: usize) -> Lines {
    let limit = u32::try_from(width).unwrap_or(0).saturating_mul(100);
    let pieces = pieces(text, font);
    let mut lines = fill(&pieces, font, limit);
    let is_cut = most < lines.len() || text.chars().nth(READ_AT_MOST).is_some();
    if is_cut {
        lines.truncate(most.max(1));
        if let Some((last, _)) = lines.last_mut() {
            shorten(last, font, limit);
        }
    } else if 1 < lines.len() {
        lines = evenly(&pieces, font, limit, lines);
    }
    let width = lines.iter().map(|(line, _)| font.width(line)).max().unwrap_or(0);
    let (lines, is_spaced) = lines.into_iter().unzip();
    Lines { lines, is_spaced, width, is_cut }
}

/// A part of a text after which a line may end.
struct Piece<'a> {
    text: &'a str,
    width: u32,
    /// What follows it.
    joint: Joint,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A space, unless the line ends there.
    Space,
    /// A hyphen, if the line ends there.
    SoftHyphen,
    Nothing,
}

fn pieces(text: &str, font: Font) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize, joint| {
        if let Some(text) = text.get(start..end).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text, width: font.hundredths(text), joint });
        }
    };
    let mut letters = text.char_indices().take(READ_AT_MOST).peekable();
    while let Some((at, c)) = letters.next() {
        let end = at + c.len_utf8();
        let next = letters.peek().map(|(_, next)| *next);
        match c {
            ' ' => push(start, at, Joint::Space),
            '\u{AD}' => push(start, at, Joint::SoftHyphen),
            _ if next.is_none() || next.is_some_and(|next| may_end(c, next)) => {
                push(start, end, Joint::Nothing);
            }
            _ => continue,
        }
        start = end;
    }
    pieces
}

/// Returns whether a line may end between two characters without a space.
fn may_end(c: char, next: char) -> bool {
    if next == ' ' || next == '\u{AD}' || is_without_width(next) {
        return false;
    }
    if NOT_FIRST.contains(next) || NOT_LAST.contains(c) {
        return false;
    }
    match c {
        '/' | '-' | '‐' | '–' => next.is_alphabetic(),
        _ => is_ideograph(c) || is_ideograph(next),
    }
}

/// Puts as much into each line as fits.
fn fill(pieces: &[Piece<'_>], font: Font, limit: u32) -> Vec<Line> {
    let mut filling = Filling { font, limit, width: 0, line: String::new(), lines: Vec::new() };
    let mut joint = Joint::Nothing;
    for piece in pieces {
        filling.add(piece, joint);
        joint = piece.joint;
    }
    filling.end_line(Joint::Nothing);
    filling.lines
}

/// A line, and whether a space stands after it.
type Line = (String, bool);

/// Lines, and the one that is being filled.
struct Filling {
    font: Font,
    limit: u32,
    width: u32,
    line: String,
    lines: Vec<Line>,
}

impl Filling {
    fn add(&mut self, piece: &Piece<'_>, joint: Joint) {
        let space = match joint {
            Joint::Space if !self.line.is_empty() => self.font.advance(' '),
            _ => 0,
        };
        let hyphen = match piece.joint {
            Joint::SoftHyphen => self.font.advance('-'),
            _ => 0,
        };
        let needed = self.width.saturating_add(space).saturating_add(piece.width);
        if !self.line.is_empty() && self.limit < needed.saturating_add(hyphen) {
            if joint == Joint::SoftHyphen {
                self.line.push('-');
            }
            self.end_line(joint);
        } else if 0 < space {
            self.line.push(' ');
            self.width += space;
        }
        piece.text.chars().for_each(|c| self.push(c));
    }

    /// Appends a character; a line that is full ends before it, within a
    /// word with a hyphen.
    fn push(&mut self, c: char) {
        let advance = self.font.advance(c);
        if 0 < advance && self.limit < self.width.saturating_add(advance) {
            let carried = self.hyphenate(c);
            self.end_line(Joint::Nothing);
            self.width = self.font.hundredths(&carried);
            self.line = carried;
        }
        self.line.push(c);
        self.width = self.width.saturating_add(advance);
    }

    /// Ends a full line within a word with a hyphen. Returns the letters that
    /// have no room beside it.
    fn hyphenate(&mut self, next: char) -> String {
        let hyphen = self.font.advance('-');
        let mut carried = Vec::new();
        let (mut line, mut width) = (self.line.clone(), self.width);
        while hyphenates(line.chars().next_back(), carried.last().copied().unwrap_or(next)) {
            if width.saturating_add(hyphen) <= self.limit {
                line.push('-');
                self.line = line;
                return carried.iter().rev().collect();
            }
            let Some(c) = line.pop() else { break };
            width = width.saturating_sub(self.font.advance(c));
            carried.push(c);
        }
        String::new()
    }

    fn end_line(&mut self, joint: Joint) {
        if !self.line.is_empty() {
            self.lines.push((std::mem::take(&mut self.line), joint == Joint::Space));
        }
        self.width = 0;
    }
}

/// Returns whether a hyphen may stand between two letters: not at the edge of
/// a word, and not in a script that has none.
fn hyphenates(before: Option<char>, after: char) -> bool {
    let is_letter = |c: char| {
        matches!(u32::from(c), 0x41..=0x24F | 0x370..=0x52F | 0x1E00..=0x1FFF) && c.is_alphabetic()
    };
    before.is_some_and(is_letter) && is_letter(after)
}

/// Returns how wide the longest part is that need not be divided, in pixels.
pub fn longest_part(text: &str, font: Font) -> i32 {
    let hyphen = font.advance('-');
    let widest = pieces(text, font).iter().map(|piece| piece.width + hyphen).max().unwrap_or(0);
    i32::try_from(widest.div_ceil(100)).unwrap_or(i32::MAX)
}

/// Ends a line with an ellipsis that still fits.
fn shorten(line: &mut String, font: Font, limit: u32) {
    let mut width = font.hundredths(line).saturating_add(font.advance('…'));
    while limit < width {
        let Some(c) = line.pop() else { break };
        width = width.saturating_sub(font.advance(c));
    }
    line.truncate(line.trim_end_matches([' ', ',', '.', '-', '/']).len());
    line.push('…');
}

/// Fills lines anew with the least width that needs no more of them.
fn evenly(pieces: &[Piece<'_>], font: Font, limit: u32, widest: Vec<Line>) -> Vec<Line> {
    // Below this a word would be divided that need not be.
    let (mut low, mut high) = (pieces.iter().map(|piece| piece.width).max().unwrap_or(0), limit);
    let mut best = widest;
    while low < high {
        let middle = low + (high - low) / 2;
        let lines = fill(pieces, font, middle);
        if lines.len() <= best.len() {
            high = middle;
            best = lines;
        } else {
            low = middle + 1;
        }
    }
    best
}
