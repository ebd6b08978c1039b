//! Labelled lines: fields that an author writes below what they belong to,
//! as `- Owner: Platform operator`.
//!
//! A label counts only where its holder knows it. The reading layer in
//! `stages/parse/label` takes such lines out of the text and puts a block of
//! these in their place.

use crate::base::TextRange;
use crate::model::checklist::Check;
use crate::model::tree::{Blocks, InlineKind, Inlines};

/// What a labelled line says of its holder.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Label {
    /// The role that answers for it.
    Owner,
    /// The role that does it.
    Role,
    /// The roles that must say yes before.
    Approval,
    /// The roles that sign that it is done.
    SignOff,
    /// By when.
    Due,
    /// What must be true before it begins.
    Entry,
    /// What must be true for it to end.
    Exit,
    /// What is true when it is reached.
    Outcome,
    /// What happens if it is not reached.
    Risk,
    /// What shows that it is done.
    Evidence,
    /// How long it takes.
    Time,
    /// How long to wait.
    Wait,
    /// What is seen when it worked.
    Expect,
    /// What to do when that is not seen.
    IfNot,
    /// What to do in one case: `If the log says x`.
    If,
    /// What to do in no such case.
    Otherwise,
    /// How it is undone.
    Undo,
    /// A second look.
    Verify,
    /// What can go wrong.
    Danger,
    /// When it is to be done at all.
    OnlyIf,
    /// Which value is found here.
    Record,
    /// What comes next.
    Then,
    /// Whom to tell.
    Tell,
    /// What the build can look at itself.
    Check,
    /// Which objectives a unit teaches, or a question tests.
    Objective,
    /// What a unit or a question is drawn from.
    From,
    /// Why an answer is right.
    Why,
    /// How much a question counts.
    Points,
    /// What counts as an answer.
    Answer,
    /// Why a choice is right or wrong.
    Because,
    /// What must be reached to pass.
    Pass,
    /// How long what was learnt holds.
    ValidFor,
}

impl Label {
    /// Tells whether its value is names of roles.
    pub fn names_roles(self) -> bool {
        matches!(self, Label::Owner | Label::Role | Label::Approval | Label::SignOff)
    }

    /// Tells whether one holder may have several.
    pub fn repeats(self) -> bool {
        matches!(self, Label::If | Label::Record | Label::Tell | Label::Check)
    }

    /// Tells whether a group of tasks with it is a gate.
    pub fn makes_gate(self) -> bool {
        matches!(self, Label::SignOff | Label::Entry | Label::Exit | Label::Outcome | Label::Risk)
    }
}

/// A labelled line.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// Its bytes in the source.
    pub range: TextRange,
    /// What it says.
    pub label: Label,
    /// The label as written, without its colon.
    pub word: TextRange,
    /// The value; names of roles in it are references.
    pub value: Inlines,
    /// What else stands below it: a code block, steps.
    pub blocks: Blocks,
    /// For a check: what it looks at, if that is understood.
    pub check: Option<Check>,
}

impl Labelled {
    /// Returns the numbers of the references that are its values.
    pub fn references(&self) -> impl Iterator<Item = u32> {
        self.value.iter().filter_map(|inline| match inline.kind {
            InlineKind::Name(number, _) | InlineKind::Link(number, _) => Some(number),
            _ => None,
        })
    }

    /// Returns its value if that is a command: code alone, where it says how
    /// something is undone or looked at.
    pub fn command(&self) -> Option<(&str, TextRange)> {
        let is_run = matches!(self.label, Label::Undo | Label::Verify);
        match (is_run, &*self.value) {
            (true, [only]) => match &only.kind {
                InlineKind::Code(text) => Some((text, only.range)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the bytes of the value in the source; of the label if it has
    /// none.
    pub fn place(&self) -> TextRange {
        let ranges = self.value.iter().map(|inline| inline.range);
        ranges.reduce(TextRange::cover).unwrap_or(self.word)
    }
}
