//! The steps of a page: what is said of each. `section.rs` knows which
//! sections of a runbook are a procedure, and which lists elsewhere.
//! `branch.rs` and `way.rs` read what branches say, `target.rs` where these
//! lead; `graph.rs` has the ways between steps, for `check.rs` and the figure
//! (`figure.rs`), whose lanes say who does what (`lanes.rs`).

mod branch;
mod check;
mod figure;
mod graph;
mod lanes;
mod report;
mod section;
mod target;
mod way;

pub(super) use section::purpose;

use self::branch::Draft;
use self::section::Open;

use super::builder::{Builder, cover};
use super::item_id;
use crate::base::TextRange;
use crate::model::branch::Goal;
use crate::model::checklist::{Field, Title};
use crate::model::code_lines::{lines, part};
use crate::model::document::{Block, BlockKind, Blocks, Code, InlineKind, Item, List};
use crate::model::flow::Flow;
use crate::model::kind::Known;
use crate::model::label::Labelled;
use crate::model::own_text;
use crate::model::procedure::{Command, Purpose, Step, StepSection};
use crate::model::relation::{Relation, RelationKind};
use crate::model::walk;
use crate::model::ways::Ways;
use crate::text::command;

/// Reads the sections of steps of a page, and the ways between the steps. What
/// branches name are given ids, and the procedure a figure.
pub(super) fn read(
    builder: &mut Builder<'_>,
    (kind, relations): (Option<Known>, &[Relation]),
    (body, flows): (&mut Blocks, &mut Vec<Flow>),
) -> (Vec<StepSection>, Option<Box<Ways>>) {
    let runbook = kind.filter(|known| known.kind.name == "runbook");
    if runbook.is_none() && builder.procedures.is_empty() {
        return (Vec::new(), None);
    }
    let mut read = section::read(builder, runbook, body);
    let named = target::resolve(builder, &mut read);
    let graph = graph::of(&read);
    check::report(builder, (&read, &graph), &named);
    let owner = relations.iter().find(|relation| relation.kind == RelationKind::Owner);
    let owner = owner.map(|owner| owner.reference);
    figure::add(builder, (&mut read, &graph, owner), (body, flows));
    let ways = (0 < graph.count).then(|| Box::new(graph));
    (read.into_iter().map(Read::section).collect(), ways)
}

/// A section as it is read.
struct Read {
    purpose: Purpose,
    /// Whether it is a procedure by itself, and no part of a runbook.
    is_alone: bool,
    heading: Option<Title>,
    steps: Vec<Step>,
    /// For each step, which list of the first level it stands in.
    lists: Vec<u32>,
    /// For each step, the draft it is below, if it is part of a branch.
    bodies: Vec<Option<u32>>,
    drafts: Vec<Draft>,
    /// For each draft, where it leads.
    goals: Vec<Goal>,
}

impl Read {
    fn section(self) -> StepSection {
        let Read { purpose, heading, steps, .. } = self;
        StepSection { purpose, heading, steps: steps.into() }
    }
}

fn add<T>(all: &mut Box<[T]>, more: Vec<T>) {
    if more.is_empty() {
        return;
    }
    let mut own = std::mem::take(all).into_vec();
    own.extend(more);
    *all = own.into();
}

/// What a list of steps stands below.
#[derive(Clone, Copy, Default)]
struct Above<'n> {
    /// The number of a step, and of a branch its letter.
    number: Option<&'n str>,
    depth: u16,
    /// Index of the branch among the drafts of the section.
    body: Option<u32>,
}

/// Adds the items of a list as steps, and those of lists in them.
fn steps(builder: &Builder<'_>, list: &List, above: Above<'_>, open: &mut Open) {
    let first = list.start.unwrap_or(1);
    for (item, number) in list.items.iter().zip(first..) {
        let number = match above.number {
            Some(above) => format!("{above}.{number}"),
            None => number.to_string(),
        };
        let index = open.read.steps.len();
        open.add(step(builder, item, &number, above.depth), above.body);
        item.blocks.iter().for_each(|block| below(builder, block, index, open));
    }
}

/// Reads what a block below a step says of where it leads, and its sub-steps.
fn below(builder: &Builder<'_>, block: &Block, index: usize, open: &mut Open) {
    let Some(step) = open.read.steps.get(index) else { return };
    let (number, depth) = (step.number.clone(), step.depth + 1);
    match &block.kind {
        BlockKind::List(list) if list.start.is_some() => {
            let above = Above { number: Some(&number), depth, body: None };
            steps(builder, list, above, open);
        }
        BlockKind::List(list) if step.is_decision => {
            for item in &list.items {
                if let Some(draft) = branch::of_item(builder, item, index) {
                    body(builder, (draft, &item.blocks), (&number, depth), open);
                }
            }
        }
        BlockKind::Labels(labels) => {
            for labelled in labels {
                if let Some(draft) = branch::of_label(builder, labelled, index) {
                    body(builder, (draft, &labelled.blocks), (&number, depth), open);
                }
            }
        }
        _ => {
            for list in section::inside(builder, block) {
                let above = Above { number: Some(&number), depth, body: None };
                steps(builder, list, above, open);
            }
        }
    }
}

/// Adds a branch with the steps that stand below it.
fn body(
    builder: &Builder<'_>,
    (draft, blocks): (Draft, &[Block]),
    (number, depth): (&str, u16),
    open: &mut Open,
) {
    let Some(count) = open.branches.get_mut(draft.step) else { return };
    let letter = Some(char::from(b'a' + *count)).filter(|_| *count < 26);
    *count = count.saturating_add(1).min(26);
    let number = letter.map_or_else(|| number.into(), |letter| format!("{number}.{letter}"));
    let (at, first) = (open.read.drafts.len(), open.read.steps.len());
    open.read.drafts.push(draft);
    let above = Above { number: Some(&number), depth, body: u32::try_from(at).ok() };
    for block in blocks {
        if let BlockKind::List(list) = &block.kind
            && list.start.is_some()
        {
            steps(builder, list, above, open);
        }
    }
    let last = open.read.steps.len();
    if first < last
        && let Some(draft) = open.read.drafts.get_mut(at)
    {
        draft.body = u32::try_from(first).ok().zip(u32::try_from(last).ok());
    }
}

fn step(builder: &Builder<'_>, item: &Item, number: &str, depth: u16) -> Step {
    let content = item_id::text(&item.blocks);
    let name = item_id::name(builder, content);
    let place = match content.first().map(|first| &first.kind) {
        Some(InlineKind::Strong(bold)) => cover(bold),
        _ if content.is_empty() => item.range,
        _ => cover(content),
    };
    let is_decision = builder.text(place).trim_end().ends_with('?');
    let (commands, fields) = said(builder, &item.blocks);
    Step {
        at: item.range.start,
        id: item.id.clone(),
        hash: own_text::of_item(item, &builder.source.text),
        number: number.into(),
        name: name.into(),
        range: place,
        depth,
        is_decision,
        commands: commands.into(),
        fields: fields.into(),
        branches: Box::default(),
    }
}

/// Returns the commands and labels of a step. What stands below a label or in
/// a sub-step is its own.
fn said(builder: &Builder<'_>, blocks: &[Block]) -> (Vec<Command>, Vec<Field>) {
    let (mut commands, mut fields) = (Vec::new(), Vec::new());
    let mut rest: Vec<&[Block]> = vec![blocks];
    while let Some(blocks) = rest.pop() {
        for block in blocks {
            match &block.kind {
                BlockKind::Code(code) if command::is_command(&code.language) => {
                    commands.push(commands_of(builder, code, block.range));
                }
                BlockKind::Labels(labels) => {
                    fields.extend(labels.iter().map(|label| field(builder, label)));
                }
                BlockKind::List(list) if list.start.is_some() => {}
                _ => rest.extend(walk::children(block)),
            }
        }
    }
    (commands, fields)
}

fn field(builder: &Builder<'_>, labelled: &Labelled) -> Field {
    Field {
        label: labelled.label,
        text: builder.plain(&labelled.value).trim().into(),
        range: labelled.place(),
        references: labelled.references().collect(),
        check: labelled.check.clone(),
    }
}

fn commands_of(builder: &Builder<'_>, code: &Code, range: TextRange) -> Command {
    let is_session = command::is_session(&code.language) && !command::is_bare(&code.text);
    let written = lines(&builder.source.text, range, code);
    let own = written.into_iter().filter_map(|(line, place)| {
        let text = match command::prompt(line) {
            Some(end) => end,
            None if is_session => return None,
            None => line.len() - line.trim_start().len(),
        };
        let end = line.trim_end().len().max(text);
        let words = line.get(text..end).unwrap_or_default();
        (!words.is_empty()).then(|| (words.into(), part(line, place, text..end)))
    });
    Command { language: code.language.clone(), lines: own.collect(), is_guarded: code.guard }
}
