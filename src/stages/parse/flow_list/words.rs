//! Text of a flow list as tokens: words, marked names, punctuation and
//! positions such as `4.b.`, each with its bytes.

use super::lexicon::{self, Lex};
use crate::base::TextRange;
use crate::model::document::{Inline, InlineKind, plain_text};

/// A part of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its text as written, without marks.
    pub text: Box<str>,
    /// Its bytes in the source.
    pub range: TextRange,
}

/// What a token is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    /// A word, with what it does in a sentence.
    Word(Lex),
    /// A name in italics, in bold or linked, with the reference it has.
    Name(Option<u32>),
    /// `4.b.`: numbers from the outer list to the inner one.
    Position(Box<[u32]>),
    /// `a-j`: the first and the last.
    Letters(u32, u32),
    Comma,
    Colon,
    /// `->`: what an answer leads to.
    Arrow,
    /// The end of a sentence.
    Stop,
    Question,
    Open,
    Close,
}

impl Token {
    /// Tells whether it is a word that does something.
    pub fn is(&self, lex: Lex) -> bool {
        self.kind == TokenKind::Word(lex)
    }
}

/// Takes a text apart.
pub(super) fn tokens(source: &str, inlines: &[Inline]) -> Vec<Token> {
    let mut reader = Reader { source, out: Vec::new() };
    reader.add(inlines);
    reader.out
}

struct Reader<'a> {
    source: &'a str,
    out: Vec<Token>,
}

impl Reader<'_> {
    /// Reads inlines; the builder bounds how deep they are.
    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text | InlineKind::UnknownTag => {
                    self.text(inline.range.of(self.source), inline.range.start, 1);
                }
                InlineKind::Decoded(text) => self.text(text, inline.range.start, 0),
                InlineKind::Emphasis(_) | InlineKind::Strong(_) => self.name(inline, None),
                InlineKind::Link(number, _) | InlineKind::Name(number, _) => {
                    self.name(inline, Some(*number));
                }
                InlineKind::Strikethrough(content) => self.add(content),
                InlineKind::Element(element) => self.add(&element.content),
                InlineKind::Code(text) => self.push(TokenKind::Name(None), text, inline.range),
                InlineKind::HardBreak => self.push(TokenKind::Stop, "", inline.range),
                _ => {}
            }
        }
    }

    fn name(&mut self, inline: &Inline, number: Option<u32>) {
        let content = match &inline.kind {
            InlineKind::Emphasis(content) | InlineKind::Strong(content) => content,
            InlineKind::Link(_, content) | InlineKind::Name(_, Some(content)) => content,
            _ => return self.named(inline, number, inline.range),
        };
        // A link in italics is the link.
        if let [only] = &**content
            && matches!(
                only.kind,
                InlineKind::Link(..)
                    | InlineKind::Name(..)
                    | InlineKind::Strong(_)
                    | InlineKind::Emphasis(_)
            )
        {
            return self.name(only, number);
        }
        self.named(inline, number, super::super::builder::cover(content));
    }

    fn named(&mut self, inline: &Inline, number: Option<u32>, range: TextRange) {
        let text = plain_text(std::slice::from_ref(inline), self.source);
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ");
        let text = text.trim_end_matches(['.', ',', ':', ';']);
        let opens = text.matches('(').count();
        let text = match opens < text.matches(')').count() {
            true => text.trim_end_matches(')'),
            false => text,
        };
        if text.chars().any(char::is_alphanumeric) {
            self.push(TokenKind::Name(number), text, range);
        }
    }

    /// Reads running text that begins at byte `base`; `step` is 0 where the
    /// source differs from it.
    fn text(&mut self, text: &str, base: u32, step: u32) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let at = (text.len() - rest.len()) as u32;
            let place = |length: usize| {
                let start = base + at * step;
                TextRange { start, end: start + (length as u32 * step).max(1 - step) }
            };
            let (length, kind) = match first {
                c if c.is_whitespace() => (c.len_utf8(), None),
                ',' | ';' => (1, Some(TokenKind::Comma)),
                ':' => (1, Some(TokenKind::Colon)),
                '.' | '!' => (1, Some(TokenKind::Stop)),
                '?' => (1, Some(TokenKind::Question)),
                '(' | '[' => (1, Some(TokenKind::Open)),
                ')' | ']' => (1, Some(TokenKind::Close)),
                _ => self.word(rest),
            };
            let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            if let Some(kind) = kind {
                self.push(kind, word, place(length));
            }
            rest = after;
        }
    }

    /// Returns how long a word or a position is, and what it is.
    fn word(&self, text: &str) -> (usize, Option<TokenKind>) {
        if let Some((length, numbers)) = super::position::read(text) {
            return (length, Some(TokenKind::Position(numbers)));
        }
        let length = text.find(is_end).unwrap_or(text.len()).max(1);
        let word = text.split_at_checked(length).map_or(text, |(word, _)| word);
        let after = text.get(word.len()..).unwrap_or_default();
        if let Some((first, last)) = super::position::letters(word, after, self.after_letter()) {
            return (word.len(), Some(TokenKind::Letters(first, last)));
        }
        if matches!(word, "->" | "→") {
            return (word.len(), Some(TokenKind::Arrow));
        }
        (word.len(), Some(TokenKind::Word(lexicon::look(word))))
    }

    /// Tells whether what comes goes on with letters: `A, B, and C`.
    fn after_letter(&self) -> bool {
        let mut before = self.out.iter().rev().filter(|token| !token.is(Lex::And));
        before.next().is_some_and(|token| token.kind == TokenKind::Comma)
            && before.next().is_some_and(|token| matches!(token.kind, TokenKind::Letters(..)))
    }

    fn push(&mut self, kind: TokenKind, text: &str, range: TextRange) {
        self.out.push(Token { kind, text: text.into(), range });
    }
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '[' | ']')
}
