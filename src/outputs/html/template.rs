//! Renders a view, and reports a template that cannot be.

use serde::Serialize;

use crate::base::{Code, Diagnosed, Diagnostic, FileId, SitePath, Span, TextRange};
use crate::model::extension::{RenderContext, Rendered};

/// Renders `view` with a template of the theme.
pub(crate) fn render(
    ctx: &RenderContext<'_>,
    name: &str,
    view: &impl Serialize,
) -> Diagnosed<Rendered> {
    match ctx.theme.templates.render(name, view) {
        Ok(html) => Diagnosed::clean(Rendered::Bytes(without_controls(html).into_bytes())),
        Err(error) => {
            let template = error.template.as_deref().unwrap_or(name);
            let path = SitePath::new(&format!("themes/{}/templates", ctx.site.config.theme))
                .unwrap_or_default()
                .child(template);
            let range = error.range.map(|(start, end)| TextRange::new(start, end));
            let span = Span::new(FileId::of(&path), range.unwrap_or_default());
            let problem = Diagnostic::new(Code::TEMPLATE_ERROR, span, error.message);
            let problem = error.help.into_iter().fold(problem, Diagnostic::help);
            Diagnosed::new(Rendered::Bytes(Vec::new()), vec![problem])
        }
    }
}

/// Replaces control characters, which no page may hold and some terminals
/// obey.
pub(super) fn without_controls(html: String) -> String {
    let is_control = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\t' | '\r');
    match html.bytes().any(|byte| is_control(char::from(byte))) {
        true => html.replace(is_control, "\u{fffd}"),
        false => html,
    }
}
