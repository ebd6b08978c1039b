//! Lists that put pages in an order a reader follows: the section "Next
//! steps" of a page, and the areas of a process.
//!
//! Authors keep the first by hand: a link where the page exists, italics
//! where it does not, and the words "the article you're currently reading"
//! for the page itself. `stages/parse/sequence.rs` reads both; what an entry
//! leads to is said by the target of its reference.

use crate::base::TextRange;

/// A list of pages in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sequence {
    /// What it lists.
    pub kind: SequenceKind,
    /// The text of the heading it stands below.
    pub heading: TextRange,
    /// Its entries as they are read, nested ones after the one they belong to.
    pub entries: Box<[Entry]>,
    /// Whether an entry is in italics or is the page itself: such a list is
    /// kept to show where a reader is.
    pub marked: bool,
}

/// What a sequence lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SequenceKind {
    /// Where a reader goes on from this page.
    NextSteps,
    /// The areas of the process the page is about.
    Areas,
}

/// An entry of a sequence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Where its list item begins in the source.
    pub item: u32,
    /// The text that names it.
    pub place: TextRange,
    /// How many entries it is nested in.
    pub depth: u16,
    /// Its name without markup.
    pub name: Box<str>,
    /// What its author wrote.
    pub state: EntryState,
}

/// What the author of an entry wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryState {
    /// A link or a `[[name]]`: the number of its reference.
    Linked(u32),
    /// A name in italics or bold: the number of its reference.
    Named(u32),
    /// The page itself.
    Current,
    /// Text.
    Plain,
}

impl Entry {
    /// Returns the number of its reference, if it has one.
    pub fn reference(&self) -> Option<u32> {
        match self.state {
            EntryState::Linked(number) | EntryState::Named(number) => Some(number),
            EntryState::Current | EntryState::Plain => None,
        }
    }
}

/// A list the site makes where a page has a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Generated {
    /// `[[_SEQUENCE_]]`: the pages of the process or folder, in order.
    Sequence,
    /// `[[_CHILDREN_]]`: the pages below this one.
    Children,
    /// `[[_PLANNED_]]`: the planned pages this one asks for.
    Planned,
    /// `[[_BACKLINKS_]]`: the pages that link here.
    Backlinks,
    /// `[[_DUTIES_]]`: what the role must do whose page this is.
    Duties,
    /// `[[_READINESS_]]`: how far the gates of the checklists are that belong
    /// to this page.
    Readiness,
    /// `[[_COVERAGE_]]`: who is there in which hours, as a charter says.
    Coverage,
    /// `[[_MATRIX_]]`: which role learns what, with the holes.
    Matrix,
    /// `[[_CALENDAR_]]`: what is done again, by month and as a list.
    Calendar,
}

impl Generated {
    /// Returns what a mark stands for.
    pub fn from_mark(mark: &str) -> Option<Generated> {
        match mark {
            "_SEQUENCE_" => Some(Generated::Sequence),
            "_CHILDREN_" => Some(Generated::Children),
            "_PLANNED_" => Some(Generated::Planned),
            "_BACKLINKS_" => Some(Generated::Backlinks),
            "_DUTIES_" => Some(Generated::Duties),
            "_READINESS_" => Some(Generated::Readiness),
            "_COVERAGE_" => Some(Generated::Coverage),
            "_MATRIX_" => Some(Generated::Matrix),
            "_CALENDAR_" => Some(Generated::Calendar),
            _ => None,
        }
    }
}
