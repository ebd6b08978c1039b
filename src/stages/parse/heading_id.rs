//! Headings that are more than headings: steps of a runbook, whose ids are
//! without `Step 3:`, and questions of a knowledge check.

use std::collections::HashMap;

use super::builder::{Builder, cover};
use super::item_id;
use super::label::{is_step, step_name};
use crate::model::document::{Anchor, BlockKind, Blocks, Heading};
use crate::model::kind::Known;
use crate::model::named_item::{IdOrigin, ItemKind, NamedItem};
use crate::text::slug::slug;

/// Names the headings of a page that are steps or questions.
pub(super) fn read(builder: &mut Builder<'_>, kind: Option<Known>, body: &mut Blocks) {
    let Some(known) = kind.filter(|known| known.because.is_said()) else { return };
    let is_runbook = known.kind.name == "runbook";
    if !is_runbook && known.kind.name != "module" {
        return;
    }
    let mut renamed = HashMap::new();
    let mut in_check = None;
    for block in body.iter_mut() {
        let BlockKind::Heading(heading) = &mut block.kind else { continue };
        let text = builder.plain(&heading.content);
        if is_runbook && is_step(&text) && !step_name(&text).is_empty() {
            step(builder, heading, &text, &mut renamed);
            continue;
        }
        if in_check.is_none_or(|level| heading.level <= level) {
            let section = known.kind.sections.iter().find(|own| own.is_named(&text));
            let is_check = section.is_some_and(|own| own.title == "Knowledge check");
            in_check = is_check.then_some(heading.level);
        } else if in_check == Some(heading.level - 1) {
            let id = heading.id.clone();
            note(builder, heading, (ItemKind::Question, id, text.trim()));
        }
    }
    for entry in &mut builder.outline {
        if let Some(id) = renamed.remove(&entry.id) {
            entry.id = id;
        }
    }
}

/// Gives a step the id of its name. The id of its whole heading, which Git
/// hosts know, leads to it as well.
fn step(
    builder: &mut Builder<'_>,
    heading: &mut Heading,
    text: &str,
    renamed: &mut HashMap<Box<str>, Box<str>>,
) {
    let name = step_name(text);
    let range = heading.range;
    match is_written(builder, heading) {
        true => {
            let whole = slug(text);
            if !builder.slugs.contains_key(&whole) {
                let other = builder.derived_id(text);
                builder.anchors.push(Anchor { id: other.clone(), range });
                heading.other_id = Some(other);
            }
        }
        false => {
            let id = builder.derived_id(name);
            builder.anchors.push(Anchor { id: id.clone(), range });
            let other = std::mem::replace(&mut heading.id, id.clone());
            renamed.insert(other.clone(), id);
            heading.other_id = Some(other);
        }
    }
    let id = heading.id.clone();
    if let Some(other) = heading.other_id.clone() {
        let range = cover(&heading.content);
        let (kind, origin) = (ItemKind::Step, IdOrigin::Other);
        builder.items.push(NamedItem { id: other, kind, name: name.into(), range, origin });
    }
    note(builder, heading, (ItemKind::Step, id, name));
}

/// Notes what the id of a heading stands for.
fn note(
    builder: &mut Builder<'_>,
    heading: &Heading,
    (kind, id, name): (ItemKind, Box<str>, &str),
) {
    let end = item_id::end_of_line(builder, &heading.content);
    let origin = match is_written(builder, heading) {
        true => IdOrigin::Written,
        false => end.map_or(IdOrigin::Placeless, IdOrigin::Derived),
    };
    let range = cover(&heading.content);
    builder.items.push(NamedItem { id, kind, name: name.into(), range, origin });
}

/// Tells whether the author gave a heading its id.
fn is_written(builder: &Builder<'_>, heading: &Heading) -> bool {
    let end = cover(&heading.content).end.saturating_sub(heading.range.start) as usize;
    builder.text(heading.range).get(end..).is_some_and(|rest| rest.contains("{#"))
}
