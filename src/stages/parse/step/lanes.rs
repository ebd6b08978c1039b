//! Who does which step of a procedure, as lanes of its figure: the role a step
//! names, else that of the step it stands below, else the owner of the page.
//! Where one role does all there are no lanes.

use std::collections::HashMap;

use super::super::builder::Builder;
use crate::base::TextRange;
use crate::model::catalog::loose;
use crate::model::flow::FlowLane;
use crate::model::label::Label;
use crate::model::procedure::Step;

/// The lanes of a figure, and the lane of each step of the page.
#[derive(Default)]
pub(super) struct Lanes {
    pub all: Vec<FlowLane>,
    pub of_step: Vec<Option<usize>>,
}

/// Returns the lanes of the steps that are shown. `owner` is the reference
/// that names the owner of the page.
pub(super) fn of(
    builder: &Builder<'_>,
    (steps, shown): (&[&Step], &[bool]),
    owner: Option<u32>,
) -> Lanes {
    let owner = owner.and_then(|number| lane_of(builder, number, None));
    let mut lanes = Lanes::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    // The lanes of the steps above, by their depth.
    let mut above: Vec<Option<FlowLane>> = Vec::new();
    for (step, is_shown) in steps.iter().zip(shown) {
        above.truncate(usize::from(step.depth));
        let said = || above.last().cloned().flatten().or_else(|| owner.clone());
        let lane = role(builder, step).or_else(said);
        above.resize(usize::from(step.depth), None);
        above.push(lane.clone());
        let lane = lane.filter(|_| *is_shown).map(|lane| {
            *known.entry(loose(&lane.name)).or_insert_with(|| {
                lanes.all.push(lane);
                lanes.all.len() - 1
            })
        });
        lanes.of_step.push(lane);
    }
    match lanes.all.len() {
        0 | 1 => Lanes::default(),
        _ => lanes,
    }
}

/// Returns the lane of the role that a step names; of several, the first.
fn role(builder: &Builder<'_>, step: &Step) -> Option<FlowLane> {
    let field = step.field(Label::Role)?;
    match &*field.references {
        [only] => lane_of(builder, *only, Some((&field.text, field.range))),
        several => lane_of(builder, *several.first()?, None),
    }
}

fn lane_of(
    builder: &Builder<'_>,
    number: u32,
    written: Option<(&str, TextRange)>,
) -> Option<FlowLane> {
    let reference = builder.references.get(number as usize)?;
    let (name, range) = written.unwrap_or((&reference.destination, reference.range));
    let name = name.trim();
    let lane = FlowLane { name: name.into(), reference: Some(number), is_listed: false, range };
    (!name.is_empty()).then_some(lane)
}
