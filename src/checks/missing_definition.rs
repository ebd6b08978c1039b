//! `missing-definition`: the page of a term of the glossary does not begin
//! with what the term means.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::glossary::{Definition, definition};
use crate::model::site::Site;

/// The check `missing-definition`.
pub struct MissingDefinition;

impl Check for MissingDefinition {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for id in site.glossary.terms() {
            let Some(page) = site.pages.get(&id) else { continue };
            let document = &page.document;
            if definition(document) != Definition::Missing {
                continue;
            }
            let heading = document.heading.as_ref().and_then(|heading| {
                let (first, last) = (heading.content.first()?, heading.content.last()?);
                Some(first.range.cover(last.range))
            });
            let title = document.front.title.as_ref().map(|title| title.range);
            let place = heading.or(title).unwrap_or_default();
            let span = Span::new(document.source.file, place);
            found.push(
                Diagnostic::new(Code::MISSING_DEFINITION, span, "this term has no definition")
                    .help("say in the first paragraph below the title what it means"),
            );
        }
    }
}
