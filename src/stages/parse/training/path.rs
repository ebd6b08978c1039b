//! A learning path: outcomes, courses in order, and how it ends.

use super::{field, labels, located, minutes, objective, sections, text};
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
            "Modules" => path.stages = stages(builder, section.blocks).into(),
            "Finish" => {
                path.finish = finish(builder, section.blocks);
                path.valid_for = valid_for(builder, section.blocks, path.valid_for);
            }
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

/// Reads the courses: the first reference of each item of the lists. An item
/// that names nothing is reported, because the path goes on without it.
fn stages(builder: &mut Builder<'_>, blocks: &[Block]) -> Vec<Stage> {
    let lists = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(&**list),
        _ => None,
    });
    let mut stages = Vec::new();
    for item in lists.flat_map(|list: &List| &list.items) {
        let content = item_id::text(&item.blocks);
        let reference = content.iter().find_map(|inline| match inline.kind {
            InlineKind::Name(number, _) | InlineKind::Link(number, _) => Some(number),
            _ => None,
        });
        match (reference, located(builder, content)) {
            (Some(reference), _) => stages.push(Stage { reference, item: item.range.start }),
            (None, Some(written)) => {
                let message = "this names no course, so the path goes on without it";
                let help = format!("write `[[{}]]`", written.text);
                builder.report(Code::WRONG_TYPE, written.range, message, help);
            }
            (None, None) => {}
        }
    }
    stages
}

fn finish(builder: &mut Builder<'_>, blocks: &[Block]) -> Finish {
    let signs = labels(blocks).filter(|own| own.label == Label::SignOff);
    let pass = field(builder, blocks, Label::Pass);
    if let Some(pass) = pass.as_ref().filter(|pass| Finish::share(&pass.text).is_none()) {
        let message = format!("`{}` does not begin with a share that can be reached", pass.text);
        let help = "write for example `80 %`, or `80 % in every knowledge check`";
        builder.report(Code::WRONG_TYPE, pass.range, message, help);
    }
    Finish {
        pass,
        signs: signs.flat_map(Labelled::references).collect(),
        then: field(builder, blocks, Label::Then),
    }
}

/// Reads `Valid for`: it counts where front matter does not say it, and is
/// reported where that says something else.
fn valid_for(
    builder: &mut Builder<'_>,
    blocks: &[Block],
    given: Option<Duration>,
) -> Option<Duration> {
    let Some(written) = field(builder, blocks, Label::ValidFor) else { return given };
    let read = Duration::parse(&written.text);
    let Some(read) = read else {
        let message = format!("\"{}\" is not a duration", written.text);
        builder.report(Code::BAD_DURATION, written.range, message, "write for example `12 months`");
        return given;
    };
    if given.is_some_and(|given| given != read) {
        let message = "`valid_for` in front matter says something else, and counts";
        let help = "write the same in both places, or remove this line";
        builder.report(Code::METADATA_DISAGREES, written.range, message, help);
    }
    given.or(Some(read))
}
