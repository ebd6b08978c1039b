//! The text of a file as a tree: blocks, inlines, and what both hold.
//!
//! A node says which bytes of the source it is; links, pictures and names are
//! numbers of the document's references.

use crate::base::TextRange;
use crate::model::callout::Callout;
use crate::model::card::Card;
use crate::model::container::{Column, Details, Group, Picture, Tab};
use crate::model::label::Labelled;
use crate::model::sequence::Generated;
use crate::model::table::Table;

/// A run of blocks.
pub type Blocks = Box<[Block]>;
/// A run of inlines.
pub type Inlines = Box<[Inline]>;

/// A block with its place.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its bytes in the source.
    pub range: TextRange,
    /// What it is.
    pub kind: BlockKind,
}

/// Kinds of blocks.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Inlines),
    /// Text of a tight list item, a cell or an element: a paragraph without
    /// space around it.
    Plain(Inlines),
    /// A heading.
    Heading(Box<Heading>),
    /// A list.
    List(Box<List>),
    /// A quotation.
    Quote(Blocks),
    /// A callout: `> [!NOTE]`.
    Callout(Box<Callout>),
    /// A code block.
    Code(Box<Code>),
    /// A table.
    Table(Box<Table>),
    /// A definition list.
    Definitions(Box<[Definition]>),
    /// A safe HTML element.
    Element(Box<Element<Blocks>>),
    /// HTML passed through as it is, because the site trusts it.
    Raw(Box<str>),
    /// A thematic break.
    Rule,
    /// `[[_TOC_]]`.
    Contents,
    /// Panels of which a reader chooses one.
    Tabs(Box<[Tab]>),
    /// Blocks side by side.
    Columns(Box<[Column]>),
    /// Text that is closed until a reader opens it.
    Details(Box<Details>),
    /// Blocks with a look or a condition of their own.
    Group(Box<Group>),
    /// Another file in this place: the number of its reference.
    Include(u32),
    /// A video elsewhere: the number of its reference.
    Video(u32),
    /// `[[_SEQUENCE_]]` and other lists the site makes.
    Generated(Generated),
    /// Cards of a landing page.
    Cards(Box<[Card]>),
    /// Labelled lines: what is said of what they stand below.
    Labels(Box<[Labelled]>),
    /// Room for the roles that sign a gate: the numbers of their references.
    Signatures(Box<[u32]>),
    /// The figure of a flow: its index in `Document::flows`.
    Flow(u32),
    /// A construct not supported yet, shown as its source.
    Unsupported,
}

/// An inline with its place.
#[derive(Clone, Debug)]
pub struct Inline {
    /// Its bytes in the source.
    pub range: TextRange,
    /// What it is.
    pub kind: InlineKind,
}

/// Kinds of inlines.
#[derive(Clone, Debug)]
pub enum InlineKind {
    /// Text exactly as in the source.
    Text,
    /// Text that differs from its source: escapes, entities.
    Decoded(Box<str>),
    /// Code.
    Code(Box<str>),
    /// `{{var.name}}`: a value that is kept elsewhere.
    Variable,
    /// `*emphasis*`.
    Emphasis(Inlines),
    /// `**strong**`.
    Strong(Inlines),
    /// `~~struck~~`.
    Strikethrough(Inlines),
    /// A link: the number of its reference, and its text.
    Link(u32, Inlines),
    /// A `[[name]]`: the number of its reference, and its text if written.
    Name(u32, Option<Inlines>),
    /// A picture: the number of its reference, and its text.
    Image(u32, Inlines),
    /// A picture with what Microsoft Learn lets authors say of it.
    Picture(Box<Picture>),
    /// Another file in this place: the number of its reference.
    Include(u32),
    /// A video elsewhere: the number of its reference.
    Video(u32),
    /// A mention of a footnote: its index in `Document::footnotes`.
    Footnote(u32),
    /// A line break in the source.
    SoftBreak,
    /// A line break for the reader.
    HardBreak,
    /// A safe HTML element.
    Element(Box<Element<Inlines>>),
    /// HTML passed through as it is, because the site trusts it.
    Raw(Box<str>),
    /// Something in angle brackets that is no HTML, shown as its source.
    UnknownTag,
    /// A construct not supported yet, shown as its source.
    Unsupported,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id in the page.
    pub id: Box<str>,
    /// The id its whole text gives it, where that is another one: of
    /// `Step 3: Hold the queue`.
    pub other_id: Option<Box<str>>,
    /// Its text.
    pub content: Inlines,
    /// Its bytes in the source.
    pub range: TextRange,
}

/// A list.
#[derive(Clone, Debug)]
pub struct List {
    /// The first number of an ordered list.
    pub start: Option<u64>,
    /// Its items.
    pub items: Box<[Item]>,
}

/// A list item.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its bytes in the source.
    pub range: TextRange,
    /// Its id: written (`{#id}`), or derived for a task or a step of a page
    /// of a kind.
    pub id: Option<Box<str>>,
    /// For a task: whether the author ticked it.
    pub task: Option<bool>,
    /// Its content.
    pub blocks: Blocks,
}

/// A code block.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// The first word of the fence; empty if there is none.
    pub language: Box<str>,
    /// `title="..."`.
    pub title: Option<Box<str>>,
    /// `lines`: whether lines are numbered, and from which number.
    pub numbered_from: Option<u32>,
    /// `{2,4-6}` or `mark="..."`: first and last line of each marked run,
    /// from 1, sorted.
    pub marked: Box<[(u32, u32)]>,
    /// `diff`: whether the first character of a line says added or removed.
    pub diff: bool,
    /// `literal`: whether no values are put into it.
    pub literal: bool,
    /// `guard`: whether readers are asked before they run it.
    pub guard: bool,
    /// The code.
    pub text: Box<str>,
}

/// A term or a definition of a definition list.
#[derive(Clone, Debug)]
pub enum Definition {
    /// What is defined.
    Term(Inlines),
    /// What it means.
    Meaning(Blocks),
}

/// A safe HTML element.
#[derive(Clone, Debug)]
pub struct Element<C> {
    /// Its name, from the list of safe elements.
    pub tag: &'static str,
    /// Its attributes, from the list of safe attributes; values unescaped.
    pub attributes: Box<[(&'static str, Box<str>)]>,
    /// The number of the reference in its `href` or `src`.
    pub reference: Option<u32>,
    /// What it holds.
    pub content: C,
}

/// Returns the text of inlines without markup; `source` is the text of the
/// file they stand in. A name without a text of its own is its name.
pub fn plain_text(inlines: &[Inline], source: &str) -> String {
    let mut text = String::new();
    write_plain(inlines, source, &mut text);
    text
}

fn write_plain(inlines: &[Inline], source: &str, out: &mut String) {
    for inline in inlines {
        let written = inline.range.of(source);
        match &inline.kind {
            InlineKind::Text | InlineKind::UnknownTag | InlineKind::Variable => {
                out.push_str(written)
            }
            InlineKind::Decoded(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link(_, content)
            | InlineKind::Name(_, Some(content))
            | InlineKind::Image(_, content) => write_plain(content, source, out),
            InlineKind::Name(_, None) => {
                out.push_str(written.trim_start_matches('[').trim_end_matches(']'));
            }
            InlineKind::Element(element) => write_plain(&element.content, source, out),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Picture(picture) => out.push_str(&picture.alt),
            InlineKind::Footnote(..)
            | InlineKind::Raw(_)
            | InlineKind::Include(_)
            | InlineKind::Video(_)
            | InlineKind::Unsupported => {}
        }
    }
}
