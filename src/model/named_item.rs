//! What has an id of its own within a page, beside headings: steps, tasks,
//! objectives, rules. A link to one says what it is called, and
//! `handover ids` writes down an id that is only derived.

use crate::base::TextRange;

/// Something of a page that has an id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedItem {
    /// Its id.
    pub id: Box<str>,
    /// What it is.
    pub kind: ItemKind,
    /// What it is called: the words in bold it begins with, or its first
    /// sentence.
    pub name: Box<str>,
    /// The bytes of its text.
    pub range: TextRange,
    /// Where its id comes from.
    pub origin: IdOrigin,
}

/// Where an id comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdOrigin {
    /// Its author wrote it.
    Written,
    /// It is made of what the item says; it can be written at this byte.
    Derived(u32),
    /// It is made, and there is no place to write it.
    Placeless,
    /// It is another id, of something that has one already.
    Other,
}

/// What has an id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ItemKind {
    /// A step of a procedure.
    Step,
    /// A task of a checklist.
    Task,
    /// What somebody can do after a course or a path.
    Objective,
    /// A rule of a policy.
    Rule,
    /// A question of a knowledge check.
    Question,
    /// A text to send.
    Message,
    /// Another item of a list.
    Item,
    /// A row of a table.
    Row,
}

impl ItemKind {
    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            ItemKind::Step => "step",
            ItemKind::Task => "task",
            ItemKind::Objective => "objective",
            ItemKind::Rule => "rule",
            ItemKind::Question => "question",
            ItemKind::Message => "message",
            ItemKind::Item => "item",
            ItemKind::Row => "row",
        }
    }
}
