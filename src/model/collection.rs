//! What the settings of another tool say about a collection: which files are
//! pages, what holds for all of them, where they live on the web.
//!
//! `stages/load` makes it from `docfx.json` or `mkdocs.yml`; a site without
//! either has the empty one.

use std::sync::Arc;

use crate::base::{SitePath, Span};
use crate::text::data::{Entry, Node};
use crate::text::glob::{Globs, Ignores};

/// A collection written for another tool.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// The folder its patterns begin in, from the site's root.
    pub base: SitePath,
    /// Which files are pages; empty where all Markdown is.
    pub content: Vec<FileSet>,
    /// Which files go along; only looked at to find patterns that fit none.
    pub resources: Vec<FileSet>,
    /// What its pages say where they do not say it themselves.
    pub metadata: Metadata,
    /// Files left out, from the content folder.
    pub ignored: Ignores,
    /// Where pages went that were moved.
    pub redirections: Vec<Redirection>,
    /// What stands above the front page, outermost first.
    pub crumbs: Vec<Crumb>,
    /// Set where the menu is meant to list every page.
    pub complete_menu: Option<CompleteMenu>,
    /// How pages are ordered that no menu lists.
    pub order: Order,
}

/// Some files, and where they are published.
#[derive(Clone, Debug, Default)]
pub struct FileSet {
    /// The folder its patterns begin in, from the collection's base.
    pub source: SitePath,
    /// The folder they are published in, from the collection's base.
    pub destination: SitePath,
    /// What belongs to it.
    pub files: Patterns,
    /// What of that does not.
    pub excluded: Globs,
}

/// Patterns with the places where they are written.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    /// All of them, compiled.
    pub globs: Globs,
    /// Each as written.
    pub written: Vec<(Box<str>, Span)>,
}

impl FileSet {
    /// Returns a path from the collection's base as its patterns see it.
    pub fn below(&self, path: &SitePath) -> Option<SitePath> {
        path.below(&self.source)
    }
}

/// Defaults of front matter.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// For all pages.
    pub global: Vec<Entry>,
    /// For the pages that fit a pattern.
    pub by_file: Vec<FileMetadata>,
}

/// The values of one key by pattern; of those that fit, the last counts.
#[derive(Clone, Debug)]
pub struct FileMetadata {
    /// The key.
    pub key: crate::text::data::Key,
    /// From the collection's base.
    pub patterns: Patterns,
    /// The value of each pattern.
    pub values: Vec<Node>,
}

/// One old place and where it leads.
#[derive(Clone, Debug)]
pub struct Redirection {
    /// The old file, from the content folder.
    pub from: SitePath,
    /// Where it is named.
    pub from_span: Span,
    /// The address it leads to, as written.
    pub to: Box<str>,
    /// Where that is written.
    pub to_span: Span,
}

/// One step above the front page.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// What it is called.
    pub title: Box<str>,
    /// Where it leads, as written; relative to the content folder.
    pub address: Option<Box<str>>,
}

/// A menu that is meant to list every page.
#[derive(Clone, Debug, Default)]
pub struct CompleteMenu {
    /// Pages that need not be in it, from the content folder.
    pub except: Ignores,
}

/// The order of pages without a menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// By what they are called in the menu.
    #[default]
    Titles,
    /// By what their files are called; pages before folders.
    Files,
}

/// Where a collection lives on the web.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Home {
    /// The beginning of every address of its host: `https://example.com`.
    pub host: Option<Box<str>>,
    /// The collection's own place there: `dynamics365/guidance`.
    pub path: Option<SitePath>,
    /// Whether the site itself says that place, so that it is published there;
    /// the one of a collection is where that was published before.
    pub is_given: bool,
}

/// Defaults of one page: a map, shared by all pages that have the same.
pub type Defaults = Arc<Node>;

impl Collection {
    /// Returns the content folder's path as it is published: the destination
    /// of the set whose folder it lies in.
    pub fn published(&self, path: &SitePath) -> SitePath {
        let within = |set: &&FileSet| path.is_within(&set.source);
        let longest = |set: &&FileSet| set.source.as_str().len();
        let set = self.content.iter().filter(within).max_by_key(longest);
        let moved = set.and_then(|set| {
            let below = path.below(&set.source)?;
            set.destination.join(below.as_str())
        });
        moved.unwrap_or_else(|| path.clone())
    }
}
