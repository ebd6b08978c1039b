//! The open constructs of a tree being built.

use pulldown_cmark::{BlockQuoteKind, CowStr, LinkType};

use crate::base::TextRange;
use crate::model::document::{Block, Definition, Inline, Item};
use crate::model::table::{Alignment, Cell, Row};

/// A construct that has begun and not ended.
pub(super) struct Frame<'a> {
    pub open: Open<'a>,
    pub range: TextRange,
    pub blocks: Vec<Block>,
    pub inlines: Vec<Inline>,
}

/// Kinds of open constructs.
pub(super) enum Open<'a> {
    /// The page, and constructs nested so deep that they lose their mark.
    Root,
    Paragraph,
    Heading {
        level: u8,
        id: Option<CowStr<'a>>,
        /// Names of other attributes.
        others: Vec<CowStr<'a>>,
    },
    Quote(Option<BlockQuoteKind>),
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Item {
        task: Option<bool>,
    },
    Footnote(CowStr<'a>),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Code {
        info: CowStr<'a>,
        text: String,
    },
    Html {
        text: String,
        pieces: Vec<(usize, usize)>,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Cell>,
        rows: Vec<Row>,
    },
    Row {
        head: bool,
        cells: Vec<Cell>,
    },
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Link {
        kind: LinkType,
        destination: CowStr<'a>,
        title: CowStr<'a>,
        label: CowStr<'a>,
    },
    Image {
        kind: LinkType,
        destination: CowStr<'a>,
        title: CowStr<'a>,
        label: CowStr<'a>,
    },
    /// A safe HTML element around blocks.
    BlockElement(OpenElement),
    /// A safe HTML element around text.
    InlineElement(OpenElement),
    /// An element that goes with its content.
    Removed(String),
}

/// A safe element that has begun.
pub(super) struct OpenElement {
    pub tag: &'static str,
    pub attributes: Vec<(&'static str, Box<str>)>,
    pub reference: Option<u32>,
}

impl Open<'_> {
    /// Tells whether the construct holds text and not blocks.
    pub fn is_inline(&self) -> bool {
        matches!(
            self,
            Open::Emphasis
                | Open::Strong
                | Open::Strikethrough
                | Open::Link { .. }
                | Open::Image { .. }
                | Open::InlineElement(_)
        )
    }

    /// Returns the HTML element this is, if it is one.
    pub fn element(&self) -> Option<&str> {
        match self {
            Open::BlockElement(element) | Open::InlineElement(element) => Some(element.tag),
            Open::Removed(tag) => Some(tag),
            _ => None,
        }
    }
}

/// Keeps a list in no more memory than it needs: an allocator asked to make
/// a list shorter may keep twice as much.
pub(super) fn exact<T>(mut items: Vec<T>) -> Box<[T]> {
    let mut kept = Vec::with_capacity(items.len());
    kept.append(&mut items);
    kept.into()
}

impl<'a> Frame<'a> {
    pub fn new(open: Open<'a>, range: TextRange) -> Frame<'a> {
        Frame { open, range, blocks: Vec::new(), inlines: Vec::new() }
    }
}
