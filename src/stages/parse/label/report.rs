//! Labels that nobody knows, and labels given twice.

use super::vocabulary::{Holder, name, nearly};
use super::{Below, Draft, Gatherer, PageKind, Seen, line, text_of};
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::document::{Inline, Item};
use crate::model::label::{Label, Labelled};
use crate::text::duration::Duration;

/// Values of `Undo:` from which nobody learns anything.
const SAYS_NOTHING: [&str; 9] =
    ["", "none", "no", "n/a", "na", "nothing", "not possible", "impossible", "cannot be undone"];

impl Gatherer<'_, '_> {
    /// Tells whether its holder has a label already; reports one that cannot
    /// be given twice.
    pub(super) fn report_twice(&mut self, draft: &Draft, seen: &Seen) -> bool {
        let first = seen.labels.iter().find(|(label, _)| *label == draft.label);
        let Some((_, first)) = first else { return false };
        if draft.label.repeats() || self.kind == PageKind::Unknown {
            return true;
        }
        let file = self.builder.source.file;
        let message =
            format!("`{}` is given twice in this {}", name(draft.label), seen.holder.name());
        self.builder.found.push(
            Diagnostic::new(Code::LABEL_TWICE, Span::new(file, draft.word), message)
                .label(Span::new(file, *first), "first here")
                .help("write one line, with a comma between several values"),
        );
        true
    }

    /// Reports an `Undo:` that tells nobody what to do.
    pub(super) fn report_undo(&mut self, labelled: &Labelled) {
        if labelled.label != Label::Undo || !self.is_held() || !labelled.blocks.is_empty() {
            return;
        }
        let value = self.builder.plain(&labelled.value).to_lowercase();
        let value = value.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
        if SAYS_NOTHING.contains(&value) {
            let help = "write `nothing to undo` or `cannot be undone: why`";
            let message = "`Undo` says neither how nor why not";
            self.builder.report(Code::WRONG_TYPE, labelled.place(), message, help);
        }
    }

    /// Tells whether what is labelled is judged: elsewhere it may be prose.
    fn is_held(&self) -> bool {
        matches!(self.kind, PageKind::Checklist | PageKind::Runbook)
            || self.below == Below::Procedure
    }

    /// Reports a `Time:` or `Wait:` that is no length of time.
    pub(super) fn report_duration(&mut self, labelled: &Labelled) {
        let is_known = self.kind != PageKind::Unknown && labelled.blocks.is_empty();
        if !matches!(labelled.label, Label::Time | Label::Wait) || !is_known {
            return;
        }
        let value = self.builder.plain(&labelled.value);
        let value = value.trim();
        let is_filled_in = value.contains("{{");
        if value.is_empty() || is_filled_in || Duration::parse(value).is_some() {
            return;
        }
        let message = format!("\"{value}\" is not a duration");
        let help = "write for example `10 min`";
        self.builder.report(Code::BAD_DURATION, labelled.place(), message, help);
    }

    /// Returns the words of an item that is written like a label.
    pub(super) fn almost(&self, item: &Item, holder: Holder) -> Option<TextRange> {
        if !(self.is_held() || holder.is_training()) || item.task.is_some() {
            return None;
        }
        self.almost_line(text_of(item)?, holder)
    }

    /// Returns the words of a line that is written like a label.
    pub(super) fn almost_line(&self, content: &[Inline], holder: Holder) -> Option<TextRange> {
        let source = &self.builder.source.text;
        let word = line::split(content, source)?.word;
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
            let message = format!("`{word}` is not a label of a {}", holder.name());
            let help = format!("did you mean `{near}`?");
            self.builder.report(Code::UNKNOWN_LABEL, range, message, help);
        }
    }
}
