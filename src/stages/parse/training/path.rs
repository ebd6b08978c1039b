//! A learning path: outcomes, courses in order, and how it ends.

use super::{field, labels, minutes, objective, sections, text};
use crate::base::{Code, TextRange};
use crate::model::document::{Block, BlockKind, InlineKind, List};
use crate::model::front::Front;
use crate::model::kind::{FieldData, Kind};
use crate::model::label::{Label, Labelled};
use crate::model::training::{Finish, LearningPath, Stage};
use crate::stages::parse::builder::Builder;
use crate::stages::parse::item_id;
use crate::text::duration::Duration;

/// Reads a path.
pub(super) fn read(
    builder: &mut Builder<'_>,
    kind: &Kind,
    (front, body): (&Front, &[Block]),
) -> LearningPath {
    let mut path = LearningPath {
        outcomes: objective::of_page(builder),
        hours: hours(builder, front),
        valid_for: front.fields.iter().find_map(|own| match (own.field.name, &own.value) {
            ("valid_for", FieldData::Duration(time)) => Some(*time),
            _ => None,
        }),
        ..LearningPath::default()
    };
    for section in sections(builder, kind, 2, body) {
        match section.title {
            "Modules" => path.stages = stages(section.blocks).into(),
            "Finish" => path.finish = finish(builder, section.blocks),
            _ => {}
        }
    }
    path
}

/// Reads how long the path takes: `6`, `6.5`, `6 h`.
fn hours(builder: &mut Builder<'_>, front: &Front) -> Option<(u32, TextRange)> {
    let own = text(front, "hours")?;
    let number = own.text.parse::<f64>().ok().filter(|hours| (0.0..10_000.0).contains(hours));
    let read = match number {
        Some(hours) => Some((hours * 60.0).round() as u32),
        None => Duration::parse(&own.text).and_then(minutes),
    };
    if read.is_none() {
        let message = format!("`{}` is no number of hours", own.text);
        builder.report(
            Code::WRONG_TYPE,
            own.range,
            message,
            "write for example `6` or `6 h 30 min`",
        );
    }
    Some((read?, own.range))
}

/// Reads the courses: the first reference of each item of the numbered lists.
fn stages(blocks: &[Block]) -> Vec<Stage> {
    let lists = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(&**list),
        _ => None,
    });
    let stage = |list: &List| {
        let items = list.items.iter().filter_map(|item| {
            let mut content = item_id::text(&item.blocks).iter();
            let reference = content.find_map(|inline| match inline.kind {
                InlineKind::Name(number, _) | InlineKind::Link(number, _) => Some(number),
                _ => None,
            })?;
            Some(Stage { reference, item: item.range.start })
        });
        items.collect::<Vec<_>>()
    };
    lists.flat_map(stage).collect()
}

fn finish(builder: &Builder<'_>, blocks: &[Block]) -> Finish {
    let signs = labels(blocks).filter(|own| own.label == Label::SignOff);
    Finish {
        pass: field(builder, blocks, Label::Pass),
        signs: signs.flat_map(Labelled::references).collect(),
        then: field(builder, blocks, Label::Then),
    }
}
