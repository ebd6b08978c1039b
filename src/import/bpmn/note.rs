//! What a flow has no place for, with its place in the file.

use std::collections::BTreeMap;

/// Something of a file that a flow says in another way, or not at all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Note {
    /// The byte of the file where it stands.
    pub at: usize,
    /// What becomes of it, as a lower-case phrase.
    pub message: String,
}

impl Note {
    /// Returns line and column of its place, from 1; a column is a character.
    pub fn place(&self, text: &str) -> (usize, usize) {
        let mut at = self.at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = text.get(..at).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before.get(line..).unwrap_or_default().chars().count() + 1;
        (before.matches('\n').count() + 1, column)
    }
}

/// Notes as they are found. What is said of many elements is said once.
#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    /// The first place and the number of what is said once.
    counted: BTreeMap<&'static str, (usize, usize)>,
}

impl Notes {
    /// Adds a note about one element.
    pub(super) fn add(&mut self, at: usize, message: impl Into<String>) {
        self.notes.push(Note { at, message: message.into() });
    }

    /// Adds a note that may hold for many elements.
    pub(super) fn count(&mut self, at: usize, message: &'static str) {
        self.counted.entry(message).or_insert((at, 0)).1 += 1;
    }

    /// Returns all notes in the order of their places.
    pub(super) fn finish(&mut self) -> Vec<Note> {
        let mut notes = std::mem::take(&mut self.notes);
        for (message, (at, count)) in std::mem::take(&mut self.counted) {
            let message = match count {
                1 => message.to_string(),
                2 => format!("{message} (here and once more)"),
                count => format!("{message} (here and {} times more)", count - 1),
            };
            notes.push(Note { at, message });
        }
        notes.sort();
        notes
    }
}
