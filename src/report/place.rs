//! Where a problem is, as people count: file, lines, columns.

use std::collections::HashMap;

use crate::base::{Diagnostic, FileId, LineIndex, Position, Span};
use crate::model::source::Texts;

/// A span with its file and its lines.
pub(super) struct Place {
    /// The file's path from the site's root.
    pub path: String,
    pub start: Position,
    pub end: Position,
}

/// Counts lines. Those of a file are kept, so that a file with many problems,
/// or one that many problems mention, is looked through once.
pub struct Lines<'a> {
    texts: &'a Texts,
    known: HashMap<FileId, LineIndex<'a>>,
}

impl<'a> Lines<'a> {
    /// Begins with nothing counted.
    pub fn new(texts: &'a Texts) -> Lines<'a> {
        Lines { texts, known: HashMap::new() }
    }

    /// Writes where a span begins: `runbooks/restore.md:12:3`.
    pub fn at(&mut self, span: Span) -> String {
        let Place { path, start, .. } = self.place(span);
        format!("{path}:{}:{}", start.line, start.column)
    }

    /// Finds the place of a span. A file whose text is not known (it could
    /// not be read) begins at 1:1.
    pub(super) fn place(&mut self, span: Span) -> Place {
        let (path, text) = match self.texts.get(span.file) {
            Some((path, text)) => (path.to_string(), text),
            None => (String::new(), ""),
        };
        let (start, end) = self.index(span.file, text).ends(span.range);
        Place { path, start, end }
    }

    /// Returns the text of a file; empty if it is not known.
    pub(super) fn text(&self, file: FileId) -> &'a str {
        self.texts.get(file).map_or("", |(_, text)| text)
    }

    /// Returns the line of a byte of a file.
    pub(super) fn line(&mut self, file: FileId, offset: usize) -> usize {
        let text = self.text(file);
        self.index(file, text).line_of(offset)
    }

    fn index(&mut self, file: FileId, text: &'a str) -> &LineIndex<'a> {
        self.known.entry(file).or_insert_with(|| LineIndex::new(text))
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
