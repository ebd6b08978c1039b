//! Other ways into a step: `The following sequences show alternate starting
//! points for this step`.

use super::Walker;
use super::draft::Tail;
use super::item;
use super::lexicon::Lex;
use super::walk::parts;
use super::words::{Token, TokenKind, tokens};
use crate::domain::diagram::graph::NodeKind;
use crate::model::document::{Inline, List};
use crate::model::flow::Side;

/// What a list brings that begins elsewhere and leads into a step.
const ENTRIES: &[&str] = &["starting", "entry", "start"];

/// Tells whether a sentence announces such a list.
pub(super) fn announces(tokens: &[Token]) -> bool {
    let is = |token: &Token, words: &[&str]| {
        words.iter().any(|word| token.text.eq_ignore_ascii_case(word))
    };
    let is_pair = |pair: &[Token]| matches!(pair, [one, next] if is(one, ENTRIES) && is(next, &["point", "points"]));
    tokens.windows(2).any(is_pair) && tokens.iter().any(|token| token.is(Lex::Following))
}

impl Walker<'_, '_> {
    /// Reads the list: each item leads to the next and the last into the step,
    /// or each item `*X* to *Y*` has such a sequence of its own below it.
    pub(super) fn entries(&mut self, list: &List, into: usize) {
        let is_title = |content: &[Inline]| title(&tokens(self.source, content)).is_some();
        let count = self.draft.nodes.len();
        let first = list.items.first().and_then(|item| parts(&item.blocks));
        if !first.is_some_and(|(content, _)| is_title(content)) {
            let tails = self.list(list, Vec::new());
            self.comes_before(count);
            return self.draft.follow(&tails, into);
        }
        for (number, item) in (1..).zip(&list.items) {
            let Some((content, rest)) = parts(&item.blocks) else { continue };
            self.path.push(number);
            let count = self.draft.nodes.len();
            match title(&tokens(self.source, content)) {
                Some((from, to)) => {
                    let to = to.map_or(into, |to| self.draft.mentioned(&to, None, None));
                    let mut tails = self.body(rest, None, Vec::new());
                    if tails.is_empty() {
                        tails.push(Tail::of(self.item_node(&from, NodeKind::Step)));
                    }
                    self.comes_before(count);
                    self.draft.follow(&tails, to);
                }
                None => drop(self.body(rest, Some(into), Vec::new())),
            }
            self.path.pop();
        }
    }

    /// The first node of such a sequence begins elsewhere.
    fn comes_before(&mut self, node: usize) {
        if let Some(node) = self.draft.nodes.get_mut(node) {
            node.side = node.side.or(Some(Side::Upstream));
        }
    }
}

/// Reads `*X* to *Y*`, and nothing else.
fn title(tokens: &[Token]) -> Option<(super::clause::Mention, Option<super::clause::Mention>)> {
    let name = |tokens: &[Token]| item::marked(tokens).map(|(mention, _)| mention);
    let to = tokens.iter().position(|token| token.is(Lex::To))?;
    let (from, rest) = tokens.split_at_checked(to)?;
    let target = rest.get(1..)?;
    let is_this = target.iter().any(|token| token.is(Lex::These));
    let has_name = target.iter().any(|token| matches!(token.kind, TokenKind::Name(_)));
    match is_this && !has_name {
        true => Some((name(from)?, None)),
        false => Some((name(from)?, Some(name(target)?))),
    }
}
