//! Which parts of a page are a procedure: in a runbook its sections of steps
//! and the headings that are steps; on any page the lists that `label` found
//! to be steps, each section of them a procedure by itself.

use super::super::builder::{Builder, cover};
use super::super::label::{is_step, step_name};
use super::{Above, Read, add, below, said, steps};
use crate::base::TextRange;
use crate::model::checklist::Title;
use crate::model::document::{Block, BlockKind, Heading, List};
use crate::model::kind::{Kind, Known, section_name};
use crate::model::own_text;
use crate::model::procedure::{Purpose, Step};
use crate::model::walk;

/// Reads the steps of a page, section by section.
pub(super) fn read(builder: &Builder<'_>, runbook: Option<Known>, body: &[Block]) -> Vec<Read> {
    let mut reader = Reader { builder, runbook, sections: Vec::new(), open: None, above: None };
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) => reader.heading(heading),
            _ => reader.block(block),
        }
    }
    reader.close();
    reader.sections
}

/// Returns the lists of steps in a block that is none itself, in the order of
/// the text.
pub(super) fn inside<'t>(builder: &Builder<'_>, block: &'t Block) -> Vec<&'t List> {
    let mut lists = Vec::new();
    if builder.procedures.is_empty() {
        return lists;
    }
    let mut rest: Vec<&[Block]> = walk::children(block);
    rest.reverse();
    while let Some(blocks) = rest.pop() {
        let Some((first, after)) = blocks.split_first() else { continue };
        rest.push(after);
        match &first.kind {
            BlockKind::List(list) if builder.is_procedure(list) => lists.push(&**list),
            // Steps below an item are its sub-steps.
            BlockKind::List(list) if list.start.is_some() => {}
            _ => rest.extend(walk::children(first).into_iter().rev()),
        }
    }
    lists
}

/// A section being read.
pub(super) struct Open {
    level: u8,
    pub read: Read,
    /// The level of the heading that is the last step, while what follows
    /// belongs to it, and the index of that step.
    step: Option<(u8, usize)>,
    /// The places of what is that step's own.
    own: Vec<TextRange>,
    /// The list that is being read; steps that are headings are one.
    list: u32,
    /// For each step, how many branches it has so far; at most 26 are counted.
    pub branches: Vec<u8>,
}

impl Open {
    fn new(level: u8, purpose: Purpose, heading: Option<Title>) -> Open {
        let (steps, lists, bodies) = (Vec::new(), Vec::new(), Vec::new());
        let (drafts, goals) = (Vec::new(), Vec::new());
        let is_alone = false;
        let read = Read { purpose, is_alone, heading, steps, lists, bodies, drafts, goals };
        Open { level, read, step: None, own: Vec::new(), list: 0, branches: Vec::new() }
    }

    /// Adds a step, with the draft it is below.
    pub fn add(&mut self, step: Step, body: Option<u32>) {
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
    runbook: Option<Known>,
    sections: Vec<Read>,
    open: Option<Open>,
    /// The last heading outside of a section.
    above: Option<(u8, Title)>,
}

impl Reader<'_, '_> {
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.end_step(&self.builder.source.text);
        self.sections.push(open.read);
    }

    fn heading(&mut self, heading: &Heading) {
        let text = self.builder.plain(&heading.content);
        if self.runbook.is_some() && is_step(&text) {
            self.end_alone();
            return self.step_heading(heading, &text);
        }
        let is_below = |open: &Open| !open.read.is_alone && open.level < heading.level;
        if self.open.as_ref().is_some_and(is_below) {
            // A part of the section: what follows belongs to no step.
            let source = &self.builder.source.text;
            self.open.iter_mut().for_each(|open| open.end_step(source));
            return;
        }
        self.close();
        let range = cover(&heading.content);
        let title = Title { id: heading.id.clone(), text: text.trim().into(), range };
        match self.runbook.and_then(|known| purpose(known.kind, &text)) {
            Some(purpose) => self.open = Some(Open::new(heading.level, purpose, Some(title))),
            None => self.above = Some((heading.level, title)),
        }
    }

    /// Ends a procedure by itself: what follows is a part of a runbook.
    fn end_alone(&mut self) {
        if self.open.as_ref().is_some_and(|open| open.read.is_alone) {
            self.close();
        }
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
        let Some(open) = &mut self.open else { return self.block_alone(block) };
        if open.read.is_alone {
            return self.block_alone(block);
        }
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
            _ => {
                for list in inside(self.builder, block) {
                    open.list += 1;
                    steps(self.builder, list, Above::default(), open);
                }
            }
        }
    }

    /// Reads a block that stands in no section of a runbook.
    fn block_alone(&mut self, block: &Block) {
        let lists = match &block.kind {
            BlockKind::List(list) if self.builder.is_procedure(list) => vec![&**list],
            _ => inside(self.builder, block),
        };
        for list in lists {
            let above = &mut self.above;
            let open = self.open.get_or_insert_with(|| {
                let (level, title) = above.take().unzip();
                let purpose =
                    title.as_ref().map_or(Purpose::Work, |title| said_purpose(&title.text));
                let mut open = Open::new(level.unwrap_or(1), purpose, title);
                open.read.is_alone = true;
                open
            });
            open.list += 1;
            steps(self.builder, list, Above::default(), open);
        }
    }
}

/// Returns what steps are for on a page that is no runbook.
fn said_purpose(heading: &str) -> Purpose {
    match &*section_name(heading) {
        "diagnosis" => Purpose::Diagnosis,
        "verification" | "validation" => Purpose::Verification,
        "clean-up" | "clean up" | "cleanup" => Purpose::CleanUp,
        "rollback" => Purpose::Rollback,
        _ => Purpose::Work,
    }
}

/// Returns what a section is for, if it is a procedure.
pub(in crate::stages::parse) fn purpose(kind: &Kind, heading: &str) -> Option<Purpose> {
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
