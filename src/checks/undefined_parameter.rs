//! `undefined-parameter`: a page that declares parameters has one to fill in
//! that it does not declare. On other pages two braces are text.

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, Span};
use crate::model::declared::Declared;
use crate::model::extension::Check;
use crate::model::parameter::UsePlace;
use crate::model::site::Site;

/// For so many names of a page one is suggested.
const MOST_SUGGESTED: usize = 100;

/// The check `undefined-parameter`.
pub struct UndefinedParameter;

impl Check for UndefinedParameter {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let Some(declared) = Declared::of(page) else { continue };
            let mut suggested = 0usize;
            for (document, own) in page.parameter_uses() {
                let written = own.range.of(&document.source.text);
                let name = written.strip_prefix("{{").and_then(|name| name.strip_suffix("}}"));
                let Some(name) = name.filter(|_| declared.at(written).is_none()) else { continue };
                if own.place == UsePlace::Template {
                    continue;
                }
                suggested += 1;
                let near = (suggested <= MOST_SUGGESTED).then(|| suggestion(&declared, name));
                let help = near.flatten().unwrap_or_else(|| {
                    "declare it in the section *Parameters*, or write `literal` behind the \
                     language of the fence"
                        .into()
                });
                let message = match document.source.file == page.document.source.file {
                    true => format!("`{name}` is not a parameter of this page"),
                    false => {
                        let path = &page.document.source.path;
                        format!("`{name}` is not a parameter of `{path}`, which includes this")
                    }
                };
                let span = Span::new(document.source.file, own.range);
                found.push(Diagnostic::new(Code::UNDEFINED_PARAMETER, span, message).help(help));
            }
        }
    }
}

/// Finds the name that may be meant: one nearly so, or the only one of which
/// this is a part.
fn suggestion(declared: &Declared<'_>, name: &str) -> Option<String> {
    let names = || declared.parameters.iter().map(|(_, own)| &*own.name.text);
    did_you_mean(name, names()).or_else(|| {
        let mut parts = names().filter(|own| own.split('-').any(|part| part == name));
        let only = parts.next().filter(|_| parts.next().is_none())?;
        Some(format!("did you mean `{only}`?"))
    })
}
