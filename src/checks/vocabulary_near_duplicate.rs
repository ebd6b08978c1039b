//! `vocabulary-near-duplicate`: two spellings of one topic, for names of people
//! one name in the singular and in the plural, or a term that is nearly one
//! the vocabulary has.
//!
//! Each spelling is reported once, not each place that has it: a folder of
//! many pages would drown in findings otherwise.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::base::nearest::nearest_within;
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::lifted::Taxonomy;
use crate::model::site::Site;
use crate::model::topics::{Spelling, Topic};
use crate::model::vocabulary::{Record, Terms, Vocabulary};
use crate::text::plural::singular;

/// At most so many names of a site's vocabularies are compared with terms.
const COMPARED: usize = 1_000_000;
/// In shorter terms one letter makes another word: `Sale`, `Safe`.
const SHORT: usize = 5;

/// The check `vocabulary-near-duplicate`.
pub struct VocabularyNearDuplicate;

impl Check for VocabularyNearDuplicate {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let mut left = COMPARED;
        for topic in &site.topics.all {
            if topic.record.is_some() {
                // All names of a record are right.
                continue;
            }
            let Some((usual, others)) = topic.spellings.split_first() else { continue };
            let report = |other: &Spelling| report(other, (usual, usual.pages), other.pages);
            found.extend(others.iter().map(report));
            let own = site.config.vocabularies.get(&topic.taxonomy);
            if let Some(own) = own.filter(|own| own.terms == Terms::Open) {
                found.extend(nearly(topic, own, &mut left));
            }
        }
        for taxonomy in [Taxonomy::Stakeholders, Taxonomy::Roles] {
            let mut groups: BTreeMap<String, Vec<&Topic>> = BTreeMap::new();
            for topic in site.topics.of(&taxonomy) {
                groups.entry(singular(&topic.key)).or_default().push(topic);
            }
            groups.into_values().for_each(|topics| numbers(topics, found));
        }
    }
}

/// Reports topics that are one name in the singular and in the plural.
fn numbers(mut topics: Vec<&Topic>, found: &mut Vec<Diagnostic>) {
    let pages = |topic: &Topic| topic.spellings.iter().map(|spelling| spelling.pages).sum();
    topics.sort_by_key(|topic| Reverse::<usize>(pages(topic)));
    let Some((usual, others)) = topics.split_first() else { return };
    let Some(name) = usual.spellings.first() else { return };
    for other in others {
        let first = other.spellings.first();
        found.extend(first.map(|first| report(first, (name, pages(usual)), pages(other))));
    }
}

/// Reports a spelling that `here` pages have, where more have the usual one.
fn report(other: &Spelling, (usual, elsewhere): (&Spelling, usize), here: usize) -> Diagnostic {
    let message = format!("`{}` is written `{}` elsewhere", other.text, usual.text);
    let help = format!(
        "write `{}`, as {} {}; {} {} it as here",
        usual.text,
        count(elsewhere),
        if elsewhere == 1 { "does" } else { "do" },
        count(here),
        if here == 1 { "writes" } else { "write" },
    );
    Diagnostic::new(Code::VOCABULARY_NEAR_DUPLICATE, other.first, message)
        .label(usual.first, format!("written `{}` here", usual.text))
        .help(help)
}

/// Finds the name in the vocabulary that a term was perhaps meant to be: one
/// letter differs, and no digit.
fn nearly(topic: &Topic, own: &Vocabulary, left: &mut usize) -> Option<Diagnostic> {
    let names: usize = own.records.iter().map(|record| 2 + record.aliases.len()).sum();
    *left = left.checked_sub(names)?;
    let written = topic.spellings.first()?;
    if written.text.chars().count() < SHORT {
        return None;
    }
    let names = own.records.iter().flat_map(Record::names);
    let near = nearest_within(&written.text, names, 1)?;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(near) != digits(&written.text) {
        return None;
    }
    let record = own.record(near)?;
    let message = format!("`{}` is not in the vocabulary `{}`", written.text, own.taxonomy.key());
    let help = format!("did you mean `{}`?", record.title);
    let problem = Diagnostic::new(Code::VOCABULARY_NEAR_DUPLICATE, written.first, message);
    Some(problem.label(record.span, "this term is nearly the same").help(help))
}

fn count(pages: usize) -> String {
    if pages == 1 { "1 page".into() } else { format!("{pages} pages") }
}
