//! Comments before text on a line. Handover reads the text; to CommonMark the
//! whole line is HTML, so a Git host shows its links and bold words as signs,
//! and a tool that leaves out HTML leaves out the line.

use super::builder::Builder;
use crate::base::{Code, TextRange};
use crate::model::config::Flavour;

/// Marks of lists and quotes before a comment take at most so many bytes.
const LONGEST_MARKS: usize = 64;

impl Builder<'_> {
    /// Reports a comment that begins a line which goes on with text. Other
    /// HTML behind it is HTML to everybody.
    pub(super) fn report_leading_comment(&mut self, comment: TextRange) {
        let text = &*self.source.text;
        let rest = text.get(comment.end as usize..).unwrap_or_default();
        let after = rest.trim_start_matches([' ', '\t']);
        if self.flavour == Flavour::MkDocs
            || after.is_empty()
            || after.starts_with(['\r', '\n', '<'])
        {
            return;
        }
        let message = match self.leads(comment.start as usize) {
            Some(Lead::Item) => "a comment at the start of an item hides the rest of its line",
            Some(Lead::Line) => "a comment at the start of a line hides the rest of it",
            None => return,
        };
        self.report(Code::COMMENT_HIDES_TEXT, comment, message, "put the comment at the end");
    }

    /// Tells what begins at a byte, if only marks stand before it on its line.
    fn leads(&self, at: usize) -> Option<Lead> {
        let text = &*self.source.text;
        let from =
            text.floor_char_boundary(at.saturating_sub(LONGEST_MARKS)).max(self.base as usize);
        let near = text.get(from..at)?;
        let mut line = match near.rfind('\n') {
            Some(end) => near.get(end + 1..)?,
            None if from == self.base as usize => near,
            None => return None,
        };
        let mut lead = Lead::Line;
        loop {
            line = line.trim_start_matches([' ', '\t', '>']);
            if line.is_empty() {
                return Some(lead);
            }
            line = after_list_mark(line)?;
            lead = Lead::Item;
        }
    }
}

/// What a comment begins.
#[derive(Clone, Copy)]
enum Lead {
    Line,
    Item,
}

/// Returns what follows the mark of a list item.
fn after_list_mark(line: &str) -> Option<&str> {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match digits.len() < line.len() {
        true => digits.strip_prefix(['.', ')']),
        false => line.strip_prefix(['-', '*', '+']),
    };
    rest.filter(|rest| rest.starts_with([' ', '\t']))
}
