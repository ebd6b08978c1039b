//! What sentences say becomes edges.

use super::Walker;
use super::clause::{From, Names, Relation, Sentence, To};
use super::position;
use super::sentence;
use super::words::{Token, TokenKind};
use crate::base::TextRange;
use crate::domain::diagram::graph::EdgeKind;
use crate::model::flow::{FlowEdge, Side};

/// Where a sentence stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// What it stands below.
    pub enclosing: Option<usize>,
    /// What the list behind it brings.
    pub following: Option<&'a [usize]>,
}

/// Splits tokens into sentences.
pub(super) fn sentences(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let parts = tokens.split(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Question));
    parts.filter(|part| !part.is_empty())
}

/// Tells whether a sentence waits for a list.
pub(super) fn waits(sentence: &Sentence) -> bool {
    let following = |names: &Names| names.is_following;
    sentence.relations.iter().any(|relation| {
        matches!(&relation.from, From::Names(names) if following(names))
            || matches!(&relation.to, To::Names(names) if following(names))
    })
}

/// Tells whether a sentence is about edges, understood or not.
pub(super) fn is_relational(tokens: &[Token]) -> bool {
    use super::lexicon::Lex;
    let has = |lex: Lex| tokens.iter().any(|token| token.is(lex));
    let connects = |token: &Token| {
        let word = token.text.to_ascii_lowercase();
        token.is(Lex::Verb) && (word.starts_with("connect") || word.starts_with("lead"))
    };
    let is_named = tokens.iter().any(|token| matches!(token.kind, TokenKind::Name(_)));
    let is_edge = has(Lex::Branch) || tokens.iter().any(connects);
    is_edge || is_named && has(Lex::Parallel)
}

/// Tells whether a sentence says edges from the start, and no others first.
pub(super) fn is_from_start(sentence: &Sentence) -> bool {
    let is_start = |relation: &Relation| match &relation.from {
        From::Names(names) => match names.mentions.as_slice() {
            [only] => only.label.eq_ignore_ascii_case("start"),
            _ => false,
        },
        _ => false,
    };
    sentence.relations.first().is_some_and(is_start)
}

impl Walker<'_, '_> {
    /// Reads a sentence ; what is not understood is reported.
    pub(super) fn understand(&mut self, tokens: &[Token]) -> Sentence {
        let mut read = sentence::read(tokens, &self.known);
        read.tokens = tokens.to_vec();
        let is_edge = !read.relations.is_empty();
        let is_figure_talk = !is_edge && self.is_figure_talk(tokens);
        if !read.is_whole && (is_edge || is_relational(tokens)) && !is_figure_talk {
            self.not_understood(tokens);
        }
        read
    }

    /// Adds the edges of a sentence, and returns what it named last.
    pub(super) fn say(&mut self, sentence: &Sentence, around: Around<'_>) -> Vec<usize> {
        let (mut from, mut to): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut is_lost = false;
        let is_hidden = sentence.is_hidden || self.is_hidden;
        let mut recent = Vec::new();
        if let Some(names) = &sentence.names {
            return self.nodes_of(names, around);
        }
        for relation in &sentence.relations {
            from = match &relation.from {
                From::Enclosing => around.enclosing.into_iter().collect(),
                From::Targets => to.clone(),
                From::Same => from,
                From::Names(names) => self.sources(names, around),
            };
            match &relation.to {
                To::Names(names) => {
                    to = self.nodes_of(names, around);
                    is_lost |= from.is_empty() || to.is_empty();
                    self.product(&from, &to, relation, is_hidden);
                    recent.extend(&to);
                }
                To::Chain => {
                    for pair in to.windows(2) {
                        if let [one, next] = pair {
                            self.edge((*one, *next), relation, is_hidden);
                        }
                    }
                }
            }
        }
        // Understood, but nothing stands where it begins or ends.
        if is_lost && sentence.is_whole {
            self.not_understood(&sentence.tokens);
        }
        if !to.is_empty() {
            self.these.clone_from(&to);
            self.recent = recent;
        }
        to
    }

    /// Looks up where edges begin.
    fn sources(&mut self, names: &Names, around: Around<'_>) -> Vec<usize> {
        let carry = self.carry;
        if self.is_before {
            self.carry = Some(Side::Upstream);
        }
        let nodes = self.nodes_of(names, around);
        if self.is_before {
            self.carry = carry;
        }
        nodes
    }

    /// Adds an edge from each to each, as far as the budget goes.
    fn product(&mut self, from: &[usize], to: &[usize], relation: &Relation, is_hidden: bool) {
        for one in from {
            for other in to {
                self.edge((*one, *other), relation, is_hidden);
            }
        }
    }

    fn edge(&mut self, (from, to): (usize, usize), relation: &Relation, is_hidden: bool) {
        if self.budget == 0 || from == to {
            return;
        }
        self.budget -= 1;
        let kind = if relation.is_branch { EdgeKind::Parallel } else { EdgeKind::Sequence };
        let (range, is_shown) = (relation.range, !is_hidden);
        self.draft.say(FlowEdge { from, to, kind, label: None, at_most: None, is_shown, range });
    }

    /// Looks up the names of a list of names.
    pub(super) fn nodes_of(&mut self, names: &Names, around: Around<'_>) -> Vec<usize> {
        let mut nodes = Vec::with_capacity(names.mentions.len());
        for mention in &names.mentions {
            let side = names.side.or(mention.side);
            let mut mention = mention.clone();
            self.resolve_place(&mut mention);
            if mention.label.is_empty() {
                continue;
            }
            let side = side.or_else(|| self.intro.filter(|_| !self.is_listed(&mention.label)));
            let node = self.draft.mentioned(&mention, side, self.carry);
            self.draft.specify(node, names.kind);
            nodes.push(node);
        }
        if let Some(side) = names.side.or_else(|| names.mentions.iter().find_map(|m| m.side)) {
            self.carry = Some(side);
        }
        for (first, last) in &names.letters {
            for node in self.lettered(*first, *last) {
                nodes.push(self.sided(node, names.side));
            }
        }
        if names.is_following {
            let following = around.following.unwrap_or_default();
            following.iter().for_each(|node| nodes.push(self.sided(*node, names.side)));
        }
        // `These` and `this` are what was named last.
        if let Some(count) = names.count {
            let first = self.recent.len().saturating_sub(count);
            nodes.extend(self.recent.get(first..).unwrap_or_default());
        }
        if names.is_these && nodes.is_empty() {
            nodes.clone_from(&self.these);
        }
        nodes
    }

    /// Tells whether an item of the flow itself has this name.
    fn is_listed(&self, label: &str) -> bool {
        let node = self.draft.named(&super::names::key(label)).first();
        node.and_then(|node| self.draft.nodes.get(*node)).is_some_and(|node| node.number.is_some())
    }

    /// Returns a node that a list brought, on the side its sentence says.
    pub(super) fn sided(&mut self, node: usize, side: Option<Side>) -> usize {
        let Some(named) = self.draft.nodes.get(node) else { return node };
        if side.is_none() || named.number.is_some() && named.side.is_none() {
            return node;
        }
        let mention = super::clause::Mention {
            label: named.label.clone(),
            place: None,
            reference: named.reference,
            is_marked: self.draft.is_marked.get(node).copied().unwrap_or_default(),
            side: None,
            range: named.range,
        };
        self.draft.mentioned(&mention, side, None)
    }

    /// `A, B, and C`: items of the list before by their letters; `a-j`: what
    /// was named last, if it is as many.
    fn lettered(&self, first: u32, last: u32) -> Vec<usize> {
        let count = (last - first) as usize + 1;
        for named in [&self.these, &self.announced] {
            if 1 < count && named.len() == count {
                return named.clone();
            }
        }
        let from = first.saturating_sub(1) as usize;
        let letters = self.letters.get(from..from + count).unwrap_or_default();
        letters.iter().flatten().copied().collect()
    }

    /// Finds what a place means, and checks the name beside it.
    fn resolve_place(&mut self, mention: &mut super::clause::Mention) {
        let Some(place) = mention.place.clone() else { return };
        let own = super::names::key(&mention.label);
        let Some(there) = self.known.at(&place).map(str::to_owned) else { return };
        if own == there || own.is_empty() {
            if own.is_empty() {
                let node = self.draft.named(&there).first().copied();
                let label = node.and_then(|node| self.draft.nodes.get(node)).map(|n| &n.label);
                mention.label = label.map_or(there.into(), Clone::clone);
            }
            return;
        }
        // Letters count anew in every list; only full places are checked.
        let is_full = 1 < place.len() || self.known.is_item(&there) && place.len() == 1;
        if is_full && self.is_numbered(mention.range) {
            let written = position::write(&place);
            self.other_place(mention, &written, &there);
        }
    }

    /// Tells whether the place before a name is written in digits.
    fn is_numbered(&self, name: TextRange) -> bool {
        let before = self.source.get(..name.start as usize).unwrap_or_default();
        let before = before.trim_end_matches(['*', '_', '[', '.', ',', ' ']);
        before.ends_with(|c: char| c.is_ascii_digit())
    }
}
