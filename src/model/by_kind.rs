//! The pages of each kind: what `[[kind:runbook]]` leads to.
//!
//! A page of which nothing is said is an article, and in no such list: the
//! page of all pages has it.

use crate::base::SitePath;
use crate::model::catalog::{KindName, PageId};
use crate::model::kind::Kind;
use crate::text::fields::is_same_key;

/// The listed pages of one kind.
#[derive(Clone, Debug)]
pub struct KindPages {
    /// The kind.
    pub kind: KindName,
    /// Its definition; `None` if all its pages are only records.
    pub definition: Option<&'static Kind>,
    /// The pages by title; never empty.
    pub pages: Vec<PageId>,
}

/// All kinds that listed pages have.
#[derive(Clone, Debug, Default)]
pub struct ByKind {
    /// By the title of many.
    pub all: Vec<KindPages>,
}

impl ByKind {
    /// The folder of the lists, which has a page of its own.
    pub const FOLDER: &str = "all-kinds";

    /// Returns the pages of a kind by its name, or by another word for it.
    pub fn find(&self, name: &str) -> Option<&KindPages> {
        self.all.iter().find(|own| own.is_named(name))
    }
}

impl KindPages {
    /// Tells whether a name means this kind.
    pub fn is_named(&self, name: &str) -> bool {
        let synonyms = self.definition.map(|kind| kind.synonyms).unwrap_or_default();
        let mut names = std::iter::once(&self.kind.name).chain(synonyms);
        names.any(|own| is_same_key(own, name))
    }
}

impl KindName {
    /// Returns the file of the list of its pages.
    pub fn index(&self) -> SitePath {
        SitePath::default().child(ByKind::FOLDER).child(self.name).child("index.html")
    }
}
