//! The objectives of a page about learning, and which of them a label names.

use crate::base::nearest::did_you_mean;
use crate::base::{Code, TextRange};
use crate::model::catalog::loose;
use crate::model::document::{Inline, InlineKind};
use crate::model::label::Labelled;
use crate::model::named_item::{IdOrigin, ItemKind};
use crate::model::training::{Objective, ObjectiveName};
use crate::stages::parse::builder::Builder;

/// At most so many objectives are looked for by their words.
const MOST_OBJECTIVES: usize = 200;

/// Returns the objectives of a page, in order.
pub(super) fn of_page(builder: &Builder<'_>) -> Box<[Objective]> {
    let own = builder.items.iter().filter(|item| item.kind == ItemKind::Objective);
    let own = own.filter(|item| item.origin != IdOrigin::Other);
    let objective = own.map(|item| {
        let (id, name) = (item.id.clone(), item.name.clone());
        Objective { id, name, range: item.range }
    });
    let mut objectives: Vec<Objective> = objective.collect();
    objectives.sort_by_key(|objective| objective.range);
    objectives.into()
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
    let has_none = objectives.is_empty();
    let objectives = objectives.iter().take(MOST_OBJECTIVES);
    let mut own = objectives.clone();
    let own = own.find(|own| *own.id == *written || bare(own) == name);
    if let Some(objective) = own {
        return Some(ObjectiveName::Here(objective.id.clone()));
    }
    let known = objectives.flat_map(|own| [&*own.id, &*own.name]);
    let near = did_you_mean(written, known);
    let otherwise = match has_none {
        true => "write `[[course#id]]` with the name of the course that has it",
        false => "write `[[#id]]` of an objective of this page",
    };
    let help = near.unwrap_or_else(|| otherwise.into());
    let message = format!("no objective of this page is called `{written}`");
    builder.report(Code::BROKEN_ANCHOR, range, message, help);
    None
}
