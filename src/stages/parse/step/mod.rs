//! The steps of a runbook: which sections are a procedure, which items and
//! headings are its steps, and what is said of each.

use super::builder::{Builder, cover};
use super::item_id;
use super::label::{is_step, step_name};
use crate::base::TextRange;
use crate::model::checklist::{Field, Title};
use crate::model::code_lines::{lines, part};
use crate::model::document::{Block, BlockKind, Code, Heading, InlineKind, Item, List};
use crate::model::kind::{Known, section_name};
use crate::model::label::Labelled;
use crate::model::own_text;
use crate::model::procedure::{Command, Purpose, Step, StepSection};
use crate::model::walk;
use crate::text::command;

/// Reads the sections of steps of a page; none where it is no runbook.
pub(super) fn read(builder: &Builder<'_>, kind: Option<Known>, body: &[Block]) -> Vec<StepSection> {
    let Some(known) = kind.filter(|known| known.kind.name == "runbook") else { return Vec::new() };
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

/// A section being read.
struct Open {
    level: u8,
    purpose: Purpose,
    heading: Option<Title>,
    steps: Vec<Step>,
    /// The level of the heading that is the last step, while what follows
    /// belongs to it.
    step: Option<u8>,
    /// The places of what is that step's own.
    own: Vec<TextRange>,
}

impl Open {
    fn new(level: u8, purpose: Purpose, heading: Option<Title>) -> Open {
        Open { level, purpose, heading, steps: Vec::new(), step: None, own: Vec::new() }
    }

    /// Ends the step that is a heading.
    fn end_step(&mut self, source: &str) {
        let own = std::mem::take(&mut self.own);
        let step = self.steps.iter_mut().rev().find(|step| step.depth == 0);
        if let (Some(step), Some(_)) = (step, self.step.take()) {
            step.hash = own_text::of(&own, source);
        }
    }
}

struct Reader<'b, 'a> {
    builder: &'b Builder<'a>,
    known: Known,
    sections: Vec<StepSection>,
    open: Option<Open>,
}

impl Reader<'_, '_> {
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.end_step(&self.builder.source.text);
        let Open { purpose, heading, steps, .. } = open;
        self.sections.push(StepSection { purpose, heading, steps: steps.into() });
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
        let Some(purpose) = self.purpose(&text) else { return };
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
        let is_beside = open.heading.is_some() && heading.level == open.level;
        if is_beside {
            self.close();
            return self.step_heading(heading, text);
        }
        let number = text.chars().skip_while(|c| !c.is_ascii_digit());
        let number: String = number.take_while(char::is_ascii_digit).collect();
        open.end_step(&self.builder.source.text);
        open.step = Some(heading.level);
        open.own.push(range);
        open.steps.push(Step {
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
        });
    }

    /// Returns where a name stands in a heading.
    fn name_range(&self, heading: TextRange, name: &str) -> TextRange {
        match self.builder.text(heading).rfind(name) {
            Some(at) => TextRange::new(at, at + name.len()).shifted(heading.start),
            None => heading,
        }
    }

    /// Returns what a section is for, if it is a procedure.
    fn purpose(&self, heading: &str) -> Option<Purpose> {
        let section = self.known.kind.sections.iter().find(|own| own.is_named(heading))?;
        let name = section_name(heading);
        match section.title {
            "Verification" => Some(Purpose::Verification),
            "Clean-up" => Some(Purpose::CleanUp),
            "Steps" if name == "rollback" => Some(Purpose::Rollback),
            "Steps" if matches!(&*name, "diagnosis" | "possible checks") => {
                Some(Purpose::Diagnosis)
            }
            "Steps" => Some(Purpose::Work),
            _ => None,
        }
    }

    fn block(&mut self, block: &Block) {
        let Some(open) = &mut self.open else { return };
        if open.step.is_some() {
            open.own.extend(own_text::of_blocks(std::slice::from_ref(block)));
        }
        match &block.kind {
            BlockKind::List(list) if list.start.is_some() => {
                let above = open.step.and(open.steps.last()).map(|step| step.number.to_string());
                let depth = u16::from(above.is_some());
                steps(self.builder, (list, above.as_deref(), depth), &mut open.steps);
            }
            _ if open.step.is_some() => {
                let Some(step) = open.steps.iter_mut().rev().find(|step| step.depth == 0) else {
                    return;
                };
                let (commands, fields) = said(self.builder, std::slice::from_ref(block));
                add(&mut step.commands, commands);
                add(&mut step.fields, fields);
            }
            _ => {}
        }
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

/// Adds the items of a list as steps, and those of lists in them.
fn steps(
    builder: &Builder<'_>,
    (list, above, depth): (&List, Option<&str>, u16),
    out: &mut Vec<Step>,
) {
    let first = list.start.unwrap_or(1);
    for (item, number) in list.items.iter().zip(first..) {
        let number = match above {
            Some(above) => format!("{above}.{number}"),
            None => number.to_string(),
        };
        out.push(step(builder, item, &number, depth));
        for block in &item.blocks {
            if let BlockKind::List(list) = &block.kind
                && list.start.is_some()
            {
                steps(builder, (list, Some(&number), depth + 1), out);
            }
        }
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
