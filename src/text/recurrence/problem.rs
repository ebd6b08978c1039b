//! What is wrong with a text that says when, as a problem of a file.

use super::{About, BadWhen};
use crate::base::{Code, Diagnostic, Span, TextRange};

impl BadWhen {
    /// Makes a problem of a text that begins with the span `whole`. If the
    /// text is not written there letter by letter, all of it is meant.
    pub fn within(self, whole: Span, length: usize) -> Diagnostic {
        let place =
            |at: usize| u32::try_from(at).ok().and_then(|at| whole.range.start.checked_add(at));
        let is_written = whole.range.len() == length;
        let range = match (place(self.range.start), place(self.range.end)) {
            (Some(start), Some(end)) if is_written => TextRange { start, end },
            _ => whole.range,
        };
        let code = match self.about {
            About::Recurrence => Code::BAD_RECURRENCE,
            About::Time => Code::BAD_TIME,
            About::Zone => Code::UNKNOWN_ZONE,
        };
        let problem = Diagnostic::new(code, Span::new(whole.file, range), self.message);
        match self.help {
            Some(help) => problem.help(help),
            None => problem,
        }
    }
}
