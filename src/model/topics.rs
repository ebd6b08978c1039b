//! The topics of a site: each term that pages name, with these pages.

use std::collections::BTreeMap;

use crate::base::Span;
use crate::model::catalog::PageId;
use crate::model::lifted::Taxonomy;
use crate::model::vocabulary::Record;

/// A term of a vocabulary with the pages that name it.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The vocabulary.
    pub taxonomy: Taxonomy,
    /// The term as the terms of its vocabulary are compared.
    pub key: Box<str>,
    /// Its id on the page of all topics.
    pub anchor: Box<str>,
    /// Its own page's part of the address, below that of its vocabulary.
    pub slug: Box<str>,
    /// What the site says of it.
    pub record: Option<Record>,
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
    /// Returns the term as the site calls it, else as most pages write it.
    pub fn name(&self) -> &str {
        let spelling = self.spellings.first().map_or(&*self.key, |spelling| &*spelling.text);
        self.record.as_ref().map_or(spelling, |record| &record.title)
    }

    /// Returns the other ways pages write it, the most frequent first.
    pub fn also(&self) -> Vec<&str> {
        let spellings = self.spellings.iter().map(|spelling| &*spelling.text);
        spellings.filter(|text| *text != self.name()).collect()
    }
}

/// All topics of a site.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    /// Sorted by vocabulary and key.
    pub all: Vec<Topic>,
    /// The topics of each listed page: the first of them, as indexes into
    /// `all`.
    pub of_page: BTreeMap<PageId, Vec<u32>>,
}

impl Topics {
    /// Returns the topic of a vocabulary with this key.
    pub fn find(&self, taxonomy: &Taxonomy, key: &str) -> Option<&Topic> {
        let at =
            self.all.binary_search_by(|topic| (&topic.taxonomy, &*topic.key).cmp(&(taxonomy, key)));
        at.ok().and_then(|at| self.all.get(at))
    }

    /// Returns the topics of a vocabulary.
    pub fn of<'a>(&'a self, taxonomy: &'a Taxonomy) -> impl Iterator<Item = &'a Topic> {
        let start = self.all.partition_point(|topic| topic.taxonomy < *taxonomy);
        let rest = self.all.get(start..).unwrap_or_default();
        rest.iter().take_while(move |topic| topic.taxonomy == *taxonomy)
    }
}
