//! A page with all its references resolved.

use std::sync::Arc;

use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::document::Document;

/// What a reference turned out to mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A page, perhaps a place in it.
    Page(PageId, Option<Box<str>>),
    /// A place in the same page.
    Here(Box<str>),
    /// A file that is published beside the pages, with its fragment.
    Asset(SitePath, Option<Box<str>>),
    /// An address outside the site, safe to follow.
    External(Box<str>),
    /// A page announced or asked for, and not written: the name as written.
    Planned(Box<str>),
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
}
