//! `duplicate-code`: two pages have one number in the catalogue, so that a
//! name by number means neither.

use std::collections::BTreeMap;

use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `duplicate-code`.
pub struct DuplicateCode;

impl Check for DuplicateCode {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let mut taken: BTreeMap<String, (Span, &str)> = BTreeMap::new();
        for page in site.pages.values() {
            let Some(code) = &page.document.front.code else { continue };
            let Some(identity) = site.catalog.page(page.id) else { continue };
            let span = Span::new(page.document.source.file, code.range);
            match taken.get(&loose(&code.text)) {
                Some((first, title)) => found.push(report(&code.text, span, (*first, title))),
                None => drop(taken.insert(loose(&code.text), (span, &identity.title))),
            }
        }
        for planned in &site.catalog.planned {
            let (Some(code), Some(span)) = (&planned.code, planned.announced) else { continue };
            match taken.get(&loose(code)) {
                Some((first, title)) => found.push(report(code, span, (*first, title))),
                None => drop(taken.insert(loose(code), (span, &planned.title))),
            }
        }
    }
}

fn report(code: &str, span: Span, (first, title): (Span, &str)) -> Diagnostic {
    let message = format!("the code `{code}` is that of \"{title}\"");
    Diagnostic::new(Code::DUPLICATE_CODE, span, message)
        .label(first, "first here")
        .help("give one of them another number; the `id` of a page stays as it is")
}
