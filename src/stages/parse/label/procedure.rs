//! Lists that are steps by themselves, whatever the page is: those between
//! `::: steps`, and those one of whose items has a label of steps. A flow says
//! who does what, with labels too; it is none.

use super::known;
use super::{Below, Gatherer, PageKind};
use crate::base::TextRange;
use crate::model::document::{Block, BlockKind, Blocks, Inline, InlineKind, Item, List};
use crate::model::label::Label;
use crate::stages::parse::builder::Builder;
use crate::stages::parse::label::Holder;

/// Labels that only steps have. Sentences begin with the words of others.
const OF_STEPS: [Label; 10] = [
    Label::Approval,
    Label::Danger,
    Label::Evidence,
    Label::Expect,
    Label::IfNot,
    Label::OnlyIf,
    Label::Record,
    Label::Tell,
    Label::Undo,
    Label::Verify,
];
/// Labels of steps that a list beside a text may have as well: they count
/// where the page says what it is.
const OF_LISTS: [Label; 3] = [Label::Role, Label::Time, Label::Wait];

impl Builder<'_> {
    /// Tells whether a list was found to be steps by itself.
    pub fn is_procedure(&self, list: &List) -> bool {
        let first = list.items.first().map(|item| item.range.start);
        list.start.is_some() && first.is_some_and(|first| self.procedures.contains(&first))
    }
}

impl Gatherer<'_, '_> {
    /// Reads a list, which may be steps by itself.
    pub(super) fn list(&mut self, list: &mut List) {
        let below = self.below;
        let is_known = match below {
            Below::Procedure | Below::Choices => true,
            // In a runbook that does not say what it is labels are found here.
            Below::Steps => self.kind != PageKind::Unknown,
            Below::Items(_) | Below::Others => false,
        };
        if !is_known && self.has_steps(list) {
            self.note(list);
            self.below = Below::Procedure;
        }
        self.items(list);
        self.below = below;
    }

    /// Reads what stands between `::: steps`: its lists are steps.
    pub(super) fn procedure(&mut self, blocks: &mut Blocks) {
        let below = std::mem::replace(&mut self.below, Below::Procedure);
        for block in blocks.iter() {
            if let BlockKind::List(list) = &block.kind {
                self.note(list);
            }
        }
        self.each(blocks);
        self.below = below;
    }

    fn note(&mut self, list: &List) {
        let has_tasks = list.items.iter().any(|item| item.task.is_some());
        if list.start.is_some() && !has_tasks {
            self.builder.procedures.extend(list.items.first().map(|item| item.range.start));
        }
    }

    /// Tells whether a block is `::: steps`.
    pub(super) fn is_steps(&self, range: TextRange) -> bool {
        let mark = self.builder.text(range).lines().next().unwrap_or_default();
        let mark = mark.trim_start_matches([':', '/', ' ']);
        let word = mark.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.eq_ignore_ascii_case("steps")
    }

    /// Tells whether lists below a heading say a flow.
    pub(super) fn says_flow(&self, heading: &str) -> bool {
        let heading = heading.trim().to_lowercase();
        heading.ends_with("process flow") || heading.ends_with("process flows")
    }

    /// Tells whether a list is steps: it has an order, and an item has a label
    /// of steps.
    fn has_steps(&self, list: &List) -> bool {
        let is_flow = self.is_flow
            || self.known.is_some_and(|known| matches!(known.kind.name, "process" | "area"));
        let has_tasks = list.items.iter().any(|item| item.task.is_some());
        list.start.is_some()
            && !is_flow
            && !has_tasks
            && !self.begins_flow(list)
            && list.items.iter().any(|item| self.has_label(item))
    }

    /// Tells whether the first item of a list is the start of a flow.
    fn begins_flow(&self, list: &List) -> bool {
        let first = list.items.first().and_then(|item| item.blocks.first());
        let Some(BlockKind::Plain(text) | BlockKind::Paragraph(text)) =
            first.map(|block| &block.kind)
        else {
            return false;
        };
        let text = self.builder.plain(text);
        let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
        first.is_some_and(|first| first.eq_ignore_ascii_case("start"))
    }

    /// Tells whether an item has a label of steps with a value.
    fn has_label(&self, item: &Item) -> bool {
        item.blocks.iter().enumerate().any(|(at, block)| match &block.kind {
            BlockKind::Plain(content) | BlockKind::Paragraph(content) => {
                lines(content).skip(usize::from(at == 0)).any(|line| self.is_label(line, &[]))
            }
            BlockKind::List(list) if list.start.is_none() => list.items.iter().any(|below| {
                let (first, rest) = below.blocks.split_first().unzip();
                match first.map(|first: &Block| &first.kind) {
                    Some(BlockKind::Plain(content) | BlockKind::Paragraph(content))
                        if below.task.is_none() =>
                    {
                        let rest = rest.unwrap_or_default();
                        lines(content).take(1).any(|line| self.is_label(line, rest))
                    }
                    _ => false,
                }
            }),
            _ => false,
        })
    }

    fn is_label(&self, line: &[Inline], rest: &[Block]) -> bool {
        let Some(draft) = known::draft(line, &self.builder.source.text, Holder::Step) else {
            return false;
        };
        let is_said = !draft.value.is_empty() || !rest.is_empty();
        let is_own = OF_STEPS.contains(&draft.label)
            || self.kind != PageKind::Unknown && OF_LISTS.contains(&draft.label);
        is_said && is_own
    }
}

/// Returns the lines of some text.
fn lines(content: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    content.split(|own| matches!(own.kind, InlineKind::SoftBreak | InlineKind::HardBreak))
}
