//! `example-does-not-match`: the example or the default of a parameter is not
//! what its pattern asks for; `wrong-type`: the pattern or the type cannot be
//! read; `bad-id` and `duplicate-key` for the name.

use std::collections::HashMap;

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, FileId, Span};
use crate::model::declared::Declared;
use crate::model::extension::Check;
use crate::model::front::Located;
use crate::model::parameter::{Declaration, Parameter, ParameterType, Pattern};
use crate::model::site::Site;
use crate::text::parameter;
use crate::text::pattern::Pattern as Expression;

/// The check `example-does-not-match`.
pub struct ExampleDoesNotMatch;

impl Check for ExampleDoesNotMatch {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for declared in site.pages.values().filter_map(Declared::of) {
            let mut names: HashMap<&str, (Span, Declaration)> = HashMap::new();
            for (document, own) in &declared.parameters {
                let file = document.source.file;
                let span = Span::new(file, own.name.range);
                name(own, span, found);
                match names.get(&*own.name.text) {
                    // Front matter and a table: that is reported as such.
                    Some((_, place)) if *place != own.place => {}
                    Some((first, _)) => found.push(twice(own, span, *first)),
                    None => drop(names.insert(&own.name.text, (span, own.place))),
                }
                kind(own, file, found);
                values(own, file, found);
            }
        }
    }
}

fn name(own: &Parameter, span: Span, found: &mut Vec<Diagnostic>) {
    let name = &own.name.text;
    if parameter::is_name(name) {
        return;
    }
    let message = format!("`{name}` cannot be the name of a parameter");
    let better = parameter::name_of(name);
    let help = match parameter::is_name(&better) {
        true => format!("write `{better}`: small letters, digits and `-`"),
        false => "write small letters, digits and `-`, a letter first".into(),
    };
    found.push(Diagnostic::new(Code::BAD_ID, span, message).help(help));
}

fn twice(own: &Parameter, span: Span, first: Span) -> Diagnostic {
    let message = format!("the parameter `{}` is declared twice", own.name.text);
    Diagnostic::new(Code::DUPLICATE_KEY, span, message)
        .label(first, "first declared here; this one counts")
        .help("keep one of the two")
}

fn kind(own: &Parameter, file: FileId, found: &mut Vec<Diagnostic>) {
    let Some(kind) = &own.kind else { return };
    let names = ParameterType::ALL.map(ParameterType::name);
    let message = match ParameterType::read(&kind.text) {
        None => format!("no parameter is of the type `{}`", kind.text),
        Some(ParameterType::Choice) if !matches!(own.pattern, Pattern::Choices(_)) => {
            "a choice says in its pattern what there is to choose".into()
        }
        Some(_) => return,
    };
    let help = match did_you_mean(&kind.text, names.iter().copied()) {
        Some(_) if ParameterType::read(&kind.text).is_some() => {
            "write the words as the pattern: `a, b or c`".into()
        }
        Some(help) => help,
        None => format!("write one of `{}`", names.join("`, `")),
    };
    found.push(Diagnostic::new(Code::WRONG_TYPE, Span::new(file, kind.range), message).help(help));
}

/// Compares example and default with pattern and type.
fn values(own: &Parameter, file: FileId, found: &mut Vec<Diagnostic>) {
    let expression = match &own.pattern {
        Pattern::Expression(text) => match Expression::read(&text.text) {
            Ok(expression) => Some(expression),
            Err(reason) => {
                let message = format!("the pattern is no regular expression: {reason}");
                let help = "write one without looking around and without references, or list \
                            words as text: `a, b or c`";
                let span = Span::new(file, text.range);
                found.push(Diagnostic::new(Code::WRONG_TYPE, span, message).help(help));
                None
            }
        },
        _ => None,
    };
    for (what, value) in [("example", &own.example), ("default", &own.default)] {
        let Some(value) = value else { continue };
        let Some((message, help)) = problem(own, what, value, expression.as_ref()) else {
            continue;
        };
        let span = Span::new(file, value.range);
        let problem = Diagnostic::new(Code::EXAMPLE_DOES_NOT_MATCH, span, message);
        found.push(problem.maybe_help(help));
    }
}

/// Says what is wrong with a value, and what to write instead.
fn problem(
    own: &Parameter,
    what: &str,
    value: &Located,
    expression: Option<&Expression>,
) -> Option<(String, Option<String>)> {
    let text = &*value.text;
    let kind = own.kind();
    if kind == ParameterType::Secret {
        let help = "leave it out: every reader of the page would know it";
        return Some((format!("a secret has no {what}"), Some(help.into())));
    }
    match &own.pattern {
        Pattern::Expression(pattern) if expression.is_some_and(|own| !own.matches(text)) => {
            let help = "write one that matches as a whole, or correct the pattern";
            let message = format!("the {what} does not match `{}`", pattern.text);
            return Some((message, Some(help.into())));
        }
        Pattern::Choices(choices) if choices.iter().all(|choice| *choice.text != *text) => {
            let words = choices.iter().take(9).map(|choice| &*choice.text);
            let help = did_you_mean(text, words.clone());
            let help = help.or_else(|| Some("write one of them, or add it to the pattern".into()));
            let words = words.collect::<Vec<_>>().join("`, `");
            return Some((format!("the {what} is none of `{words}`"), help));
        }
        _ => {}
    }
    (!kind.fits(text)).then(|| {
        let (name, like) = (kind.name(), kind.like());
        let help = format!("write for example `{like}`");
        (format!("the {what} is not of the type `{name}`"), Some(help))
    })
}
