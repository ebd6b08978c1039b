//! Where a problem is, as people count: file, lines, columns.

use crate::base::{Diagnostic, LineIndex, Position, Span};
use crate::model::source::Texts;

/// A span with its file and its lines.
pub(super) struct Place<'a> {
    /// The file's path from the site's root.
    pub path: String,
    /// The text of the file; empty if it is not known.
    pub text: &'a str,
    pub start: Position,
    pub end: Position,
}

impl<'a> Place<'a> {
    /// Finds the place of a span. A file whose text is not known (it could
    /// not be read) begins at 1:1.
    pub fn find(span: Span, texts: &'a Texts) -> Place<'a> {
        let (path, text) = match texts.get(span.file) {
            Some((path, text)) => (path.to_string(), text),
            None => (String::new(), ""),
        };
        let (start, end) = LineIndex::new(text).ends(span.range);
        Place { path, text, start, end }
    }
}

/// Replaces control characters, so that content cannot drive a terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// How many problems there are of each severity.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts problems.
    pub fn of(diagnostics: &[Diagnostic]) -> Counts {
        let mut counts = Counts::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                crate::base::Severity::Error => counts.errors += 1,
                crate::base::Severity::Warning => counts.warnings += 1,
                crate::base::Severity::Note => counts.notes += 1,
            }
        }
        counts
    }
}
