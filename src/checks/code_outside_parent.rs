//! `code-outside-parent`: the number of an area does not begin with that of
//! the page it is part of.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::front::Located;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::site::Site;

/// The check `code-outside-parent`.
pub struct CodeOutsideParent;

impl Check for CodeOutsideParent {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            if matches!(page.document.kind_name(), "area" | "process") {
                found.extend(check(site, page));
            }
        }
    }
}

fn check(site: &Site, page: &Page) -> Option<Diagnostic> {
    let own = page.document.front.code.as_ref()?;
    let relations = page.document.relations.iter();
    let part_of = relations.filter(|relation| relation.kind == RelationKind::PartOf);
    let parents: Vec<(&str, &Located)> = part_of
        .filter_map(|relation| match page.targets.get(relation.reference as usize)? {
            Target::Page(id, _) => {
                let code = site.pages.get(id)?.document.front.code.as_ref()?;
                Some((&*site.catalog.page(*id)?.title, code))
            }
            _ => None,
        })
        .collect();
    let (title, code) = parents.first()?;
    if parents.iter().any(|(_, code)| is_below(&own.text, &code.text)) {
        return None;
    }
    let span = Span::new(page.document.source.file, own.range);
    let message = format!(
        "the code `{}` does not begin with `{}`, the code of \"{title}\"",
        own.text, code.text
    );
    let help = format!("write `{}.` and a number of its own", code.text);
    Some(Diagnostic::new(Code::CODE_OUTSIDE_PARENT, span, message).help(help))
}

/// Tells whether a code begins with another and goes on with a part of its
/// own: 90.30 is below 90, and 905 is not.
fn is_below(code: &str, above: &str) -> bool {
    let rest = code.strip_prefix(above);
    rest.is_some_and(|rest| 1 < rest.len() && !rest.starts_with(char::is_alphanumeric))
}
