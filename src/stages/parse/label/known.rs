//! Which lines are labels to a holder.

use super::vocabulary::{self, Holder};
use super::{Draft, line};
use crate::model::document::Inline;
use crate::model::label::Label;

/// Reads a line that is a label. Only the words of a case may have code among
/// them, or an arrow behind them.
pub(super) fn draft(line: &[Inline], source: &str, holder: Holder) -> Option<Draft> {
    let known = |split: line::Line| {
        let label = vocabulary::label(split.word.of(source), holder)?;
        Some(Draft { label, word: split.word, value: split.value })
    };
    let is_case =
        |draft: &Draft| matches!(draft.label, Label::If | Label::IfNot | Label::Otherwise);
    if let Some(draft) = line::split(line, source).and_then(known) {
        return Some(draft);
    }
    let begins_case = holder == Holder::Step && begins_case(line, source);
    let marked = [line::split_marked, line::split_arrow].into_iter().filter(|_| begins_case);
    marked.filter_map(|split| split(line, source)).filter_map(known).find(is_case)
}

/// Tells whether a line begins as a case does; most lines do not.
fn begins_case(line: &[Inline], source: &str) -> bool {
    let text = line.first().map_or("", |first| first.range.of(source));
    let text = text.trim_start_matches(['*', '_']);
    let begins =
        |word: &&str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    ["if ", "otherwise"].iter().any(begins)
}
