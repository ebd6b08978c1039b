//! What a role owns, does and must know, gathered from all pages.

use crate::model::catalog::PageId;
use crate::model::relation::{Duty, RelationKind};

/// The work of one role. Pages are in the order of their ids, each once.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// What it does, with the page that says so, in the order of pages.
    pub duties: Vec<(PageId, Duty)>,
    /// Pages that name it, by what they say.
    pub named: Vec<(RelationKind, PageId)>,
    /// Pages that it names itself, by what it says of them.
    pub names: Vec<(RelationKind, PageId)>,
}

impl Work {
    /// Returns the pages that name the role in this way.
    pub fn named(&self, kind: RelationKind) -> impl Iterator<Item = PageId> {
        let named = self.named.iter().filter(move |(own, _)| *own == kind);
        named.map(|(_, page)| *page)
    }

    /// Returns the pages the role names in this way.
    pub fn names(&self, kind: RelationKind) -> impl Iterator<Item = PageId> {
        let names = self.names.iter().filter(move |(own, _)| *own == kind);
        names.map(|(_, page)| *page)
    }
}
