//! The sentences of a flow list: `A parallel branch connects to *X*, which
//! connects to *Y*`, and their like.
//!
//! A sentence is a subject, then edges with their targets, then more edges
//! from the targets (`which`) or from the same subject (`and also`). What a
//! name means is not known here.

use super::clause::{From, Mention, Names, Relation, Sentence, To, fill, with_side};
use super::lexicon::Lex;
use super::names::Known;
use super::words::{Token, TokenKind};
use crate::base::TextRange;
use crate::domain::diagram::graph::NodeKind;
use crate::model::flow::Side;

/// Longer sentences, in tokens, are not read.
const LONGEST: usize = 1_000;

/// Reads one sentence, without its full stop.
pub(super) fn read(tokens: &[Token], known: &Known) -> Sentence {
    if LONGEST < tokens.len() {
        return Sentence::default();
    }
    let is_hidden = tokens.iter().any(|token| token.is(Lex::Hidden));
    let but = tokens.iter().position(|token| token.text.eq_ignore_ascii_case("but"));
    let begin = but.filter(|_| is_hidden).map_or(0, |at| at + 1);
    let tokens: Vec<&Token> = without_asides(tokens.get(begin..).unwrap_or_default());
    let owned: Vec<Token> = tokens.into_iter().cloned().collect();
    let mut parser = Parser { tokens: &owned, known, at: 0, has_branch: false };
    let mut sentence = parser.sentence();
    sentence.is_hidden = is_hidden;
    sentence
}

/// Drops what stands in parentheses, but for what says where names stand.
fn without_asides(tokens: &[Token]) -> Vec<&Token> {
    let is_place = |token: &Token| {
        matches!(token.kind, TokenKind::Word(Lex::Side(_) | Lex::Shown | Lex::Under))
    };
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if token.kind != TokenKind::Open {
            match token.kind {
                TokenKind::Close => {}
                // `that isn't shown`
                TokenKind::Word(Lex::Hidden) => {
                    if kept.last().is_some_and(|last: &&Token| last.is(Lex::Which)) {
                        kept.pop();
                    }
                    at += usize::from(tokens.get(at).is_some_and(|next| next.is(Lex::Shown)));
                }
                _ => kept.push(token),
            }
            continue;
        }
        let rest = tokens.get(at..).unwrap_or_default();
        let length = rest.iter().position(|token| token.kind == TokenKind::Close);
        let inside = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        let is_hidden = inside.iter().any(|token| token.is(Lex::Hidden));
        if inside.iter().any(is_place) && !is_hidden {
            kept.extend(inside);
        }
        at += inside.len() + 1;
    }
    kept
}

pub(super) struct Parser<'t> {
    pub tokens: &'t [Token],
    pub known: &'t Known,
    pub at: usize,
    /// Whether a branch or connection was named already.
    pub has_branch: bool,
}

/// An edge that was found, before its targets.
pub(super) struct Link {
    /// `from Start`, in the middle of it.
    pub from: Option<Names>,
    /// `is a downstream process of`: the other way round.
    pub is_reversed: bool,
    /// `include`: a list may say what.
    pub is_open: bool,
    pub range: TextRange,
}

impl Parser<'_> {
    fn sentence(&mut self) -> Sentence {
        let mut out = Sentence::default();
        let is_relative = matches!(self.kind(), Some(TokenKind::Word(Lex::Which)));
        let Some(mut from) = self.subject() else { return out };
        if self.skip_fillers() && self.left().is_empty() {
            if let From::Names(names) = from {
                out.is_whole = !names.is_empty();
                out.names = Some(names);
            }
            return out;
        }
        if self.eat(Lex::Which) {
            self.skip_fillers();
        }
        while let Some(mut found) = self.link() {
            from = found.from.take().map_or(from, From::Names);
            // `Connect the printer to the network` is an order, no edge.
            let is_said = self.has_branch || is_relative || !out.relations.is_empty();
            if matches!(from, From::Enclosing) && !is_said {
                return out;
            }
            let mut to = self.names();
            // `Parallel branches from Start include:`
            let opens = self.kind().is_none_or(|kind| *kind == TokenKind::Colon);
            to.is_following |= to.is_empty() && found.is_open && opens;
            if to.is_empty() {
                return out;
            }
            // `a branch to *X* from *Y*`, `connections to End include *Y*`
            let is_source = match self.kind() {
                Some(TokenKind::Word(Lex::From)) => true,
                Some(TokenKind::Word(Lex::Include)) => matches!(from, From::Enclosing),
                _ => false,
            };
            let is_named = matches!(&from, From::Names(names) if !names.mentions.is_empty());
            if is_source && is_named && !self.names_follow() {
                // `from almost anything` is prose.
                self.at = self.tokens.len();
            } else if is_source && let From::Names(names) = self.source() {
                from = From::Names(names);
            }
            if matches!(self.kind(), Some(TokenKind::Word(Lex::To))) && !self.has_to() {
                // `connects A and B to C`
                from = From::Names(to);
                continue;
            }
            self.relate((from, to), &found, &mut out);
            let Some(next) = self.next_from(&mut out) else { return out };
            from = next;
        }
        out
    }

    /// Tells whether the link just read ended in `to`.
    fn has_to(&self) -> bool {
        let before = self.tokens.get(..self.at).unwrap_or_default().iter().rev();
        let mut links = before.filter(|token| {
            matches!(token.kind, TokenKind::Word(Lex::To | Lex::Verb | Lex::Include | Lex::Be))
        });
        links.next().is_none_or(|token| !token.is(Lex::Verb))
    }

    pub(super) fn relate(&mut self, (from, to): (From, Names), link: &Link, out: &mut Sentence) {
        let (mut from, mut to) = (from, to);
        if self.eat_kind(&TokenKind::Colon) {
            let listed = self.names();
            if !listed.is_empty() {
                fill(&mut from, &mut to, listed);
            }
        }
        let last = self.tokens.get(self.at.saturating_sub(1));
        let first = self.tokens.first().filter(|_| out.relations.is_empty());
        let begin = first.map_or(link.range, |token| token.range.cover(link.range));
        let range = last.map_or(begin, |token| begin.cover(token.range));
        let (from, to) = match (from, link.is_reversed) {
            (From::Names(names), true) => (From::Names(to), names),
            (from, _) => (from, to),
        };
        let is_branch = self.has_branch;
        out.relations.push(Relation { from, to: To::Names(to), range, is_branch });
    }

    /// Reads what stands before the first edge.
    fn subject(&mut self) -> Option<From> {
        let mut from = From::Enclosing;
        let (mut side, mut count) = (None, None);
        loop {
            count = count.or_else(|| self.quantity());
            match self.kind()? {
                TokenKind::Word(Lex::Filler | Lex::Area | Lex::EndToEnd) => self.at += 1,
                TokenKind::Word(Lex::Then | Lex::And) | TokenKind::Comma => self.at += 1,
                TokenKind::Word(Lex::Branch | Lex::Parallel) => {
                    self.has_branch = true;
                    self.at += 1;
                }
                TokenKind::Word(Lex::Side(own)) if self.names_follow() => {
                    side = Some(*own);
                    self.at += 1;
                }
                TokenKind::Word(Lex::From | Lex::Under) => {
                    from = self.source();
                }
                TokenKind::Word(Lex::Verb | Lex::Be | Lex::To | Lex::Include | Lex::Which) => {
                    let is_quantity = matches!(from, From::Enclosing) && !self.has_branch;
                    if count.is_some() && is_quantity {
                        from = From::Names(Names { count, ..Names::default() });
                    }
                    return Some(with_side(from, side));
                }
                _ => {
                    let names = self.names();
                    if names.is_empty() {
                        return None;
                    }
                    from = From::Names(names);
                }
            }
            if self.left().is_empty() {
                return Some(with_side(from, side));
            }
        }
    }

    /// Reads `both`, `all three`.
    fn quantity(&self) -> Option<usize> {
        let word = self.tokens.get(self.at)?.text.to_ascii_lowercase();
        let known = [("both", 2), ("two", 2), ("three", 3), ("four", 4), ("five", 5)];
        known.iter().find(|(own, _)| *own == word).map(|(_, count)| *count)
    }

    /// Reads `from *X*`; `from this subprocess` is what the sentence stands
    /// below.
    fn source(&mut self) -> From {
        self.at += 1;
        let names = self.names();
        match names.is_these || names.is_empty() {
            true => From::Enclosing,
            false => From::Names(names),
        }
    }

    /// Tells whether names follow, after what says nothing.
    fn names_follow(&self) -> bool {
        self.left().iter().skip(1).any(|token| {
            matches!(token.kind, TokenKind::Name(_) | TokenKind::Position(_))
                || token.is(Lex::Following)
        })
    }

    /// Reads an edge up to its targets.
    fn link(&mut self) -> Option<Link> {
        let start = self.at;
        let (mut from, mut is_edge, mut is_being) = (None, false, false);
        let (mut way, mut is_open) = (None, false);
        while let Some(TokenKind::Word(lex)) = self.kind() {
            match lex {
                Lex::Verb | Lex::Include => {
                    is_edge = true;
                    is_open |= *lex == Lex::Include;
                }
                Lex::Be => (is_being, is_open) = (true, true),
                Lex::Branch => self.has_branch = true,
                Lex::Parallel | Lex::Then => {}
                Lex::Filler if !self.is_name_here() => {}
                Lex::Which if self.has_branch => {}
                Lex::Side(_) if self.tokens.get(self.at + 1).is_some_and(|t| t.is(Lex::Branch)) => {
                }
                Lex::From => {
                    from = Some(self.source());
                    continue;
                }
                Lex::Side(side) if is_being && self.is_role() => {
                    way = Some(*side);
                    is_edge = true;
                    self.skip_to_for();
                    break;
                }
                Lex::To => {
                    self.at += 1;
                    is_edge = true;
                    break;
                }
                _ => break,
            }
            self.at += 1;
        }
        if !(is_edge || is_being && self.has_branch) {
            self.at = start;
            return None;
        }
        let from = from.and_then(|from| match from {
            From::Names(names) => Some(names),
            _ => None,
        });
        let is_reversed = way == Some(Side::Downstream);
        Some(Link { from, is_reversed, is_open, range: self.range_from(start) })
    }

    /// Tells whether `upstream process for` stands here.
    fn is_role(&self) -> bool {
        let mut after = self.left().iter().skip(1);
        let next = after.find(|token| {
            !matches!(token.kind, TokenKind::Word(Lex::Filler | Lex::EndToEnd | Lex::Area))
        });
        next.is_some_and(|token| token.is(Lex::For))
    }

    fn skip_to_for(&mut self) {
        while self.kind().is_some() && !self.eat(Lex::For) {
            self.at += 1;
        }
    }

    pub(super) fn range_from(&self, start: usize) -> TextRange {
        let tokens = self.tokens.get(start..self.at).unwrap_or_default();
        let ranges = tokens.iter().map(|token| token.range);
        ranges.reduce(TextRange::cover).unwrap_or_default()
    }
}

/// Returns a mention of one token.
pub(super) fn mention(token: &Token, reference: Option<u32>) -> Mention {
    Mention {
        label: token.text.clone(),
        place: None,
        reference,
        is_marked: matches!(token.kind, TokenKind::Name(_)),
        side: None,
        range: token.range,
    }
}

/// What words beside names say of them.
pub(super) fn kind_of(lex: Lex) -> Option<NodeKind> {
    match lex {
        Lex::EndToEnd => Some(NodeKind::Process),
        Lex::Area => Some(NodeKind::Area),
        _ => None,
    }
}

/// Makes a parser for a part of a sentence.
pub(super) fn parser<'t>(tokens: &'t [Token], known: &'t Known) -> Parser<'t> {
    Parser { tokens, known, at: 0, has_branch: false }
}
