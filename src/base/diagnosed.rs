//! A value together with the problems found while making it.

use crate::base::Diagnostic;

/// A value and everything noticed while making it.
///
/// Stages return this instead of `Result`: a page with a broken link is still
/// a page, and one run reports every problem of a build.
#[must_use]
#[derive(Clone, Debug, Default)]
pub struct Diagnosed<T> {
    /// The value, as good as it could be made.
    pub value: T,
    /// What was noticed, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Diagnosed<T> {
    /// Wraps a value nothing was noticed about.
    pub fn clean(value: T) -> Diagnosed<T> {
        Diagnosed { value, diagnostics: Vec::new() }
    }

    /// Wraps a value and its problems.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Diagnosed<T> {
        Diagnosed { value, diagnostics }
    }

    /// Moves the problems to `found` and returns the value.
    pub fn drain_into(self, found: &mut Vec<Diagnostic>) -> T {
        found.extend(self.diagnostics);
        self.value
    }
}
