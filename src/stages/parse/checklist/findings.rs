//! What is missing or doubtful in a checklist.

use std::collections::BTreeSet;

use super::entry;
use crate::base::Code;
use crate::model::catalog::loose;
use crate::model::checklist::{Field, Group, Task};
use crate::model::front::Front;
use crate::model::label::Label;
use crate::stages::parse::builder::Builder;

/// Reports the groups of a page of kind checklist.
pub(in crate::stages::parse) fn report(builder: &mut Builder<'_>, front: &Front, groups: &[Group]) {
    for group in groups {
        gate(builder, group);
        let signers = group.field(Label::SignOff).map(names).unwrap_or_default();
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
            signed_by_owner(builder, task, &signers);
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
    let Some(signs) = group.field(Label::SignOff) else {
        let help = "add `- Sign-off:` below the heading, with the role that signs";
        let message = "this gate has no `Sign-off:`";
        builder.report(Code::GATE_WITHOUT_SIGN_OFF, heading.range, message, help);
        return;
    };
    if let Some(owner) = group.field(Label::Owner) {
        alone(builder, owner, &names(signs));
    }
}

fn ticked(builder: &mut Builder<'_>, task: &Task) {
    if let Some(tick) = task.ticked {
        let help = "readers tick in their browser; take the `x` out";
        builder.report(Code::TICKED_IN_SOURCE, tick, "ticked for every reader", help);
    }
}

/// Who does a task and signs for it is reported at the task; who owns a whole
/// gate, at the gate.
fn signed_by_owner(builder: &mut Builder<'_>, task: &Task, signers: &BTreeSet<String>) {
    let Some(owner) = task.owner() else { return };
    match task.fields.iter().find(|field| field.label == Label::SignOff) {
        Some(own) => alone(builder, owner, &names(own)),
        None => alone(builder, owner, signers),
    }
}

/// Returns the names in a field, as names are compared.
fn names(field: &Field) -> BTreeSet<String> {
    let names = field.text.split(',').map(|name| loose(name.trim()));
    names.filter(|name| !name.is_empty()).collect()
}

/// Where another role signs as well, two pairs of eyes have looked.
fn alone(builder: &mut Builder<'_>, owner: &Field, signers: &BTreeSet<String>) {
    if signers.is_empty() || !signers.is_subset(&names(owner)) {
        return;
    }
    let message = format!("{} does this and signs for it", owner.text);
    let help = "name another role in `Sign-off:`, alone or beside this one";
    builder.report(Code::SIGN_OFF_BY_OWNER, owner.range, message, help);
}
