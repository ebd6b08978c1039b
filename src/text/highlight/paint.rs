//! Turns what a grammar says about a line into HTML.
//!
//! Two parts: `Stack` follows the scopes of the parser and knows the class in
//! force; `Paper` writes text in classes, joins equal neighbours, leaves white
//! space outside of elements and never nests. `Painter` puts them together.

use syntect::parsing::{ClearAmount, ParseState, Scope, ScopeStackOp, SyntaxReference, SyntaxSet};

use super::class::{Class, Classes};

/// The scopes in force and the class each of them leads to.
#[derive(Clone, Default)]
struct Stack {
    scopes: Vec<(Scope, Class)>,
    cleared: Vec<Vec<Scope>>,
}

impl Stack {
    fn class(&self) -> Class {
        self.scopes.last().map_or(Class::Plain, |(_, class)| *class)
    }

    fn apply(&mut self, change: &ScopeStackOp, classes: &Classes) {
        match change {
            ScopeStackOp::Push(scope) => self.push(*scope, classes),
            ScopeStackOp::Pop(count) => {
                self.scopes.truncate(self.scopes.len().saturating_sub(*count));
            }
            ScopeStackOp::Clear(amount) => {
                let keep = match amount {
                    ClearAmount::TopN(count) => self.scopes.len().saturating_sub(*count),
                    ClearAmount::All => 0,
                };
                let gone = self.scopes.drain(keep..).map(|(scope, _)| scope).collect();
                self.cleared.push(gone);
            }
            ScopeStackOp::Restore => {
                for scope in self.cleared.pop().unwrap_or_default() {
                    self.push(scope, classes);
                }
            }
            ScopeStackOp::Noop => {}
        }
    }

    fn push(&mut self, scope: Scope, classes: &Classes) {
        self.scopes.push((scope, classes.inside(scope, self.class())));
    }
}

/// HTML in the making: escaped text in elements that are never nested, never
/// empty and never open at the end of a line.
#[derive(Default)]
pub struct Paper {
    html: String,
    open: Class,
    /// Where the open element ends, should nothing more of its class follow.
    end: usize,
}

impl Paper {
    /// Starts with room for the HTML of `bytes` of code.
    pub fn for_code(bytes: usize) -> Paper {
        Paper { html: String::with_capacity(bytes.saturating_mul(3)), ..Paper::default() }
    }

    /// Writes a piece of a line in a class.
    pub fn write(&mut self, text: &str, class: Class) {
        let inked = text.trim_matches(is_blank);
        if inked.is_empty() {
            self.html.push_str(text);
            return;
        }
        let lead = text.len() - text.trim_start_matches(is_blank).len();
        self.html.push_str(text.get(..lead).unwrap_or_default());
        if class != self.open {
            // The blanks since the last piece belong to nobody: the element
            // that is open ends before them.
            self.close();
            self.html.push_str(class.tag());
            self.open = class;
        }
        escape_into(inked, &mut self.html);
        self.end = self.html.len();
        self.html.push_str(text.get(lead + inked.len()..).unwrap_or_default());
    }

    /// Ends the open element. Needed at the end of every line.
    pub fn close(&mut self) {
        if self.open != Class::Plain {
            self.html.insert_str(self.end.min(self.html.len()), "</span>");
            self.open = Class::Plain;
        }
    }

    /// Writes a line end.
    pub fn end_line(&mut self) {
        self.close();
        self.html.push('\n');
    }

    /// Writes ready-made HTML between two elements.
    pub fn raw(&mut self, html: &str) {
        self.close();
        self.html.push_str(html);
    }

    /// Writes text in an element of a class of its own, if there is text.
    pub fn whole(&mut self, text: &str, class: &str) {
        self.close();
        if text.is_empty() {
            return;
        }
        self.html.push_str("<span class=\"");
        self.html.push_str(class);
        self.html.push_str("\">");
        escape_into(text, &mut self.html);
        self.html.push_str("</span>");
    }

    /// Returns what was written.
    pub fn into_html(mut self) -> String {
        self.close();
        self.html
    }
}

fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t')
}

/// Escapes text for the inside of an element: `&`, `<` and `>`.
pub fn escape_into(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        let (safe, from) = rest.split_at(at);
        html.push_str(safe);
        html.push_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            _ => "&gt;",
        });
        rest = from.get(1..).unwrap_or_default();
    }
    html.push_str(rest);
}

/// Reads code line by line with one grammar and writes it on paper.
#[derive(Clone)]
pub struct Painter<'a> {
    set: &'a SyntaxSet,
    classes: &'a Classes,
    state: ParseState,
    stack: Stack,
    broken: bool,
    fed: String,
}

impl<'a> Painter<'a> {
    /// Starts at the beginning of a text in the language `syntax` of `set`.
    pub fn new(set: &'a SyntaxSet, syntax: &SyntaxReference, classes: &'a Classes) -> Painter<'a> {
        Painter {
            set,
            classes,
            state: ParseState::new(syntax),
            stack: Stack::default(),
            broken: false,
            fed: String::new(),
        }
    }

    /// Writes one line, given without its line end. A grammar that fails
    /// leaves the rest of the text in ordinary letters.
    pub fn line(&mut self, line: &str, paper: &mut Paper) {
        let mut from = 0;
        for (at, change) in self.parse(line) {
            // The line end itself is never written here.
            let at = at.min(line.len());
            if let Some(piece) = line.get(from..at).filter(|piece| !piece.is_empty()) {
                let class = self.stack.class();
                paper.write(piece, class.of_text(piece));
                from = at;
            }
            self.stack.apply(&change, self.classes);
        }
        if let Some(piece) = line.get(from..).filter(|piece| !piece.is_empty()) {
            let class = self.stack.class();
            paper.write(piece, class.of_text(piece));
        }
    }

    /// Reads one line without writing it.
    pub fn skip(&mut self, line: &str) {
        for (_, change) in self.parse(line) {
            self.stack.apply(&change, self.classes);
        }
    }

    /// The grammars expect every line to end with a line feed.
    fn parse(&mut self, line: &str) -> Vec<(usize, ScopeStackOp)> {
        if self.broken {
            return Vec::new();
        }
        self.fed.clear();
        self.fed.push_str(line);
        self.fed.push('\n');
        self.state.parse_line(&self.fed, self.set).unwrap_or_else(|_| {
            self.broken = true;
            self.stack = Stack::default();
            Vec::new()
        })
    }
}
