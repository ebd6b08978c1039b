//! Questions of a knowledge check.

use std::collections::BTreeMap;

use super::{Section, labels, located, objective, place, value};
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::document::{Block, BlockKind, Item, List};
use crate::model::front::Located;
use crate::model::label::{Label, Labelled};
use crate::model::training::{
    Answer, AnswerKind, Choice, Objective, ObjectiveName, Question, Shape,
};
use crate::stages::parse::builder::{Builder, cover};
use crate::stages::parse::item_id;
use crate::text::pattern::Pattern;

/// A question has no more choices and answers than this.
const MOST: usize = 60;

/// Reads a question.
pub(super) fn read(
    builder: &mut Builder<'_>,
    objectives: &[Objective],
    section: &Section<'_>,
) -> Question {
    let own = |label: Label| labels(section.blocks).filter(move |own| own.label == label);
    let list = list(section.blocks);
    let shape = match list {
        Some((_, list)) => {
            report_choices(builder, list);
            choices(builder, list)
        }
        None => match own(Label::Answer).next() {
            Some(label) => Shape::Short(answers(builder, label).into()),
            None => Shape::Open,
        },
    };
    let why = own(Label::Why).next().and_then(|label| value(builder, label));
    let points = own(Label::Points).next().and_then(|label| located(builder, &label.value));
    let points = points.and_then(|points| self::points(builder, &points));
    let from: Box<[u32]> = own(Label::From).flat_map(Labelled::references).collect();
    let drawn = own(Label::From).next().filter(|own| from.is_empty() && !own.value.is_empty());
    let named = own(Label::Objective).map(|own| objective::names(builder, objectives, own));
    let named: Vec<ObjectiveName> = named.collect::<Vec<_>>().concat();
    let text = builder.plain(&section.heading.content);
    Question {
        id: section.heading.id.clone(),
        text: text.trim().into(),
        range: cover(&section.heading.content),
        body: place(section.blocks, section.heading.range),
        shape,
        list: list.map(|(range, _)| range),
        why,
        from,
        unread_from: drawn.map(Labelled::place),
        objectives: named.into(),
        has_objective: own(Label::Objective).any(|own| !own.value.is_empty()),
        points: points.unwrap_or(1),
    }
}

/// Reads how much a question counts; another text is reported.
fn points(builder: &mut Builder<'_>, written: &Located) -> Option<u32> {
    let read = written.text.parse().ok().filter(|points| 0 < *points);
    if read.is_none() {
        let message = format!("`{}` does not say how much this counts", written.text);
        builder.report(
            Code::WRONG_TYPE,
            written.range,
            message,
            "write a whole number, for example `2`",
        );
    }
    read
}

/// Reports items that stand among choices, or things to put in order, and
/// cannot be told apart from one, or have no box.
fn report_choices(builder: &mut Builder<'_>, list: &List) {
    let has_boxes = list.items.iter().any(|item| item.task.is_some());
    let mut said: BTreeMap<Box<str>, TextRange> = BTreeMap::new();
    for item in list.items.iter().take(MOST) {
        let Some(own) = located(builder, item_id::text(&item.blocks)) else { continue };
        if has_boxes && item.task.is_none() {
            let message = "this stands among the choices and has no box, so nobody can choose it";
            let is_because = own.text.starts_with("Because:");
            let help = match is_because {
                true => "indent it below the choice it is said of",
                false => "write `- [ ]` before it, or `- [x]` if it is right",
            };
            builder.report(Code::LOOSE_TASK, own.range, message, help);
        } else if let Some(first) = said.get(&own.text) {
            let file = builder.source.file;
            let (here, first) = (Span::new(file, own.range), Span::new(file, *first));
            let message = "this stands here twice, so nobody can tell which one is meant";
            let problem = Diagnostic::new(Code::QUESTION_WITHOUT_WRONG_CHOICE, here, message);
            builder
                .found
                .push(problem.label(first, "first here").help("remove one, or say it otherwise"));
        } else {
            said.insert(own.text, own.range);
        }
    }
}

/// Returns the list that is answered: the first with boxes, else the first
/// that is numbered. What stands below a deeper heading is another matter.
fn list(blocks: &[Block]) -> Option<(TextRange, &List)> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let end = blocks.iter().position(is_heading).unwrap_or(blocks.len());
    let blocks = blocks.get(..end).unwrap_or_default();
    let lists = || {
        blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::List(list) => Some((block.range, &**list)),
            _ => None,
        })
    };
    let is_choice =
        |(_, list): &(TextRange, &List)| list.items.iter().any(|item| item.task.is_some());
    lists().find(is_choice).or_else(|| lists().find(|(_, list)| list.start.is_some()))
}

fn choices(builder: &Builder<'_>, list: &List) -> Shape {
    let is_choice = list.items.iter().any(|item| item.task.is_some());
    let items = list.items.iter().filter(|item| !is_choice || item.task.is_some());
    let choices = items.take(MOST).map(|item| choice(builder, item)).collect();
    if is_choice { Shape::Choices(choices) } else { Shape::Order(choices) }
}

fn choice(builder: &Builder<'_>, item: &Item) -> Choice {
    let content = item_id::text(&item.blocks);
    let because = labels(&item.blocks).find(|label| label.label == Label::Because);
    Choice {
        text: builder.plain(content).trim().into(),
        range: if content.is_empty() { item.range } else { cover(content) },
        is_right: item.task == Some(true),
        because: because.and_then(|label| value(builder, label)),
    }
}

/// Reads `a | b` as it stands in the source: code is exact, and what stands
/// between slashes a pattern.
fn answers(builder: &mut Builder<'_>, label: &Labelled) -> Vec<Answer> {
    if label.value.is_empty() {
        return Vec::new();
    }
    let range = label.place();
    let parts = parts(builder.text(range));
    let mut answers = Vec::new();
    for part in parts.into_iter().take(MOST) {
        let range = part.shifted(range.start);
        let written = builder.text(range);
        let (kind, text) = kind(written);
        if kind == AnswerKind::Pattern
            && let Err(why) = Pattern::read(text)
        {
            let message = format!("this pattern cannot be used: {why}");
            builder.report(
                Code::WRONG_TYPE,
                range,
                message,
                "write a regular expression between slashes",
            );
            continue;
        }
        answers.push(Answer { kind, text: text.into(), range });
    }
    answers
}

fn kind(written: &str) -> (AnswerKind, &str) {
    let within = |mark: char| {
        let inner = written.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inner.is_empty()).then_some(inner)
    };
    match (within('`'), within('/')) {
        (Some(code), _) => (AnswerKind::Exact, code.trim_matches('`')),
        (None, Some(pattern)) => (AnswerKind::Pattern, pattern),
        (None, None) => (AnswerKind::Words, written),
    }
}

/// Splits a text at its bars, if these stand neither in code nor in a pattern.
fn parts(text: &str) -> Vec<TextRange> {
    let mut parts = Vec::new();
    let (mut start, mut inside) = (0, None);
    let mut add = |start: usize, end: usize| {
        let part = text.get(start..end).unwrap_or_default();
        let lead = part.len() - part.trim_start().len();
        if !part.trim().is_empty() {
            parts.push(TextRange::new(start + lead, start + lead + part.trim().len()));
        }
    };
    for (at, c) in text.char_indices() {
        let is_first = text.get(start..at).is_some_and(|before| before.trim().is_empty());
        match (c, inside) {
            ('|', None) => {
                add(start, at);
                start = at + 1;
            }
            ('`', None) => inside = Some('`'),
            ('/', None) if is_first => inside = Some('/'),
            (c, Some(open)) if c == open => inside = None,
            _ => {}
        }
    }
    add(start, text.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Vec<(AnswerKind, &str)> {
        parts(text).into_iter().map(|part| kind(part.of(text))).collect()
    }

    #[test]
    fn bars_part_answers_but_not_code_and_patterns() {
        use AnswerKind::{Exact, Pattern, Words};
        assert_eq!(show("`nightly: held` | held"), [(Exact, "nightly: held"), (Words, "held")]);
        assert_eq!(show("/a|b/ | `x|y`"), [(Pattern, "a|b"), (Exact, "x|y")]);
        assert_eq!(show("1/2 | 3/4 |"), [(Words, "1/2"), (Words, "3/4")]);
        assert_eq!(show(""), []);
    }
}
