//! Cross-references by id: each id that no page has is reported once.

use std::collections::BTreeSet;

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::Catalog;

/// At most so many ids are looked through for a suggestion.
const MOST_IDS: usize = 1_000;
/// For so many unknown ids one is suggested.
const MOST_SUGGESTIONS: usize = 20;

/// Reports `xref:` references to ids that no page has, each at its first
/// mention.
pub(super) fn report(catalog: &Catalog, found: &mut Vec<Diagnostic>) {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for page in &catalog.pages {
        let Some(document) = &page.document else { continue };
        for reference in &document.references {
            let Some(id) = reference.destination.strip_prefix("xref:") else { continue };
            let id = id.split(['?', '#']).next().unwrap_or_default();
            if catalog.by_id.contains_key(id) || !known.insert(id) {
                continue;
            }
            let span = Span::new(document.source.file, reference.range);
            let message = format!("no page has the id `{id}`");
            let most = if known.len() <= MOST_SUGGESTIONS { MOST_IDS } else { 0 };
            let ids = catalog.pages.iter().take(most).map(|page| &*page.id);
            let help = did_you_mean(id, ids).unwrap_or_else(|| {
                "give a page this `uid`, or link to an address on the web".into()
            });
            found.push(Diagnostic::new(Code::UNKNOWN_XREF, span, message).help(help));
        }
    }
}
