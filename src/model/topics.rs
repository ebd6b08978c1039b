//! The topics of a site: each term that pages name, with these pages.

use crate::base::Span;
use crate::model::catalog::PageId;
use crate::model::lifted::{Taxonomy, term_key};

/// A term of a vocabulary with the pages that name it.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The vocabulary.
    pub taxonomy: Taxonomy,
    /// The term as terms are compared.
    pub key: Box<str>,
    /// Its id on the page of all topics.
    pub anchor: Box<str>,
    /// For an industry: its division, where pages agree on it.
    pub code: Option<Box<str>>,
    /// How it is written, the most frequent spelling first; never empty.
    pub spellings: Vec<Spelling>,
    /// The listed pages that name it, by title.
    pub pages: Vec<PageId>,
}

/// One way a term is written.
#[derive(Clone, Debug)]
pub struct Spelling {
    /// The term as written.
    pub text: Box<str>,
    /// How many pages write it so.
    pub pages: usize,
    /// Where it stands first.
    pub first: Span,
}

impl Topic {
    /// Returns the term as most pages write it.
    pub fn name(&self) -> &str {
        self.spellings.first().map_or(&*self.key, |spelling| &*spelling.text)
    }
}

/// All topics of a site.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    /// Sorted by vocabulary and key.
    pub all: Vec<Topic>,
}

impl Topics {
    /// Returns the topic a term belongs to.
    pub fn find(&self, taxonomy: Taxonomy, term: &str) -> Option<&Topic> {
        let key = term_key(term);
        let at = self
            .all
            .binary_search_by(|topic| (topic.taxonomy, &*topic.key).cmp(&(taxonomy, key.as_str())));
        at.ok().and_then(|at| self.all.get(at))
    }

    /// Returns the topics of a vocabulary.
    pub fn of(&self, taxonomy: Taxonomy) -> impl Iterator<Item = &Topic> {
        self.all.iter().filter(move |topic| topic.taxonomy == taxonomy)
    }
}
