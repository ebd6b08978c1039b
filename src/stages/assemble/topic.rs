//! Gathers the terms that pages name: spellings that differ only in case,
//! spaces or dashes are one topic, called as most pages call it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::Span;
use crate::model::catalog::{Catalog, PageId};
use crate::model::lifted::{Taxonomy, term_key};
use crate::model::page::Page;
use crate::model::topics::{Spelling, Topic, Topics};
use crate::text::slug::slug;

/// A topic being gathered: its spellings by text, and its pages.
#[derive(Default)]
struct Gathered {
    spellings: BTreeMap<Box<str>, Spelling>,
    pages: Vec<PageId>,
    codes: BTreeSet<Box<str>>,
}

/// Gathers the topics of all pages that menus list.
pub(super) fn collect(pages: &BTreeMap<PageId, Page>, catalog: &Catalog) -> Topics {
    let mut gathered: BTreeMap<(Taxonomy, String), Gathered> = BTreeMap::new();
    let is_listed = |page: &&Page| catalog.page(page.id).is_some_and(|page| page.listed);
    for page in pages.values().filter(is_listed) {
        add(page, &mut gathered);
    }
    let mut taken = BTreeMap::new();
    let topic = |((taxonomy, key), gathered): ((Taxonomy, String), Gathered)| {
        let anchor = anchor(taxonomy, &key, &mut taken);
        let mut spellings: Vec<Spelling> = gathered.spellings.into_values().collect();
        spellings.sort_by_key(|spelling| Reverse(spelling.pages));
        let mut pages = gathered.pages;
        pages.sort_by_cached_key(|id| {
            (catalog.page(*id).map(|page| page.title.to_lowercase()), *id)
        });
        let mut codes = gathered.codes.into_iter();
        let code = codes.next().filter(|_| codes.next().is_none());
        Topic { taxonomy, key: key.into(), anchor, code, spellings, pages }
    };
    Topics { all: gathered.into_iter().map(topic).collect() }
}

fn add(page: &Page, gathered: &mut BTreeMap<(Taxonomy, String), Gathered>) {
    let mut seen = BTreeSet::new();
    for term in &page.document.lifted.terms {
        if !seen.insert((term.taxonomy, &term.text)) {
            continue;
        }
        let topic = gathered.entry((term.taxonomy, term_key(&term.text))).or_default();
        if topic.pages.last() != Some(&page.id) {
            topic.pages.push(page.id);
        }
        topic.codes.extend(term.code.clone());
        let first = Span::new(page.document.source.file, term.range);
        let fresh = || Spelling { text: term.text.clone(), pages: 0, first };
        topic.spellings.entry(term.text.clone()).or_insert_with(fresh).pages += 1;
    }
}

/// Makes the id of a topic, unique among all: `taken` says how often each was
/// asked for.
fn anchor(taxonomy: Taxonomy, key: &str, taken: &mut BTreeMap<String, u32>) -> Box<str> {
    let base = format!("{}-{}", slug(taxonomy.title()), slug(key));
    let mut candidate = base.clone();
    while let Some(count) = taken.get(&candidate).copied() {
        let count = count.max(taken.get(&base).copied().unwrap_or_default()) + 1;
        taken.insert(base.clone(), count);
        candidate = format!("{base}-{count}");
    }
    taken.insert(candidate.clone(), 1);
    candidate.into()
}
