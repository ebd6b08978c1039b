//! A procedure: the steps of a page, section by section, with what is said of
//! each.

use crate::base::TextRange;
use crate::model::branch::Branch;
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
    /// Where its item or its heading begins.
    pub at: u32,
    /// Its id, written or derived.
    pub id: Option<Box<str>>,
    /// The hash of its own text, without its id and its sub-steps.
    pub hash: u32,
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
    /// Where it leads, as its answers and cases say.
    pub branches: Box<[Branch]>,
}

/// How much can go wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Danger {
    /// Little.
    Low,
    /// As much as where nobody says how much.
    Medium,
    /// A lot.
    High,
}

impl Danger {
    /// Splits `high, what can go wrong` into both; how much need not be said.
    pub fn split(text: &str) -> (Option<Danger>, &str) {
        let end = text.find([',', ':', ' ', '.']).unwrap_or(text.len());
        let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let danger = match word.to_ascii_lowercase().as_str() {
            "low" => Danger::Low,
            "medium" => Danger::Medium,
            "high" => Danger::High,
            _ => return (None, text),
        };
        match rest.starts_with(' ') {
            // `high load on the server` says nothing of how much.
            true => (None, text),
            false => (Some(danger), rest.get(1..).unwrap_or_default().trim_start()),
        }
    }

    /// Returns its word.
    pub fn word(self) -> &'static str {
        match self {
            Danger::Low => "low",
            Danger::Medium => "medium",
            Danger::High => "high",
        }
    }
}

/// Returns the section and the step whose item or heading begins at a byte.
pub fn step_at(procedure: &[StepSection], at: u32) -> Option<(&StepSection, &Step)> {
    let after = procedure.partition_point(|section| section.begins() <= at);
    let section = procedure.get(after.checked_sub(1)?)?;
    let found = section.steps.binary_search_by_key(&at, |step| step.at).ok()?;
    Some((section, section.steps.get(found)?))
}

impl StepSection {
    fn begins(&self) -> u32 {
        let heading = self.heading.as_ref().map(|heading| heading.range.start);
        heading.or_else(|| Some(self.steps.first()?.at)).unwrap_or_default()
    }
}

impl Step {
    /// Tells whether it says of itself that it cannot be undone.
    pub fn is_final(&self) -> bool {
        let undo = self.undo().map(str::to_lowercase);
        undo.is_some_and(|undo| undo.starts_with("cannot be undone"))
    }

    /// Returns how it is undone, as it says.
    pub fn undo(&self) -> Option<&str> {
        self.field(Label::Undo).map(|undo| &*undo.text)
    }

    /// Returns how dangerous it is, if it is guarded: its author says so, or
    /// it cannot be undone.
    pub fn danger(&self) -> Option<Danger> {
        if let Some(danger) = self.field(Label::Danger) {
            return Danger::split(&danger.text).0.or(Some(Danger::Medium));
        }
        let is_guarded = self.commands.iter().any(|command| command.is_guarded);
        match (self.is_final(), is_guarded) {
            (true, _) => Some(Danger::High),
            (false, true) => Some(Danger::Medium),
            (false, false) => None,
        }
    }

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
