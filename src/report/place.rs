//! Where a problem is, as people count: file, lines, columns.

use crate::base::{Diagnostic, FileId, LineIndex, Position, Span};
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

/// Counts lines. Problems come file by file, so the lines of the last file
/// are kept: a file with many problems is looked through once.
pub struct Lines<'a> {
    texts: &'a Texts,
    last: Option<(FileId, LineIndex<'a>)>,
}

impl<'a> Lines<'a> {
    /// Begins with nothing counted.
    pub fn new(texts: &'a Texts) -> Lines<'a> {
        Lines { texts, last: None }
    }

    /// Finds the place of a span. A file whose text is not known (it could
    /// not be read) begins at 1:1.
    pub(super) fn place(&mut self, span: Span) -> Place<'a> {
        let (path, text) = match self.texts.get(span.file) {
            Some((path, text)) => (path.to_string(), text),
            None => (String::new(), ""),
        };
        let (start, end) = self.index(span.file, text).ends(span.range);
        Place { path, text, start, end }
    }

    /// Returns the line of a byte of a file.
    pub(super) fn line(&mut self, file: FileId, offset: usize) -> usize {
        let text = self.texts.get(file).map_or("", |(_, text)| text);
        self.index(file, text).position(offset).line
    }

    fn index(&mut self, file: FileId, text: &'a str) -> &LineIndex<'a> {
        if self.last.as_ref().is_none_or(|(last, _)| *last != file) {
            self.last = None;
        }
        let (_, index) = self.last.get_or_insert_with(|| (file, LineIndex::new(text)));
        index
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
