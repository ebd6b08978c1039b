//! What the leader of an exercise says on the way, so that those who play
//! meet each branch of the page: an expected result that is not seen, a case,
//! an answer.

use crate::model::branch::{Branch, BranchKind, Goal};
use crate::model::document::Document;
use crate::model::label::Label;
use crate::model::procedure::{Step, StepSection};

use super::said;

/// One thing to say.
pub(super) struct Inject {
    /// The number of the step, and its name.
    pub step: String,
    /// What is said.
    pub say: String,
    /// What the page wants to be done then.
    pub then: String,
}

/// Lists what can be said, step by step.
pub(super) fn all(document: &Document) -> Vec<Inject> {
    let mut injects = Vec::new();
    for section in &document.procedure {
        for step in &section.steps {
            let branches = step.branches.iter();
            injects.extend(branches.filter_map(|branch| of_branch(section, step, branch)));
        }
    }
    injects
}

fn of_branch(section: &StepSection, step: &Step, branch: &Branch) -> Option<Inject> {
    let say = match branch.kind {
        BranchKind::IfNot => match said(step, Label::Expect) {
            Some(expect) => format!("Say now that this is not seen: {expect}"),
            None => format!("Say now that step {} did not work", step.number),
        },
        BranchKind::If => format!("Say now that {}", branch.answer),
        BranchKind::Answer => match without_if(&branch.answer) {
            Some(case) => format!("Say now that {case}"),
            None => format!("Say now that the answer is: {}", branch.answer),
        },
        BranchKind::Otherwise => "Say now that none of these is so".into(),
        BranchKind::Then => return None,
    };
    let then = then(section, branch)?;
    Some(Inject { step: format!("{} ({})", step.number, step.name), say, then })
}

/// Returns what is right: what the page says, and which steps stand below it.
fn then(section: &StepSection, branch: &Branch) -> Option<String> {
    let text = branch.text.trim_end_matches([':', ' ']);
    let below = branch.body.and_then(|(first, last)| {
        let body = section.steps.get(first as usize..last as usize)?;
        Some(match body {
            [only] => format!("do step {}", only.number),
            [first, .., last] => format!("do steps {} to {}", first.number, last.number),
            [] => return None,
        })
    });
    match (text, below) {
        ("", Some(below)) => Some(below),
        ("", None) => (branch.goal == Goal::Next && branch.kind == BranchKind::Answer)
            .then(|| "go on with the next step".into()),
        (text, Some(below)) => Some(format!("{text}; {below}")),
        (text, None) => Some(text.into()),
    }
}

fn without_if(label: &str) -> Option<&str> {
    label.get(..3).filter(|word| word.eq_ignore_ascii_case("if ")).and_then(|_| label.get(3..))
}
