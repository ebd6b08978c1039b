//! Expressions, as far as they hold names and functions.

use super::{Reader, is_name};
use crate::text::script::token::{Kind, Token};

/// Whether an expression goes on behind a comma.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Comma {
    GoesOn,
    Ends,
}

/// What the last token of an expression was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Something that has a value.
    Value,
    /// Something that a value follows.
    Mark,
}

/// Words that stand before a value or between two.
const OPERATORS: &[&str] = &["typeof", "void", "delete", "new", "await", "in", "instanceof"];

impl Reader<'_, '_> {
    /// Reads an expression up to what cannot be a part of it.
    pub(super) fn expression(&mut self, comma: Comma) -> Option<()> {
        self.deeper(|own| own.any_expression(comma))
    }

    fn any_expression(&mut self, comma: Comma) -> Option<()> {
        let mut last = Last::Mark;
        let mut open_questions = 0_usize;
        while let Some(token) = self.ahead(0).copied() {
            if last == Last::Value && token.begins_line && begins_statement(&token) {
                break;
            }
            last = match (token.kind, token.text) {
                (Kind::Mark, ";" | ")" | "]" | "}") => break,
                (Kind::Mark, ",") if comma == Comma::Ends => break,
                (Kind::Mark, ":") if open_questions == 0 => break,
                (Kind::Mark, "=>") => return None,
                (Kind::Mark, ".") => {
                    self.at += 1;
                    self.property()?
                }
                (Kind::Mark, "?.") => {
                    self.at += 1;
                    let is_name = self.ahead(0)?.kind == Kind::Word;
                    if is_name { self.property()? } else { Last::Value }
                }
                (Kind::Mark, "(" | "[" | "{") => self.bracket(last, &token)?,
                (Kind::Mark, "++" | "--") => {
                    self.at += 1;
                    last
                }
                (Kind::Mark, mark) => {
                    open_questions += usize::from(mark == "?");
                    open_questions -= usize::from(mark == ":");
                    self.at += 1;
                    Last::Mark
                }
                (Kind::Chunk, _) => {
                    self.template()?;
                    Last::Value
                }
                (Kind::Word, "of") if last == Last::Value => break,
                (Kind::Word, word) if OPERATORS.contains(&word) => {
                    self.at += 1;
                    Last::Mark
                }
                // Two values beside each other.
                _ if last == Last::Value => return None,
                (Kind::Word, _) => {
                    self.word(&token)?;
                    Last::Value
                }
                _ => {
                    self.at += 1;
                    Last::Value
                }
            };
        }
        Some(())
    }

    fn property(&mut self) -> Option<Last> {
        let is_word = self.ahead(0)?.kind == Kind::Word;
        self.at += 1;
        is_word.then_some(Last::Value)
    }

    fn bracket(&mut self, last: Last, token: &Token<'_>) -> Option<Last> {
        let is_arrow = self.tokens.get(token.pair + 1).is_some_and(|next| next.text == "=>");
        match (token.text, last) {
            ("(", Last::Mark) if is_arrow => self.scoped(|own| {
                own.at += 1;
                own.pattern_list(")")?;
                own.arrow_body()
            })?,
            ("{", Last::Value) => return None,
            ("{", Last::Mark) => {
                self.at += 1;
                self.deeper(Self::object)?;
            }
            (text, _) => {
                self.at += 1;
                self.expression(Comma::GoesOn)?;
                self.expect(if text == "(" { ")" } else { "]" })?;
            }
        }
        Some(Last::Value)
    }

    /// Reads what follows the parameters of a function with an arrow.
    fn arrow_body(&mut self) -> Option<()> {
        self.expect("=>")?;
        if self.is("{") { self.deeper(Self::function_body) } else { self.expression(Comma::Ends) }
    }

    fn template(&mut self) -> Option<()> {
        self.at += 1;
        while self.passes("${") {
            self.expression(Comma::GoesOn)?;
            self.expect("}")?;
            self.at += 1;
        }
        Some(())
    }

    fn word(&mut self, token: &Token<'_>) -> Option<()> {
        let is_line = |own: &Self, by| own.ahead(by).is_some_and(|next| next.begins_line);
        match token.text {
            "function" => self.deeper(Self::function_value),
            "async" if self.is_ahead(1, "function") && !is_line(self, 1) => {
                self.at += 1;
                self.deeper(Self::function_value)
            }
            "async" if !is_line(self, 1) => {
                self.at += 1;
                let next = *self.ahead(0)?;
                let is_arrow = self.tokens.get(next.pair + 1).is_some_and(|own| own.text == "=>");
                match (next.text, is_arrow) {
                    ("(", true) => self.bracket(Last::Mark, &next).map(|_| ()),
                    _ if self.is_ahead(1, "=>") => self.word(&next),
                    _ => None,
                }
            }
            "this" | "null" | "true" | "false" | "arguments" => {
                self.at += 1;
                Some(())
            }
            _ if !is_name(token) => None,
            _ if self.is_ahead(1, "=>") => self.scoped(|own| {
                own.declare()?;
                own.name(false);
                own.arrow_body()
            }),
            _ => {
                self.name(false);
                Some(())
            }
        }
    }

    /// Reads a function that is a value; it knows its own name.
    fn function_value(&mut self) -> Option<()> {
        self.expect("function")?;
        self.scoped(|own| {
            if !own.is("(") {
                own.declare()?;
                own.name(false);
            }
            own.scoped(Self::function)
        })
    }

    fn object(&mut self) -> Option<()> {
        while !self.passes("}") {
            if self.passes(",") {
                continue;
            }
            if self.passes("...") {
                self.expression(Comma::Ends)?;
                continue;
            }
            let ends_short = |own: &Self| [",", "}", "="].iter().any(|end| own.is_ahead(1, end));
            if self.ahead(0).is_some_and(is_name) && ends_short(self) {
                self.name(true);
                if self.passes("=") {
                    self.expression(Comma::Ends)?;
                }
                continue;
            }
            if !self.is_ahead(1, ":") && !self.is_ahead(1, "(") {
                // Words before the name of a method.
                let _ = self.passes("get") || self.passes("set") || self.passes("async");
            }
            self.key()?;
            if self.is("(") {
                self.scoped(Self::function)?;
            } else {
                self.expect(":")?;
                self.expression(Comma::Ends)?;
            }
        }
        Some(())
    }

    /// Reads the name of a property.
    pub(super) fn key(&mut self) -> Option<()> {
        if self.passes("[") {
            self.expression(Comma::GoesOn)?;
            return self.expect("]");
        }
        let kind = self.ahead(0)?.kind;
        self.at += 1;
        matches!(kind, Kind::Word | Kind::Text | Kind::Number).then_some(())
    }
}

/// Tells whether what begins a line behind a value is a new statement.
fn begins_statement(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Word => !matches!(token.text, "in" | "instanceof"),
        Kind::Number | Kind::Text => true,
        Kind::Mark => matches!(token.text, "{" | "++" | "--" | "!" | "~"),
        Kind::Pattern | Kind::Chunk => false,
    }
}
