//! The texts of a picture against the steps of flows.

use std::collections::{BTreeMap, BTreeSet};

use super::words::Words;
use crate::model::flow::FlowNode;
use crate::text::svg::Text;

/// A box may be written as so many texts.
const LINES: usize = 4;
/// Names that have so much in common, of 100, are meant to be one.
const ALIKE: usize = 55;
/// So many names, and every third one, must be in both: else the picture
/// shows something else.
const SHARED: usize = 2;
const SHARE: usize = 3;
/// More steps than these are not compared with each other.
const MOST: usize = 200;

/// A node of a flow with its name.
pub(super) struct Step<'s> {
    pub(super) node: &'s FlowNode,
    pub(super) label: &'s str,
    pub(super) words: Words,
    /// Whether a picture has a box for it.
    pub(super) is_box: bool,
}

/// What differs.
pub(super) struct Compared<'s> {
    /// Steps that the picture calls otherwise.
    pub(super) renamed: Vec<(&'s Step<'s>, String)>,
    /// Steps that it lacks.
    pub(super) missing: Vec<&'s Step<'s>>,
    /// What only it has.
    pub(super) more: Vec<String>,
}

/// Compares; `None` if the picture shows something else.
pub(super) fn compare<'s>(
    steps: &'s [Step<'s>],
    texts: &[Text],
    known: &[Words],
) -> Option<Compared<'s>> {
    // Each name counts once, wherever the flow says it.
    let boxes: BTreeMap<&Words, &Step<'_>> = steps
        .iter()
        .rev()
        .filter(|step| step.is_box && !step.words.is_empty())
        .map(|step| (&step.words, step))
        .collect();
    if boxes.len() < SHARED || MOST < boxes.len() {
        return None;
    }
    let texts: Vec<(Words, &Text)> =
        texts.iter().map(|text| (Words::of(&text.words), text)).collect();
    let mut is_used = vec![false; texts.len()];
    let said = said(steps, &texts, &mut is_used);
    // Exports may tear words apart: letters are compared for what is there.
    let all: String = texts.iter().map(|(words, _)| words.letters()).collect();
    let found = boxes.keys().filter(|words| said.contains(*words)).count();
    if found < SHARED || found * SHARE < boxes.len() {
        return None;
    }
    let mut missing: Vec<&Step<'_>> = boxes
        .into_values()
        .filter(|step| !said.contains(&step.words) && !step.words.stand_in(&all))
        .collect();
    missing.sort_by_key(|step| step.node.range.start);
    let mut more = more(&texts, &is_used, known);
    more.retain(|(words, _)| !steps.iter().any(|step| is_piece(words, &step.words)));
    let renamed = renamed(&mut missing, &mut more);
    let more = more.into_iter().map(|(_, text)| text).collect();
    Some(Compared { renamed, missing, more })
}

/// Returns the names that the picture says, and marks the texts that say them.
fn said<'s>(
    steps: &'s [Step<'s>],
    texts: &[(Words, &Text)],
    is_used: &mut [bool],
) -> BTreeSet<&'s Words> {
    let names: BTreeSet<&Words> = steps.iter().map(|step| &step.words).collect();
    let mut said = BTreeSet::new();
    for at in 0..texts.len() {
        let mut joined = Words::of("");
        for (count, (words, _)) in texts.iter().enumerate().skip(at).take(LINES) {
            joined.extend(words);
            if let Some(name) = names.get(&joined).filter(|name| !name.is_empty()) {
                said.insert(*name);
                is_used.get_mut(at..=count).into_iter().flatten().for_each(|used| *used = true);
            }
        }
    }
    said
}

/// Tells whether a text is a piece of a name that was torn apart.
fn is_piece(text: &Words, name: &Words) -> bool {
    name.letters().contains(&text.letters()) && name.likeness(text) < ALIKE
}

/// Returns what the picture says and nothing else does: a text, or all texts
/// of one shape.
fn more(texts: &[(Words, &Text)], is_used: &[bool], known: &[Words]) -> Vec<(Words, String)> {
    let mut more: Vec<(Words, String)> = Vec::new();
    let mut rest = texts.iter().zip(is_used).peekable();
    while let Some(((words, text), used)) = rest.next().filter(|_| more.len() < MOST) {
        let (mut words, mut said) = (words.clone(), text.words.to_string());
        let mut is_used = *used;
        let is_title = |words: &Words| words.is_furniture() || known.contains(words);
        let mut is_titles = is_title(&words);
        let mut lines = 1;
        while let Some(((next, other), used)) = rest.peek()
            && other.run == text.run
            && lines < LINES
        {
            words.extend(next);
            said = format!("{said} {}", other.words);
            is_used |= **used;
            is_titles &= is_title(next);
            lines += 1;
            rest.next();
        }
        // A question is worded freely, and items of a list are no boxes.
        let is_step = !said.ends_with('?') && !said.contains('•');
        let is_known = || known.iter().any(|known| known.contain(&words) || words == *known);
        let is_new = || more.iter().all(|(before, _)| *before != words);
        if !is_used && !is_titles && is_step && words.is_name() && !is_known() && is_new() {
            more.push((words, without_code(&said)));
        }
    }
    more
}

/// Takes the pairs that are meant to be one out of both lists.
fn renamed<'s>(
    missing: &mut Vec<&'s Step<'s>>,
    more: &mut Vec<(Words, String)>,
) -> Vec<(&'s Step<'s>, String)> {
    let mut renamed = Vec::new();
    missing.retain(|step| {
        let like = more.iter().enumerate().map(|(at, (words, _))| (step.words.likeness(words), at));
        match like.max_by_key(|(like, at)| (*like, std::cmp::Reverse(*at))) {
            Some((like, at)) if ALIKE <= like => {
                renamed.push((*step, more.remove(at).1));
                false
            }
            _ => true,
        }
    });
    renamed
}

/// Returns a text as it is shown, without the code before it.
fn without_code(text: &str) -> String {
    let is_code = |c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '\u{a0}');
    let rest = text.trim_start_matches(is_code);
    let rest = if rest.is_empty() { text } else { rest };
    rest.chars().take(80).collect()
}
