//! The glossary: pages of kind `term`, and where other pages mention them.

use std::collections::BTreeMap;

use crate::model::catalog::PageId;
use crate::model::document::{BlockKind, Document, plain_text};

/// The terms of a site, and their mentions.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// What each term means; empty where its page does not say so.
    pub definitions: BTreeMap<PageId, Box<str>>,
    /// The mentions in each page that has any, sorted.
    pub mentions: BTreeMap<PageId, Box<[Mention]>>,
    /// The pages that mention each term, in the order of ids.
    pub uses: BTreeMap<PageId, Vec<PageId>>,
}

impl Glossary {
    /// Returns the pages of terms.
    pub fn terms(&self) -> impl Iterator<Item = PageId> {
        self.definitions.keys().copied()
    }

    /// Returns the mentions in a page, sorted.
    pub fn mentions(&self, page: PageId) -> &[Mention] {
        self.mentions.get(&page).map(|mentions| &**mentions).unwrap_or_default()
    }
}

/// A place in the text of a page that names a term.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mention {
    /// The file it stands in: 0 is that of the page, others are its grafts,
    /// counted from 1.
    pub part: u32,
    /// Where it begins.
    pub from: Place,
    /// Where it ends: in the same text or, after a line break, in another.
    pub to: Place,
    /// The page of the term.
    pub term: PageId,
}

/// A place in a node of text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Where the node begins in its file.
    pub node: u32,
    /// Bytes of the node's text before the place.
    pub offset: u32,
}

/// What a term means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Definition {
    /// The first paragraph.
    Given(String),
    /// Something other than a paragraph stands first.
    Elsewhere,
    /// Nothing stands below the title, or a heading does.
    Missing,
}

/// Tells whether a page is that of a term.
pub fn is_term(document: &Document) -> bool {
    document.kind_name() == "term"
}

/// Returns what the page of a term says it means.
pub fn definition(document: &Document) -> Definition {
    match document.body.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(content)) => {
            let text = plain_text(content, &document.source.text);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            match text.is_empty() {
                true => Definition::Elsewhere,
                false => Definition::Given(text),
            }
        }
        None | Some(BlockKind::Heading(_)) => Definition::Missing,
        Some(_) => Definition::Elsewhere,
    }
}
