//! Statements, and what they declare.

use super::expression::Comma;
use super::{Reader, is_name};
use crate::text::script::token::Kind;

impl Reader<'_, '_> {
    pub(super) fn statement(&mut self) -> Option<()> {
        self.deeper(Self::any_statement)?;
        let last = self.tokens.get(self.at.checked_sub(1)?)?;
        // What ends with a block needs no end of a line.
        if last.text == "}" && self.ended != self.at {
            self.made.joined.push(self.at);
        }
        Some(())
    }

    fn any_statement(&mut self) -> Option<()> {
        let token = *self.ahead(0)?;
        match (token.kind, token.text) {
            (Kind::Mark, "{") => self.scoped(Self::block),
            (Kind::Mark, ";") => self.expect(";"),
            (Kind::Word, "if") => {
                self.at += 1;
                self.group()?;
                self.statement()?;
                if self.passes("else") { self.statement() } else { Some(()) }
            }
            (Kind::Word, "while") => {
                self.at += 1;
                self.group()?;
                self.statement()
            }
            (Kind::Word, "do") => {
                self.at += 1;
                self.statement()?;
                self.expect("while")?;
                self.group()?;
                self.passes(";");
                Some(())
            }
            (Kind::Word, "for") => self.scoped(Self::loop_),
            (Kind::Word, "switch") => {
                self.at += 1;
                self.group()?;
                self.scoped(Self::cases)
            }
            (Kind::Word, "try") => self.attempt(),
            (Kind::Word, "const" | "let" | "var") => {
                self.declarations()?;
                self.end()
            }
            (Kind::Word, "function") => self.function_statement(),
            (Kind::Word, "async") if self.is_ahead(1, "function") => {
                self.at += 1;
                self.function_statement()
            }
            (Kind::Word, "return" | "throw") => {
                self.at += 1;
                let is_alone = self.ahead(0).is_none_or(|next| next.begins_line);
                if !is_alone && !self.is(";") && !self.is("}") {
                    self.expression(Comma::GoesOn)?;
                }
                self.end()
            }
            (Kind::Word, "break" | "continue") => {
                self.at += 1;
                self.end()
            }
            // A label.
            (Kind::Word, _) if self.is_ahead(1, ":") => None,
            _ => {
                self.expression(Comma::GoesOn)?;
                self.end()
            }
        }
    }

    /// A statement ends with a mark, or where a line or a block does.
    fn end(&mut self) -> Option<()> {
        let ends = |next: &super::Token<'_>| next.begins_line || next.text == "}";
        if self.is(";") && self.is_ahead(1, "}") {
            self.made.idle.push(self.at);
        }
        (self.passes(";") || self.ahead(0).is_none_or(ends)).then_some(())?;
        self.ended = self.at;
        Some(())
    }

    /// Reads `{ ... }` in the scope there is.
    pub(super) fn block(&mut self) -> Option<()> {
        self.expect("{")?;
        while !self.passes("}") {
            self.statement()?;
        }
        Some(())
    }

    fn group(&mut self) -> Option<()> {
        self.expect("(")?;
        self.expression(Comma::GoesOn)?;
        self.expect(")")
    }

    fn loop_(&mut self) -> Option<()> {
        self.expect("for")?;
        self.passes("await");
        self.expect("(")?;
        let is_declared = self.is("const") || self.is("let") || self.is("var");
        if is_declared {
            self.declarations()?;
        } else {
            self.expression(Comma::GoesOn)?;
        }
        if self.passes("of") || is_declared && self.passes("in") {
            self.expression(Comma::GoesOn)?;
        }
        while self.passes(";") {
            self.expression(Comma::GoesOn)?;
        }
        self.expect(")")?;
        self.statement()
    }

    fn cases(&mut self) -> Option<()> {
        self.expect("{")?;
        while !self.passes("}") {
            if self.passes("case") {
                self.expression(Comma::GoesOn)?;
                self.expect(":")?;
            } else if self.is("default") && self.is_ahead(1, ":") {
                self.at += 2;
            } else {
                self.statement()?;
            }
        }
        Some(())
    }

    fn attempt(&mut self) -> Option<()> {
        self.expect("try")?;
        self.scoped(Self::block)?;
        if self.passes("catch") {
            self.scoped(|own| {
                if own.passes("(") {
                    own.pattern()?;
                    own.expect(")")?;
                }
                own.body()
            })?;
        }
        if self.passes("finally") { self.scoped(Self::block) } else { Some(()) }
    }

    /// Reads a block that has its own names, beside those just before it.
    pub(super) fn body(&mut self) -> Option<()> {
        self.scoped(|own| {
            own.own()?.shares_names = true;
            own.block()
        })
    }

    /// Reads what follows `const`, `let` and `var`.
    fn declarations(&mut self) -> Option<()> {
        let is_var = self.is("var");
        self.at += 1;
        loop {
            let first = self.at;
            self.pattern()?;
            if is_var {
                // It belongs to the whole function, and may be there twice.
                let own = self.tokens.get(first..self.at).unwrap_or_default();
                self.made.fixed.extend(own.iter().filter(|own| is_name(own)).map(|own| own.text));
            }
            if self.passes("=") {
                self.expression(Comma::Ends)?;
            }
            if !self.passes(",") {
                return Some(());
            }
        }
    }

    /// Reads what is declared: a name, or a list or an object of such.
    pub(super) fn pattern(&mut self) -> Option<()> {
        self.deeper(|own| {
            if own.passes("[") {
                own.pattern_list("]")
            } else if own.passes("{") {
                own.pattern_object()
            } else {
                own.declare()?;
                own.name(false);
                Some(())
            }
        })
    }

    /// Reads patterns with what they are by default, up to a bracket.
    pub(super) fn pattern_list(&mut self, end: &str) -> Option<()> {
        while !self.passes(end) {
            if self.passes(",") {
                continue;
            }
            self.passes("...");
            self.pattern()?;
            self.by_default()?;
        }
        Some(())
    }

    fn by_default(&mut self) -> Option<()> {
        if self.passes("=") { self.expression(Comma::Ends) } else { Some(()) }
    }

    fn pattern_object(&mut self) -> Option<()> {
        while !self.passes("}") {
            if self.passes(",") {
                continue;
            }
            if self.passes("...") {
                self.pattern()?;
            } else if self.ahead(0).is_some_and(is_name) && !self.is_ahead(1, ":") {
                self.declare()?;
                self.name(true);
            } else {
                self.key()?;
                self.expect(":")?;
                self.pattern()?;
            }
            self.by_default()?;
        }
        Some(())
    }

    fn function_statement(&mut self) -> Option<()> {
        self.expect("function")?;
        self.declare()?;
        // In other code such a name is seen outside of its block as well.
        let own = self.own()?;
        let is_plain = own.is_strict || own.is_function;
        if let Some(token) = self.ahead(0).copied().filter(|_| !is_plain) {
            self.made.fixed.insert(token.text);
        }
        self.name(false);
        self.scoped(Self::function)
    }

    /// Reads the parameters of a function and its body.
    pub(super) fn function(&mut self) -> Option<()> {
        self.expect("(")?;
        self.pattern_list(")")?;
        self.function_body()
    }

    pub(super) fn function_body(&mut self) -> Option<()> {
        self.scoped(|own| {
            let is_strict = own.tokens.get(own.at + 1).is_some_and(super::begins_strict);
            let scope = own.own()?;
            (scope.shares_names, scope.is_function) = (true, true);
            scope.is_strict |= is_strict;
            own.block()
        })
    }
}
