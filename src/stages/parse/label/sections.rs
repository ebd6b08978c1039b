//! What the items of a list are, by the heading above it: steps of a
//! runbook, objectives of a course, rules of a policy.

use super::tree::text_of;
use super::{Gatherer, Holder, PageKind, is_step};
use crate::base::{Code, TextRange};
use crate::model::document::{Block, BlockKind, Item};
use crate::model::kind::Known;
use crate::model::label::Label;
use crate::model::named_item::ItemKind;
use crate::stages::parse::step;

/// What the items of a list are, by the section they stand in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Below {
    /// Steps, if the list is numbered.
    Steps,
    /// Steps whose labels count, whatever the page is.
    Procedure,
    /// What each item is.
    Items(ItemKind),
    /// Choices of a question, or what is put in order.
    Choices,
    /// Nothing that needs an id.
    Others,
}

/// The section that blocks of a page stand in.
pub(super) struct Sections {
    known: Option<Known>,
    /// The level of the heading of the section, and what stands in it.
    open: Option<(u8, Below)>,
    /// Whether it is the knowledge check of a course.
    in_check: bool,
}

impl Sections {
    /// Begins above the first heading of a page.
    pub fn of(known: Option<Known>) -> Sections {
        Sections { known, open: None, in_check: false }
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

    /// Returns what a heading of a course or a path holds labels as.
    pub fn training(&mut self, level: u8, text: &str) -> Option<Holder> {
        let known = self.known.filter(|known| known.because.is_said())?;
        let kind = known.kind.name;
        if level == 2 {
            let section = known.kind.sections.iter().find(|own| own.is_named(text));
            let title = section.map(|own| own.title);
            self.in_check = kind == "module" && title == Some("Knowledge check");
            return match (kind, title) {
                ("module", None) => Some(Holder::Unit),
                ("path", Some("Finish")) => Some(Holder::Finish),
                _ => None,
            };
        }
        (self.in_check && level == 3).then_some(Holder::Question)
    }
}

impl Gatherer<'_, '_> {
    /// Tells whether a page that may be a unit is one, and says what is nearly
    /// one.
    pub(super) fn is_unit(&mut self, body: &[Block]) -> bool {
        let is_unit = body.first().is_some_and(|first| self.begins_unit(first));
        match is_unit {
            true => self.kind = PageKind::Other,
            false => self.report_almost_unit(body),
        }
        is_unit
    }

    /// Tells whether a page begins as a unit of a course does: with a list of
    /// labels alone, an objective among them.
    fn begins_unit(&self, first: &Block) -> bool {
        let BlockKind::List(list) = &first.kind else { return false };
        let labels = list.items.iter().map(|item| self.labels_of_item(item, Holder::Unit));
        let labels: Option<Vec<_>> = labels.collect();
        let mut labels = labels.into_iter().flatten().flatten();
        list.start.is_none() && labels.any(|draft| draft.label == Label::Objective)
    }

    /// Reports words of the first list of a page that are nearly labels of a
    /// unit, where others are; and such a list that does not stand first.
    fn report_almost_unit(&mut self, body: &[Block]) {
        let mut lists = body.iter().take_while(|own| !matches!(own.kind, BlockKind::Heading(_)));
        let Some(first) = lists.find(|own| matches!(own.kind, BlockKind::List(_))) else { return };
        if self.begins_unit(first) {
            let message = "these labels do not stand first, so the page is no unit";
            let help = "move the list up, directly below the title";
            self.builder.report(Code::UNKNOWN_LABEL, first.range, message, help);
            return;
        }
        let BlockKind::List(list) = &first.kind else { return };
        let is_label = |item: &Item| self.labels_of_item(item, Holder::Unit).is_some();
        let (labels, others): (Vec<&Item>, Vec<&Item>) =
            list.items.iter().partition(|item| is_label(item));
        let words: Vec<TextRange> = others
            .iter()
            .filter_map(|item| self.almost_line(text_of(item)?, Holder::Unit))
            .collect();
        if !labels.is_empty() && words.len() == others.len() {
            self.report_unknown(words, Holder::Unit, true);
        }
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
