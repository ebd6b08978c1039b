//! What stands in text: code spans, which are left alone, brackets that only
//! look like those of a name, directives, comments.

use super::super::mark::LEAVES;
use super::{Cover, Scan};

impl Scan<'_> {
    /// Reads the construct at `at` in the line `start..end` and returns
    /// where it ends; `None` if there is none.
    pub(super) fn construct(&mut self, start: usize, at: usize, end: usize) -> Option<usize> {
        let rest = self.source.get(at..)?;
        if rest.starts_with('`') {
            return code_span_end(rest).map(|length| at + length);
        }
        if rest.starts_with("[[") {
            let length = linked_brackets(self.source.get(at..end)?)?;
            self.hidden.push((at + 1..at + 2, Cover::Comma));
            self.hidden.push((at + length - 2..at + length - 1, Cover::Comma));
            return Some(at + length);
        }
        if let Some(name) = rest.strip_prefix(":::")
            && LEAVES.iter().any(|leaf| name.starts_with(leaf))
        {
            let length = self.source.get(at + 3..end)?.find(":::").map_or(end - at, |to| to + 6);
            self.hidden.push((at..at + length, Cover::Code));
            return Some(at + length);
        }
        let comment = rest.strip_prefix("<!--")?;
        // After one comment without an end there is no end for another.
        let length = match self.unclosed_comment {
            Some(_) => None,
            None if comment.starts_with('>') => Some(1),
            None if comment.starts_with("->") => Some(2),
            None => comment.find("-->").map(|at| at + 3),
        };
        let Some(length) = length else {
            self.unclosed_comment = self.unclosed_comment.or(Some(at));
            self.cut = Some(at).filter(|at| starts_line(self.source, *at));
            return Some(if self.cut.is_some() { self.source.len() } else { at + 4 });
        };
        let close = at + 4 + length;
        let before = self.source.get(start..at).unwrap_or_default();
        let after = self.source.get(close..end).unwrap_or_default();
        let alone = is_marker(before) && after.trim().is_empty();
        if close <= end && !alone {
            self.hidden.push((at..close, Cover::Code));
        }
        Some(close)
    }
}

fn starts_line(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default();
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    line.trim_start_matches([' ', '>', '-', '*', '+']).is_empty()
}

/// Returns the length of `[[text]]` at the start of a line's rest if an
/// address in parentheses follows it at once.
fn linked_brackets(text: &str) -> Option<usize> {
    let length = text.find("]]")? + 2;
    let address = text.get(length..)?.strip_prefix('(')?;
    let address = address.get(..address.find(')')?)?.trim();
    let is_address =
        !address.is_empty() && (!address.contains(' ') || address.contains(['<', '"']));
    let inside = text.get(2..length - 2)?;
    (is_address && !inside.is_empty() && !inside.contains(['[', '`'])).then_some(length)
}

/// Tells whether a line's beginning holds nothing but list and quote marks.
fn is_marker(text: &str) -> bool {
    text.trim().is_empty()
}

/// Returns the length of the code span at the start of `text`, if it ends
/// before the next empty line.
fn code_span_end(text: &str) -> Option<usize> {
    let run = text.len() - text.trim_start_matches('`').len();
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let mut at = run;
    while let Some(step) = text.get(at..paragraph)?.find('`') {
        let rest = text.get(at + step..)?;
        let length = rest.len() - rest.trim_start_matches('`').len();
        at += step + length;
        if length == run {
            return Some(at);
        }
    }
    // An unmatched run is text.
    Some(run)
}
