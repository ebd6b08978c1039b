//! Finds names in text, as whole words and the longest first.
//!
//! A name is a row of words; white space or one hyphen stands between them,
//! so `Restore-point` is `restore point`. Case is ignored, except for a name
//! all in capitals: `IT` is not `it`. The names are one tree of words, so a
//! text costs the same whether there are ten names or ten thousand.

use std::collections::HashMap;

/// A name has at most so many words and symbols.
const LONGEST: usize = 12;

/// Names to look for, each with a number.
#[derive(Debug)]
pub struct Phrases {
    /// The tree: the first node is its root.
    nodes: Vec<Node>,
    /// For each first byte of a name how many bytes its first word can have,
    /// as bits: most words of a text are ruled out by this.
    firsts: [u64; 256],
}

#[derive(Debug, Default)]
struct Node {
    next: HashMap<Box<str>, u32>,
    end: Option<End>,
}

/// A name that ends here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct End {
    /// Its number; `None` if several have the name.
    value: Option<u32>,
    case: Case,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Case {
    Ignored,
    Capitals,
}

/// A name that was found: its bytes in the text, and its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The number it was added with.
    pub value: u32,
}

/// A word, or one symbol.
#[derive(Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
}

impl Default for Phrases {
    fn default() -> Phrases {
        Phrases { nodes: vec![Node::default()], firsts: [0; 256] }
    }
}

impl Phrases {
    /// Adds a name. Where two numbers have one name, it is found no more.
    pub fn add(&mut self, name: &str, value: u32) {
        let tokens = tokens(name);
        let has_letter = name.chars().any(char::is_alphanumeric);
        if !has_letter || LONGEST < tokens.len() {
            return;
        }
        let mut at = 0;
        for token in &tokens {
            let word = folded(name.get(token.start..token.end).unwrap_or_default());
            if at == 0
                && let Some(first) = word.as_bytes().first()
                && let Some(lengths) = self.firsts.get_mut(usize::from(*first))
            {
                *lengths |= length_bit(word.len());
            }
            let next = self.nodes.len() as u32;
            let Some(node) = self.nodes.get_mut(at as usize) else { return };
            at = *node.next.entry(word.into()).or_insert(next);
            if at == next {
                self.nodes.push(Node::default());
            }
        }
        let letters = name.chars().filter(|c| c.is_alphabetic());
        let case = match 1 < letters.clone().count() && letters.clone().all(char::is_uppercase) {
            true => Case::Capitals,
            false => Case::Ignored,
        };
        let Some(node) = self.nodes.get_mut(at as usize) else { return };
        node.end = Some(match node.end {
            None => End { value: Some(value), case },
            Some(other) if other.value == Some(value) && other.case == case => other,
            Some(other) if other.value == Some(value) => End { case: Case::Ignored, ..other },
            Some(other) => End { value: None, ..other },
        });
    }

    /// Tells whether there are no names.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// Finds names in a text, from its beginning; none overlaps another.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let tokens = tokens(text);
        let mut at = 0;
        while at < tokens.len() {
            let rest = tokens.get(at..).unwrap_or_default();
            match self.longest(text, rest) {
                Some((name, taken)) => {
                    found.push(name);
                    at += taken;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Finds the longest name that begins with the first token; returns how
    /// many tokens it has.
    fn longest(&self, text: &str, tokens: &[Token]) -> Option<(Found, usize)> {
        let first = tokens.first()?;
        if !self.may_begin(text.get(first.start..first.end)?) || is_joined_before(text, *first) {
            return None;
        }
        let mut longest = None;
        let mut at = 0;
        let mut last: Option<Token> = None;
        for (taken, token) in (1..=LONGEST).zip(tokens) {
            let gap = last.map_or("", |last| text.get(last.end..token.start).unwrap_or_default());
            if !is_gap(gap) {
                break;
            }
            let word = folded(text.get(token.start..token.end)?);
            let Some(next) = self.nodes.get(at as usize)?.next.get(word.as_str()) else { break };
            at = *next;
            last = Some(*token);
            let end = self.nodes.get(at as usize)?.end;
            let Some(End { value: Some(value), case }) = end else { continue };
            let written = text.get(first.start..token.end)?;
            let is_right = case == Case::Ignored || !written.contains(char::is_lowercase);
            if is_right && !is_joined_after(text, *token) {
                longest = Some((Found { start: first.start, end: token.end, value }, taken));
            }
        }
        longest
    }

    fn may_begin(&self, word: &str) -> bool {
        let Some(first) = word.as_bytes().first().filter(|_| word.is_ascii()) else { return true };
        let lengths = self.firsts.get(usize::from(first.to_ascii_lowercase()));
        lengths.is_some_and(|lengths| lengths & length_bit(word.len()) != 0)
    }
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// Splits a text into words and symbols. White space, hyphens and low lines
/// stand between them.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut is_word = false;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        // Most words are plain, and are taken at once.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (end, is_part) = match rest.chars().next() {
            Some(c) if plain == 0 => {
                // An accent of its own belongs to the letter before it.
                let is_accent = is_word && matches!(c, '\u{300}'..='\u{36f}');
                let is_part = is_accent || c.is_alphanumeric();
                if !is_part && (c.is_whitespace() || is_hyphen(c)) {
                    (at, is_word) = (at + c.len_utf8(), false);
                    continue;
                }
                (at + c.len_utf8(), is_part)
            }
            _ => (at + plain, true),
        };
        match tokens.last_mut().filter(|last| is_word && is_part && last.end == at) {
            Some(last) => last.end = end,
            None => tokens.push(Token { start: at, end }),
        }
        (at, is_word) = (end, is_part);
    }
    tokens
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '_' | '\u{2011}')
}

/// Tells whether words with this between them are neighbours in a name.
fn is_gap(gap: &str) -> bool {
    let mut all = gap.chars();
    match (all.next(), all.next()) {
        (Some(only), None) if is_hyphen(only) => true,
        _ => gap.chars().all(char::is_whitespace),
    }
}

/// Tells whether a word is the end of something longer: of `pre-school`, of an
/// address or of a path.
fn is_joined_before(text: &str, token: Token) -> bool {
    let before = text.get(..token.start).and_then(|before| before.chars().next_back());
    before.is_some_and(|c| is_hyphen(c) || matches!(c, '.' | '@' | '\\' | '$' | '#' | '%' | '&'))
}

/// Tells whether a word is the beginning of something longer.
fn is_joined_after(text: &str, token: Token) -> bool {
    let mut after = text.get(token.end..).unwrap_or_default().chars();
    match (after.next(), after.next()) {
        (Some('@' | '\\'), _) => true,
        (Some(c), Some(next)) => (is_hyphen(c) || c == '.') && next.is_alphanumeric(),
        _ => false,
    }
}

fn folded(word: &str) -> String {
    match word.is_ascii() {
        true => word.to_ascii_lowercase(),
        false => word.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(names: &[&str], text: &'t str) -> Vec<(&'t str, u32)> {
        let mut phrases = Phrases::default();
        for (value, name) in (0u32..).zip(names) {
            phrases.add(name, value);
        }
        let found = phrases.find(text);
        found.into_iter().map(|f| (text.get(f.start..f.end).unwrap(), f.value)).collect()
    }

    #[test]
    fn finds_whole_words_the_longest_first() {
        let names = ["restore", "Restore point", "restore point objective"];
        assert_eq!(
            found(&names, "A restore, restored; a Restore-Point, a restore\npoint objection"),
            [("restore", 0), ("Restore-Point", 1), ("restore\npoint", 1)]
        );
        assert_eq!(found(&names, "pre-restore restore.sh restore-all a@restore restores"), []);
        assert_eq!(found(&names, "restore. Restore's (restore) x/restore").len(), 4);
    }

    #[test]
    fn capitals_need_capitals() {
        assert_eq!(found(&["IT", "Go"], "it IT It go"), [("IT", 0), ("go", 1)]);
        assert_eq!(found(&["R2"], "r2"), [("r2", 0)]);
    }

    #[test]
    fn a_name_of_two_is_nobodys() {
        assert_eq!(found(&["port", "Port"], "a port"), []);
        assert_eq!(
            found(&["C++", "Größe", "---", ""], "C++ and C, GRÖSSE größe"),
            [("C++", 0), ("größe", 1)]
        );
    }
}
