//! A page with all its references resolved.

use std::sync::Arc;

use crate::base::{SitePath, TextRange};
use crate::model::catalog::{PageId, PlannedId};
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
    /// A page announced or asked for, and not written.
    Planned(PlannedId),
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

/// A name that no page has, as one page asks for it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The page that asks.
    pub page: PageId,
    /// The number of the reference.
    pub reference: u32,
    /// The name as written.
    pub name: Box<str>,
    /// Where it is written.
    pub range: TextRange,
}
