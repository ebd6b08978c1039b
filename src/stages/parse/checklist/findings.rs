//! What is missing or doubtful in a checklist.

use super::entry;
use crate::base::Code;
use crate::model::checklist::{Field, Group, Task};
use crate::model::front::Front;
use crate::model::kind::FieldData;
use crate::model::label::Label;
use crate::stages::parse::builder::Builder;
use crate::text::data::Node;
use crate::text::date;

/// Reports the groups of a page of kind checklist.
pub(in crate::stages::parse) fn report(builder: &mut Builder<'_>, front: &Front, groups: &[Group]) {
    for group in groups {
        gate(builder, group);
        due(builder, &group.fields);
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
            due(builder, &task.fields);
        }
    }
    entry::report(builder, groups);
    days(builder, front);
}

/// Reports days that do not exist, in `dates:`.
fn days(builder: &mut Builder<'_>, front: &Front) {
    let dates = front.fields.iter().filter(|value| value.field.name == "dates");
    let nodes = dates.filter_map(|value| match &value.value {
        FieldData::Node(node) => node.as_map(),
        _ => None,
    });
    let help = "write for example `2027-02-01`, or nothing where readers fill it in";
    for entry in nodes.flatten().filter(|entry| !entry.value.is_null()) {
        day(builder, &entry.value, help);
    }
}

/// Reports what is no day where one must stand.
pub(in crate::stages::parse) fn day(builder: &mut Builder<'_>, node: &Node, help: &str) {
    let text = node.as_text().unwrap_or_default();
    if date::parse(text).is_some() {
        return;
    }
    match date::why_not(text) {
        Some(why) => builder.report(Code::NO_SUCH_DAY, node.range, why, help),
        None => builder.report(Code::WRONG_TYPE, node.range, "a day must be a date", help),
    }
}

/// Reports a `Due:` that is written as a day that does not exist.
fn due(builder: &mut Builder<'_>, fields: &[Field]) {
    let is_day = |text: &str| date::parse(text).is_some();
    let wrong = fields.iter().filter(|field| field.label == Label::Due && !is_day(&field.text));
    for field in wrong {
        if let Some(why) = date::why_not(&field.text) {
            let help = "write a day that exists, or count: `5 business days before go-live`";
            builder.report(Code::NO_SUCH_DAY, field.range, why, help);
        }
    }
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
