//! Items that stand side by side: `Upstream processes` with a list, and what
//! a sentence says to be parallel.

use super::Walker;
use super::answer::Place;
use super::draft::Tail;
use super::item::{self, What};
use super::lexicon::Lex;
use super::position;
use super::say::Around;
use super::sentence;
use super::walk::parts;
use super::words::{Token, TokenKind};
use crate::model::document::{Block, BlockKind, List};
use crate::model::flow::Side;

/// At most so many ways lead to each of many items.
const MOST_TAILS: usize = 64;

/// Words for the items behind the one a sentence stands below.
const REST: &[&str] = &["last", "remaining", "next", "rest"];

/// Reads `Downstream end-to-end processes`: a side, and no name.
pub(super) fn side(shown: &[Token]) -> Option<Side> {
    let mut side = None;
    let mut is_about = false;
    for token in shown {
        match token.kind {
            TokenKind::Word(Lex::Side(own)) if side.is_none() => side = Some(own),
            TokenKind::Word(Lex::Filler | Lex::EndToEnd | Lex::Area) => is_about = true,
            TokenKind::Colon | TokenKind::Stop => {}
            _ => return None,
        }
    }
    side.filter(|_| is_about)
}

/// A title of a branch has at most so many words.
const MOST_TITLE: usize = 4;

/// Reads `(First branch)`, `Branch 2:`, and nothing else.
pub(super) fn is_branch(all: &[Token]) -> bool {
    let is_mark = |token: &&Token| {
        !matches!(
            token.kind,
            TokenKind::Open | TokenKind::Close | TokenKind::Colon | TokenKind::Stop
        )
    };
    let words: Vec<&Token> = all.iter().filter(is_mark).collect();
    let is_word = |token: &&&Token| {
        matches!(
            token.kind,
            TokenKind::Word(Lex::Branch | Lex::Parallel | Lex::Filler | Lex::Other)
                | TokenKind::Position(_)
                | TokenKind::Letters(..)
        )
    };
    let ends = [words.first(), words.last()].into_iter().flatten();
    words.len() <= MOST_TITLE
        && words.iter().filter(is_word).count() == words.len()
        && ends.filter(|token| token.is(Lex::Branch)).count() != 0
}

/// Tells whether a sentence says that what comes is done at the same time:
/// `The remaining steps are parallel`, `The following run in parallel:`.
pub(super) fn is_parallel(tokens: &[Token]) -> bool {
    let has = |lex: Lex| tokens.iter().any(|token| token.is(lex));
    let is_rest = |token: &Token| REST.iter().any(|word| token.text.eq_ignore_ascii_case(word));
    let names = |token: &Token| {
        matches!(token.kind, TokenKind::Name(_) | TokenKind::Position(_) | TokenKind::Letters(..))
    };
    has(Lex::Parallel)
        && !has(Lex::Branch)
        && !tokens.iter().any(names)
        && (has(Lex::Following) || tokens.iter().any(is_rest))
}

/// Items that are done at the same time.
pub(super) struct Fan {
    /// Whether only items that say so belong to it: `(First branch)`.
    pub is_titled: bool,
    from: Vec<Tail>,
    ends: Vec<Tail>,
}

impl Fan {
    pub fn from(mut from: Vec<Tail>) -> Fan {
        from.truncate(MOST_TAILS);
        Fan { is_titled: false, from, ends: Vec::new() }
    }

    pub fn titled(from: Vec<Tail>) -> Fan {
        Fan { is_titled: true, ..Fan::from(from) }
    }

    /// Takes the end of an item; returns what the next one follows.
    pub fn next(&mut self, end: Vec<Tail>) -> Vec<Tail> {
        self.ends.extend(end);
        self.from.clone()
    }

    /// Returns what leads on to what comes behind all.
    pub fn leave(self) -> Vec<Tail> {
        if self.ends.is_empty() { self.from } else { self.ends }
    }
}

impl Walker<'_, '_> {
    /// Returns how many of so many ways may lead to one of several items: the
    /// ways of a flow are bounded.
    pub(super) fn spend(&mut self, ways: usize) -> usize {
        let more = ways.min(MOST_TAILS).saturating_sub(1).min(self.budget);
        self.budget -= more;
        more + 1
    }

    /// Reads what stands on a side: each item follows `tails`, and what comes
    /// next follows each.
    pub(super) fn group(&mut self, rest: &[Block], side: Side, tails: Vec<Tail>) -> Vec<Tail> {
        let mut ends = Vec::new();
        for block in rest {
            let BlockKind::List(list) = &block.kind else { continue };
            for (number, item) in (1..).zip(&list.items) {
                let Some((content, below)) = parts(&item.blocks) else { continue };
                let line = item::read(self.source, content, &self.known, Place::Steps);
                let What::Node(mention, kind) = &line.what else { continue };
                self.path.push(number);
                let node = self.draft.on_side(mention, side);
                self.draft.specify(node, Some(*kind));
                if let Some(node) = self.draft.nodes.get_mut(node).filter(|_| self.is_listing) {
                    node.number.get_or_insert_with(|| position::write(&self.path).into());
                }
                let shared = self.spend(tails.len());
                self.draft.follow(tails.get(..shared).unwrap_or(&tails), node);
                self.says(&line.says, node);
                ends.extend(self.body(below, Some(node), vec![Tail::of(node)]));
                self.path.pop();
            }
        }
        if ends.is_empty() { tails } else { ends }
    }

    /// Tells whether an item is names and nothing else: `*Pick* and *Pack*`.
    pub(super) fn is_several(&self, tokens: &[Token]) -> bool {
        let names = sentence::read(tokens, &self.known).names;
        names.is_some_and(|names| 1 < names.mentions.len())
    }

    /// Reads such an item: what it names is done at the same time.
    pub(super) fn several(
        &mut self,
        tokens: &[Token],
        rest: &[Block],
        tails: Vec<Tail>,
    ) -> Vec<Tail> {
        let Some(names) = sentence::read(tokens, &self.known).names else { return tails };
        let nodes = self.nodes_of(&names, Around::default());
        for node in &nodes {
            let shared = self.spend(tails.len());
            self.draft.follow(tails.get(..shared).unwrap_or(&tails), *node);
        }
        let ends = nodes.iter().map(|node| Tail::of(*node)).collect();
        self.last = nodes.first().copied();
        self.body(rest, self.last, ends)
    }

    /// Reads an item that says so of the list below it.
    pub(super) fn parallel(&mut self, rest: &[Block], mut tails: Vec<Tail>) -> Vec<Tail> {
        for block in rest {
            if let BlockKind::List(list) = &block.kind {
                tails = self.side_by_side(list, tails);
            }
        }
        tails
    }

    /// Reads a list whose items are done at the same time.
    pub(super) fn side_by_side(&mut self, list: &List, tails: Vec<Tail>) -> Vec<Tail> {
        self.items(list, tails.clone(), Some(Fan::from(tails)))
    }
}
