//! Two places of a page that say different things of it.

use std::collections::BTreeSet;

use super::super::builder::Builder;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::lifted::{Lifted, Origin, Taxonomy, Term, term_key};

/// A finding names at most so many terms of each side.
const NAMED: usize = 5;

/// Reports vocabularies that are written in two places and differ.
pub(super) fn report(builder: &mut Builder<'_>, lifted: &Lifted) {
    for taxonomy in Taxonomy::ALL {
        let places = [Origin::Front, Origin::AppliesTo, Origin::Comment]
            .map(|origin| (origin, lifted.written(&taxonomy, origin).collect::<Vec<_>>()));
        let mut places = places.iter().filter(|(_, terms)| !terms.is_empty());
        let Some((first, there)) = places.next() else { continue };
        for (_, here) in places {
            compare(builder, here, (*first, there));
        }
    }
}

fn compare(builder: &mut Builder<'_>, here: &[&Term], (origin, there): (Origin, &[&Term])) {
    let (only_here, only_there) = (missing(here, there), missing(there, here));
    if only_here.is_empty() && only_there.is_empty() {
        return;
    }
    let taxonomy = here.first().map(|term| term.taxonomy.title().to_lowercase());
    let taxonomy = taxonomy.unwrap_or_default();
    let mut message = format!("the {taxonomy} here and those in {} differ", origin.name());
    for (terms, mark, place) in [(only_here, ":", "here"), (only_there, "", "there")] {
        if !terms.is_empty() {
            let comma = if mark.is_empty() && message.ends_with('`') { "," } else { ":" };
            message.push_str(&format!("{comma} only {place} {}", named(&terms)));
        }
    }
    let file = builder.source.file;
    let other = format!("the {taxonomy} in {}", origin.name());
    builder.found.push(
        Diagnostic::new(Code::METADATA_DISAGREES, Span::new(file, cover(here)), message)
            .label(Span::new(file, cover(there)), other)
            .help("write the same in both places, or keep one of them"),
    );
}

/// Returns the terms of one place that the other does not have.
fn missing<'t>(terms: &[&'t Term], others: &[&Term]) -> Vec<&'t Term> {
    let others: BTreeSet<String> = others.iter().map(|term| term_key(&term.text)).collect();
    terms.iter().copied().filter(|term| !others.contains(&term_key(&term.text))).collect()
}

fn named(terms: &[&Term]) -> String {
    let shown = terms.iter().take(NAMED).map(|term| format!("`{}`", term.text));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match terms.len().checked_sub(NAMED) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more"),
    }
}

fn cover(terms: &[&Term]) -> TextRange {
    let first = terms.first().map(|term| term.range).unwrap_or_default();
    terms.iter().fold(first, |all, term| all.cover(term.range))
}
