//! Words that mean the same: those of a language, and those a site adds.

use std::collections::{BTreeMap, BTreeSet};

use super::words::chunks;

/// Words of operations that mean about the same, a line for each group. Of
/// several words, all are meant together.
const ENGLISH: &str = include_str!("synonyms-en.txt");

/// For words and phrases what else can be asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Synonyms {
    also: BTreeMap<String, BTreeSet<String>>,
}

impl Synonyms {
    /// Returns those of languages.
    pub fn of_languages<'a>(langs: impl IntoIterator<Item = &'a str>) -> Synonyms {
        let mut synonyms = Synonyms::default();
        for lang in langs {
            if lang.split(['-', '_']).next() == Some("en") {
                let lines = ENGLISH.lines().filter(|line| !line.starts_with('#'));
                lines.for_each(|line| synonyms.add(line.split(',').map(str::trim)));
            }
        }
        synonyms
    }

    /// Adds words or phrases that mean the same.
    pub fn add<'a>(&mut self, group: impl IntoIterator<Item = &'a str>) {
        let group: Vec<String> =
            group.into_iter().map(folded).filter(|text| !text.is_empty()).collect();
        for own in &group {
            let others = group.iter().filter(|other| *other != own).cloned();
            self.also.entry(own.clone()).or_default().extend(others);
        }
    }

    /// Writes a line of a shard for each: `WORDS:=OTHER|OTHER`. Of the others,
    /// only those whose words are all there are worth asking for.
    pub(super) fn lines(&self, is_there: &dyn Fn(&str) -> bool) -> Vec<String> {
        let lines = self.also.iter().filter_map(|(own, others)| {
            let known = |other: &&String| other.split(' ').all(is_there);
            let others: Vec<&str> = others.iter().filter(known).map(String::as_str).collect();
            (!others.is_empty()).then(|| format!("{own}:={}", others.join("|")))
        });
        lines.collect()
    }
}

fn folded(text: &str) -> String {
    let mut all = Vec::new();
    chunks(text, &mut |words| {
        all.extend(words.iter().filter(|word| !word.is_joined).map(|word| word.text.clone()));
    });
    all.join(" ")
}
