//! A course: objectives, units and questions.

use super::{Section, labels, minutes, objectives, question, sections, value};
use crate::base::nearest::did_you_mean;
use crate::base::{Code, TextRange};
use crate::model::catalog::loose;
use crate::model::document::{Block, Inline, InlineKind};
use crate::model::front::Front;
use crate::model::kind::{FieldData, Kind};
use crate::model::label::{Label, Labelled};
use crate::model::training::{Module, Objective, ObjectiveName, Question, Unit};
use crate::stages::parse::builder::{Builder, cover};
use crate::text::duration::Duration;

/// At most so many objectives are looked for by their words.
const MOST_OBJECTIVES: usize = 200;

/// Reads a course.
pub(super) fn read(
    builder: &mut Builder<'_>,
    kind: &Kind,
    (front, body): (&Front, &[Block]),
) -> Module {
    let objectives = objectives(builder);
    let given = front.fields.iter().find(|own| own.field.name == "minutes");
    let given_minutes = given.and_then(|own| match own.value {
        FieldData::Number(number) => u32::try_from(number).ok(),
        _ => None,
    });
    let mut units = Vec::new();
    let mut questions: Vec<Question> = Vec::new();
    for section in sections(builder, kind, 2, body) {
        match section.title {
            "Knowledge check" => {
                let asked = sections(builder, kind, 3, section.blocks);
                questions.extend(asked.iter().map(|own| question::read(builder, &objectives, own)));
            }
            "" => units.extend(unit(builder, &objectives, &section)),
            _ => {}
        }
    }
    Module { objectives, units: units.into(), questions: questions.into(), given_minutes }
}

/// Reads a section that has labels; another one is no unit.
fn unit(
    builder: &mut Builder<'_>,
    objectives: &[Objective],
    section: &Section<'_>,
) -> Option<Unit> {
    labels(section.blocks).next()?;
    let own = |label: Label| labels(section.blocks).filter(move |own| own.label == label);
    let references = |label: Label| own(label).flat_map(Labelled::references).collect();
    let time = own(Label::Time).next().and_then(|time| value(builder, time));
    let title = builder.plain(&section.heading.content);
    let named = own(Label::Objective).map(|own| names(builder, objectives, own));
    let named: Vec<ObjectiveName> = named.collect::<Vec<_>>().concat();
    Some(Unit {
        id: section.heading.id.clone(),
        title: title.trim().into(),
        range: cover(&section.heading.content),
        minutes: time.and_then(|time| minutes(Duration::parse(&time)?)),
        objectives: named.into(),
        from: references(Label::From),
        roles: references(Label::Role),
    })
}

/// Reads which objectives a label names: references, or words that commas
/// part.
pub(super) fn names(
    builder: &mut Builder<'_>,
    objectives: &[Objective],
    label: &Labelled,
) -> Vec<ObjectiveName> {
    let mut names = Vec::new();
    for inline in &label.value {
        match inline.kind {
            InlineKind::Name(number, _) | InlineKind::Link(number, _) => {
                names.push(ObjectiveName::Reference(number));
            }
            InlineKind::Text => {
                let words = words(builder, inline);
                names.extend(
                    words.into_iter().filter_map(|range| named(builder, objectives, range)),
                );
            }
            _ => {}
        }
    }
    names
}

/// Splits a text at its commas.
fn words(builder: &Builder<'_>, inline: &Inline) -> Vec<TextRange> {
    let text = builder.text(inline.range);
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split(',') {
        let name = part.trim();
        let start = at + (part.len() - part.trim_start().len());
        if name.chars().any(char::is_alphanumeric) {
            words.push(TextRange::new(start, start + name.len()).shifted(inline.range.start));
        }
        at += part.len() + 1;
    }
    words
}

/// Finds the objective that words name; reports words that name none.
fn named(
    builder: &mut Builder<'_>,
    objectives: &[Objective],
    range: TextRange,
) -> Option<ObjectiveName> {
    let written = builder.text(range).trim_end_matches('.');
    let name = loose(written);
    let bare = |objective: &Objective| loose(objective.name.trim_end_matches('.'));
    let objectives = objectives.iter().take(MOST_OBJECTIVES);
    let mut own = objectives.clone();
    let own = own.find(|own| *own.id == *written || bare(own) == name);
    if let Some(objective) = own {
        return Some(ObjectiveName::Here(objective.id.clone()));
    }
    let known = objectives.flat_map(|own| [&*own.id, &*own.name]);
    let near = did_you_mean(written, known);
    let help = near.unwrap_or_else(|| "write `[[#id]]` of an objective of this page".into());
    let message = format!("no objective of this page is called `{written}`");
    builder.report(Code::BROKEN_ANCHOR, range, message, help);
    None
}
