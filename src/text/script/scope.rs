//! Which declaration each name of a script means.
//!
//! Statements are read as the language has them, expressions only as far as
//! they hold functions and names. What is rare or new, such as classes,
//! generators, labels and `var` in odd places, is not understood: then there
//! are no scopes, and the script stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use super::token::{Kind, Token};

mod expression;
mod statement;

/// At most so many brackets and statements stand in each other.
const DEPTH: usize = 60;

/// Where a name stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    /// The number of its token.
    pub token: usize,
    scope: usize,
    /// Whether it is also the name of a property: `{ name }`.
    pub is_short: bool,
}

/// A part of a script that declares names.
#[derive(Debug, Default)]
pub(super) struct Scope<'a> {
    parent: Option<usize>,
    /// What it declares: the number of the binding.
    names: BTreeMap<&'a str, usize>,
    /// What stands in it or below and is declared above it.
    pub above: BTreeSet<usize>,
    is_strict: bool,
    /// Whether it is the body of a function.
    is_function: bool,
    /// Whether it must not declare what the scope around it does: parameters,
    /// or what is caught.
    shares_names: bool,
}

/// A name that is declared.
#[derive(Debug)]
pub(super) struct Binding<'a> {
    pub name: &'a str,
    pub scope: usize,
    pub uses: usize,
}

/// The scopes of a script, each after the one around it.
#[derive(Debug, Default)]
pub(super) struct Scopes<'a> {
    pub scopes: Vec<Scope<'a>>,
    pub bindings: Vec<Binding<'a>>,
    /// Where names stand, each with its binding.
    pub uses: Vec<(Use, Option<usize>)>,
    /// Names that must stay: what other scripts see, and what `var` declares.
    pub fixed: BTreeSet<&'a str>,
    /// Names of others, that nothing here may have.
    pub free: BTreeSet<&'a str>,
    /// The numbers of marks that end a statement where its block ends as well.
    pub idle: Vec<usize>,
    /// The numbers of tokens before which no line has to end.
    pub joined: Vec<usize>,
}

/// Finds the scopes of a script; `None` if a place is not understood.
pub(super) fn scopes<'a>(tokens: &[Token<'a>]) -> Option<Scopes<'a>> {
    let mut reader =
        Reader { tokens, at: 0, depth: 0, scope: 0, ended: 0, made: Scopes::default() };
    reader.made.scopes.push(Scope { is_strict: reader.is_strict(), ..Scope::default() });
    while reader.at < tokens.len() {
        reader.statement()?;
    }
    let mut made = reader.made;
    // What stands outside of functions is seen by other scripts.
    let outer: Vec<&str> = made.scopes.first()?.names.keys().copied().collect();
    made.fixed.extend(outer);
    made.resolve(tokens);
    Some(made)
}

impl<'a> Scopes<'a> {
    /// Finds the binding of each use, and notes for the scopes between what
    /// they see.
    fn resolve(&mut self, tokens: &[Token<'a>]) {
        for (own, binding) in &mut self.uses {
            let Some(name) = tokens.get(own.token).map(|token| token.text) else {
                continue;
            };
            let mut next = Some(own.scope);
            let mut passed = Vec::new();
            while let Some((at, scope)) = next.and_then(|at| Some((at, self.scopes.get(at)?))) {
                *binding = scope.names.get(name).copied();
                if binding.is_some() {
                    break;
                }
                passed.push(at);
                next = scope.parent;
            }
            let Some(number) = *binding else {
                self.free.insert(name);
                continue;
            };
            if let Some(found) = self.bindings.get_mut(number) {
                found.uses += 1;
            }
            for at in passed {
                if let Some(scope) = self.scopes.get_mut(at) {
                    scope.above.insert(number);
                }
            }
        }
        self.share();
    }

    /// A body must not declare what the parameters are called.
    fn share(&mut self) {
        for at in 0..self.scopes.len() {
            let Some(own) = self.scopes.get(at).filter(|own| own.shares_names) else {
                continue;
            };
            let parent = own.parent.and_then(|parent| self.scopes.get(parent));
            let names: Vec<usize> =
                parent.map(|parent| parent.names.values().copied().collect()).unwrap_or_default();
            if let Some(own) = self.scopes.get_mut(at) {
                own.above.extend(names);
            }
        }
    }
}

/// Reads tokens from the first to the last.
struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
    depth: usize,
    scope: usize,
    /// Where a statement was ended by a mark or by its line.
    ended: usize,
    made: Scopes<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn ahead(&self, by: usize) -> Option<&Token<'a>> {
        self.tokens.get(self.at + by)
    }

    /// Tells whether a mark or a word stands so many tokens ahead.
    fn is_ahead(&self, by: usize, text: &str) -> bool {
        self.ahead(by).is_some_and(|token| {
            token.text == text && matches!(token.kind, Kind::Mark | Kind::Word)
        })
    }

    fn is(&self, text: &str) -> bool {
        self.is_ahead(0, text)
    }

    /// Passes a mark or a word if it stands here.
    fn passes(&mut self, text: &str) -> bool {
        let is_here = self.is(text);
        self.at += usize::from(is_here);
        is_here
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.passes(text).then_some(())
    }

    /// Reads something one level deeper.
    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        if self.depth >= DEPTH {
            return None;
        }
        self.depth += 1;
        read(self)?;
        self.depth -= 1;
        Some(())
    }

    /// Reads something in a scope of its own.
    fn scoped(&mut self, read: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        let outer = self.scope;
        let is_strict = self.own().is_some_and(|own| own.is_strict);
        self.scope = self.made.scopes.len();
        self.made.scopes.push(Scope { parent: Some(outer), is_strict, ..Scope::default() });
        read(self)?;
        self.scope = outer;
        Some(())
    }

    fn own(&mut self) -> Option<&mut Scope<'a>> {
        self.made.scopes.get_mut(self.scope)
    }

    /// Tells whether a body begins with the words for strict code.
    fn is_strict(&self) -> bool {
        self.ahead(0).is_some_and(begins_strict)
    }

    /// Notes a name that stands here, and passes it.
    fn name(&mut self, is_short: bool) {
        self.made.uses.push((Use { token: self.at, scope: self.scope, is_short }, None));
        self.at += 1;
    }

    /// Declares the name that stands here in the scope.
    fn declare(&mut self) -> Option<()> {
        let token = self.ahead(0).filter(|token| is_name(token))?;
        let (name, scope, number) = (token.text, self.scope, self.made.bindings.len());
        let names = &mut self.own()?.names;
        if !names.contains_key(name) {
            names.insert(name, number);
            self.made.bindings.push(Binding { name, scope, uses: 0 });
        }
        Some(())
    }
}

fn begins_strict(token: &Token<'_>) -> bool {
    token.kind == Kind::Text && token.text.get(1..11) == Some("use strict")
}

/// Words that are no names, or not always.
const RESERVED: &[&str] = &[
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "arguments",
];

/// Tells whether a token is a name that may be declared.
fn is_name(token: &Token<'_>) -> bool {
    token.kind == Kind::Word && !RESERVED.contains(&token.text)
}

/// Tells whether a word cannot be a name.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word) || matches!(word, "of" | "get" | "set" | "undefined")
}
