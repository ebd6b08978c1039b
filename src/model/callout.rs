//! Callouts: text that stands out, such as `> [!NOTE]`.

use crate::model::tree::{Blocks, Inlines};

/// A callout.
#[derive(Clone, Debug)]
pub struct Callout {
    /// Which look it has.
    pub kind: CalloutKind,
    /// The word in the marker as written.
    pub word: Box<str>,
    /// The title on the marker's line, if any.
    pub title: Inlines,
    /// Its content.
    pub blocks: Blocks,
}

/// The looks of callouts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalloutKind {
    /// For information.
    Note,
    /// A better way.
    Tip,
    /// Needed to succeed.
    Important,
    /// Needs attention now.
    Warning,
    /// Something bad can happen.
    Caution,
    /// Any other word, which becomes the title.
    Other,
}

/// Writes the word of a marker as a title: `EXAMPLE` as `Example`.
pub fn capitalised(word: &str) -> String {
    let lower = word.to_lowercase().replace(['-', '_'], " ");
    let mut letters = lower.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
