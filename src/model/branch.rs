//! Branches: what a step says of where it goes on, for each answer and case.
//!
//! They are read with the steps. A jump to a step is the place of that step;
//! one to another page is a reference, as everywhere.

use crate::base::TextRange;
use crate::text::duration::Duration;

/// When a branch is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BranchKind {
    /// A question has this answer.
    Answer,
    /// What was expected is not seen.
    IfNot,
    /// Something is so: `If the log says x`.
    If,
    /// No other case holds.
    Otherwise,
    /// Always.
    Then,
}

impl BranchKind {
    /// Tells whether it is one of several, of which one is taken.
    pub fn is_case(self) -> bool {
        self != BranchKind::Then
    }
}

/// A step of a page: the index of its section, and its own in that.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StepPlace {
    /// Index in `Document::procedure`.
    pub section: u32,
    /// Index in the steps of the section.
    pub step: u32,
}

/// Where a branch leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// To the step that comes next: it says nothing else.
    Next,
    /// To another step of the page.
    Step(StepPlace),
    /// To another page, or a place that is no step: the number of a reference.
    Reference(u32),
    /// Nowhere: the work ends.
    Stop,
    /// To somebody else.
    Escalate,
    /// To a step that does not exist, which is reported.
    Nowhere,
}

/// One way on from a step.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Where its line begins: the item of an answer, the label of a case.
    pub at: u32,
    /// When it is taken.
    pub kind: BranchKind,
    /// The answer or the condition without markup; `If not` of what is not
    /// seen.
    pub answer: Box<str>,
    /// The bytes of the answer or the condition.
    pub range: TextRange,
    /// What is done then, without markup.
    pub text: Box<str>,
    /// The bytes of it.
    pub value: TextRange,
    /// Where it leads.
    pub goal: Goal,
    /// The bytes of the words that lead there: `go to step 3 (Restart)`.
    pub jump: Option<TextRange>,
    /// The bytes of the place in them: `step 3 (Restart)`.
    pub place: Option<TextRange>,
    /// How often it may be taken.
    pub at_most: Option<u32>,
    /// How long to wait before.
    pub wait: Option<Duration>,
    /// Steps below it, which are done first: indices in the steps of its
    /// section, the second behind the last.
    pub body: Option<(u32, u32)>,
}
