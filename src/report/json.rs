//! Problems as one JSON document, for programs.
//!
//! Paths are relative to the site's root; lines and columns begin at 1, and
//! the end is exclusive.

use serde::Serialize;

use super::place::{Counts, Lines};
use crate::base::{Diagnostic, Label};
use crate::model::source::Texts;

#[derive(Serialize)]
struct Document<'a> {
    diagnostics: Vec<Problem<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: Option<&'a str>,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<Mention<'a>>,
}

#[derive(Serialize)]
struct Mention<'a> {
    message: &'a str,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    pages: usize,
    planned: usize,
}

/// What a summary says beside the counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// How many pages there are.
    pub pages: usize,
    /// How many planned pages are registered.
    pub planned: usize,
}

/// Writes problems as a JSON document with a line end.
pub fn write(diagnostics: &[Diagnostic], texts: &Texts, totals: Totals) -> String {
    let mut lines = Lines::new(texts);
    let problems = diagnostics
        .iter()
        .map(|diagnostic| {
            let place = lines.place(diagnostic.span);
            Problem {
                code: diagnostic.code.name(),
                severity: diagnostic.severity.word(),
                message: &diagnostic.message,
                file: place.path,
                line: place.start.line,
                column: place.start.column,
                end_line: place.end.line,
                end_column: place.end.column,
                help: diagnostic.help.as_deref(),
                labels: diagnostic.labels.iter().map(|label| mention(label, &mut lines)).collect(),
            }
        })
        .collect();
    let Counts { errors, warnings, notes } = Counts::of(diagnostics);
    let Totals { pages, planned } = totals;
    let summary = Summary { errors, warnings, notes, pages, planned };
    let document = Document { diagnostics: problems, summary };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn mention<'a>(label: &'a Label, lines: &mut Lines<'_>) -> Mention<'a> {
    let place = lines.place(label.span);
    Mention {
        message: &label.message,
        file: place.path,
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    }
}
