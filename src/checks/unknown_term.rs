//! `unknown-term`: a page names a term that a strict vocabulary does not have.

use std::collections::HashMap;

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::model::vocabulary::{Record, Terms, Vocabulary};

/// At most so many names are compared with what was written; each term is
/// sought once.
const COMPARED: usize = 1_000_000;
/// So many terms of a small vocabulary are named.
const NAMED: usize = 6;

/// The check `unknown-term`.
pub struct UnknownTerm;

impl Check for UnknownTerm {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let strict = site.config.vocabularies.iter().filter(|own| own.terms == Terms::Strict);
        for own in strict {
            let mut helps: HashMap<&str, Option<String>> = HashMap::new();
            let mut left = COMPARED;
            for page in site.pages.values() {
                let terms = page.document.lifted.terms.iter();
                let terms = terms.filter(|term| term.taxonomy == own.taxonomy);
                // A collection gives some terms to all pages; these have no place.
                let terms = terms.filter(|term| term.range != TextRange::default());
                for term in terms.filter(|term| own.record(&term.text).is_none()) {
                    let help =
                        helps.entry(&term.text).or_insert_with(|| help(own, &term.text, &mut left));
                    let span = Span::new(page.document.source.file, term.range);
                    let message = format!(
                        "no term `{}` in the vocabulary `{}`",
                        term.text,
                        own.taxonomy.key()
                    );
                    let problem = Diagnostic::new(Code::UNKNOWN_TERM, span, message);
                    found.push(problem.maybe_help(help.clone()));
                }
            }
        }
    }
}

fn help(own: &Vocabulary, term: &str, left: &mut usize) -> Option<String> {
    let names: usize = own.records.iter().map(|record| 2 + record.aliases.len()).sum();
    *left = left.checked_sub(names)?;
    let near = did_you_mean(term, own.records.iter().flat_map(Record::names));
    near.or_else(|| {
        let titles: Vec<String> =
            own.records.iter().map(|record| format!("`{}`", record.title)).collect();
        (1..=NAMED).contains(&titles.len()).then(|| format!("write one of {}", titles.join(", ")))
    })
}
