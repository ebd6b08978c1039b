//! Moving pages, folders and files with everything that leads to them.
//!
//! A move is planned in two rounds. In the first, every path that leads to
//! what moves, or stands in it, is written anew ([`links`], and [`data`] for
//! the files of other tools). A build of that shows what each page is called
//! and where it is published then; the second round writes old addresses into
//! front matter ([`addresses`], [`aliases`]) and puts right what means
//! something else than before, such as a `[[name]]` made of a file's name
//! ([`repair`]). A last build is compared with the first ([`doubt`]).
//! `pipeline::moving` runs the rounds.

pub mod addresses;
pub mod aliases;
pub mod data;
pub mod doubt;
pub mod links;
pub mod meaning;
pub mod repair;
pub mod request;

use crate::model::document::Document;
use crate::model::page::Target;
use crate::model::site::Site;

/// A document whose references have a meaning.
#[derive(Clone, Copy)]
pub struct Linked<'a> {
    /// The document.
    pub document: &'a Document,
    /// The meaning of each of its references.
    pub targets: &'a [Target],
}

/// Lists all documents of a site with the meanings of their references.
pub fn linked(site: &Site) -> impl Iterator<Item = Linked<'_>> {
    site.pages.values().map(|page| Linked { document: &page.document, targets: &page.targets })
}
