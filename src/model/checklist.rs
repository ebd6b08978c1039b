//! A checklist: groups of tasks, of which those with an outcome are gates.

use std::collections::BTreeMap;

use crate::base::TextRange;
use crate::model::label::Label;

/// Tasks below one heading of the second level, or before the first.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The heading.
    pub heading: Option<Title>,
    /// What is said of all of it.
    pub fields: Box<[Field]>,
    /// Its tasks, in order, those below others among them.
    pub tasks: Box<[Task]>,
}

impl Group {
    /// Tells whether it is passed or not passed as a whole.
    pub fn is_gate(&self) -> bool {
        self.heading.is_some() && self.fields.iter().any(|field| field.label.makes_gate())
    }

    /// Returns what is said of it under a label.
    pub fn field(&self, label: Label) -> Option<&Field> {
        self.fields.iter().find(|field| field.label == label && field.is_said())
    }
}

/// The heading of a group.
#[derive(Clone, Debug)]
pub struct Title {
    /// Its id.
    pub id: Box<str>,
    /// Its text without markup.
    pub text: Box<str>,
    /// The bytes of its text.
    pub range: TextRange,
}

/// One field of a group or a task.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it is.
    pub label: Label,
    /// Its value without markup.
    pub text: Box<str>,
    /// The bytes of its value.
    pub range: TextRange,
    /// The numbers of the references in it.
    pub references: Box<[u32]>,
    /// For a check: what it looks at, if that is understood.
    pub check: Option<Check>,
}

impl Field {
    /// Tells whether it says something: a role must be named, and other
    /// values may stand below the label.
    fn is_said(&self) -> bool {
        !self.label.names_roles() || !self.text.is_empty()
    }
}

/// One task of a checklist.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its id, written or derived.
    pub id: Option<Box<str>>,
    /// The hash of its own text, without its id and the tasks below it.
    pub hash: u32,
    /// What is to be done: the words in bold it begins with, or its first
    /// sentence.
    pub text: Box<str>,
    /// The bytes of its text.
    pub range: TextRange,
    /// How many tasks it stands below.
    pub depth: u16,
    /// Where the author ticked it.
    pub ticked: Option<TextRange>,
    /// What is said of it.
    pub fields: Box<[Field]>,
}

impl Task {
    /// Returns who does it, where it says so itself.
    pub fn owner(&self) -> Option<&Field> {
        let is_owner = |field: &&Field| matches!(field.label, Label::Owner | Label::Role);
        self.fields.iter().filter(|field| field.is_said()).find(is_owner)
    }

    /// Returns what is said of it under a label.
    pub fn field(&self, label: Label) -> Option<&Field> {
        self.fields.iter().find(|field| field.label == label && field.is_said())
    }
}

/// Returns all gates by their numbers: those in their headings, else by their
/// order. Of two with one number the first counts.
pub fn gates(groups: &[Group]) -> BTreeMap<u32, &Group> {
    let mut gates = BTreeMap::new();
    for (at, group) in (1..).zip(groups.iter().filter(|group| group.is_gate())) {
        let title = group.heading.as_ref().map(|heading| heading.text.to_lowercase());
        let number = title.and_then(|title| numbers(title.strip_prefix("gate ")?).next());
        gates.entry(number.unwrap_or(at)).or_insert(group);
    }
    gates
}

/// Reads `1, 2 and 3`, up to the first other word.
pub fn numbers(text: &str) -> impl Iterator<Item = u32> {
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words = text.split([' ', ',', ':']).filter(|word| !word.is_empty());
    let words =
        words.take_while(move |word| matches!(*word, "and" | "or" | "&") || is_number(word));
    words.filter_map(|word| word.parse().ok())
}

/// What a build can look at for a task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Check {
    /// A charter has no unanswered question: the number of its reference.
    Charter(u32),
    /// Somebody answers in all hours in which a charter promises it: the
    /// number of its reference, and the priority.
    Coverage(u32, Box<str>),
    /// Every alert has a page.
    Alerts,
    /// A page was reviewed and is not due: the number of its reference.
    Page(u32),
}
