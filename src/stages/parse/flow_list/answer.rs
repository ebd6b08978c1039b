//! Answers as authors write them: `Yes: *X*`, `If no, go to step 4`, `If the
//! price is too high, revise it`, `Otherwise, *X*`.

use super::item::plain;
use super::lexicon::Lex;
use super::words::{Token, TokenKind};
use crate::base::TextRange;

/// An answer to the question above.
pub(super) struct Answer {
    /// Without `If`.
    pub label: Box<str>,
    pub range: TextRange,
    /// What stands behind it.
    pub rest: Vec<Token>,
}

/// Where an item stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among steps.
    Steps,
    /// Below a question.
    Answers,
    /// Behind a question, in the same list: only `yes`, `no` and conditions
    /// answer it.
    Behind,
}

/// Words that begin a condition.
const IF: &[&str] = &["if", "when"];
/// Words for all other cases.
const ELSE: &[&str] = &["otherwise", "else"];

fn is_one(token: &Token, words: &[&str]) -> bool {
    matches!(token.kind, TokenKind::Word(_))
        && words.iter().any(|word| token.text.eq_ignore_ascii_case(word))
}

/// Tells whether a word is `yes` or `no`, perhaps in bold.
fn is_yes_or_no(token: &Token) -> bool {
    let is_name = matches!(token.kind, TokenKind::Name(None));
    (is_name || matches!(token.kind, TokenKind::Word(_)))
        && ["yes", "no"].iter().any(|word| token.text.eq_ignore_ascii_case(word))
}

/// Tells whether a dash stands alone.
pub(super) fn is_dash(token: &Token) -> bool {
    matches!(&*token.text, "-" | "\u{2013}" | "\u{2014}")
}

fn is_between(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Arrow) || is_dash(token)
}

/// Reads an answer and what stands behind it.
pub(super) fn answer(shown: &[Token], place: Place) -> Option<Answer> {
    let first = shown.first()?;
    let is_else = is_one(first, ELSE);
    let begins = usize::from(is_one(first, IF));
    let word = shown.get(begins)?;
    let is_short = is_yes_or_no(word);
    let end = match (is_short, begins) {
        _ if is_else => 1,
        (true, _) => short(shown, begins),
        (false, 1) => condition(shown)?,
        _ if place == Place::Behind => return None,
        _ => shown.iter().position(marks).filter(|at| 0 < *at)?,
    };
    let words = shown.get(begins..end)?;
    let (mention, _) = plain(words)?;
    let label = match &*mention.label {
        "not" => "No".into(),
        label if is_short || begins == 1 || is_else => capital(label),
        label => label.into(),
    };
    let rest = shown.get(end..)?;
    let skipped = rest.iter().take_while(|token| is_between(token)).count();
    let rest = rest.get(skipped..)?.to_vec();
    Some(Answer { label, range: mention.range, rest })
}

fn marks(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Colon | TokenKind::Arrow)
}

/// Finds where `yes` ends, or `If no adjustments are needed`.
fn short(shown: &[Token], begins: usize) -> usize {
    let end = begins + 1;
    let goes_on = begins == 1 && shown.get(end).is_some_and(|token| token.is(Lex::Other));
    let comma = shown.iter().position(|token| token.kind == TokenKind::Comma);
    comma.filter(|_| goes_on).unwrap_or(end)
}

/// Finds where the condition behind `If` ends: before `, then`, else at the
/// first comma, colon or arrow, else before `then`.
fn condition(shown: &[Token]) -> Option<usize> {
    let then = shown.iter().position(|token| token.is(Lex::Then));
    let before = then.and_then(|at| at.checked_sub(1));
    let comma = before.filter(|at| shown.get(*at).is_some_and(is_between));
    let mark = || shown.iter().position(is_between);
    comma.or_else(mark).or(then).filter(|at| 1 < *at)
}

fn capital(label: &str) -> Box<str> {
    let mut chars = label.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", chars.as_str()).into()
}

/// Tells whether an item says in which case something is done.
pub(super) fn is_case(shown: &[Token]) -> bool {
    let begins = |token: &Token| is_one(token, IF) || is_one(token, ELSE);
    shown.first().is_some_and(|token| begins(token) || is_yes_or_no(token))
        && answer(shown, Place::Behind).is_some()
}

/// Splits what an answer leads to: `X -> 3`, `X, and then Y`, `X, go to step
/// 3`.
pub(super) fn ways(rest: &[Token]) -> Vec<&[Token]> {
    let (mut out, mut begins, mut at) = (Vec::new(), 0, 0);
    while at < rest.len() {
        let after = rest.get(at..).unwrap_or_default();
        match separator(after) {
            Some(length) => {
                out.push(rest.get(begins..at).unwrap_or_default());
                at += length;
                begins = at;
            }
            None => at += 1,
        }
    }
    out.push(rest.get(begins..).unwrap_or_default());
    out
}

/// Words that lead to a step that stands elsewhere.
const JUMPS: &[&str] =
    &["return", "returns", "go", "goes", "continue", "continues", "proceed", "back", "repeat"];

/// Tells whether a word leads to a step that stands elsewhere.
pub(super) fn is_jump(token: &Token) -> bool {
    is_one(token, JUMPS)
}

/// Returns how long the separator is that stands first.
fn separator(after: &[Token]) -> Option<usize> {
    let (first, rest) = after.split_first()?;
    if first.kind == TokenKind::Arrow {
        return Some(1);
    }
    let is_mark = matches!(first.kind, TokenKind::Comma | TokenKind::Stop);
    let and = usize::from(rest.first().is_some_and(|token| token.is(Lex::And)));
    let next = rest.get(and)?;
    match is_mark {
        true if next.is(Lex::Then) => Some(and + 2),
        true if is_jump(next) => Some(and + 1),
        // `X and then Y`
        false if first.is(Lex::And) && and == 0 && next.is(Lex::Then) => Some(2),
        _ => None,
    }
}
