//! Files that are shown inside pages.
//!
//! A graft shares the tree of its file, whose places stay its own: a problem
//! in it is shown where it is written. What its references mean is kept with
//! the page (`model/page.rs`).

use std::sync::Arc;

use crate::base::TextRange;
use crate::model::document::{Blocks, Code, Document};

/// Another file, or a part of one, in a place of a page.
#[derive(Clone, Debug)]
pub struct Graft {
    /// What is shown.
    pub content: Grafted,
    /// Which of its includes stand for which of the page's grafts.
    pub included: Box<[(u32, u32)]>,
    /// Ids that are taken in the page, sorted, each with the one used instead.
    pub ids: Box<[(Box<str>, Box<str>)]>,
}

/// What is shown of another file.
#[derive(Clone, Debug)]
pub enum Grafted {
    /// A whole file.
    Whole(Arc<Document>),
    /// Some of its blocks.
    Part(Arc<Document>, Blocks),
    /// Code.
    Code(Box<Code>),
}

/// Returns what an id of an included file is called in the page; `ids` are
/// those that were taken, sorted.
pub fn id_in_page<'a>(ids: &'a [(Box<str>, Box<str>)], id: &'a str) -> &'a str {
    let at = ids.binary_search_by(|(old, _)| (**old).cmp(id));
    at.ok().and_then(|at| ids.get(at)).map_or(id, |(_, new)| new)
}

impl Graft {
    /// Returns the document what is shown comes from; code has none.
    pub fn document(&self) -> Option<&Arc<Document>> {
        match &self.content {
            Grafted::Whole(document) | Grafted::Part(document, _) => Some(document),
            Grafted::Code(_) => None,
        }
    }

    /// Tells whether a place of the document lies in what is shown of it.
    pub fn shows(&self, place: TextRange) -> bool {
        match &self.content {
            Grafted::Whole(_) => true,
            Grafted::Part(_, blocks) => blocks
                .first()
                .zip(blocks.last())
                .map(|(first, last)| first.range.cover(last.range))
                .is_some_and(|shown| shown.start <= place.start && place.end <= shown.end),
            Grafted::Code(_) => false,
        }
    }
}
