//! Text in a drawing: how wide it is, and where a line of it ends.
//!
//! Widths are known without a font, in whole hundredths of a pixel, so that
//! a drawing is the same on every machine. They are never too small for the
//! fonts of the table; where a text nearly fills its box its length is fixed
//! besides, so that it cannot leave the box in any other.

mod advance;
mod lines;

pub use advance::leads_left;
pub use lines::{Lines, break_lines, longest_part};

/// How large letters are, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Font {
    /// Pixels of an em.
    pub size: u16,
    /// How heavy they are.
    pub weight: Weight,
}

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// As running text.
    Regular,
    /// Bolder, and by a tenth wider.
    Bold,
}

/// The words of a node.
pub const WORDS: Font = Font { size: 14, weight: Weight::Regular };
/// The number of a step.
pub const NUMBER: Font = Font { size: 14, weight: Weight::Bold };
/// What stands beside a line, and who does a step.
pub const NOTE: Font = Font { size: 13, weight: Weight::Regular };
/// The name of a lane above its strip.
pub const HEADING: Font = Font { size: 13, weight: Weight::Bold };

impl Font {
    /// Returns how far `c` advances, in hundredths of a pixel.
    fn advance(self, c: char) -> u32 {
        let width = u32::from(advance::advance(c)) * u32::from(self.size);
        match self.weight {
            Weight::Regular => width,
            Weight::Bold => width * 11 / 10,
        }
    }

    /// Returns how wide `text` is, in hundredths of a pixel.
    fn hundredths(self, text: &str) -> u32 {
        text.chars().fold(0, |sum: u32, c| sum.saturating_add(self.advance(c)))
    }

    /// Returns how wide `text` is, in pixels, rounded up.
    pub fn width(self, text: &str) -> i32 {
        i32::try_from(self.hundredths(text).div_ceil(100)).unwrap_or(i32::MAX)
    }

    /// Returns how far apart the feet of two lines are, in pixels.
    pub fn line_height(self) -> i32 {
        i32::from(self.size) + 4
    }
}

/// Returns `text` as it can be drawn: one line, its spaces single, without
/// control characters and without marks that turn the direction of letters.
pub fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}' {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !is_hidden(c) {
            clean.push(c);
        }
    }
    clean.truncate(clean.trim_end().len());
    clean
}

/// Returns whether `c` must not reach a drawing: controls, which XML does not allow, marks
/// of direction, which would turn the words after them, and non-characters.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x200E | 0x200F | 0x061C | 0x202A..=0x202E | 0x2066..=0x2069 | 0xFEFF
            | 0xFFF9..=0xFFFB | 0xFFFE | 0xFFFF)
}

#[cfg(test)]
mod tests;
