//! Values a reader fills in: where a file declares them, where it may use
//! them, and what in its commands only looks like one.
//!
//! A file that other pages include knows nothing of their parameters. So
//! names are kept as they are written; `model/declared.rs` says what they mean
//! on a page.

mod front;
mod table;

use super::builder::Builder;
use super::mention::is_template;
use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Code};
use crate::model::front::{Front, Located};
use crate::model::label::Labelled;
use crate::model::parameter::{Parameter, ParameterUse, Parameters, Pattern, UsePlace};
use crate::model::source::Role;
use crate::model::walk::walk;
use crate::text::parameter::{self, Words};
use crate::text::placeholder::{self, Language};

/// A page has at most so many parameters.
const MOST: usize = 200;

/// Code of a page, to be looked through when its parameters are known.
pub(super) struct Coded {
    /// Where it stands, without the lines of a fence.
    range: TextRange,
    place: UsePlace,
    /// What its commands are written in.
    language: Option<Language>,
}

impl Builder<'_> {
    /// Keeps where values may be filled in in a text.
    pub fn find_parameters(&mut self, range: TextRange, place: UsePlace) {
        for written in parameter::in_braces(self.text(range)) {
            let range = written.range.shifted(range.start);
            if place != UsePlace::Text || !self.is_escaped(range.start) {
                self.parameter_uses.push(ParameterUse { range, place });
            }
        }
    }

    /// Keeps a code span to be looked through.
    pub fn keep_code_span(&mut self, range: TextRange) {
        self.coded.push(Coded { range, place: UsePlace::Code, language: None });
    }

    /// Keeps a code block to be looked through.
    pub fn keep_code_block(&mut self, code: &Code, range: TextRange) {
        if code.literal {
            return;
        }
        let range = inside(self.text(range), range);
        let language = Language::of(&code.language);
        let place = match language {
            Some(_) => UsePlace::Command,
            None if is_template(&code.language) => UsePlace::Template,
            None if &*code.language == "message" => UsePlace::Text,
            None => UsePlace::Code,
        };
        self.coded.push(Coded { range, place, language });
    }

    /// Returns what a page that has ended says and uses of parameters.
    pub fn take_parameters(&mut self, front: &Front, body: &[Block]) -> Parameters {
        let mut declared = front::read(self, front);
        declared.extend(table::read(self, body));
        declared.truncate(MOST);
        declared.sort_by_key(|own| own.range);
        let mut coded = std::mem::take(&mut self.coded);
        let commands = commands(body);
        for code in &mut coded {
            if commands.binary_search(&code.range).is_ok() {
                code.place = UsePlace::Command;
            }
        }
        let forms = forms(&declared, self.source.role);
        let (mut placeholders, mut assigned) = (Vec::new(), Vec::new());
        for code in &coded {
            self.look_through(code, forms);
            let text = self.text(code.range);
            placeholder::assigned(text, &mut assigned);
            let found = code.language.map(|language| placeholder::find(language, text));
            let found = found.unwrap_or_default().into_iter();
            placeholders.extend(found.map(|range| range.shifted(code.range.start)));
        }
        let mut uses = std::mem::take(&mut self.parameter_uses);
        uses.sort_unstable();
        uses.dedup_by_key(|own| own.range);
        assigned.sort_unstable();
        assigned.dedup();
        placeholders.sort_unstable();
        let assigned = match placeholders.is_empty() && self.source.role == Role::Page {
            // Nothing asks for them, unless the page includes what does.
            true if self.includes.is_empty() => Box::default(),
            _ => assigned.into_iter().map(Into::into).collect(),
        };
        let (declared, uses) = (declared.into(), uses.into());
        Parameters { declared, uses, placeholders: placeholders.into(), assigned }
    }

    fn look_through(&mut self, code: &Coded, forms: Forms) {
        let text = self.text(code.range);
        let all = match forms {
            Forms::Braces => parameter::in_braces(text),
            Forms::All(words) => parameter::in_code(text, words),
        };
        let uses = all.into_iter().map(|written| ParameterUse {
            range: written.range.shifted(code.range.start),
            place: code.place,
        });
        self.parameter_uses.extend(uses);
    }
}

/// Returns the code spans that are commands, since they are all that a label
/// says of how something is undone; sorted.
fn commands(body: &[Block]) -> Vec<TextRange> {
    let mut found = Vec::new();
    walk(body, &mut |block| {
        if let BlockKind::Labels(labels) = &block.kind {
            found.extend(labels.iter().filter_map(Labelled::command).map(|(_, range)| range));
        }
    });
    found.sort_unstable();
    found
}

/// How parameters may be written in code.
#[derive(Clone, Copy)]
enum Forms {
    Braces,
    All(Words),
}

/// Only a file that declares parameters, or is part of pages that may, can
/// have them in other forms.
fn forms(declared: &[Parameter], role: Role) -> Forms {
    if declared.is_empty() && role == Role::Page {
        return Forms::Braces;
    }
    let mut also = declared.iter().flat_map(|own| own.also.iter());
    let is_word = |also: &Located| also.text.starts_with(|c: char| c.is_alphanumeric());
    Forms::All(if also.any(is_word) { Words::Count } else { Words::Pass })
}

/// Returns the lines between the lines of a fence.
fn inside(source: &str, range: TextRange) -> TextRange {
    let is_mark = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']);
        line.starts_with("```") || line.starts_with("~~~")
    };
    if !is_mark(source) {
        return range;
    }
    let start = source.find('\n').map_or(source.len(), |end| end + 1);
    let body = source.get(start..).unwrap_or_default();
    let last = body.trim_end().rfind('\n').map_or(0, |end| end + 1);
    let ends = body.get(last..).is_some_and(is_mark);
    let end = start + if ends { last } else { body.len() };
    TextRange::new(start, end).shifted(range.start)
}

/// Splits `a, b or c`; `None` if these are no such words.
fn choices(words: &Located) -> Option<Box<[Located]>> {
    let mut at = 0;
    let mut found = Vec::new();
    let parts = words.text.split(',').flat_map(|part| part.split(" or "));
    let is_verbatim = words.range.len() == words.text.len();
    for part in parts {
        let step = words.text.get(at..).and_then(|rest| rest.find(part)).unwrap_or(0);
        let start = at + step;
        at = start + part.len();
        let word = part.trim().trim_start_matches("or ").trim_matches(['`', ' ']);
        let lead = part.find(word).unwrap_or(0);
        let place = TextRange::new(start + lead, start + lead + word.len());
        let range = if is_verbatim { place.shifted(words.range.start) } else { words.range };
        if !word.is_empty() {
            found.push(Located { text: word.into(), range });
        }
    }
    (1 < found.len()).then(|| found.into())
}

/// Reads words that say what a value looks like.
fn pattern_of(words: Located) -> Pattern {
    match choices(&words) {
        Some(choices) => Pattern::Choices(choices),
        None => Pattern::Words(words),
    }
}
