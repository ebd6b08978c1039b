//! The steps of a runbook: which sections are a procedure, which items and
//! headings are its steps, and what is said of each. `branch.rs` and `way.rs`
//! read what their branches say, `target.rs` where these lead; `graph.rs` has
//! the ways between steps, for `check.rs` and the figure (`figure.rs`).

mod branch;
mod check;
mod figure;
mod graph;
mod report;
mod target;
mod way;

use self::branch::Draft;

use super::builder::{Builder, cover};
use super::item_id;
use super::label::{is_step, step_name};
use crate::base::TextRange;
use crate::model::branch::Goal;
use crate::model::checklist::{Field, Title};
use crate::model::code_lines::{lines, part};
use crate::model::document::{Block, BlockKind, Blocks, Code, Heading, InlineKind, Item, List};
use crate::model::flow::Flow;
use crate::model::kind::{Kind, Known, section_name};
use crate::model::label::Labelled;
use crate::model::own_text;
use crate::model::procedure::{Command, Purpose, Step, StepSection};
use crate::model::walk;
use crate::text::command;

/// Reads the sections of steps of a page; none where it is no runbook. What
/// branches name are given ids, and the procedure a figure.
pub(super) fn read(
    builder: &mut Builder<'_>,
    kind: Option<Known>,
    (body, flows): (&mut Blocks, &mut Vec<Flow>),
) -> Vec<StepSection> {
    let Some(known) = kind.filter(|known| known.kind.name == "runbook") else { return Vec::new() };
    let mut read = sections(builder, known, body);
    let named = target::resolve(builder, &mut read);
    let graph = graph::of(&read);
    check::report(builder, (&read, &graph), &named);
    figure::add(builder, (&mut read, &graph), (body, flows));
    read.into_iter().map(Read::section).collect()
}

fn sections(builder: &Builder<'_>, known: Known, body: &[Block]) -> Vec<Read> {
    let mut reader = Reader { builder, known, sections: Vec::new(), open: None };
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) => reader.heading(heading),
            _ => reader.block(block),
        }
    }
    reader.close();
    reader.sections
}

/// A section as it is read.
struct Read {
    purpose: Purpose,
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

/// A section being read.
struct Open {
    level: u8,
    read: Read,
    /// The level of the heading that is the last step, while what follows
    /// belongs to it, and the index of that step.
    step: Option<(u8, usize)>,
    /// The places of what is that step's own.
    own: Vec<TextRange>,
    /// The list that is being read; steps that are headings are one.
    list: u32,
    /// For each step, how many branches it has so far; at most 26 are counted.
    branches: Vec<u8>,
}

impl Open {
    fn new(level: u8, purpose: Purpose, heading: Option<Title>) -> Open {
        let (steps, lists, bodies) = (Vec::new(), Vec::new(), Vec::new());
        let (drafts, goals) = (Vec::new(), Vec::new());
        let read = Read { purpose, heading, steps, lists, bodies, drafts, goals };
        Open { level, read, step: None, own: Vec::new(), list: 0, branches: Vec::new() }
    }

    fn add(&mut self, step: Step, body: Option<u32>) {
        self.read.steps.push(step);
        self.read.lists.push(self.list);
        self.read.bodies.push(body);
        self.branches.push(0);
    }

    /// Ends the step that is a heading.
    fn end_step(&mut self, source: &str) {
        let own = std::mem::take(&mut self.own);
        let Some((_, step)) = self.step.take() else { return };
        if let Some(step) = self.read.steps.get_mut(step) {
            step.hash = own_text::of(&own, source);
        }
    }
}

struct Reader<'b, 'a> {
    builder: &'b Builder<'a>,
    known: Known,
    sections: Vec<Read>,
    open: Option<Open>,
}

impl Reader<'_, '_> {
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.end_step(&self.builder.source.text);
        self.sections.push(open.read);
    }

    fn heading(&mut self, heading: &Heading) {
        let text = self.builder.plain(&heading.content);
        if is_step(&text) {
            return self.step_heading(heading, &text);
        }
        if self.open.as_ref().is_some_and(|open| open.level < heading.level) {
            // A part of the section: what follows belongs to no step.
            let source = &self.builder.source.text;
            self.open.iter_mut().for_each(|open| open.end_step(source));
            return;
        }
        self.close();
        let Some(purpose) = purpose(self.known.kind, &text) else { return };
        let range = cover(&heading.content);
        let title = Title { id: heading.id.clone(), text: text.trim().into(), range };
        self.open = Some(Open::new(heading.level, purpose, Some(title)));
    }

    /// Begins a step; one that stands in no section begins one of its own.
    fn step_heading(&mut self, heading: &Heading, text: &str) {
        if self.open.as_ref().is_some_and(|open| heading.level < open.level) {
            self.close();
        }
        let name = step_name(text);
        let range = self.name_range(cover(&heading.content), name);
        let open = self.open.get_or_insert_with(|| Open::new(heading.level, Purpose::Work, None));
        // A section begins above its steps, or with the first of them.
        let is_beside = open.read.heading.is_some() && heading.level == open.level;
        if is_beside {
            self.close();
            return self.step_heading(heading, text);
        }
        let number = text.chars().skip_while(|c| !c.is_ascii_digit());
        let number: String = number.take_while(char::is_ascii_digit).collect();
        open.end_step(&self.builder.source.text);
        open.step = Some((heading.level, open.read.steps.len()));
        open.own.push(range);
        open.list = 0;
        let step = Step {
            at: heading.range.start,
            id: Some(heading.id.clone()),
            hash: 0,
            number: number.into(),
            name: name.trim_end_matches('?').into(),
            range,
            depth: 0,
            is_decision: name.ends_with('?'),
            commands: Box::default(),
            fields: Box::default(),
            branches: Box::default(),
        };
        open.add(step, None);
    }

    /// Returns where a name stands in a heading.
    fn name_range(&self, heading: TextRange, name: &str) -> TextRange {
        match self.builder.text(heading).rfind(name) {
            Some(at) => TextRange::new(at, at + name.len()).shifted(heading.start),
            None => heading,
        }
    }

    fn block(&mut self, block: &Block) {
        let Some(open) = &mut self.open else { return };
        if open.step.is_some() {
            open.own.extend(own_text::of_blocks(std::slice::from_ref(block)));
        }
        let step = open.step.map(|(_, step)| step);
        match (&block.kind, step) {
            (BlockKind::List(list), None) if list.start.is_some() => {
                open.list += 1;
                steps(self.builder, list, Above::default(), open);
            }
            (_, Some(step)) => {
                below(self.builder, block, step, open);
                let Some(step) = open.read.steps.get_mut(step) else { return };
                let (commands, fields) = said(self.builder, std::slice::from_ref(block));
                add(&mut step.commands, commands);
                add(&mut step.fields, fields);
            }
            _ => {}
        }
    }
}

/// Returns what a section is for, if it is a procedure.
pub(super) fn purpose(kind: &Kind, heading: &str) -> Option<Purpose> {
    let section = kind.sections.iter().find(|own| own.is_named(heading))?;
    let name = section_name(heading);
    match section.title {
        "Verification" => Some(Purpose::Verification),
        "Clean-up" => Some(Purpose::CleanUp),
        "Steps" if name == "rollback" => Some(Purpose::Rollback),
        "Steps" if matches!(&*name, "diagnosis" | "possible checks") => Some(Purpose::Diagnosis),
        "Steps" => Some(Purpose::Work),
        _ => None,
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
        _ => {}
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
        check: labelled.check,
    }
}

fn commands_of(builder: &Builder<'_>, code: &Code, range: TextRange) -> Command {
    let is_session = command::is_session(&code.language);
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
