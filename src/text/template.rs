//! Templates: Tera, with problems as diagnostics.

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

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
}

impl Templates {
    /// Compiles templates given as (name, text).
    ///
    /// # Errors
    /// The first template error Tera reports; nothing is compiled then.
    pub fn compile<'a>(
        templates: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Templates, TemplateError> {
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html"]);
        let templates: Vec<(&str, &str)> = templates.into_iter().collect();
        let added = tera.add_raw_templates(templates.iter().copied());
        added.map_err(|error| unlisted(&error, &templates).unwrap_or_else(|| problem(&error)))?;
        Ok(Templates { tera })
    }

    /// Tells whether there is a template called `name`.
    pub fn contains(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Renders a template with a value whose fields become its variables.
    ///
    /// # Errors
    /// What Tera reports, with its place in the template.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<String, TemplateError> {
        let context = Context::from_serialize(view).map_err(|error| problem(&error))?;
        self.tera.render(name, &context).map_err(|error| problem(&error))
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
        },
        _ => TemplateError { template: None, range: None, message: error.to_string() },
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
    let word = text.get(start..)?;
    let length = word.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(word.len());
    let range = Some((start, start + length));
    Some(TemplateError { template: Some(name.into()), range, message: message.into() })
}
