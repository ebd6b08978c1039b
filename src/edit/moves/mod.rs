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

use crate::base::SitePath;
use crate::model::document::Document;
use crate::model::page::{Page, Target};
use crate::model::site::Site;

/// A document whose references have a meaning.
#[derive(Clone, Copy)]
pub struct Linked<'a> {
    /// The document: a page's own, or one that is shown in it.
    pub document: &'a Document,
    /// The meaning of each of its references.
    pub targets: &'a [Target],
    /// The page; `None` for a file that only announces one.
    pub page: Option<&'a Page>,
}

impl Linked<'_> {
    /// Returns the file that is shown where an include stands.
    pub fn shown(&self, target: &Target) -> Option<&SitePath> {
        let Target::Graft(at) = target else { return None };
        let graft = self.page?.document.grafts.get(*at as usize)?;
        graft.document().map(|document| &document.source.content_path)
    }
}

/// Lists all documents of a site with the meanings of their references; one
/// that is shown in several pages comes several times.
pub fn linked(site: &Site) -> impl Iterator<Item = Linked<'_>> {
    site.pages.values().flat_map(parts)
}

/// Lists the document of a page and those that are shown in it.
pub fn parts(page: &Page) -> impl Iterator<Item = Linked<'_>> {
    page.parts().map(move |(document, targets)| Linked { document, targets, page: Some(page) })
}
