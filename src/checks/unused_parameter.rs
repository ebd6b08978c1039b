//! `unused-parameter`: a page asks its reader for a value that it does not
//! use.

use crate::base::{Code, Diagnostic, Span};
use crate::model::declared::Declared;
use crate::model::extension::Check;
use crate::model::graft::Grafted;
use crate::model::page::Page;
use crate::model::parameter::{Parameter, UsePlace};
use crate::model::site::Site;
use crate::text::parameter;

/// The check `unused-parameter`.
pub struct UnusedParameter;

impl Check for UnusedParameter {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let Some(declared) = Declared::of(page) else { continue };
            let used = used(page, &declared);
            for ((document, own), used) in declared.parameters.iter().zip(used) {
                // The first of a name counts; the others are reported as such.
                let form = format!("{{{{{}}}}}", own.name.text);
                let counts = declared.get(&form).is_some_and(|first| std::ptr::eq(first, *own));
                // A name that cannot be one is reported as that.
                if used || !counts || !parameter::is_name(&own.name.text) {
                    continue;
                }
                let message = format!("`{}` is not used on this page", own.name.text);
                let help = format!("write `{form}` where its value belongs, or take it out");
                let span = Span::new(document.source.file, own.name.range);
                found.push(Diagnostic::new(Code::UNUSED_PARAMETER, span, message).help(help));
            }
        }
    }
}

/// Tells of each parameter whether it is used.
fn used(page: &Page, declared: &Declared<'_>) -> Vec<bool> {
    let mut used = vec![false; declared.parameters.len()];
    let uses = page.parameter_uses().map(|(document, own)| (document, own.range, own.place));
    let commands =
        page.placeholders().map(|(document, range)| (document, range, UsePlace::Command));
    for (document, range, _) in uses.chain(commands) {
        let written = range.of(&document.source.text);
        let Some(at) = declared.at(written).or_else(|| declared.held(written)) else { continue };
        let declares = |(own, parameter): &(&_, &Parameter)| {
            std::ptr::eq(*own, document)
                && parameter.range.start <= range.start
                && range.end <= parameter.range.end
        };
        // What its own row says of it is no use.
        if declared.parameters.get(at).is_some_and(declares) {
            continue;
        }
        used.get_mut(at).into_iter().for_each(|used| *used = true);
    }
    for graft in &page.document.grafts {
        let Grafted::Code(code) = &graft.content else { continue };
        for (written, _) in declared.in_code(&code.text) {
            let own = declared.at(written.text).and_then(|at| used.get_mut(at));
            own.into_iter().for_each(|used| *used = true);
        }
    }
    used
}
