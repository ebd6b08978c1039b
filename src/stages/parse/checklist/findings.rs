//! What is missing or doubtful in a checklist.

use super::entry;
use crate::base::Code;
use crate::model::checklist::{Group, Task};
use crate::model::front::Front;
use crate::model::label::Label;
use crate::stages::parse::builder::Builder;

/// Reports the groups of a page of kind checklist.
pub(in crate::stages::parse) fn report(builder: &mut Builder<'_>, front: &Front, groups: &[Group]) {
    for group in groups {
        gate(builder, group);
        let mut owners: Vec<bool> = Vec::new();
        for task in &group.tasks {
            let depth = usize::from(task.depth);
            owners.truncate(depth);
            let is_owned = task.owner().is_some() || owners.last().is_some_and(|above| *above);
            owners.resize(depth + 1, is_owned);
            let is_owned = is_owned || group.field(Label::Owner).is_some() || front.owner.is_some();
            if !is_owned {
                let help = "add `- Owner:` here, at the gate or on the page";
                let message = "nobody owns this item";
                builder.report(Code::ITEM_WITHOUT_OWNER, task.range, message, help);
            }
            ticked(builder, task);
        }
    }
    entry::report(builder, groups);
}

fn gate(builder: &mut Builder<'_>, group: &Group) {
    let Some(heading) = group.heading.as_ref().filter(|_| group.is_gate()) else { return };
    if group.field(Label::Outcome).is_none() {
        let help = "add `- Expected outcome:` below the heading: what is true when it is passed";
        let message = "this gate has no `Expected outcome:`";
        builder.report(Code::GATE_WITHOUT_OUTCOME, heading.range, message, help);
    }
    if group.field(Label::SignOff).is_none() {
        let help = "add `- Sign-off:` below the heading, with the role that signs";
        let message = "this gate has no `Sign-off:`";
        builder.report(Code::GATE_WITHOUT_SIGN_OFF, heading.range, message, help);
    }
}

fn ticked(builder: &mut Builder<'_>, task: &Task) {
    if let Some(tick) = task.ticked {
        let help = "readers tick in their browser; take the `x` out";
        builder.report(Code::TICKED_IN_SOURCE, tick, "ticked for every reader", help);
    }
}
