//! Lists of names in a sentence: `the *A* and *B* process areas, shown on the
//! left`.

use super::clause::{Mention, Names};
use super::lexicon::Lex;
use super::sentence::{Parser, kind_of, mention};
use super::words::{Token, TokenKind};

impl<'t> Parser<'t> {
    pub(super) fn left(&self) -> &'t [Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    pub(super) fn kind(&self) -> Option<&'t TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    pub(super) fn eat(&mut self, lex: Lex) -> bool {
        self.eat_kind(&TokenKind::Word(lex))
    }

    pub(super) fn eat_kind(&mut self, kind: &TokenKind) -> bool {
        let is_it = self.kind() == Some(kind);
        self.at += usize::from(is_it);
        is_it
    }

    /// Skips words that say nothing; true, so that it can stand in conditions.
    pub(super) fn skip_fillers(&mut self) -> bool {
        while !self.is_name_here()
            && let Some(TokenKind::Word(Lex::Filler | Lex::For | Lex::Area | Lex::EndToEnd)) =
                self.kind()
        {
            self.at += 1;
        }
        true
    }

    /// Tells whether a known name of plain words begins here.
    pub(super) fn is_name_here(&self) -> bool {
        self.known.longest(self.left()).is_some()
    }

    /// Reads names with what is said of them; empty if none stand here.
    pub(super) fn names(&mut self) -> Names {
        let mut names = Names::default();
        while let Some(kind) = self.kind() {
            let count = names.mentions.len();
            if self.plain_name(&mut names) {
                names.put_side(count);
                continue;
            }
            match kind {
                TokenKind::Name(reference) => {
                    names.mentions.extend(self.tokens.get(self.at).map(|t| mention(t, *reference)));
                    self.at += 1;
                }
                TokenKind::Position(_) => self.placed(&mut names),
                TokenKind::Letters(first, last) => {
                    names.letters.push((*first, *last));
                    self.at += 1;
                }
                TokenKind::Comma | TokenKind::Word(Lex::And) => {
                    if self.ends_names() {
                        break;
                    }
                    self.at += 1;
                }
                TokenKind::Word(lex) => match self.word(*lex, &mut names) {
                    true => {}
                    false => break,
                },
                _ => break,
            }
            names.put_side(count);
        }
        self.place(&mut names);
        self.place(&mut names);
        names
    }

    /// Tells whether what a side is said of comes next.
    fn is_ahead(&self) -> bool {
        let is_between = |token: &Token| {
            matches!(
                token.kind,
                TokenKind::Word(Lex::Filler | Lex::For | Lex::EndToEnd | Lex::Area | Lex::Include)
            )
        };
        let rest = self.left().get(1..).unwrap_or_default();
        let next = rest.iter().position(|token| !is_between(token)).unwrap_or(rest.len());
        let from = rest.get(next..).unwrap_or_default();
        from.first().is_some_and(|token| {
            matches!(
                token.kind,
                TokenKind::Name(_) | TokenKind::Position(_) | TokenKind::Letters(..)
            )
        }) || (0..=next).any(|at| self.known.longest(rest.get(at..).unwrap_or_default()).is_some())
    }

    /// Reads one word among names; false where they end.
    fn word(&mut self, lex: Lex, names: &mut Names) -> bool {
        match lex {
            Lex::Filler | Lex::For | Lex::Parallel => {}
            Lex::EndToEnd | Lex::Area => names.kind = names.kind.or(kind_of(lex)),
            Lex::Following => names.is_following = true,
            Lex::These => names.is_these = true,
            // `downstream processes including *X*`
            Lex::Include if names.is_empty() && names.ahead.is_some() => {}
            Lex::Side(side) if self.is_ahead() => names.ahead = Some(side),
            Lex::Branch if names.is_these => {}
            Lex::Other if names.is_empty() && names.mentions.is_empty() && 0 < self.at => {
                return self.unknown_name(names);
            }
            _ => return false,
        }
        self.at += 1;
        true
    }

    /// Reads a name of plain words that the list holds.
    fn plain_name(&mut self, names: &mut Names) -> bool {
        let Some(length) = self.known.longest(self.left()) else { return false };
        names.mentions.extend(spelled(self.left().get(..length).unwrap_or_default()));
        self.at += length;
        true
    }

    /// Reads a name of plain words that nothing else holds: all up to a
    /// comma, `which` or the end. Only after an edge.
    fn unknown_name(&mut self, names: &mut Names) -> bool {
        let is_after_edge = self.tokens.get(..self.at).unwrap_or_default().iter().any(|token| {
            matches!(token.kind, TokenKind::Word(Lex::Verb | Lex::To | Lex::Include | Lex::Be))
        });
        let ends = |token: &Token| match &token.kind {
            TokenKind::Word(lex) => {
                matches!(lex, Lex::Which | Lex::Shown | Lex::EndToEnd | Lex::And | Lex::Verb)
            }
            _ => true,
        };
        let rest = self.left();
        // `strategic and operational plans`
        let goes_on = |at: usize| {
            rest.get(at + 1).is_some_and(|next| {
                next.is(Lex::Other) && next.text.starts_with(char::is_lowercase)
            })
        };
        let ends =
            |(at, token): (usize, &Token)| ends(token) && !(token.is(Lex::And) && goes_on(at));
        let mut length = rest.iter().enumerate().position(ends).unwrap_or(rest.len());
        let is_end = |token: &Token| token.is(Lex::Filler);
        while rest.get(..length).and_then(<[Token]>::last).is_some_and(is_end) {
            length -= 1;
        }
        if !is_after_edge || length == 0 {
            return false;
        }
        names.mentions.extend(spelled(rest.get(..length).unwrap_or_default()));
        self.at += length;
        true
    }

    /// Reads a place and the name that belongs to it.
    fn placed(&mut self, names: &mut Names) {
        let Some(token) = self.tokens.get(self.at) else { return };
        let TokenKind::Position(place) = &token.kind else { return };
        self.at += 1;
        self.eat_kind(&TokenKind::Comma);
        let count = names.mentions.len();
        match self.kind() {
            Some(TokenKind::Name(reference)) => {
                names.mentions.extend(self.tokens.get(self.at).map(|t| mention(t, *reference)));
                self.at += 1;
            }
            Some(TokenKind::Word(Lex::Other)) if !self.is_name_here() => {
                self.unknown_name(names);
            }
            _ => drop(self.plain_name(names)),
        }
        match names.mentions.get_mut(count) {
            Some(named) => named.place = Some(place.clone()),
            None => names.mentions.push(Mention {
                label: Box::default(),
                place: Some(place.clone()),
                ..mention(token, None)
            }),
        }
    }

    /// Tells whether a comma or `and` here ends the names, because an edge
    /// follows it.
    fn ends_names(&self) -> bool {
        let says = |token: &&Token| {
            !matches!(
                token.kind,
                TokenKind::Comma | TokenKind::Word(Lex::And | Lex::Filler | Lex::For)
            )
        };
        let mut after = self.left().iter().skip(1);
        let next = match self.known.longest(self.left().get(1..).unwrap_or_default()) {
            Some(_) => return false,
            None => after.find(says),
        };
        next.is_none_or(|token| {
            matches!(
                token.kind,
                TokenKind::Word(
                    Lex::Verb
                        | Lex::Be
                        | Lex::Branch
                        | Lex::Which
                        | Lex::Then
                        | Lex::To
                        | Lex::Shown
                        | Lex::Under
                ) | TokenKind::Colon
            )
        })
    }

    /// Reads where names stand: `, which is shown under *P*`, `shown on the
    /// left side`, `on the right`. The names of places are no nodes.
    pub(super) fn place(&mut self, names: &mut Names) {
        let start = self.at;
        self.eat_kind(&TokenKind::Comma);
        let is_clause = self.eat(Lex::Which);
        if is_clause {
            self.eat(Lex::Be);
            self.skip_fillers();
        }
        let is_shown = self.eat(Lex::Shown);
        self.skip_fillers();
        let is_place = is_shown
            || matches!(self.kind(), Some(TokenKind::Word(Lex::Under)))
            || matches!(self.kind(), Some(TokenKind::Word(Lex::Side(_)))) && !is_clause;
        if !is_place {
            self.at = start;
            return;
        }
        names.is_clause |= is_clause;
        while let Some(kind) = self.kind() {
            match kind {
                TokenKind::Word(Lex::Side(side)) => names.side = Some(*side),
                TokenKind::Word(
                    Lex::Under | Lex::Filler | Lex::For | Lex::EndToEnd | Lex::Area | Lex::Shown,
                )
                | TokenKind::Name(_) => {}
                TokenKind::Comma | TokenKind::Word(Lex::And) if !self.ends_names() => {}
                _ => match self.known.longest(self.left()) {
                    Some(length) => self.at += length - 1,
                    None => break,
                },
            }
            self.at += 1;
        }
    }
}

/// Makes a mention of plain words.
fn spelled(tokens: &[Token]) -> Option<Mention> {
    let mut label = String::new();
    for token in tokens {
        if token.kind != TokenKind::Comma && !label.is_empty() {
            label.push(' ');
        }
        label.push_str(&token.text);
    }
    let first = tokens.first()?;
    let range = tokens.iter().fold(first.range, |all, token| all.cover(token.range));
    Some(Mention { label: label.into(), range, is_marked: false, ..mention(first, None) })
}
