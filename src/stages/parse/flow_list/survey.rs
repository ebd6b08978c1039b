//! Which list of a section is a flow, and which names it holds.

use super::About;
use super::answer::Place;
use super::item::{self, What};
use super::lexicon::Lex;
use super::names::{Known, Listed};
use super::walk::parts;
use super::words::{Token, TokenKind, tokens};
use crate::domain::diagram::graph::NodeKind;
use crate::model::document::{Block, BlockKind, List};
use crate::model::walk;

/// Finds the list that is the flow: the first that begins with a start, else,
/// where the section is about a flow, the first with an order.
pub(super) fn main_list(source: &str, run: &[Block], about: About) -> Option<usize> {
    let list_of = |block: &Block| match &block.kind {
        BlockKind::List(list) if list.start.is_some() => Some(begins(source, list)),
        _ => None,
    };
    let lists = || run.iter().enumerate().filter_map(|(at, block)| Some((at, list_of(block)?)));
    let started = lists().find(|(_, begins)| *begins);
    let first = || lists().next().filter(|_| about == About::Flow);
    started.or_else(first).map(|(at, _)| at)
}

/// Tells whether the first item of a list is a start.
pub(super) fn begins(source: &str, list: &List) -> bool {
    let first = list.items.first().and_then(|item| parts(&item.blocks));
    first.is_some_and(|(content, _)| {
        let line = item::read(source, content, &Known::default(), Place::Steps);
        matches!(line.what, What::Node(_, NodeKind::Start))
    })
}

/// Collects the names of a section; `main` is its flow.
pub(super) fn survey(source: &str, run: &[Block], main: usize) -> Known {
    let mut known = Known::default();
    known.add("Start", Listed::Marked);
    known.add("End", Listed::Marked);
    walk::walk(run, &mut |block| {
        for content in walk::inlines(block) {
            for token in tokens(source, content) {
                if matches!(token.kind, TokenKind::Name(_)) {
                    known.add(&token.text, Listed::Marked);
                }
            }
        }
    });
    let mut surveyor = Surveyor { source, known, path: Vec::new(), has_places: true };
    // The flow comes first, so that places are those of its items.
    if let Some(BlockKind::List(list)) = run.get(main).map(|block| &block.kind) {
        surveyor.list(list);
    }
    surveyor.has_places = false;
    for block in run {
        if let BlockKind::List(list) = &block.kind {
            surveyor.list(list);
        }
    }
    surveyor.known
}

struct Surveyor<'a> {
    source: &'a str,
    known: Known,
    path: Vec<u32>,
    /// Whether items are those of the flow itself.
    has_places: bool,
}

impl Surveyor<'_> {
    fn list(&mut self, list: &List) {
        let start = u32::try_from(list.start.unwrap_or(1)).unwrap_or(1);
        for (number, item) in (start..).zip(&list.items) {
            self.path.push(number);
            if let Some((content, _)) = parts(&item.blocks) {
                let line = item::read(self.source, content, &Known::default(), Place::Steps);
                if let What::Node(mention, _) = &line.what
                    && !is_about(&tokens(self.source, content))
                {
                    self.known.add(&mention.label, Listed::Item);
                    if self.has_places {
                        self.known.place(&self.path, &mention.label);
                    }
                }
            }
            for block in &item.blocks {
                if let BlockKind::List(below) = &block.kind {
                    self.list(below);
                }
            }
            self.path.pop();
        }
    }
}

/// Tells whether words are about nodes instead of naming one.
fn is_about(tokens: &[Token]) -> bool {
    let marks = tokens.iter().any(|token| matches!(token.kind, TokenKind::Name(_)));
    let plain = tokens.iter().any(|token| token.is(Lex::Branch));
    !marks && plain
}
