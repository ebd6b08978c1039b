//! Which labels exist, how they are written, and who knows them.

use crate::base::nearest::nearest_within;
use crate::model::catalog::loose;
use crate::model::label::Label;
use crate::model::named_item::ItemKind;

/// What labelled lines can stand below.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::stages::parse) enum Holder {
    /// A task: an item with a box, a row of a checklist.
    Task,
    /// A group of tasks.
    Group,
    /// A step of a procedure or of a flow.
    Step,
    /// A part of a course.
    Unit,
    /// A question of a knowledge check.
    Question,
    /// A choice of a question.
    Choice,
    /// The end of a learning path.
    Finish,
}

impl Holder {
    /// Returns what it is called.
    pub fn name(self) -> &'static str {
        match self {
            Holder::Task => "task",
            Holder::Group => "gate",
            Holder::Step => "step",
            Holder::Unit => "unit",
            Holder::Question => "question",
            Holder::Choice => "choice",
            Holder::Finish => "finish",
        }
    }

    /// Returns what has an id there.
    pub fn item(self) -> ItemKind {
        match self {
            Holder::Step => ItemKind::Step,
            Holder::Task | Holder::Group => ItemKind::Task,
            Holder::Question => ItemKind::Question,
            Holder::Unit | Holder::Choice | Holder::Finish => ItemKind::Item,
        }
    }

    /// Tells whether it is a part of a course or a path.
    pub fn is_training(self) -> bool {
        matches!(self, Holder::Unit | Holder::Question | Holder::Choice | Holder::Finish)
    }
}

use Holder::{Choice, Finish, Group, Question, Step, Task, Unit};

/// Longer texts before a colon, in bytes, are sentences.
const LONGEST: usize = 120;

/// All labels with their spellings, as names are compared; the first is the
/// one we write.
const LABELS: &[(Label, &[&str], &[Holder])] = &[
    (Label::Owner, &["Owner"], &[Task, Group]),
    (Label::Role, &["Role"], &[Task, Step, Unit]),
    (Label::Approval, &["Approval"], &[Step]),
    (Label::SignOff, &["Sign-off", "signoff", "signed by"], &[Task, Group, Finish]),
    (Label::Due, &["Due"], &[Task, Group]),
    (Label::Entry, &["Entry", "entry criteria"], &[Group]),
    (Label::Exit, &["Exit", "exit criteria"], &[Group]),
    (Label::Outcome, &["Expected outcome", "outcome"], &[Group]),
    (Label::Risk, &["Risk", "risks"], &[Group]),
    (Label::Evidence, &["Evidence", "shown by"], &[Task, Step]),
    (Label::Time, &["Time"], &[Task, Step, Unit]),
    (Label::Wait, &["Wait"], &[Step]),
    (Label::Expect, &["Expect", "expected", "expected result"], &[Task, Step]),
    (Label::IfNot, &["If not"], &[Task, Step]),
    (Label::Otherwise, &["Otherwise"], &[Step]),
    (Label::Undo, &["Undo", "rollback"], &[Task, Step]),
    (Label::Verify, &["Verify"], &[Step]),
    (Label::Danger, &["Danger"], &[Step]),
    (Label::OnlyIf, &["Only if"], &[Step]),
    (Label::Record, &["Record"], &[Step]),
    (Label::Then, &["Then"], &[Step, Finish]),
    (Label::Tell, &["Tell"], &[Step]),
    (Label::Check, &["Check"], &[Task]),
    (Label::Objective, &["Objective", "objectives"], &[Unit, Question]),
    (Label::From, &["From"], &[Unit, Question]),
    (Label::Why, &["Why", "explanation"], &[Question]),
    (Label::Points, &["Points"], &[Question]),
    (Label::Answer, &["Answer", "answers"], &[Question]),
    (Label::Because, &["Because"], &[Choice]),
    (Label::Pass, &["Pass"], &[Finish]),
    (Label::ValidFor, &["Valid for"], &[Finish]),
];

/// Finds the label that some words are to a holder.
pub(in crate::stages::parse) fn label(words: &str, holder: Holder) -> Option<Label> {
    if LONGEST < words.len() {
        return None;
    }
    let words = loose(words.trim());
    let known = known(holder).find(|(_, names)| names.iter().any(|name| is_same(name, &words)));
    let is_case = holder == Step && words.starts_with("if ");
    known.map(|(label, _)| label).or(is_case.then_some(Label::If))
}

/// Compares one of our spellings, which are ASCII, with words as names are
/// compared.
fn is_same(name: &str, words: &str) -> bool {
    let same = |(own, other): (u8, u8)| own == other || own == b'-' && other == b' ';
    let own = name.bytes().map(|byte| byte.to_ascii_lowercase());
    name.len() == words.len() && own.zip(words.bytes()).all(same)
}

/// Returns how a label is written.
pub(in crate::stages::parse) fn name(label: Label) -> &'static str {
    let known = LABELS.iter().find(|(own, ..)| *own == label);
    known.and_then(|(_, names, _)| names.first().copied()).unwrap_or("If")
}

/// Returns the label that some words are nearly, if at most so many letters
/// are wrong.
pub(super) fn nearly(words: &str, holder: Holder, most: usize) -> Option<&'static str> {
    const SHORTEST: usize = 4;
    if words.len() < SHORTEST {
        return None;
    }
    let names = known(holder).filter_map(|(_, names)| names.first().copied());
    nearest_within(words, names, most)
}

fn known(holder: Holder) -> impl Iterator<Item = (Label, &'static [&'static str])> {
    let of = move |(label, names, holders): &(Label, &'static [&'static str], &[Holder])| {
        holders.contains(&holder).then_some((*label, *names))
    };
    LABELS.iter().filter_map(of)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const STEPS: &str = include_str!("../../../../content/reference/language/steps.md");
    const CHECKLISTS: &str = include_str!("../../../../content/reference/language/checklists.md");
    const TRAINING: &str = include_str!("../../../../content/reference/language/training.md");

    /// Returns the labels in the table of a section, and their other spellings.
    fn told<'t>(page: &'t str, section: &str) -> Vec<(&'t str, Vec<&'t str>)> {
        let below = page.split_once(section).expect("a section").1;
        let rows = below.lines().skip_while(|line| !line.starts_with("| `"));
        let rows = rows.take_while(|line| line.starts_with('|')).map(|row| {
            let mut cells = row.split('|').skip(1).map(str::trim);
            let label = cells.next().and_then(|cell| cell.split('`').nth(1)).expect("a label");
            let others = cells.next().unwrap_or_default().split(", ");
            (label, others.filter(|other| !other.is_empty()).collect())
        });
        rows.collect()
    }

    #[test]
    fn the_reference_has_every_label_with_its_spellings() {
        let tables = [
            (Step, told(STEPS, "## Labels of a step")),
            (Task, told(CHECKLISTS, "## Labels of an item")),
            (Group, told(CHECKLISTS, "## Gates")),
            (Unit, told(TRAINING, "### Units")),
            (Finish, told(TRAINING, "### Finish")),
            (Question, told(TRAINING, "### Labels of a question")),
            (Choice, told(TRAINING, "### Labels of a choice")),
        ];
        for (holder, told) in tables {
            for (written, others) in &told {
                // "If" has its condition behind it.
                let meant = label(written, holder).or_else(|| label("if x", holder));
                assert_eq!(meant.map(name), Some(*written), "{holder:?}");
                for other in others {
                    assert_eq!(label(other, holder).map(name), Some(*written), "{other}");
                }
            }
            let told: BTreeSet<&str> = told.into_iter().map(|(label, _)| label).collect();
            let own: BTreeSet<&str> = known(holder).map(|(label, _)| name(label)).collect();
            assert!(own.is_subset(&told), "{holder:?}: {:?}", own.difference(&told));
        }
    }
}
