//! Problems as values: what is wrong, where, and what to write instead.
//!
//! Every problem in content, configuration or templates is one of these.
//! They are collected, never thrown; `report` turns them into text, JSON and
//! the other formats.

use crate::base::{Code, Span};

/// How much a problem matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Advice; never fails a build.
    Note,
    /// Probably wrong; fails a build with `--deny warnings`.
    Warning,
    /// Wrong; fails the build.
    Error,
}

impl Severity {
    /// Returns the word used in every report format.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Another place that matters to a problem, such as a first definition.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there, as a lower-case phrase.
    pub message: String,
}

/// A change of text that removes a problem.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fix {
    /// The text to replace.
    pub span: Span,
    /// What to put there.
    pub replacement: String,
}

/// One problem at one place.
#[must_use]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Diagnostic {
    /// The smallest text that is wrong.
    pub span: Span,
    /// The stable name of the problem; `handover explain CODE` prints its page.
    pub code: Code,
    /// How much it matters in this build.
    pub severity: Severity,
    /// One lower-case phrase without a full stop.
    pub message: String,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// What to write instead, in the imperative.
    pub help: Option<String>,
    /// The same as an edit, where it is certain.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Makes a problem with its usual severity.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            span,
            code,
            severity: code.severity(),
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds what to write instead.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Adds what to write instead, if there is something.
    pub fn maybe_help(mut self, help: Option<String>) -> Diagnostic {
        self.help = help;
        self
    }

    /// Adds another place.
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Adds the edit that removes the problem.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}
