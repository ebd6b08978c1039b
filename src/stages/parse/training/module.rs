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
    let own = |label: Label| labels(section.blocks).filter(move |own| own.label == label);
    let references = |label: Label| own(label).flat_map(Labelled::references).collect();
    let time = own(Label::Time).next().and_then(|time| value(builder, time));
    let title = builder.plain(&section.heading.content);
    let named = own(Label::Objective).map(|own| objective::names(builder, objectives, own));
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
