//! `placeholder-not-parameter`: a command of a runbook has text that its
//! reader must replace, and nothing says by what. `declare.rs` has the edit
//! that declares it.

mod declare;

use std::collections::HashSet;

use self::declare::Declaring;
use crate::base::{Code, Diagnostic, Span};
use crate::model::declared::Declared;
use crate::model::extension::Check;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::text::parameter::name_of;
use crate::text::placeholder::ANY;

/// The check `placeholder-not-parameter`.
pub struct PlaceholderNotParameter;

impl Check for PlaceholderNotParameter {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let declared = Declared::of(page);
            if declared.is_some() || page.document.kind_name() == "runbook" {
                of_page(page, declared.as_ref(), found);
            }
        }
    }
}

/// Reports what looks like a value on a page, each once.
fn of_page(page: &Page, declared: Option<&Declared<'_>>, found: &mut Vec<Diagnostic>) {
    let assigned = page.parts().flat_map(|(document, _)| &document.parameters.assigned);
    let assigned: HashSet<&str> = assigned.map(|name| &**name).collect();
    let mut seen = HashSet::new();
    let mut open: Vec<(&str, Span)> = Vec::new();
    for (document, range) in page.placeholders() {
        let written = range.of(&document.source.text);
        let is_declared = declared.is_some_and(|declared| {
            declared.at(written).or_else(|| declared.held(written)).is_some()
        });
        let is_set = || {
            let name = variable(written);
            name.is_some_and(|name| assigned.contains(name) || assigned.contains(ANY))
        };
        if !is_declared && seen.insert((document.source.file, written)) && !is_set() {
            open.push((written, Span::new(document.source.file, range)));
        }
    }
    let file = page.document.source.file;
    let own = open.iter().filter(|(_, span)| span.file == file).map(|(written, _)| *written);
    let declaring = Declaring::of(page, declared, &own.collect::<Vec<_>>());
    for (written, span) in open {
        let problem = match variable(written) {
            Some(name) => unset(written, name, span),
            None => unsaid(written, span),
        };
        let fix = declaring.fix(written).filter(|_| span.file == file);
        found.push(match fix {
            Some(fix) => problem.fix(fix.span, fix.replacement.as_str()),
            None => problem,
        });
    }
}

/// Tells whether a text can stand in a cell and in YAML as it is.
fn pattern_free(written: &str) -> bool {
    !written.contains(['|', '`', '"', '\\', '\n', '\r'])
}

/// Returns the name in `$NAME`, `${NAME}` or `${NAME%x}`.
fn variable(written: &str) -> Option<&str> {
    let name = written.strip_prefix('$')?.trim_start_matches('{');
    name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()
}

fn unset(written: &str, name: &str, span: Span) -> Diagnostic {
    let message = format!("`{written}` is never set on this page");
    let help = format!("declare `{}` with `env: {name}`", name_of(name));
    Diagnostic::new(Code::PLACEHOLDER_NOT_PARAMETER, span, message).help(help)
}

fn unsaid(written: &str, span: Span) -> Diagnostic {
    let message = format!("`{written}` looks like a value to fill in");
    let name = name_of(written);
    let help = match name.is_empty() {
        true => "declare a parameter for it, and write its name in two braces".into(),
        false => format!("declare a parameter `{name}`"),
    };
    Diagnostic::new(Code::PLACEHOLDER_NOT_PARAMETER, span, message).help(help)
}
