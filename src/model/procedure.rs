//! A procedure: the steps of a page, section by section, with what is said of
//! each.

use crate::base::TextRange;
use crate::model::checklist::{Field, Title};
use crate::model::label::Label;

/// What the steps of a section are for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Purpose {
    /// They find out what is wrong.
    Diagnosis,
    /// They do the work.
    Work,
    /// They show that it worked.
    Verification,
    /// They put back what is needed no more.
    CleanUp,
    /// They undo the work.
    Rollback,
}

/// The steps below one heading.
#[derive(Clone, Debug)]
pub struct StepSection {
    /// What they are for.
    pub purpose: Purpose,
    /// The heading; `None` for steps before the first one.
    pub heading: Option<Title>,
    /// Its steps in order, sub-steps behind the step they belong to. Empty
    /// where the section is text.
    pub steps: Box<[Step]>,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its id, written or derived.
    pub id: Option<Box<str>>,
    /// Its number in its section: `3`, of a sub-step `3.1`.
    pub number: Box<str>,
    /// What it is called: the words in bold it begins with, its first
    /// sentence, or its heading without `Step 3:`.
    pub name: Box<str>,
    /// The bytes of its name.
    pub range: TextRange,
    /// How many steps it stands below.
    pub depth: u16,
    /// Whether its name is a question, so that what stands below are answers.
    pub is_decision: bool,
    /// Its commands in order, but not those below its labels.
    pub commands: Box<[Command]>,
    /// What is said of it.
    pub fields: Box<[Field]>,
}

impl Step {
    /// Returns what is said of it under a label.
    pub fn field(&self, label: Label) -> Option<&Field> {
        self.fields.iter().find(|field| field.label == label)
    }
}

/// A block of commands.
#[derive(Clone, Debug)]
pub struct Command {
    /// The language as written.
    pub language: Box<str>,
    /// Its lines, each with its bytes in the source: of the line, else of the
    /// block if it is not written there as it is. A prompt is no part of a
    /// line, nor are lines that are output.
    pub lines: Box<[(Box<str>, TextRange)]>,
    /// Whether its fence says that it is guarded.
    pub is_guarded: bool,
}
