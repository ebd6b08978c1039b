//! Names of nodes as they are compared, and the names a flow list holds.

use std::collections::HashMap;

use super::lexicon::Lex;
use super::words::{Token, TokenKind};
use crate::base::nearest::nearest_within;

/// A name has at most so many words.
const MOST_WORDS: usize = 24;
/// So many letters of two names may differ in a slip.
const MOST_CHANGES: usize = 2;
/// A slip changes at most one letter of so many in a word: `Revise` is none of
/// `Review`.
const LETTERS_TO_A_SLIP: usize = 4;
/// Shorter names differ by too little to be slips of each other.
const SHORTEST: usize = 8;

/// Writes a name as names are compared: lower case, without articles,
/// parentheses and punctuation.
pub(super) fn key(name: &str) -> String {
    let outside = outside_parentheses(name);
    let text = if outside.trim().is_empty() { name } else { &outside };
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';'));
    let mut key = String::with_capacity(text.len());
    for word in words.filter(|word| !word.is_empty() && !is_article(word)) {
        if !key.is_empty() {
            key.push(' ');
        }
        match word {
            "&" => key.push_str("and"),
            word => key.extend(word.chars().flat_map(char::to_lowercase)),
        }
    }
    key
}

fn is_article(word: &str) -> bool {
    ["a", "an", "the"].iter().any(|article| article.eq_ignore_ascii_case(word))
}

fn outside_parentheses(name: &str) -> String {
    let mut depth = 0u32;
    name.chars()
        .filter(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// The names a flow list holds, before it is known what they mean.
#[derive(Default)]
pub(super) struct Known {
    names: HashMap<String, Listed>,
    /// Keys of items by their places.
    places: HashMap<Box<[u32]>, String>,
    /// In how many lists an item stands, by its key.
    depths: HashMap<String, usize>,
}

/// How a name is held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// An item has it.
    Item,
    /// A sentence has it in italics, in bold or linked.
    Marked,
}

impl Known {
    /// Adds a name; an item counts more than a sentence.
    pub fn add(&mut self, name: &str, listed: Listed) {
        let key = key(name);
        if key.is_empty() {
            return;
        }
        let own = self.names.entry(key).or_insert(listed);
        if listed == Listed::Item {
            *own = listed;
        }
    }

    /// Adds the place of an item.
    pub fn place(&mut self, path: &[u32], name: &str) {
        let key = key(name);
        let depth = self.depths.entry(key.clone()).or_insert(path.len());
        *depth = path.len().min(*depth);
        self.places.entry(path.into()).or_insert(key);
    }

    /// Tells whether an item of a list further out has this key.
    pub fn is_outer(&self, key: &str, depth: usize) -> bool {
        self.depths.get(key).is_some_and(|own| *own < depth)
    }

    /// Returns the key of the item at a place.
    pub fn at(&self, path: &[u32]) -> Option<&str> {
        self.places.get(path).map(String::as_str)
    }

    /// Tells whether an item has this key.
    pub fn is_item(&self, key: &str) -> bool {
        self.names.get(key) == Some(&Listed::Item)
    }

    /// Finds the longest known name of plain words at the beginning of
    /// tokens, and returns how many they are.
    pub fn longest(&self, tokens: &[Token]) -> Option<usize> {
        let first = tokens.first()?;
        if !matches!(first.kind, TokenKind::Word(_)) || is_article(&first.text) {
            return None;
        }
        let is_capital = first.text.starts_with(char::is_uppercase);
        let (mut text, mut longest) = (String::new(), None);
        for (at, token) in tokens.iter().take(MOST_WORDS).enumerate() {
            match &token.kind {
                TokenKind::Word(_) if is_article(&token.text) => {}
                TokenKind::Word(_) => {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.extend(token.text.chars().flat_map(char::to_lowercase));
                    let is_word = 0 < at || is_capital && first.is(Lex::Other);
                    if is_word && self.names.contains_key(&text) {
                        longest = Some(at + 1);
                    }
                }
                TokenKind::Comma => {}
                _ => break,
            }
        }
        longest
    }
}

/// Returns the name that another is nearly: a few letters differ, or most
/// words are the same.
pub(super) fn near<'a>(
    name: &str,
    others: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    let own = key(name);
    if own.len() < SHORTEST {
        return None;
    }
    let differs = |other: &&str| key(other) != own;
    let slip = |other: &&str| {
        let other = key(other);
        nearest_within(&own, [other.as_str()], MOST_CHANGES).is_some() && are_slips(&own, &other)
    };
    let near = others.clone().filter(differs).find(slip);
    near.or_else(|| others.filter(differs).find(|other| overlaps(&own, &key(other))))
}

/// Tells whether each word of a name may be a slip of that of the other, if
/// both have as many.
fn are_slips(one: &str, other: &str) -> bool {
    let is_slip = |(word, other): (&str, &str)| {
        let changes = (word.chars().count() / LETTERS_TO_A_SLIP).max(1);
        word == other || nearest_within(word, [other], changes).is_some()
    };
    let count = one.split(' ').count();
    count != other.split(' ').count() || one.split(' ').zip(other.split(' ')).all(is_slip)
}

/// Tells whether at least four of five words stand in both.
fn overlaps(one: &str, other: &str) -> bool {
    let words: Vec<&str> = one.split(' ').collect();
    let others: Vec<&str> = other.split(' ').collect();
    let shared = words.iter().filter(|word| others.contains(word)).count();
    let all = words.len() + others.len() - shared;
    4 * all <= 5 * shared
}

#[cfg(test)]
mod tests {
    use super::{key, near};

    #[test]
    fn names_are_compared_without_what_says_nothing() {
        assert_eq!(key("Provide ongoing (training) support"), key("provide ongoing support"));
        assert_eq!(key("Manage the employee lifecycle"), key("Manage employee lifecycle."));
        assert_eq!(key("(later)"), "(later)");
    }

    #[test]
    fn slips_are_near_and_other_steps_are_not() {
        let near = |name, other| near(name, [other].into_iter()).is_some();
        assert!(near("Refine training programs", "Refine training program"));
        assert!(!near("Hire employees", "Hire contractors"));
        assert!(!near("Store", "Stove"));
        assert!(!near("Revise payment", "Review payment"));
    }
}
