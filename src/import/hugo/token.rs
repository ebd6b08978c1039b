//! A page's text cut into text, code and the tags of shortcodes, with each
//! tag that ends a shortcode found for the one that begins it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::lex::{Lexed, Tag, lex};
use crate::import::walk::{Step, Walk};

/// A part of a page's text.
#[derive(Clone, Debug)]
pub(super) enum Token {
    /// Text and code that stay as they are.
    Source(Range<usize>),
    /// A tag in code; it stays.
    InCode(Tag),
    /// The tag that begins a shortcode, and the number of the one that ends
    /// it.
    Open(Tag, Option<usize>),
    /// A tag that ends a shortcode.
    Close(Tag),
    /// A shortcode that is shown and not run, in the text or in code.
    Escaped(Range<usize>, String, Place),
    /// Braces that begin no shortcode.
    Broken(Range<usize>),
}

/// Where something stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// In the text.
    Text,
    /// In a fence or a code span.
    Code,
}

const MARKS: &[&str] = &["{{<", "{{%"];

/// Shortcodes in which no Markdown and no other shortcode is read.
const RAW: &[&str] = &["highlight", "code", "mermaid", "tabpane", "katex", "math"];

/// Cuts a text from byte `from` on.
pub(super) fn cut(text: &str, from: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut walk = Walk::new(text, from..text.len(), MARKS);
    let mut unclosed = HashSet::new();
    while let Some(step) = walk.next() {
        match step {
            Step::Text(range) | Step::Comment(range) => tokens.push(Token::Source(range)),
            Step::Code(range) => code(text, range, &mut tokens),
            Step::Mark(at) => {
                let end = mark(text, at, &mut unclosed, &mut tokens);
                walk.seek(end);
            }
        }
    }
    pair(&mut tokens);
    tokens
}

/// Reads what begins at byte `at`; returns where it ends.
fn mark(text: &str, at: usize, unclosed: &mut HashSet<String>, tokens: &mut Vec<Token>) -> usize {
    let tag = match lex(text, at) {
        Lexed::Tag(tag) => tag,
        Lexed::Escaped(range, literal) => {
            let end = range.end;
            tokens.push(Token::Escaped(range, literal, Place::Text));
            return end;
        }
        Lexed::Broken => {
            tokens.push(Token::Broken(at..at + 3));
            return at + 3;
        }
    };
    let end = tag.range.end;
    let name = tag.name.to_ascii_lowercase();
    let is_raw = RAW.contains(&name.as_str()) && !tag.is_close && !tag.is_closed;
    let close = (is_raw && !unclosed.contains(&name)).then(|| find_close(text, end, &name));
    match close {
        Some(Some(close)) => {
            let behind = close.range.end;
            tokens.push(Token::Open(tag, None));
            tokens.push(Token::Source(end..close.range.start));
            tokens.push(Token::Close(close));
            behind
        }
        other => {
            // After one that never ends there is no end for another.
            if other.is_some() {
                unclosed.insert(name);
            }
            tokens.push(if tag.is_close { Token::Close(tag) } else { Token::Open(tag, None) });
            end
        }
    }
}

/// Finds the tag that ends a shortcode in which nothing else is read.
fn find_close(text: &str, from: usize, name: &str) -> Option<Tag> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find("{{")?;
        if let Lexed::Tag(tag) = lex(text, at)
            && tag.is_close
            && tag.name.eq_ignore_ascii_case(name)
        {
            return Some(tag);
        }
        at += 2;
    }
}

/// Cuts code at the shortcodes in it.
fn code(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let mut done = range.start;
    let mut at = range.start;
    while let Some(found) = text.get(at..range.end).and_then(|rest| rest.find("{{")) {
        at += found;
        let (end, token) = match lex(text, at) {
            Lexed::Tag(tag) if tag.range.end <= range.end => (tag.range.end, Token::InCode(tag)),
            Lexed::Escaped(shown, literal) if shown.end <= range.end => {
                (shown.end, Token::Escaped(shown, literal, Place::Code))
            }
            _ => {
                at += 2;
                continue;
            }
        };
        tokens.push(Token::Source(done..at));
        tokens.push(token);
        (at, done) = (end, end);
    }
    tokens.push(Token::Source(done..range.end));
}

/// Finds for each tag that ends a shortcode the last one of its name that
/// began and is open.
fn pair(tokens: &mut [Token]) {
    let mut open: Vec<usize> = Vec::new();
    // For each name: the depths at which one is open; stale ones are passed.
    let mut by_name: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(tag, _) if !tag.is_closed => {
                by_name.entry(tag.name.clone()).or_default().push((open.len(), at));
                open.push(at);
            }
            Token::Close(tag) => {
                let Some(known) = by_name.get_mut(&tag.name) else { continue };
                while let Some((depth, begin)) = known.pop() {
                    if open.get(depth) == Some(&begin) {
                        open.truncate(depth);
                        pairs.push((begin, at));
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    for (begin, end) in pairs {
        if let Some(Token::Open(_, close)) = tokens.get_mut(begin) {
            *close = Some(end);
        }
    }
}
