//! Where an answer or a label of a list leads: `wait 10 minutes, then go to
//! step 3 (Hold the queue), at most 3 times`.

use std::collections::{HashMap, HashSet};

use super::line::{Way, Why, ending};
use super::piece::{Piece, outside_all};
use super::words::{key, kind_of};
use crate::base::TextRange;
use crate::domain::diagram::graph::NodeKind;
use crate::model::flow::jump;

/// What parts the steps of a way.
const PARTING: &[&str] = &["->", "→", ", then "];

/// The values of a list.
#[derive(Default)]
pub(super) struct Values<'t> {
    /// What items and members are called, as targets are compared.
    pub names: HashSet<String>,
    /// Numbers of steps with the names that stand beside them.
    pub places: Vec<(Piece<'t>, Piece<'t>)>,
    /// Where words begin that are a page's name in italics, or a link and
    /// where that stands.
    pub marked: HashMap<u32, Option<TextRange>>,
    /// Whether one leads elsewhere in words that only our lists have.
    pub has_jump: bool,
}

/// A value as it is read.
pub(super) struct Value<'t> {
    pub way: Way<'t>,
    /// Whether it leads somewhere: prose goes on to the next line.
    pub leads: bool,
}

/// A step of a way.
enum Target<'t> {
    /// The number, the id or the words of a line, a page, or an end.
    Place(Piece<'t>),
    /// What is done on the way.
    Words(Piece<'t>),
    /// The next line.
    Next,
}

impl<'t> Values<'t> {
    /// Reads a value.
    pub fn read(&mut self, value: Piece<'t>) -> Result<Value<'t>, Why> {
        let end = value.text.trim_end_matches(['.', ' ']).len();
        let (way, at_most, is_shown) = ending(value.part(0, end))?;
        let mut targets = Vec::new();
        let (mut goes_on, mut leads) = (true, false);
        for part in parts(way).into_iter().filter(|part| !part.is_empty()) {
            let target = self.target(part);
            goes_on = !matches!(target, Target::Place(_));
            leads |= !matches!(target, Target::Words(_)) || part.text.starts_with("[[");
            match target {
                Target::Place(piece) | Target::Words(piece) => targets.push(piece),
                Target::Next => {}
            }
        }
        Ok(Value { way: Way { targets, at_most, is_shown, goes_on }, leads })
    }

    fn target(&mut self, part: Piece<'t>) -> Target<'t> {
        let part = match part.text.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("then ")) {
            true => part.part(5, part.text.len()).trim(),
            false => part,
        };
        let lower = part.text.to_ascii_lowercase();
        if jump::NEXT.contains(&&*lower) {
            return Target::Next;
        }
        if lower == jump::STOP || lower.split(' ').next() == Some(jump::ESCALATE) {
            let length = lower.find(' ').unwrap_or(lower.len());
            self.has_jump = true;
            return Target::Place(part.part(0, length));
        }
        let jump = jump::jump(part.text);
        let rest = part.part(jump.unwrap_or_default(), part.text.len()).trim();
        if let Some(number) = self.place(rest) {
            return Target::Place(number);
        }
        self.has_jump |= jump.is_some() && rest.text.starts_with("[[");
        let name = self.unwrapped(rest);
        let is_place = jump.is_some()
            || self.names.contains(&key(name.text))
            || kind_of(name) == NodeKind::End;
        if is_place { Target::Place(name) } else { Target::Words(name) }
    }

    /// Reads `step 3 (Hold the queue)`, and `3`.
    fn place(&mut self, piece: Piece<'t>) -> Option<Piece<'t>> {
        if piece.is_number() {
            return Some(piece);
        }
        let Position { number, name, rest } = position(piece)?;
        if !(rest.is_empty() || rest.text.starts_with(',')) {
            return None;
        }
        if let Some(name) = name {
            self.has_jump = true;
            self.places.push((number, name));
        }
        Some(number)
    }

    /// Returns the words of a page's name in italics, of words in bold, and
    /// of a link.
    pub fn unwrapped(&mut self, piece: Piece<'t>) -> Piece<'t> {
        let text = piece.text;
        let around = |mark: &str| {
            let inner = text.strip_prefix(mark)?.strip_suffix(mark)?;
            (!inner.is_empty()).then(|| piece.part(mark.len(), mark.len() + inner.len()).trim())
        };
        if let Some(bold) = around("**").or_else(|| around("__")) {
            return bold;
        }
        if let Some(name) = around("*").or_else(|| around("_")) {
            self.marked.insert(name.range.start, None);
            return name;
        }
        let is_link = text.starts_with('[') && !text.starts_with("[[") && text.ends_with(')');
        match text.find("](").filter(|_| is_link) {
            Some(close) => {
                let name = piece.part(1, close).trim();
                self.marked.insert(name.range.start, Some(piece.range));
                name
            }
            None => piece,
        }
    }
}

/// A step that is named by its number.
#[derive(Clone, Copy, Debug)]
pub(in crate::stages::parse) struct Position<'t> {
    /// `3`, of a sub-step `3.1`.
    pub number: Piece<'t>,
    /// The name that stands beside it in parentheses.
    pub name: Option<Piece<'t>>,
    /// What follows.
    pub rest: Piece<'t>,
}

/// Reads `step 3 (Hold the queue)` at the beginning of some words.
pub(in crate::stages::parse) fn position(piece: Piece<'_>) -> Option<Position<'_>> {
    let step = piece.text.get(..5).filter(|word| word.eq_ignore_ascii_case("step "))?;
    let rest = piece.part(step.len(), piece.text.len()).trim();
    let digits = number_length(rest.text);
    let (number, after) = (rest.part(0, digits), rest.part(digits, rest.text.len()).trim());
    if number.is_empty() {
        return None;
    }
    Some(match closing(after.text) {
        Some(close) => Position {
            number,
            name: Some(after.part(1, close).trim()),
            rest: after.part(close + 1, after.text.len()).trim(),
        },
        None => Position { number, name: None, rest: after },
    })
}

/// Returns how long the number is that a text begins with: `3`, `3.1`.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.bytes().take_while(u8::is_ascii_digit).count()
    };
    let mut end = digits(0);
    while 0 < end && text.get(end..).is_some_and(|rest| rest.starts_with('.')) {
        match digits(end + 1) {
            0 => break,
            more => end += 1 + more,
        }
    }
    end
}

/// Finds the parenthesis that closes the one a text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0i32;
    let close = text.strip_prefix('(').and_then(|_| {
        text.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        })
    });
    close.map(|(close, _)| close)
}

/// Splits a way into its steps.
fn parts(way: Piece<'_>) -> Vec<Piece<'_>> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for mark in PARTING {
        marks.extend(outside_all(way.text, mark).map(|at| (at, mark.len())));
    }
    marks.sort_unstable();
    let (mut parts, mut start) = (Vec::with_capacity(marks.len() + 1), 0);
    for (at, length) in marks {
        parts.push(way.part(start, at).trim());
        start = at + length;
    }
    parts.push(way.part(start, way.text.len()).trim());
    parts
}
