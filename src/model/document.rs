//! One parsed file: its front matter, its text as a tree, and what it says
//! to the rest of the site.
//!
//! Text that stands in the source as it is meant is not copied: a node
//! carries its bytes' range, and the source is kept beside the tree. Links
//! are numbered; the tree says "link 3" and [`Document::references`] says
//! what the author wrote there. Resolution makes a list of targets of the
//! same length, so one tree serves before and after it, and a page rebuilt
//! a hundred times shares one tree.

use std::sync::Arc;

use crate::base::{Diagnostic, TextRange};
use crate::model::allow::Allow;
pub use crate::model::callout::{Callout, CalloutKind};
use crate::model::charter::Charter;
use crate::model::checklist;
use crate::model::container::{Details, Include};
use crate::model::flow::Flow;
use crate::model::front::Front;
use crate::model::graft::Graft;
use crate::model::kind::Known;
use crate::model::lifted::Lifted;
pub use crate::model::mention::{Mention, MentionPlace};
use crate::model::message::Message;
use crate::model::named_item::NamedItem;
use crate::model::parameter::Parameters;
use crate::model::procedure::StepSection;
use crate::model::relation::{Duty, Relation};
use crate::model::sequence::{Entry, Sequence, SequenceKind};
use crate::model::source::Source;
use crate::model::training::Training;
pub use crate::model::tree::{
    Block, BlockKind, Blocks, Code, Definition, Element, Heading, Inline, InlineKind, Inlines,
    Item, List, plain_text,
};
use crate::model::ways::Ways;

/// A parsed file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub source: Arc<Source>,
    /// What it is, and how that is known; `None` for a page of data.
    pub kind: Option<Known>,
    /// Its front matter.
    pub front: Front,
    /// The first heading of the first level, which titles the page. It is
    /// not part of the body.
    pub heading: Option<Heading>,
    /// The text.
    pub body: Blocks,
    /// Everything the page refers to: the text in order of appearance, then
    /// words that may name a role, names in italics of its sequences, then the
    /// relations of the front matter.
    pub references: Box<[Reference]>,
    /// Footnotes in the order of their first mention.
    pub footnotes: Box<[Footnote]>,
    /// Headings of the body, in order.
    pub outline: Box<[OutlineEntry]>,
    /// Lists of pages in order, as they stand in the text.
    pub sequences: Box<[Sequence]>,
    /// All ids of the page, sorted: headings, items, rows, HTML.
    pub anchors: Box<[Anchor]>,
    /// What has an id beside headings, sorted by id.
    pub items: Box<[NamedItem]>,
    /// Where it mentions values kept elsewhere, in order.
    pub mentions: Box<[Mention]>,
    /// Values a reader fills in: what it says of them and where they stand.
    pub parameters: Parameters,
    /// What the page says of itself as data.
    pub lifted: Lifted,
    /// What it says of other pages and of roles, in order of their references.
    pub relations: Box<[Relation]>,
    /// What roles do, as it says, in order of their places.
    pub duties: Box<[Duty]>,
    /// For a checklist: its groups of tasks, in order.
    pub groups: Box<[checklist::Group]>,
    /// The sections of its steps, in order, where it is a procedure.
    pub procedure: Box<[StepSection]>,
    /// The ways between its steps, if it has any.
    pub ways: Option<Box<Ways>>,
    /// Its texts to send, in order.
    pub messages: Box<[Message]>,
    /// For a charter: what its tables say.
    pub charter: Option<Arc<Charter>>,
    /// What it says of learning: of a course, a path or a plan.
    pub training: Option<Arc<Training>>,
    /// The flows it describes, in order.
    pub flows: Box<[Flow]>,
    /// The text of the first paragraph, for descriptions.
    pub summary: Box<str>,
    /// Number of words, for reading time.
    pub words: u32,
    /// What is said of each of its includes, by reference, sorted.
    pub includes: Box<[Include]>,
    /// Which of its includes stand for which of `grafts`, sorted: the number
    /// of a reference, and an index.
    pub included: Box<[(u32, u32)]>,
    /// Other files that are shown in it, and in these, in order. Empty before
    /// `stages::graft`.
    pub grafts: Box<[Graft]>,
    /// Problems that its author allows, with where.
    pub allows: Box<[Allow]>,
    /// Problems found in this file alone.
    pub diagnostics: Box<[Diagnostic]>,
}

impl Document {
    /// Returns the name of what the page is.
    pub fn kind_name(&self) -> &'static str {
        self.kind.map_or("article", |known| known.kind.name)
    }

    /// Tells whether the page says that it is a checklist.
    pub fn is_checklist(&self) -> bool {
        let known = self.kind.filter(|known| known.kind.name == "checklist");
        known.is_some_and(|known| known.because.is_said())
    }

    /// Tells whether some text is a note for the trainer of a course: whoever
    /// learns does not see it.
    pub fn is_for_trainer(&self, details: &Details) -> bool {
        let training = self.training.as_deref();
        let is_course = training.is_some_and(|own| own.module().is_some() || own.unit().is_some());
        let title = || plain_text(&details.title, &self.source.text).trim().to_lowercase();
        is_course && ["for the trainer", "for trainers"].iter().any(|own| title().starts_with(own))
    }

    /// Returns the message that a block of code is.
    pub fn message(&self, block: TextRange) -> Option<&Message> {
        let at = self.messages.binary_search_by_key(&block.start, |own| own.range.start).ok()?;
        self.messages.get(at)
    }

    /// Returns the step, task or other item that has an id.
    pub fn item(&self, id: &str) -> Option<&NamedItem> {
        let at = self.items.binary_search_by(|item| (*item.id).cmp(id)).ok()?;
        self.items.get(at)
    }

    /// Returns the entry whose list item begins at a byte of the source.
    pub fn entry(&self, item: u32) -> Option<(&Sequence, &Entry)> {
        let begins = |sequence: &Sequence| sequence.entries.first().map_or(0, |first| first.item);
        let after = self.sequences.partition_point(|sequence| begins(sequence) <= item);
        let sequence = self.sequences.get(after.checked_sub(1)?)?;
        let at = sequence.entries.binary_search_by_key(&item, |entry| entry.item).ok()?;
        Some((sequence, sequence.entries.get(at)?))
    }

    /// Returns the entry whose list item begins at a byte of the source, if it
    /// is an area of the page's own list.
    pub fn area(&self, item: u32) -> Option<&Entry> {
        let (sequence, entry) = self.entry(item)?;
        (sequence.kind == SequenceKind::Areas && entry.depth == 0).then_some(entry)
    }

    /// Returns where a field of the front matter is written. What a default
    /// says is written nowhere in the page: then it is the title's place, or
    /// the beginning.
    pub fn place_of(&self, written: Option<TextRange>) -> TextRange {
        let written = written.filter(|range| !range.is_empty());
        let title = || {
            let content = &self.heading.as_ref()?.content;
            let (start, end) = (content.first()?.range.start, content.last()?.range.end);
            Some(TextRange { start, end })
        };
        written.or_else(title).unwrap_or_default()
    }
}

/// A place a link can lead to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Anchor {
    /// The id.
    pub id: Box<str>,
    /// Where it is given or derived.
    pub range: TextRange,
}

/// A heading as the table of contents needs it.
#[derive(Clone, Debug)]
pub struct OutlineEntry {
    /// 1 to 6.
    pub level: u8,
    /// Its id.
    pub id: Box<str>,
    /// Its text without markup.
    pub text: Box<str>,
}

/// What an author wrote where a link, picture or name stands.
#[derive(Clone, Debug)]
pub struct Reference {
    /// What it is.
    pub kind: ReferenceKind,
    /// The destination or name, decoded.
    pub destination: Box<str>,
    /// The destination in the source: the text underlined in a diagnostic.
    pub range: TextRange,
    /// The title in quotes, if any.
    pub title: Option<Box<str>>,
}

/// Kinds of references.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReferenceKind {
    /// `[text](destination)` and `<a href>`.
    Link,
    /// `![text](destination)` and `<img src>`.
    Image,
    /// `[[name#anchor]]`.
    Name,
    /// A bare URL or `<URL>`.
    Autolink,
    /// `[!INCLUDE [text](destination)]` and its like: another file.
    Include,
    /// A name in italics in a list of next steps: a page, perhaps not written.
    Italic,
    /// A name in bold there: a page, if one is called so.
    Bold,
    /// The name of a role where only a role can stand.
    Role,
    /// The name of a role or a team, where either can stand.
    Party,
    /// Words of a text that mean a role if one is called so.
    Mention,
    /// A construct that is not supported and was reported as such.
    Ignored,
}

impl ReferenceKind {
    /// Tells whether a role is due in its place, perhaps beside a team.
    pub fn is_role(self) -> bool {
        matches!(self, ReferenceKind::Role | ReferenceKind::Party)
    }
}

/// A footnote.
#[derive(Clone, Debug)]
pub struct Footnote {
    /// The name in `[^name]`.
    pub label: Box<str>,
    /// Its text.
    pub blocks: Blocks,
}
