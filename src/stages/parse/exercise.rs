//! Reads when a runbook was exercised: a list of records in front matter, or
//! records in one line, `2026-09-10, drill, passed, CHG-20934`, with `;`
//! between two.

use jiff::civil::Date;

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::exercise::{Exercise, ExerciseKind, Outcome};
use crate::model::front::Located;
use crate::model::kind::{FieldData, FieldValue};
use crate::model::review::Cycle;
use crate::model::source::Source;
use crate::text::data::{Node, Value};
use crate::text::date;
use crate::text::fields::{Fields, is_same_key};

/// A page tells of no more exercises than this; older ones are in tickets.
const MOST: usize = 1_000;
/// What one line says, in order.
const SHAPE: &str = "write for example `2026-09-10, drill, passed, CHG-20934`";

/// Reads how often a page is exercised, if its kind knows that.
pub(super) fn cycle(fields: &mut Fields<'_, '_>, own: &[FieldValue]) -> Option<Cycle> {
    let every = own.iter().find_map(|own| match (own.field.name, &own.value) {
        ("exercise_every", FieldData::Duration(every)) => Some(*every),
        _ => None,
    })?;
    Some(Cycle { every, range: fields.node("exercise_every")?.range })
}

/// Reads the field `exercised` of a page.
pub(super) fn read(
    source: &Source,
    own: &[FieldValue],
    found: &mut Vec<Diagnostic>,
) -> Box<[Exercise]> {
    let own = own.iter().find(|own| own.field.name == "exercised");
    let Some(FieldData::Node(node)) = own.map(|own| &own.value) else { return Box::default() };
    let mut reader = Reader { source, found };
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    let mut exercises = Vec::new();
    for node in nodes.iter().take(MOST).filter(|node| !node.is_null()) {
        match &node.value {
            Value::Map(_) => exercises.extend(reader.record(node)),
            _ => reader.lines(node, &mut exercises),
        }
    }
    exercises.into()
}

/// Tells whether a text is exactly one exercise in one line.
pub(super) fn is_one(text: &str) -> bool {
    let mut parts = text.split(',').map(str::trim);
    let is_day = parts.next().is_some_and(|day| date::parse(day).is_some());
    let is_kind = parts.next().is_none_or(|kind| ExerciseKind::read(kind).is_some());
    let is_result = parts.next().is_none_or(|result| Outcome::read(result).is_some());
    !text.contains(';') && is_day && is_kind && is_result && parts.count() <= 2
}

struct Reader<'a> {
    source: &'a Source,
    found: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(&mut self, range: TextRange, message: &str, help: String) {
        let span = Span::new(self.source.file, range);
        self.found.push(Diagnostic::new(Code::WRONG_TYPE, span, message).help(help));
    }

    /// Reads `{on, kind, result, by, record}`.
    fn record(&mut self, node: &Node) -> Option<Exercise> {
        let mut fields = Fields::new(self.source.file, "an exercise", node, self.found);
        fields.synonyms("on", &["date", "day"]);
        let is_written = fields.node("on").is_some();
        let day = fields.date("on");
        let kind = fields.choice("kind", &["tabletop", "drill", "real"]);
        let result = fields.choice("result", &["passed", "failed"]);
        let by = Located::from_field(fields.text("by"));
        let record = Located::from_field(fields.text("record"));
        fields.finish(&|_| false);
        if !is_written {
            let help = "write for example `on: 2026-09-10`".to_string();
            self.report(node.range, "an exercise needs its day", help);
        }
        let day = day?;
        Some(Exercise {
            on: day.value,
            on_range: day.range,
            kind: kind.and_then(|kind| ExerciseKind::read(kind.value)),
            result: result.and_then(|result| Outcome::read(result.value)),
            by,
            record,
            range: node.range,
        })
    }

    /// Reads records in one line.
    fn lines(&mut self, node: &Node, out: &mut Vec<Exercise>) {
        let Some(text) = node.as_text() else {
            let message = "an exercise is a record, not a list";
            return self.report(node.range, message, SHAPE.into());
        };
        // Places are exact where the text stands in the file as it is.
        let written = node.range.of(&self.source.text);
        let place = match written.find(text).filter(|_| !text.is_empty()) {
            Some(start) => Place::Of(start + node.range.start as usize),
            None => Place::Whole(node.range),
        };
        let mut at = 0;
        for line in text.split(';').take(MOST) {
            if !line.trim().is_empty() {
                let parts = parts(place, (at, line));
                out.extend(self.line(&parts));
            }
            at += line.len() + 1;
        }
    }

    /// Reads the values of one line: day, kind, result, then the record, or
    /// the role and the record.
    fn line(&mut self, parts: &[Located]) -> Option<Exercise> {
        let (day, rest) = parts.split_first()?;
        let range = parts.iter().map(|part| part.range).reduce(TextRange::cover)?;
        let on = self.day(day)?;
        let kinds = ExerciseKind::ALL.map(|kind| (kind.name(), kind));
        let results = Outcome::ALL.map(|result| (result.name(), result));
        let (kind, rest) = self.word(rest, "a kind of exercise", &kinds);
        let (result, rest) = self.word(rest, "a result", &results);
        let (by, record) = match rest {
            [] => (None, None),
            [record] => (None, Some(record.clone())),
            [by, record] => (Some(by.clone()), Some(record.clone())),
            [_, _, more, ..] => {
                let help = "write day, kind, result, role and record; `;` before the next one";
                self.report(more.range, "an exercise has no more than five values", help.into());
                return None;
            }
        };
        Some(Exercise { on, on_range: day.range, kind, result, by, record, range })
    }

    fn day(&mut self, day: &Located) -> Option<Date> {
        let on = date::parse(&day.text);
        if on.is_none() {
            let message = format!("an exercise begins with its day; `{}` is none", day.text);
            let why = date::why_not(&day.text);
            self.report(day.range, &message, why.unwrap_or_else(|| SHAPE.into()));
        }
        on
    }

    /// Reads the next value as one of some words.
    fn word<'p, T: Copy>(
        &mut self,
        parts: &'p [Located],
        what: &str,
        words: &[(&'static str, T)],
    ) -> (Option<T>, &'p [Located]) {
        let Some((first, rest)) = parts.split_first() else { return (None, parts) };
        let known = words.iter().find(|(word, _)| is_same_key(word, &first.text));
        if known.is_none() {
            let names = || words.iter().map(|(word, _)| *word);
            let message = format!("`{}` is not {what}", first.text);
            let all: Vec<&str> = names().collect();
            let help = did_you_mean(&first.text, names())
                .unwrap_or_else(|| format!("write one of `{}`", all.join("`, `")));
            self.report(first.range, &message, help);
        }
        (known.map(|(_, value)| *value), rest)
    }
}

/// Where a text is written.
#[derive(Clone, Copy)]
enum Place {
    /// It begins at this byte.
    Of(usize),
    /// Somewhere in these.
    Whole(TextRange),
}

/// Splits a line, which begins at a byte of its text, at its commas.
fn parts(place: Place, (from, line): (usize, &str)) -> Vec<Located> {
    let mut at = from;
    let mut parts = Vec::new();
    for part in line.split(',') {
        let text = part.trim();
        let begin = at + (part.len() - part.trim_start().len());
        let range = match place {
            Place::Of(start) => TextRange::new(start + begin, start + begin + text.len()),
            Place::Whole(range) => range,
        };
        parts.push(Located { text: text.into(), range });
        at += part.len() + 1;
    }
    parts
}
