//! What is reported of a flow list: sentences nobody understands, names that
//! are nearly others.

use super::Walker;
use super::clause::Mention;
use super::names;
use super::words::{Token, TokenKind};
use crate::base::{Code, TextRange};
use crate::domain::diagram::graph::NodeKind;

/// Names are compared with each other in flows of at most so many nodes.
const MOST_COMPARED: usize = 400;
/// At most so many names are repeated in a problem.
const MOST_NAMES: usize = 4;

impl Walker<'_, '_> {
    /// Reports a sentence that says edges in words nobody knows.
    pub(super) fn not_understood(&mut self, tokens: &[Token]) {
        let help = format!("nearest form: \"{}\"", nearest_form(tokens));
        self.report_words(tokens, help);
    }

    /// Reports an answer that leads nowhere that is known.
    pub(super) fn not_an_answer(&mut self, tokens: &[Token]) {
        let name = marked(tokens).next().unwrap_or("Name");
        self.report_words(tokens, format!("nearest form: \"Yes: *{name}*\""));
    }

    fn report_words(&mut self, tokens: &[Token], help: String) {
        let words = tokens.iter().filter(|token| token.kind != TokenKind::Stop);
        let places = words.map(|token| self.with_marks(token));
        let Some(range) = places.reduce(TextRange::cover) else { return };
        self.missed += 1;
        let message = "no edge was drawn for this sentence";
        self.builder.report(Code::FLOW_NOT_UNDERSTOOD, range, message, help);
    }

    /// Returns the bytes of a name with the marks around it.
    fn with_marks(&self, token: &Token) -> TextRange {
        let TokenKind::Name(reference) = token.kind else { return token.range };
        let text = self.source;
        let TextRange { mut start, mut end } = token.range;
        if reference.is_some() {
            return token.range;
        }
        let is_mark = |at: u32| matches!(text.as_bytes().get(at as usize), Some(b'*' | b'_'));
        while 0 < start && is_mark(start - 1) {
            start -= 1;
        }
        while is_mark(end) {
            end += 1;
        }
        TextRange { start, end }
    }

    /// Tells whether a sentence talks about the picture, not about edges:
    /// `Each gray box represents a process`.
    pub(super) fn is_figure_talk(&self, tokens: &[Token]) -> bool {
        let says = |words: &[&str]| {
            tokens
                .iter()
                .any(|token| words.iter().any(|word| token.text.eq_ignore_ascii_case(word)))
        };
        says(&["represents", "illustrates", "rectangle", "rectangles", "arrows"])
            || says(&["illustrated"]) && says(&["steps"])
            || says(&["diagram", "sequence", "sequences"]) && says(&["shows", "show", "following"])
    }

    /// Reports a place that is not that of the name beside it.
    pub(super) fn other_place(&mut self, mention: &Mention, place: &str, there: &str) {
        let message = format!("`{place}` is not \"{}\"", mention.label);
        let help =
            format!("write the place of \"{}\", or the name of `{place}`, {there}", mention.label);
        self.builder.report(Code::FLOW_NAME_DOUBTFUL, mention.range, message, help);
    }

    /// Reports names that only sentences use and that are nearly others.
    pub(super) fn near_misses(&mut self) {
        let nodes = &self.draft.nodes;
        if MOST_COMPARED < nodes.len() {
            return;
        }
        let mut found = Vec::new();
        for node in nodes.iter().filter(|node| node.number.is_none()) {
            let is_step = !matches!(node.kind, NodeKind::Start | NodeKind::End);
            let listed = nodes.iter().filter(|node| node.number.is_some());
            let others = listed.map(|node| &*node.label);
            if let Some(near) = names::near(&node.label, others).filter(|_| is_step) {
                found.push((node.range, node.label.clone(), near.to_owned()));
            }
        }
        for (range, label, near) in found {
            let message = format!("no item is called \"{label}\"");
            let help = format!("did you mean \"{near}\"?");
            self.builder.report(Code::FLOW_NAME_DOUBTFUL, range, message, help);
        }
    }
}

fn marked(tokens: &[Token]) -> impl Iterator<Item = &str> {
    let names = tokens.iter().filter(|token| matches!(token.kind, TokenKind::Name(_)));
    names.map(|token| &*token.text)
}

/// Writes the sentence that says most nearly the same.
fn nearest_form(tokens: &[Token]) -> String {
    let names: Vec<String> =
        marked(tokens).take(MOST_NAMES).map(|name| format!("*{name}*")).collect();
    let begins = tokens.first().is_some_and(|token| matches!(token.kind, TokenKind::Name(_)));
    match names.as_slice() {
        [] => "A parallel branch connects to *Name*".into(),
        [first, rest @ ..] if begins && !rest.is_empty() => {
            format!("{first} connects to {}", listed(rest))
        }
        all => format!("A parallel branch connects to {}", listed(all)),
    }
}

fn listed(names: &[String]) -> String {
    match names {
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
        [] => String::new(),
    }
}
