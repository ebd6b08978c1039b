//! Sentences of a flow list, with the lists they announce: `Parallel branches
//! connect to each of the following:`.

use super::Walker;
use super::answer::Place;
use super::clause::Sentence;
use super::draft::Tail;
use super::entry;
use super::item::{self, Line, What};
use super::lexicon::Lex;
use super::names::key;
use super::say::{Around, sentences, waits};
use super::walk::parts;
use super::words::{Token, TokenKind};
use crate::model::document::{Block, BlockKind, List};
use crate::model::flow::Side;

impl Walker<'_, '_> {
    /// Reads a paragraph; the list behind it may belong to its last sentence.
    /// Returns how many of the blocks behind it are read too.
    pub(super) fn paragraph(
        &mut self,
        tokens: &[Token],
        enclosing: Option<usize>,
        rest: &[Block],
    ) -> usize {
        self.carry = None;
        let mut pending: Option<Sentence> = None;
        for part in sentences(tokens) {
            if let (Some(Block { kind: BlockKind::List(list), .. }), Some(into)) =
                (rest.first(), enclosing.filter(|_| entry::announces(part)))
            {
                self.entries(list, into);
                return 1;
            }
            let sentence = self.understand(part);
            match waits(&sentence) || is_open(part, &sentence) {
                true => pending = Some(sentence),
                false => drop(self.say(&sentence, Around { enclosing, following: None })),
            }
        }
        let Some(Block { kind: BlockKind::List(list), .. }) = rest.first() else { return 0 };
        if let Some(sentence) = pending {
            self.following(&sentence, list, enclosing);
            return 1;
        }
        if announces(tokens) {
            self.is_hidden = tokens.iter().any(|token| token.is(Lex::Hidden));
            self.intro = tokens.iter().find_map(|token| match token.kind {
                TokenKind::Word(Lex::Side(side)) => Some(side),
                _ => None,
            });
            self.following(&Sentence::default(), list, enclosing);
            (self.is_hidden, self.intro) = (false, None);
            return 1;
        }
        0
    }

    /// Reads an item that is a sentence. What stands below it is said of
    /// where its edges lead.
    pub(super) fn sentence_item(
        &mut self,
        tokens: &[Token],
        rest: &[Block],
        before: Option<usize>,
    ) {
        let enclosing = self.enclosing.or(before);
        let mut below = rest;
        self.these.clear();
        let read = self.paragraph(tokens, enclosing, rest);
        below = below.get(read..).unwrap_or_default();
        let ends = self.these.clone();
        let tails = ends.iter().map(|node| Tail::of(*node)).collect();
        let is_branch = std::mem::replace(&mut self.is_branch, true);
        self.body(below, ends.first().copied(), tails);
        self.is_branch = is_branch;
        self.last = ends.first().copied();
        self.these = ends;
    }

    /// Reads the list that a sentence announces.
    fn following(&mut self, sentence: &Sentence, list: &List, enclosing: Option<usize>) {
        let is_listing = std::mem::replace(&mut self.is_listing, false);
        let is_before = super::say::is_from_start(sentence);
        let before = std::mem::replace(&mut self.is_before, is_before);
        let mut nodes = Vec::with_capacity(list.items.len());
        for item in &list.items {
            let Some((content, rest)) = parts(&item.blocks) else { continue };
            let line = item::read(self.source, content, &self.known, Place::Steps);
            let own = self.announced_item(line);
            nodes.extend(&own);
            let below = own.first().copied();
            let tails = own.iter().map(|node| Tail::of(*node)).collect();
            self.body(rest, below, tails);
        }
        (self.is_listing, self.is_before) = (is_listing, before);
        self.carry = None;
        self.announced.clone_from(&nodes);
        let around = Around { enclosing, following: Some(&nodes) };
        if sentence.relations.is_empty() {
            self.these = nodes;
            return;
        }
        let to = self.say(sentence, around);
        let reaches = sentence.relations.last().is_some_and(|relation| {
            matches!(&relation.to, super::clause::To::Names(names) if names.is_following)
        });
        self.these = if reaches { to } else { nodes };
    }

    /// Reads an item of a list that a sentence announces: what it names first
    /// belongs to the sentence, unless it was known before.
    fn announced_item(&mut self, line: Line) -> Vec<usize> {
        match line.what {
            What::Node(mention, kind) => {
                let count = self.draft.nodes.len();
                let is_known = !self.draft.named(&key(&mention.label)).is_empty();
                let node = match self.is_before && is_known {
                    true => self.draft.mentioned(&mention, None, Some(Side::Upstream)),
                    false => self.item_node(&mention, kind),
                };
                let is_new = count <= node;
                self.says(&line.says, node);
                if is_new || line.says.is_empty() { vec![node] } else { Vec::new() }
            }
            What::Sentence(tokens) => {
                let count = self.draft.nodes.len();
                self.carry = None;
                let mut named = Vec::new();
                for part in sentences(&tokens) {
                    let sentence = self.understand(part);
                    let is_list = sentence.names.is_some();
                    let nodes =
                        self.say(&sentence, Around { enclosing: self.enclosing, following: None });
                    if is_list {
                        named.extend(nodes);
                    }
                }
                named.retain(|node| count <= *node || self.draft.nodes.get(*node).is_some());
                named
            }
            _ => Vec::new(),
        }
    }
}

/// Tells whether words announce sentences: `the following connections:`.
fn announces(tokens: &[Token]) -> bool {
    let has = |lex: Lex| tokens.iter().any(|token| token.is(lex));
    tokens.last().is_some_and(|token| token.kind == TokenKind::Colon)
        && has(Lex::Branch)
        && has(Lex::Following)
}

/// Tells whether a sentence ends in a colon, before what it is about.
fn is_open(tokens: &[Token], sentence: &Sentence) -> bool {
    tokens.last().is_some_and(|token| token.kind == TokenKind::Colon)
        && sentence.relations.last().is_some()
        && waits(sentence)
}
