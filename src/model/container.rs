//! Constructs that hold blocks or stand for something else: tabs, columns,
//! details, includes, pictures with attributes.

use crate::model::document::{Blocks, CalloutKind, Code, Inlines};

/// One of several panels.
#[derive(Clone, Debug)]
pub struct Tab {
    /// What its handle says.
    pub title: Inlines,
    /// What is chosen with it: tabs with equal keys switch together on all
    /// pages.
    pub key: Box<str>,
    /// Its id in the page, if a heading gave it one.
    pub id: Option<Box<str>>,
    /// The key of another group that must be chosen for it to be shown.
    pub condition: Option<Box<str>>,
    /// Its content.
    pub blocks: Blocks,
}

/// One of several blocks side by side.
#[derive(Clone, Debug)]
pub struct Column {
    /// How many columns wide it is.
    pub span: u8,
    /// Its content.
    pub blocks: Blocks,
}

/// Text that is closed until a reader opens it.
#[derive(Clone, Debug)]
pub struct Details {
    /// What is shown while it is closed.
    pub title: Inlines,
    /// Whether it is open at first.
    pub open: bool,
    /// The look, where it is a callout too, and the word it was chosen by.
    pub callout: Option<(CalloutKind, Box<str>)>,
    /// Its content.
    pub blocks: Blocks,
}

/// Blocks with a look or a condition of their own.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// Its content.
    pub blocks: Blocks,
}

/// Kinds of groups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GroupKind {
    /// Nothing but a group.
    Plain,
    /// One column of a row.
    Column(u8),
    /// A link to what comes next.
    NextStep,
    /// Pictures have a border.
    Bordered,
    /// Only for readers with this choice, such as a programming language.
    Zone(Box<str>),
    /// Only for these versions.
    Version(Box<str>),
    /// A picture with its long description.
    Described,
}

/// Another file that stands in a place.
#[derive(Clone, Debug)]
pub struct Include {
    /// The number of its reference.
    pub reference: u32,
    /// The code block it is shown as, without its text; `None` for Markdown.
    pub code: Option<Box<Code>>,
    /// First and last line of each run that is taken, from 1; all if none.
    pub lines: Box<[(u32, u32)]>,
    /// The named part that is taken.
    pub region: Option<Box<str>>,
}

/// A picture with what Microsoft Learn lets authors say of it.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The number of the reference to the file.
    pub source: u32,
    /// What it says to those who cannot see it.
    pub alt: Box<str>,
    /// The number of the reference to the picture that is shown large.
    pub large: Option<u32>,
    /// The number of the reference of the link around it.
    pub link: Option<u32>,
    /// Whether it is an icon, which is decoration.
    pub icon: bool,
    /// Whether it has a border.
    pub border: bool,
}
