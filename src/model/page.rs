//! A page with all its references resolved.

use std::sync::Arc;

use crate::base::SitePath;
use crate::model::catalog::{KindName, PageId};
use crate::model::document::{Document, Reference};

/// What a reference turned out to mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A page, perhaps a place in it.
    Page(PageId, Option<Box<str>>),
    /// The list of the pages of a kind.
    Kind(KindName),
    /// A place in the same page.
    Here(Box<str>),
    /// A file that is published beside the pages, with its fragment.
    Asset(SitePath, Option<Box<str>>),
    /// An address outside the site, safe to follow.
    External(Box<str>),
    /// A page announced or asked for, and not written: the name as written.
    Planned(Box<str>),
    /// Another file that is shown here: an index into the page's grafts.
    Graft(u32),
    /// Nothing; it was reported.
    Broken,
    /// A construct that is not supported; it was reported.
    Ignored,
}

/// A page whose references all have a meaning.
#[derive(Clone, Debug)]
pub struct Page {
    /// Which page it is.
    pub id: PageId,
    /// Its document.
    pub document: Arc<Document>,
    /// The meaning of each of the document's references.
    pub targets: Box<[Target]>,
    /// The same for each of the document's grafts.
    pub grafts: Box<[Box<[Target]>]>,
}

impl Page {
    /// Returns the page's document and those of its grafts, each with the
    /// meaning of its references.
    pub fn parts(&self) -> impl Iterator<Item = (&Arc<Document>, &[Target])> {
        let grafts = self.document.grafts.iter().zip(&self.grafts);
        let grafts = grafts.filter_map(|(graft, targets)| Some((graft.document()?, &**targets)));
        std::iter::once((&self.document, &*self.targets)).chain(grafts)
    }

    /// Returns everything the page refers to, with its document and meaning.
    pub fn references(&self) -> impl Iterator<Item = (&Arc<Document>, &Reference, &Target)> {
        self.parts().flat_map(|(document, targets)| {
            let references = document.references.iter().zip(targets);
            references.map(move |(reference, target)| (document, reference, target))
        })
    }
}
