//! What the items of a list are, by the heading above it: steps of a
//! runbook, objectives of a course, rules of a policy.

use super::{Below, is_step};
use crate::model::kind::Known;
use crate::model::named_item::ItemKind;
use crate::stages::parse::step;

/// The section that blocks of a page stand in.
pub(super) struct Sections {
    known: Option<Known>,
    /// The level of the heading of the section, and what stands in it.
    open: Option<(u8, Below)>,
}

impl Sections {
    /// Begins above the first heading of a page.
    pub fn of(known: Option<Known>) -> Sections {
        Sections { known, open: None }
    }

    /// Returns what stands below a heading.
    pub fn heading(&mut self, level: u8, text: &str) -> Below {
        let Some(known) = self.known else { return Below::Others };
        let is_runbook = known.kind.name == "runbook";
        let is_below = self.open.is_some_and(|(own, _)| own < level);
        if is_runbook && is_step(text) {
            let own = self.open.filter(|_| is_below).map_or(level, |(own, _)| own);
            self.open = Some((own, Below::Steps));
        } else if !is_below {
            let below = match is_runbook {
                true => step::purpose(known.kind, text).map(|_| Below::Steps),
                false => items(known, text).map(Below::Items),
            };
            self.open = below.map(|below| (level, below));
        }
        self.open.map_or(Below::Others, |(_, below)| below)
    }
}

/// Tells what the items of a section are.
fn items(known: Known, heading: &str) -> Option<ItemKind> {
    let section = known.kind.sections.iter().find(|own| own.is_named(heading))?;
    match section.title {
        "Objectives" | "Outcomes" => Some(ItemKind::Objective),
        "Rules" => Some(ItemKind::Rule),
        _ => None,
    }
}
