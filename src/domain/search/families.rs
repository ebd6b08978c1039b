//! All words of a site: in families of one stem, sorted, cut into shards.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::lines;
use super::posting::{Post, Posted};
use super::stem::{stem, stemmer};
use super::stop::usual_endings;
use super::synonyms::Synonyms;
use super::tails::tails;
use super::vlq;

/// So many endings of words are told to the script.
const ENDINGS: usize = 60;

/// How many files the index has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shards {
    /// Of words.
    pub words: usize,
    /// Of words by their ends.
    pub tails: usize,
}

/// The index of a site.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Index {
    /// Changes when pages get other numbers, or words other shards. Whoever
    /// numbers the pages sets it.
    pub version: String,
    /// The shards of words: a line for each family and each synonym.
    pub words: Vec<String>,
    /// The beginning of the first line of each shard but the first.
    pub bounds: Vec<String>,
    /// The shards of words by their ends, each a list with spaces between.
    pub tails: Vec<String>,
    /// The end of the first word of each but the first, read backwards.
    pub tail_bounds: Vec<String>,
    /// Pages that others are better answers than: how many pages each comes
    /// after the one before, as numbers of `vlq.rs`.
    pub minor: String,
    /// Endings of words of one family, the most frequent first.
    pub endings: Vec<String>,
}

/// Words with the same stem.
pub(super) struct Family<'a> {
    /// What all of them begin with.
    pub begin: &'a str,
    /// The words, sorted.
    pub members: BTreeSet<&'a str>,
    /// Pages with what they say of the words, in the order of pages.
    pub posts: Vec<(u32, &'a Post)>,
}

impl Index {
    /// Puts the words of all pages together. Pages are numbered in order.
    pub fn of(pages: &[Arc<Posted>], synonyms: &Synonyms, shards: Shards) -> Index {
        let families = families(pages);
        let endings = endings(&families, pages);
        let words: BTreeSet<&str> =
            families.iter().flat_map(|family| family.members.iter().copied()).collect();
        let (tails, tail_bounds) = tails(&words, shards.tails);
        let all = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        let mut lines: Vec<String> =
            families.iter().map(|family| lines::family(family, all)).collect();
        drop(families);
        let is_there = |word: &str| words.contains(word);
        lines.extend(synonyms.lines(&is_there));
        lines.sort_by(|a, b| lines::key(a).cmp(lines::key(b)).then_with(|| a.cmp(b)));
        let (words, bounds) = shard(&lines, shards.words);
        Index {
            version: String::new(),
            words,
            bounds,
            tails,
            tail_bounds,
            minor: minor(pages),
            endings,
        }
    }
}

/// Writes which pages others are better answers than.
fn minor(pages: &[Arc<Posted>]) -> String {
    let mut out = String::new();
    let mut before = 0;
    for (page, _) in (0..).zip(pages).filter(|(_, posted)| posted.is_minor) {
        vlq::write(page - before, &mut out);
        before = page;
    }
    out
}

/// Gathers the words with their stems. A word that pages of several languages
/// have takes the stem of the first.
fn families(pages: &[Arc<Posted>]) -> Vec<Family<'_>> {
    let mut stemmers: HashMap<&str, _> = HashMap::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut by_stem: BTreeMap<String, usize> = BTreeMap::new();
    let mut families: Vec<Family<'_>> = Vec::new();
    for (page, posted) in (0..).zip(pages) {
        let stemmer = stemmers.entry(&posted.lang).or_insert_with(|| stemmer(&posted.lang));
        for (word, post) in &posted.words {
            let number = *numbers.entry(word).or_insert_with(|| {
                let stem = stem(stemmer.as_ref(), word);
                let number = *by_stem.entry(stem).or_insert(families.len());
                if number == families.len() {
                    let members = BTreeSet::new();
                    families.push(Family { begin: word, members, posts: Vec::new() });
                }
                if let Some(family) = families.get_mut(number) {
                    family.members.insert(word);
                }
                number
            });
            if let Some(family) = families.get_mut(number) {
                family.posts.push((page, post));
            }
        }
    }
    for (stem, number) in &by_stem {
        let Some(family) = families.get_mut(*number) else { continue };
        let first = family.members.first().copied().unwrap_or_default();
        let last = family.members.last().copied().unwrap_or_default();
        // What a single word has in common with its stem is what other forms
        // would begin with.
        let common = common(first, last);
        let common = if family.members.len() == 1 { self::common(first, stem) } else { common };
        family.begin = first.get(..common).unwrap_or(first);
    }
    families
}

/// Returns how many bytes two words have in common at the beginning.
fn common(a: &str, b: &str) -> usize {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    same.map(|(letter, _)| letter.len_utf8()).sum()
}

/// Returns the endings that the words of families have most.
fn endings(families: &[Family<'_>], pages: &[Arc<Posted>]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let langs: BTreeSet<&str> = pages.iter().map(|page| &*page.lang).collect();
    for ending in langs.into_iter().flat_map(|lang| usual_endings(lang).split(' ')) {
        counts.insert(ending, 2);
    }
    for family in families.iter().filter(|family| 1 < family.members.len()) {
        for member in &family.members {
            *counts.entry(member.get(family.begin.len()..).unwrap_or_default()).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> =
        counts.into_iter().filter(|(ending, count)| !ending.is_empty() && 1 < *count).collect();
    counts.sort_by_key(|(ending, count)| (std::cmp::Reverse(*count), *ending));
    counts.into_iter().take(ENDINGS).map(|(ending, _)| ending.to_string()).collect()
}

/// Cuts sorted lines into `count` shards of about the same size, and says how
/// each but the first begins.
pub(super) fn shard(lines: &[String], count: usize) -> (Vec<String>, Vec<String>) {
    let all: usize = lines.iter().map(|line| line.len() + 1).sum();
    let mut shards = vec![String::new()];
    let mut bounds = Vec::new();
    let mut done = 0;
    let mut before = "";
    for line in lines {
        let due = all * shards.len() / count.max(1);
        if due <= done + line.len() / 2
            && shards.len() < count
            && lines::key(before) != lines::key(line)
            && !before.is_empty()
        {
            bounds.push(bound(before, line));
            shards.push(String::new());
        }
        if let Some(last) = shards.last_mut() {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line);
        }
        done += line.len() + 1;
        before = line;
    }
    (shards, bounds)
}

/// Returns the shortest beginning of a line's key that sorts after the one
/// before.
fn bound(before: &str, line: &str) -> String {
    let (before, line) = (lines::key(before), lines::key(line));
    let end =
        line.chars().take(line.chars().zip(before.chars()).take_while(|(a, b)| a == b).count() + 1);
    end.collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Index, Shards, shard};
    use crate::domain::search::{Record, Synonyms, Unit, posted};

    fn index(texts: &[&str], words: usize) -> Index {
        let page = |text: &&str| {
            let units = vec![Unit { text: text.to_string(), ..Unit::default() }];
            Arc::new(posted(&Record { lang: "en".into(), units, ..Record::default() }))
        };
        let pages: Vec<_> = texts.iter().map(page).collect();
        Index::of(&pages, &Synonyms::default(), Shards { words, tails: 2 })
    }

    #[test]
    fn words_of_one_stem_are_a_family() {
        let index = index(&["restore restored restoring policies", "policy restores"], 1);
        let lines: Vec<&str> = index.words.iter().flat_map(|shard| shard.lines()).collect();
        let begins: Vec<&str> =
            lines.iter().filter_map(|line| line.rsplit_once(':').map(|(begin, _)| begin)).collect();
        assert_eq!(begins, ["polic:ies,y", "restor:e,ed,es,ing"]);
    }

    #[test]
    fn shards_begin_where_their_bounds_say() {
        let lines: Vec<String> = ["aa:", "ab:", "ba:", "bb:", "ca:"].map(String::from).into();
        let (shards, bounds) = shard(&lines, 3);
        assert_eq!(shards.len(), bounds.len() + 1);
        for (shard, bound) in shards.iter().skip(1).zip(&bounds) {
            assert!(shard.lines().all(|line| bound.as_str() <= line), "{bound}: {shard}");
        }
        assert_eq!(shards.join("\n"), lines.join("\n"));
    }

    #[test]
    fn the_index_is_the_same_again() {
        let texts = ["a page of words", "words of another page", "third: kube-pod P1"];
        assert_eq!(index(&texts, 4), index(&texts, 4));
    }
}
