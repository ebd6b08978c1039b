//! Gathers the terms that pages name: what a record of the vocabulary says of
//! one, and spellings that differ only in case, spaces or dashes, are one
//! topic. It is called as the record is, else as most pages call it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::Span;
use crate::model::catalog::{Catalog, PageId};
use crate::model::lifted::Taxonomy;
use crate::model::page::Page;
use crate::model::topics::{Spelling, Topic, Topics};
use crate::model::vocabulary::Vocabularies;
use crate::text::slug::slug;

/// So many topics of a page count where topics that share pages are sought.
const SHARED: usize = 24;
/// So many terms of a page make topics: each has a page of its own, so that one
/// long list would make thousands.
const MOST: usize = 200;
/// The part of an address that a term makes has at most so many bytes.
const LONGEST: usize = 80;

/// A topic being gathered: its spellings by text, and its pages.
#[derive(Default)]
struct Gathered {
    spellings: BTreeMap<Box<str>, Spelling>,
    pages: Vec<PageId>,
    codes: BTreeSet<Box<str>>,
}

/// Gathers the topics of all pages that menus list.
pub(super) fn collect(
    pages: &BTreeMap<PageId, Page>,
    catalog: &Catalog,
    vocabularies: &Vocabularies,
) -> Topics {
    let mut gathered: BTreeMap<(Taxonomy, String), Gathered> = BTreeMap::new();
    let is_listed = |page: &&Page| catalog.page(page.id).is_some_and(|page| page.listed);
    for page in pages.values().filter(is_listed) {
        add(page, vocabularies, &mut gathered);
    }
    let mut anchors = Names::default();
    vocabularies.iter().for_each(|vocabulary| drop(anchors.take(&vocabulary.slug)));
    let mut slugs: BTreeMap<Taxonomy, Names> = BTreeMap::new();
    let topic = |((taxonomy, key), gathered): ((Taxonomy, String), Gathered)| {
        let vocabulary = vocabularies.get(&taxonomy);
        let start = vocabulary.map_or("", |vocabulary| &vocabulary.slug);
        let anchor = anchors.take(&format!("{start}-{}", slug(&key)));
        let slug = slugs.entry(taxonomy.clone()).or_default().take(address(&slug(&key)));
        let mut spellings: Vec<Spelling> = gathered.spellings.into_values().collect();
        spellings.sort_by_key(|spelling| Reverse(spelling.pages));
        let mut pages = gathered.pages;
        pages.sort_by_cached_key(|id| {
            (catalog.page(*id).map(|page| page.title.to_lowercase()), *id)
        });
        let mut codes = gathered.codes.into_iter();
        let code = codes.next().filter(|_| codes.next().is_none());
        let record = vocabulary.and_then(|own| own.record(&key)).cloned();
        Topic { taxonomy, key: key.into(), anchor, slug, record, code, spellings, pages }
    };
    let all: Vec<Topic> = gathered.into_iter().map(topic).collect();
    let mut of_page: BTreeMap<PageId, Vec<u32>> = BTreeMap::new();
    for (at, topic) in (0u32..).zip(&all) {
        for page in &topic.pages {
            let own = of_page.entry(*page).or_default();
            if own.len() < SHARED {
                own.push(at);
            }
        }
    }
    Topics { all, of_page }
}

fn add(
    page: &Page,
    vocabularies: &Vocabularies,
    gathered: &mut BTreeMap<(Taxonomy, String), Gathered>,
) {
    let mut seen = BTreeSet::new();
    for term in &page.document.lifted.terms {
        if MOST <= seen.len() {
            break;
        }
        if !seen.insert((&term.taxonomy, &term.text)) {
            continue;
        }
        let key = vocabularies.key(&term.taxonomy, &term.text);
        let topic = gathered.entry((term.taxonomy.clone(), key)).or_default();
        if topic.pages.last() != Some(&page.id) {
            topic.pages.push(page.id);
        }
        topic.codes.extend(term.code.clone());
        let first = Span::new(page.document.source.file, term.range);
        let fresh = || Spelling { text: term.text.clone(), pages: 0, first };
        topic.spellings.entry(term.text.clone()).or_insert_with(fresh).pages += 1;
    }
}

/// Cuts what a term makes of an address: names of folders have limits.
fn address(slug: &str) -> &str {
    let slug = slug.get(..slug.floor_char_boundary(LONGEST)).unwrap_or_default();
    if slug.is_empty() { "term" } else { slug }
}

/// Names that are taken, with how often each was asked for.
#[derive(Default)]
struct Names(BTreeMap<String, u32>);

impl Names {
    /// Returns a name that nobody has: the one asked for, or with a number.
    fn take(&mut self, base: &str) -> Box<str> {
        let mut candidate = base.to_string();
        while let Some(count) = self.0.get(&candidate).copied() {
            let count = count.max(self.0.get(base).copied().unwrap_or_default()) + 1;
            self.0.insert(base.to_string(), count);
            candidate = format!("{base}-{count}");
        }
        self.0.insert(candidate.clone(), 1);
        candidate.into()
    }
}
