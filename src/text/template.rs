//! Templates: Tera, with problems as diagnostics.

use std::borrow::Cow;

use serde::Serialize;
use tera::{Context, ErrorKind, Filter, Kwargs, State, Tera};

use super::breaks::with_breaks;
use crate::base::nearest::did_you_mean;

/// What the names of templates begin with that others may replace and build
/// upon: `base.html` of a theme can extend `default/base.html`.
pub const BUILT_IN: &str = "default/";

/// Compiled templates by name.
#[derive(Default)]
pub struct Templates {
    tera: Tera,
}

/// Why a template cannot be compiled or rendered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TemplateError {
    /// The template, where it is known.
    pub template: Option<String>,
    /// Byte offsets in it, where they are known.
    pub range: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where it is known.
    pub help: Option<String>,
}

impl Templates {
    /// Compiles templates given as (name, text). One whose name begins with
    /// [`BUILT_IN`] is found without that too, where no other has the rest of
    /// its name; components of others take the place of its own. One that takes
    /// its place may lack blocks that it has.
    ///
    /// # Errors
    /// The first template error Tera reports; nothing is compiled then.
    pub fn compile<'a>(
        templates: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Templates, TemplateError> {
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        tera.register_filter("breaks", Breaks);
        tera.set_fallback_prefixes([BUILT_IN]).map_err(|error| problem(&error))?;
        let templates: Vec<(&str, &str)> = templates.into_iter().collect();
        let whole = |(name, text)| (name, with_later_blocks(name, text, &templates));
        let added = tera.add_raw_templates(templates.iter().copied().map(whole));
        added.map_err(|error| {
            let known = unlisted(&error, &templates).or_else(|| orphan(&error, &templates));
            helped(known.unwrap_or_else(|| problem(&error)), &templates)
        })?;
        Ok(Templates { tera })
    }

    /// Tells whether there is a template called `name`.
    pub fn contains(&self, name: &str) -> bool {
        self.tera.contains_template(name)
            || self.tera.contains_template(&format!("{BUILT_IN}{name}"))
    }

    /// Renders a template with a value whose fields become its variables.
    ///
    /// # Errors
    /// What Tera reports, with its place in the template.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String, TemplateError> {
        let context = Context::from_serialize(view).map_err(|error| problem(&error))?;
        self.tera.render(name, &context).map_err(|error| helped(problem(&error), &[]))
    }
}

/// The filter `breaks`: a title, with places where its long names may go on in
/// the next line.
struct Breaks;

impl Filter<&str, String> for Breaks {
    fn call(&self, title: &str, _: Kwargs, _: &State) -> String {
        with_breaks(title)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.tera.get_template_names()).finish()
    }
}

/// Takes an error of Tera's apart.
fn problem(error: &tera::Error) -> TemplateError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => TemplateError {
            template: Some(report.filename().to_string()).filter(|name| !name.is_empty()),
            range: Some((report.span().range.start, report.span().range.end)),
            message: report.message().to_string(),
            help: None,
        },
        _ => TemplateError { template: None, range: None, message: error.to_string(), help: None },
    }
}

/// Reads a problem that Tera hands over only as a report for people: a line
/// `error: ...`, a line ` --> template:line:column`, the place underlined.
fn unlisted(error: &tera::Error, templates: &[(&str, &str)]) -> Option<TemplateError> {
    let ErrorKind::Msg(report) = error.kind() else { return None };
    let message = report.lines().find_map(|line| line.strip_prefix("error: "))?;
    let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let (_, text) = templates.iter().find(|(known, _)| *known == name)?;
    let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let within = text.get(before..)?.chars().take(column.checked_sub(1)?).map(char::len_utf8);
    let start = before + within.sum::<usize>();
    // It may be the sign before the name that is pointed at.
    let start = start + text.get(start..)?.find(|c| !matches!(c, '"' | '\'' | '<'))?;
    let word = text.get(start..)?;
    let length =
        word.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(word.len());
    let range = Some((start, start + length));
    Some(TemplateError { template: Some(name.into()), range, message: message.into(), help: None })
}

/// Finds the place where a template extends one that is not there.
fn orphan(error: &tera::Error, templates: &[(&str, &str)]) -> Option<TemplateError> {
    let ErrorKind::MissingParent { current, parent } = error.kind() else { return None };
    let (name, text) = templates.iter().find(|(name, _)| name == current)?;
    let start = text.find("extends").and_then(|at| Some(at + text.get(at..)?.find(&**parent)?))?;
    Some(TemplateError {
        template: Some((*name).into()),
        range: Some((start, start + parent.len())),
        message: format!("Unknown template `{parent}`"),
        help: None,
    })
}

/// Adds the nearest name that exists to an error about one that does not:
/// a field or variable, a component, a template or a block.
fn helped(error: TemplateError, templates: &[(&str, &str)]) -> TemplateError {
    let whole = error.message.clone();
    let Some(word) = whole.split('`').nth(1) else { return error };
    let (message, listed) = match whole.split_once(" Available ") {
        Some((message, list)) => (message.trim_end_matches('.'), list.split_once(": ")),
        None => (&*whole, None),
    };
    let names: Vec<&str> = match listed {
        Some((_, list)) => list.split(", ").collect(),
        None if whole.starts_with("Unknown component") => declared(templates, "component"),
        None if whole.starts_with("Unknown template") => {
            let short = templates.iter().map(|(name, _)| (*name, name.strip_prefix(BUILT_IN)));
            short.map(|(name, short)| short.unwrap_or(name)).collect()
        }
        None if whole.starts_with("Block ") => declared(templates, "block"),
        None => return error,
    };
    let others = names.iter().copied().filter(|name| *name != word);
    let help = did_you_mean(word, others)
        .or_else(|| listed.map(|_| format!("write one of {}", names.join(", "))));
    TemplateError { message: message.into(), help, ..error }
}

/// Gives a template the blocks of the built-in one whose place it takes, where
/// they are never shown. So a theme that was written before there was a block
/// stays whole when the built-in templates begin to fill it.
fn with_later_blocks<'a>(name: &str, text: &'a str, templates: &[(&str, &'a str)]) -> Cow<'a, str> {
    let replaced = templates.iter().find(|(known, _)| known.strip_prefix(BUILT_IN) == Some(name));
    let Some(replaced) = replaced else { return text.into() };
    if text.contains("extends \"") {
        return text.into();
    }
    let own = declared(&[(name, text)], "block");
    let later = declared(&[*replaced], "block");
    let mut whole = text.to_string();
    for block in later.into_iter().filter(|block| !own.contains(block)) {
        whole.push_str("{% if false %}{% block ");
        whole.push_str(block);
        whole.push_str(" %}{% endblock %}{% endif %}");
    }
    whole.into()
}

/// Returns the names that follow `{% tag` in templates.
fn declared<'a>(templates: &[(&str, &'a str)], tag: &str) -> Vec<&'a str> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let mut names: Vec<&str> = templates
        .iter()
        .flat_map(|(_, text)| text.split("{%").skip(1))
        .filter_map(|rest| rest.trim_start_matches('-').trim_start().strip_prefix(tag))
        .filter_map(|rest| rest.strip_prefix(' ')?.split(|c: char| !is_name(c)).next())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
