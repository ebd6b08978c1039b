//! A course: objectives, units and questions.

use super::{Section, labels, minutes, objective, question, sections, value};
use crate::model::document::Block;
use crate::model::front::Front;
use crate::model::kind::{FieldData, Kind};
use crate::model::label::{Label, Labelled};
use crate::model::training::{Module, Objective, ObjectiveName, Question, Unit};
use crate::stages::parse::builder::{Builder, cover};
use crate::text::duration::Duration;

/// Reads a course.
pub(super) fn read(
    builder: &mut Builder<'_>,
    kind: &Kind,
    (front, body): (&Front, &[Block]),
) -> Module {
    let objectives = objective::of_page(builder);
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
    let title = builder.plain(&section.heading.content);
    let empty = Unit {
        id: section.heading.id.clone(),
        title: title.trim().into(),
        range: cover(&section.heading.content),
        ..Unit::default()
    };
    Some(of_labels(builder, objectives, (section.blocks, empty)))
}

/// Reads a page that begins with the labels of a unit; another one is none.
/// Its objectives stand on the page of its course.
pub(super) fn unit_page(builder: &mut Builder<'_>, front: &Front, body: &[Block]) -> Option<Unit> {
    let first = body.get(..1)?;
    labels(first).find(|own| own.label == Label::Objective)?;
    let heading = builder.heading.as_ref();
    let (id, range) = heading.map(|own| (own.id.clone(), cover(&own.content))).unwrap_or_default();
    let title = heading.map(|own| builder.plain(&own.content).trim().into());
    let given = front.title.as_ref().map(|title| title.text.clone());
    let title = title.or(given).unwrap_or_default();
    Some(of_labels(builder, &[], (first, Unit { id, title, range, ..Unit::default() })))
}

/// Fills in what the labels of a unit say.
fn of_labels(
    builder: &mut Builder<'_>,
    objectives: &[Objective],
    (blocks, unit): (&[Block], Unit),
) -> Unit {
    let own = |label: Label| labels(blocks).filter(move |own| own.label == label);
    let references = |label: Label| own(label).flat_map(Labelled::references).collect();
    let time = own(Label::Time).next().and_then(|time| value(builder, time));
    let named = own(Label::Objective).map(|own| objective::names(builder, objectives, own));
    let named: Vec<ObjectiveName> = named.collect::<Vec<_>>().concat();
    Unit {
        minutes: time.and_then(|time| minutes(Duration::parse(&time)?)),
        objectives: named.into(),
        from: references(Label::From),
        roles: references(Label::Role),
        ..unit
    }
}
