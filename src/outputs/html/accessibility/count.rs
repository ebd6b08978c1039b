//! Counts in the files of authors what decides whether everybody can read
//! them.

use serde::Serialize;

use crate::model::document::{Block, BlockKind, Document, Element, Inline, InlineKind, plain_text};
use crate::model::picture_text::{Saying, pictures};
use crate::model::table::Table;
use crate::model::walk;

/// Words of links that say nothing away from their sentence (WCAG 2.4.4, 2.4.9).
const VAGUE: &[&str] = &[
    "click here",
    "here",
    "learn more",
    "link",
    "more",
    "read more",
    "see here",
    "this",
    "this link",
    "this page",
];

/// How many things there are, and of how many somebody should mend something.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Count {
    pub all: usize,
    pub lacking: usize,
}

impl Count {
    fn add(&mut self, lacks: bool) {
        self.all += 1;
        self.lacking += usize::from(lacks);
    }

    fn join(&mut self, other: Count) {
        self.all += other.all;
        self.lacking += other.lacking;
    }
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Counts {
    /// Headings; those that are more than one level below the one before lack.
    pub headings: Count,
    /// Links in texts; those lack whose words are none or say nothing alone.
    pub links: Count,
    /// Pictures; those without a text lack.
    pub pictures: Count,
    /// Pictures that say that they are decoration.
    pub decorations: usize,
    /// Tables; those whose columns have no heads lack.
    pub tables: Count,
}

impl Counts {
    /// Counts in one file. A `fragment` begins at whatever level its first
    /// heading has.
    pub fn of(document: &Document, place: Place) -> Counts {
        let mut counts = Counts::default();
        pictures(document, &mut |_, saying| {
            counts.pictures.add(saying == Saying::Nothing);
            counts.decorations += usize::from(saying == Saying::Decoration);
        });
        // The title stands above all headings of a page.
        let mut above = (place == Place::Page).then_some(1);
        walk::walk(&document.body, &mut |block| {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    counts.headings.add(above.is_some_and(|above| above + 1 < heading.level));
                    above = Some(heading.level);
                }
                BlockKind::Table(table) => counts.tables.add(!has_heads(table, document)),
                BlockKind::Element(element) if element.tag == "table" => {
                    counts.tables.add(!has_head_cell(element));
                }
                _ => {}
            }
            for content in walk::inlines(block) {
                links(document, content, &mut counts.links);
            }
        });
        counts
    }

    /// Adds what was counted elsewhere.
    pub fn join(&mut self, other: Counts) {
        self.headings.join(other.headings);
        self.links.join(other.links);
        self.pictures.join(other.pictures);
        self.tables.join(other.tables);
        self.decorations += other.decorations;
    }

    /// Tells whether somebody should mend something.
    pub fn lacks(&self) -> bool {
        [self.headings, self.links, self.pictures, self.tables].iter().any(|own| 0 < own.lacking)
    }
}

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A page.
    Page,
    /// A part of pages.
    Fragment,
}

fn has_heads(table: &Table, document: &Document) -> bool {
    let text = &document.source.text;
    table.head.iter().any(|cell| !plain_text(&cell.content, text).trim().is_empty())
}

fn has_head_cell(table: &Element<Box<[Block]>>) -> bool {
    let mut found = false;
    walk::walk(&table.content, &mut |block| {
        found |= matches!(&block.kind, BlockKind::Element(element) if element.tag == "th");
    });
    found
}

fn links(document: &Document, content: &[Inline], count: &mut Count) {
    for inline in content {
        match &inline.kind {
            InlineKind::Link(_, content) => count.add(says_nothing(document, content)),
            InlineKind::Element(element) if element.tag == "a" && element.reference.is_some() => {
                count.add(says_nothing(document, &element.content));
            }
            InlineKind::Name(..) => count.add(false),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content) => links(document, content, count),
            InlineKind::Element(element) => links(document, &element.content, count),
            _ => {}
        }
    }
}

/// What a picture says counts as words of its link.
fn says_nothing(document: &Document, content: &[Inline]) -> bool {
    let speaks = |inline: &Inline| match &inline.kind {
        InlineKind::Element(element) if element.tag == "img" => {
            let mut texts = element.attributes.iter().filter(|(name, _)| *name == "alt");
            texts.any(|(_, text)| !text.trim().is_empty())
        }
        _ => false,
    };
    if content.iter().any(speaks) {
        return false;
    }
    let text = plain_text(content, &document.source.text).to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.is_empty() || VAGUE.contains(&text)
}
