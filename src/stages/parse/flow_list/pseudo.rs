//! Lists that Markdown does not know: lines that begin with `i.` or `a.`.

use super::Walker;
use super::answer::Place;
use super::draft::Tail;
use super::item;
use super::words::{Token, TokenKind, tokens};
use crate::model::document::{Inline, InlineKind};

/// Reads the lines of a paragraph, if each begins like an item.
pub(super) fn lines(source: &str, content: &[Inline]) -> Option<Vec<Vec<Token>>> {
    let is_break =
        |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let lines = content.split(is_break).map(|line| tokens(source, line));
    let mut items: Vec<Vec<Token>> = lines.filter(|line| !line.is_empty()).collect();
    let is_item = |line: &Vec<Token>| {
        let first = line.first().filter(|token| matches!(token.kind, TokenKind::Position(_)));
        first.is_some_and(|token| token.text.starts_with(|c: char| c.is_ascii_lowercase()))
            && 1 < line.len()
    };
    if items.is_empty() || !items.iter().all(is_item) {
        return None;
    }
    items.iter_mut().for_each(|line| drop(line.remove(0)));
    Some(items)
}

impl Walker<'_, '_> {
    /// Reads such a list as the list it was meant to be; so many of its items
    /// stand in paragraphs before.
    pub(super) fn pseudo_list(
        &mut self,
        lines: &[Vec<Token>],
        before: usize,
        mut tails: Vec<Tail>,
    ) -> Vec<Tail> {
        let mut asked = None;
        let first = u32::try_from(before).unwrap_or_default() + 1;
        for (number, tokens) in (first..).zip(lines) {
            self.path.push(number);
            let line = item::of_tokens(tokens, &self.known, Place::Steps);
            tails = self.line(line, &[], tails, &mut asked);
            self.path.pop();
        }
        tails
    }
}
