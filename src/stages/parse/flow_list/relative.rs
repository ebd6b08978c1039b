//! How a sentence goes on behind its first edge: `which connects to *Y*`, `and
//! also connects to *Z*`, `with the subprocess *W*`.

use super::clause::{From, Names, Relation, Sentence, To};
use super::lexicon::Lex;
use super::sentence::{Link, Parser};
use super::words::TokenKind;

impl Parser<'_> {
    /// Finds where the edges that come next begin; `None` at the end or at
    /// what is not understood.
    pub(super) fn next_from(&mut self, out: &mut Sentence) -> Option<From> {
        self.within(out);
        self.eat_kind(&TokenKind::Comma);
        if self.left().is_empty() {
            out.is_whole = true;
            return None;
        }
        let is_and = self.eat(Lex::And);
        self.skip_fillers();
        if self.left().is_empty() {
            out.is_whole = true;
            return None;
        }
        if self.eat(Lex::Then) {
            return Some(From::Targets);
        }
        if !self.eat(Lex::Which) {
            let is_clause = out.relations.last().is_some_and(
                |relation| matches!(&relation.to, To::Names(names) if names.is_clause),
            );
            let from = if is_clause { From::Targets } else { From::Same };
            return is_and.then_some(from);
        }
        self.chain(out);
        if self.left().is_empty() {
            out.is_whole = true;
            return None;
        }
        self.eat(Lex::And);
        self.skip_fillers();
        Some(From::Targets)
    }

    /// Reads `with the subprocess *Y*` behind a target.
    fn within(&mut self, out: &mut Sentence) {
        let start = self.at;
        if !self.tokens.get(start).is_some_and(|token| token.text.eq_ignore_ascii_case("with")) {
            return;
        }
        self.at += 1;
        self.skip_fillers();
        let link =
            Link { from: None, is_reversed: false, is_open: false, range: self.range_from(start) };
        let to = match self.kind() {
            Some(TokenKind::Name(_) | TokenKind::Position(_)) => self.names(),
            _ => Names::default(),
        };
        match to.is_empty() {
            true => self.at = start,
            false => self.relate((From::Targets, to), &link, out),
        }
    }

    /// Reads `are connected sequentially under *P*`.
    fn chain(&mut self, out: &mut Sentence) {
        let start = self.at;
        let is_chain = (self.eat(Lex::Be), self.eat(Lex::Verb), self.eat(Lex::Sequentially)).2;
        if !is_chain {
            self.at = start;
            return;
        }
        let last = out.relations.last_mut();
        let range = self.range_from(start);
        let mut place = Names::default();
        self.place(&mut place);
        if let Some(Relation { to: To::Names(to), .. }) = last {
            to.side = to.side.or(place.side);
            let (from, to) = (From::Targets, To::Chain);
            out.relations.push(Relation { from, to, range, is_branch: false });
        }
    }
}
