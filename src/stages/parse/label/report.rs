//! Labels that nobody knows, and labels given twice.

use super::vocabulary::{Holder, name, nearly};
use super::{Draft, Gatherer, PageKind, Seen, line, text_of};
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::document::Item;

impl Gatherer<'_, '_> {
    /// Tells whether its holder has a label already; reports one that cannot
    /// be given twice.
    pub(super) fn report_twice(&mut self, draft: &Draft, seen: &Seen) -> bool {
        let first = seen.iter().find(|(label, _)| *label == draft.label);
        let Some((_, first)) = first else { return false };
        if draft.label.repeats() || self.kind == PageKind::Unknown {
            return true;
        }
        let file = self.builder.source.file;
        let message = format!("`{}` is given twice", name(draft.label));
        self.builder.found.push(
            Diagnostic::new(Code::LABEL_TWICE, Span::new(file, draft.word), message)
                .label(Span::new(file, *first), "first here")
                .help("write one line, with a comma between several values"),
        );
        true
    }

    /// Returns the words of an item that is written like a label.
    pub(super) fn almost(&self, item: &Item, holder: Holder) -> Option<TextRange> {
        if !matches!(self.kind, PageKind::Checklist | PageKind::Runbook) || item.task.is_some() {
            return None;
        }
        let source = &self.builder.source.text;
        let word = line::split(text_of(item)?, source)?.word;
        nearly(word.of(source), holder, 2).map(|_| word)
    }

    /// Reports words that are nearly labels: by two letters among labels, by
    /// one where they stand alone.
    pub(super) fn report_unknown(
        &mut self,
        words: Vec<TextRange>,
        holder: Holder,
        is_among_labels: bool,
    ) {
        let most = if is_among_labels { 2 } else { 1 };
        for range in words {
            let word = self.builder.text(range);
            let Some(near) = nearly(word, holder, most) else { continue };
            let message = format!("no label `{word}` is known here");
            let help = format!("write `{near}:`, or `\\:` if this is prose");
            self.builder.report(Code::UNKNOWN_LABEL, range, message, help);
        }
    }
}
