//! A page of MDX cut into text, tags, admonitions and code, with each tag
//! that ends something found for the one that begins it.

use std::ops::Range;

use super::jsx::{self, Tag};
use crate::import::walk::{Step, Walk};

/// A part of a page's text.
#[derive(Clone, Debug)]
pub(super) enum Token {
    /// Text and code that stay as they are.
    Source(Range<usize>),
    /// What begins an admonition or component, and the number of what ends it.
    Open(Begin, Option<usize>),
    /// What ends one.
    Close(Begin),
    /// `{...}` in the text.
    Braces(Range<usize>),
    /// Lines of `import` or `export`.
    Module(Range<usize>),
}

/// What begins or ends something.
#[derive(Clone, Debug)]
pub(super) enum Begin {
    /// `:::note Title`, or `:::` that ends it.
    Admonition(Admonition),
    /// A component or element.
    Tag(Tag),
}

/// The line of an admonition.
#[derive(Clone, Debug)]
pub(super) struct Admonition {
    /// Its bytes, without the line's end.
    pub range: Range<usize>,
    /// How many colons it has.
    colons: usize,
    /// Its kind; empty where it ends one.
    pub kind: String,
    /// Its title.
    pub title: String,
}

impl Begin {
    /// Returns its bytes.
    pub fn range(&self) -> Range<usize> {
        match self {
            Begin::Admonition(admonition) => admonition.range.clone(),
            Begin::Tag(tag) => tag.range.clone(),
        }
    }

    /// Returns what reports call it.
    pub fn construct(&self) -> String {
        match self {
            Begin::Admonition(admonition) => format!("admonition {}", admonition.kind),
            Begin::Tag(tag) => format!("component {}", tag.name),
        }
    }
}

const MARKS: &[&str] = &[":::", "<", "{", "import ", "export ", "import{", "export{"];

/// Things in each other are paired to this depth.
const NEAREST: usize = 64;

/// Cuts a text from byte `from` on.
pub(super) fn cut(text: &str, from: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut walk = Walk::new(text, from..text.len(), MARKS);
    while let Some(step) = walk.next() {
        match step {
            Step::Text(range) | Step::Code(range) | Step::Comment(range) => {
                tokens.push(Token::Source(range));
            }
            Step::Mark(at) => {
                let is_escaped = text.get(..at).is_some_and(|before| before.ends_with('\\'));
                let is_first = walk.is_at_line_start(at);
                let token = match is_escaped {
                    true => None,
                    false => mark(text, at, if is_first { Line::Start } else { Line::Inside }),
                };
                let end = match &token {
                    Some((_, end)) => *end,
                    None => at + 1,
                };
                tokens.push(token.map_or(Token::Source(at..at + 1), |(token, _)| token));
                walk.seek(end);
            }
        }
    }
    pair(&mut tokens);
    tokens
}

/// Where on its line something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Start,
    Inside,
}

/// Reads what begins at byte `at`, and where it ends.
fn mark(text: &str, at: usize, line: Line) -> Option<(Token, usize)> {
    let rest = text.get(at..)?;
    match rest.bytes().next()? {
        b':' if line == Line::Start => admonition(text, at),
        b'<' => {
            let next = rest.get(1..)?.trim_start_matches('/').chars().next()?;
            let tag = jsx::tag(text, at).filter(|_| next.is_alphabetic() || next == '>')?;
            let is_component = next.is_uppercase() || next == '>';
            let has_code = tag
                .attributes
                .iter()
                .any(|(name, value)| matches!(value, jsx::Value::Code(_)) || name == "className");
            if !is_component && !has_code {
                return None;
            }
            let end = tag.range.end;
            let begin = Begin::Tag(tag.clone());
            let token = if tag.is_close { Token::Close(begin) } else { Token::Open(begin, None) };
            Some((token, end))
        }
        b'{' => {
            // `## Heading {#id}` is no code.
            if rest.starts_with("{#") {
                return None;
            }
            let end = jsx::braces(text, at)?;
            let is_comment = rest.starts_with("{/*");
            let inside = text.get(at..end)?;
            (is_comment || !inside.contains("\n\n")).then_some((Token::Braces(at..end), end))
        }
        b'i' | b'e' if line == Line::Start => module(text, at),
        _ => None,
    }
}

fn admonition(text: &str, at: usize) -> Option<(Token, usize)> {
    let line = text.get(at..)?.lines().next()?;
    let end = at + line.len();
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let rest = rest.trim();
    let length = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
    let (kind, title) = rest.split_at(length.unwrap_or(rest.len()));
    let title = title.trim();
    let title = match title.strip_prefix('[') {
        Some(inside) => inside.rsplit_once(']').map_or(inside, |(inside, _)| inside),
        None => title,
    };
    if kind.is_empty() && !title.is_empty() {
        return None;
    }
    let (kind, title, range) = (kind.to_string(), title.trim().to_string(), at..end);
    let is_close = kind.is_empty();
    let begin = Begin::Admonition(Admonition { range, colons, kind, title });
    Some((if is_close { Token::Close(begin) } else { Token::Open(begin, None) }, end))
}

/// Reads lines of `import` or `export`: up to an empty line, after one or
/// after other such lines.
fn module(text: &str, at: usize) -> Option<(Token, usize)> {
    let before = text.get(..at)?.trim_end_matches([' ', '\t']);
    let is_first = before.is_empty() || before.ends_with("\n\n") || before.ends_with("---\n");
    let rest = text.get(at..)?;
    let word = rest.split(|c: char| !c.is_alphabetic()).nth(1).unwrap_or_default();
    let is_import = rest.starts_with("import") && {
        let line = rest.lines().next().unwrap_or_default();
        line.contains(['\'', '"', '{'])
    };
    let is_export = matches!(word, "const" | "default" | "function" | "let" | "class" | "async")
        || rest.starts_with("export {")
        || rest.starts_with("export{");
    if !is_first || !(is_import || (rest.starts_with("export") && is_export)) {
        return None;
    }
    let length = rest.find("\n\n").unwrap_or(rest.trim_end().len());
    Some((Token::Module(at..at + length), at + length))
}

/// Finds for each thing that ends something what it ends.
fn pair(tokens: &mut [Token]) {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            // Of elements of HTML only the beginning is read.
            Token::Open(Begin::Tag(tag), _) if tag.is_closed || tag.is_element() => {}
            Token::Open(..) => open.push(at),
            Token::Close(end) => {
                let near = open.iter().enumerate().rev().take(NEAREST);
                let begins = |begin: usize| match tokens.get(begin) {
                    Some(Token::Open(begin, _)) => ends(begin, end),
                    _ => false,
                };
                let found = near.map(|(depth, begin)| (depth, *begin)).find(|(_, b)| begins(*b));
                if let Some((depth, begin)) = found {
                    open.truncate(depth);
                    pairs.push((begin, at));
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

fn ends(begin: &Begin, end: &Begin) -> bool {
    match (begin, end) {
        (Begin::Tag(begin), Begin::Tag(end)) => begin.name == end.name,
        (Begin::Admonition(begin), Begin::Admonition(end)) => begin.colons <= end.colons,
        _ => false,
    }
}
