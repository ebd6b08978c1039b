//! `vocabulary-near-duplicate`: two spellings of one topic, and for names of
//! people one name in the singular and in the plural.
//!
//! Each spelling is reported once, not each place that has it: a folder of
//! many pages would drown in findings otherwise.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::lifted::Taxonomy;
use crate::model::site::Site;
use crate::model::topics::{Spelling, Topic};
use crate::text::plural::singular;

/// The check `vocabulary-near-duplicate`.
pub struct VocabularyNearDuplicate;

impl Check for VocabularyNearDuplicate {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for topic in &site.topics.all {
            let Some((usual, others)) = topic.spellings.split_first() else { continue };
            let report = |other: &Spelling| report(other, (usual, usual.pages), other.pages);
            found.extend(others.iter().map(report));
        }
        for taxonomy in [Taxonomy::Stakeholders, Taxonomy::Roles] {
            let mut groups: BTreeMap<String, Vec<&Topic>> = BTreeMap::new();
            for topic in site.topics.of(taxonomy) {
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

fn count(pages: usize) -> String {
    if pages == 1 { "1 page".into() } else { format!("{pages} pages") }
}
