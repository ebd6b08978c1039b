//! A question of a knowledge check. Its shape says what kind it is.

use super::ObjectiveName;
use crate::base::{Hash, TextRange};

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// The id of its heading.
    pub id: Box<str>,
    /// Its heading without markup.
    pub text: Box<str>,
    /// The bytes of its heading's text.
    pub range: TextRange,
    /// The bytes of all that stands below its heading.
    pub body: TextRange,
    /// How it is answered.
    pub shape: Shape,
    /// The bytes of the list of its choices, or of what is put in order.
    pub list: Option<TextRange>,
    /// Why the answer is right, without markup.
    pub why: Option<Box<str>>,
    /// The references of where the answer stands.
    pub from: Box<[u32]>,
    /// The words of its `From` if they name no page.
    pub unread_from: Option<TextRange>,
    /// What it tests.
    pub objectives: Box<[ObjectiveName]>,
    /// Whether it says what it tests, though no objective may be called so.
    pub has_objective: bool,
    /// How much it counts.
    pub points: u32,
}

/// How a question is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// By one choice, or by all that are right.
    Choices(Box<[Choice]>),
    /// By the right order: the one it is written in.
    Order(Box<[Choice]>),
    /// In words.
    Short(Box<[Answer]>),
    /// Nobody wrote an answer.
    Open,
}

/// One choice, or one of several things to put in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its text without markup.
    pub text: Box<str>,
    /// The bytes of its text.
    pub range: TextRange,
    /// Whether it is right.
    pub is_right: bool,
    /// Why it is right or wrong, without markup.
    pub because: Option<Box<str>>,
}

/// An answer that counts as right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// How answers are compared with it.
    pub kind: AnswerKind,
    /// What it is.
    pub text: Box<str>,
    /// Its bytes in the source.
    pub range: TextRange,
}

/// How a short answer is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AnswerKind {
    /// Letter by letter: it was written as code.
    Exact,
    /// As words, whatever their case and the spaces between them.
    Words,
    /// As a pattern, written between slashes.
    Pattern,
}

impl Question {
    /// Tells whether several choices are right.
    pub fn has_several(&self) -> bool {
        let right = |choices: &[Choice]| choices.iter().filter(|choice| choice.is_right).count();
        matches!(&self.shape, Shape::Choices(choices) if 1 < right(choices))
    }

    /// Returns the order in which things are shown that are to be put in order:
    /// by a hash of each, so that it stays; never the right one.
    pub fn shown_order(&self) -> Vec<usize> {
        let Shape::Order(things) = &self.shape else { return Vec::new() };
        let mut order: Vec<usize> = (0..things.len()).collect();
        let text = |at: &usize| things.get(*at).map_or("", |thing| &*thing.text);
        let hash = |at: &usize| {
            Hash::of_parts(&[self.id.as_bytes(), text(at).as_bytes(), &at.to_le_bytes()])
        };
        order.sort_by_key(hash);
        if order.is_sorted() && 1 < order.len() {
            order.rotate_left(1);
        }
        order
    }
}
