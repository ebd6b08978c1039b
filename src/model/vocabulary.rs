//! Vocabularies: what the terms of a taxonomy are called, as the site says it.
//!
//! Every site has some; it declares others, and names their terms, in
//! `handover.toml` and in its data files. A term that pages name and no
//! record has is a term nevertheless, unless the vocabulary is strict.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::base::Span;
use crate::model::lifted::{Taxonomy, term_key};
use crate::text::slug::slug;

/// A site declares at most so many taxonomies.
pub const MOST: usize = 64;

/// A term that the site knows before any page names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Its key in the data file.
    pub id: Box<str>,
    /// What readers see.
    pub title: Box<str>,
    /// Other names.
    pub aliases: Box<[Box<str>]>,
    /// What it means, in a sentence.
    pub description: Option<Box<str>>,
    /// Where it is written.
    pub span: Span,
}

impl Record {
    /// Returns all its names: the title, the id, the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&*self.title, &*self.id].into_iter().chain(self.aliases.iter().map(|alias| &**alias))
    }
}

/// What happens to a term that no record has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Terms {
    /// It is a term as well.
    #[default]
    Open,
    /// It is reported.
    Strict,
    /// Another rule looks after it: the records are of a type of their own.
    Typed,
}

/// A taxonomy with its records.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// The taxonomy.
    pub taxonomy: Taxonomy,
    /// Its name for readers.
    pub title: Box<str>,
    /// Its part of addresses, and its id on the page of topics.
    pub slug: Box<str>,
    /// What happens to terms it has no record of.
    pub terms: Terms,
    /// The terms it knows, in the order they are written.
    pub records: Vec<Record>,
    /// Records by what they are called, as terms are compared.
    by_name: HashMap<String, u32>,
}

impl Vocabulary {
    /// Makes a vocabulary. Of two records with one name the first has it.
    pub fn new(
        taxonomy: Taxonomy,
        title: Option<Box<str>>,
        terms: Terms,
        records: Vec<Record>,
    ) -> Vocabulary {
        let title = title.unwrap_or_else(|| taxonomy.title().into());
        let slug = slug(&taxonomy.title()).into();
        let mut by_name = HashMap::new();
        for (at, record) in (0u32..).zip(&records) {
            for name in record.names() {
                by_name.entry(term_key(name)).or_insert(at);
            }
        }
        Vocabulary { taxonomy, title, slug, terms, records, by_name }
    }

    /// Returns the record that a term names.
    pub fn record(&self, term: &str) -> Option<&Record> {
        let at = *self.by_name.get(&term_key(term))?;
        self.records.get(at as usize)
    }
}

/// All vocabularies of a site, in the order readers see them.
#[derive(Clone, Debug)]
pub struct Vocabularies {
    all: Vec<Vocabulary>,
    by_taxonomy: BTreeMap<Taxonomy, usize>,
}

impl Default for Vocabularies {
    fn default() -> Vocabularies {
        Vocabularies::new(Vec::new())
    }
}

impl Vocabularies {
    /// Puts vocabularies together with those that every site has; each
    /// taxonomy has at most one.
    pub fn new(own: Vec<Vocabulary>) -> Vocabularies {
        let mut declared = Vec::new();
        let mut known: BTreeMap<Taxonomy, Vocabulary> = BTreeMap::new();
        for vocabulary in own {
            match vocabulary.taxonomy {
                Taxonomy::Declared(_) => declared.push(vocabulary),
                _ => drop(known.insert(vocabulary.taxonomy.clone(), vocabulary)),
            }
        }
        let built_in = Taxonomy::ALL.into_iter().map(|taxonomy| {
            let own = known.remove(&taxonomy);
            own.unwrap_or_else(|| Vocabulary::new(taxonomy, None, Terms::Open, Vec::new()))
        });
        let mut all: Vec<Vocabulary> = built_in.chain(declared).collect();
        let mut taken = HashSet::new();
        for (at, vocabulary) in all.iter_mut().enumerate() {
            if vocabulary.slug.is_empty() || !taken.insert(vocabulary.slug.clone()) {
                vocabulary.slug = format!("{}:{at}", vocabulary.slug).replace(':', "-").into();
                taken.insert(vocabulary.slug.clone());
            }
        }
        let by_taxonomy = all.iter().enumerate().map(|(at, own)| (own.taxonomy.clone(), at));
        let by_taxonomy = by_taxonomy.collect();
        Vocabularies { all, by_taxonomy }
    }

    /// Returns all, in the order readers see them.
    pub fn iter(&self) -> std::slice::Iter<'_, Vocabulary> {
        self.all.iter()
    }

    /// Returns the vocabulary of a taxonomy.
    pub fn get(&self, taxonomy: &Taxonomy) -> Option<&Vocabulary> {
        self.all.get(*self.by_taxonomy.get(taxonomy)?)
    }

    /// Returns the record that a term of a taxonomy names.
    pub fn record(&self, taxonomy: &Taxonomy, term: &str) -> Option<&Record> {
        self.get(taxonomy)?.record(term)
    }

    /// Writes a term as the terms of its vocabulary are compared: all names
    /// of a record are one.
    pub fn key(&self, taxonomy: &Taxonomy, term: &str) -> String {
        let record = self.record(taxonomy, term);
        term_key(record.map_or(term, |record| &record.title))
    }

    /// Returns the taxonomies that the site declares.
    pub fn declared(&self) -> Arc<[Taxonomy]> {
        let taxonomies = self.all.iter().map(|vocabulary| &vocabulary.taxonomy);
        taxonomies.filter(|taxonomy| matches!(taxonomy, Taxonomy::Declared(_))).cloned().collect()
    }
}
