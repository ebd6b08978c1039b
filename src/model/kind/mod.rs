//! What makes a page of one kind: the fields its front matter or its head may
//! have, and the sections a reader may expect.
//!
//! A kind is a value. What the parser accepts, what `handover new` writes,
//! what editors complete and what the reference says are all read from it,
//! so they cannot disagree.

mod common;
mod flow;

use crate::model::catalog::loose;
use crate::model::front::Located;
use crate::model::relation::RelationKind;
use crate::text::data::Node;
use crate::text::duration::Duration;
use crate::text::fields::is_same_key;
use jiff::civil::Date;

pub use common::COMMON;
pub use flow::{FLOW, NODE_KINDS};

/// A kind of page.
#[derive(Debug)]
pub struct Kind {
    /// What authors write: `kind: runbook`.
    pub name: &'static str,
    /// Other words for the same kind.
    pub synonyms: &'static [&'static str],
    /// With its article, for messages: `a runbook`.
    pub article: &'static str,
    /// What readers see, of one and of many.
    pub titles: [&'static str; 2],
    /// What a page of the kind is for, and who reads it, in a sentence or two.
    pub about: &'static str,
    /// Its own fields, beside those that all pages have.
    pub fields: &'static [Field],
    /// The fields of all pages that a page of this kind needs.
    pub needs: &'static [&'static str],
    /// Its sections, in the order a reader expects them.
    pub sections: &'static [Section],
    /// A complete small page that explains itself.
    pub scaffold: &'static str,
}

/// A field of front matter, or of a page's head.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Other names it may have.
    pub synonyms: &'static [&'static str],
    /// What it takes.
    pub takes: Takes,
    /// Whether a page needs it.
    pub need: Need,
    /// What it means, as part of a sentence.
    pub meaning: &'static str,
    /// A value, as YAML.
    pub example: &'static str,
}

impl Field {
    /// Makes an optional field.
    pub const fn new(name: &'static str, takes: Takes, meaning: &'static str) -> Field {
        Field { name, synonyms: &[], takes, need: Need::Optional, meaning, example: "" }
    }

    /// Adds a value that shows how it is written, as YAML.
    pub const fn like(self, example: &'static str) -> Field {
        Field { example, ..self }
    }

    /// Lets it have other names.
    pub const fn or(self, synonyms: &'static [&'static str]) -> Field {
        Field { synonyms, ..self }
    }

    /// Makes every page of the kind need it.
    pub const fn required(self) -> Field {
        Field { need: Need::Required, ..self }
    }

    /// Tells whether a key or a label means this field.
    pub fn is_named(&self, name: &str) -> bool {
        let mut names = std::iter::once(&self.name).chain(self.synonyms);
        names.any(|own| is_same_key(own, name))
    }
}

impl Section {
    /// Makes an optional section.
    pub const fn new(title: &'static str, holds: &'static str) -> Section {
        Section { title, synonyms: &[], need: Need::Optional, holds }
    }

    /// Lets its heading say something else.
    pub const fn or(self, synonyms: &'static [&'static str]) -> Section {
        Section { synonyms, ..self }
    }

    /// Makes every page of the kind need it.
    pub const fn required(self) -> Section {
        Section { need: Need::Required, ..self }
    }
}

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// One text.
    Text,
    /// Texts.
    Texts,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A day.
    Date,
    /// A length of time.
    Duration,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A role.
    Role(RelationKind),
    /// Roles.
    Roles(RelationKind),
    /// A page.
    Page(RelationKind),
    /// Pages.
    Pages(RelationKind),
    /// A record, or a list or map of them, with these fields.
    Records(&'static [Field]),
    /// Texts, or records with these fields.
    TextsOrRecords(&'static [Field]),
    /// Anything: whoever reads it knows.
    Any,
}

/// Whether something must be there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// A page without it is not complete.
    Required,
    /// A page may have it.
    Optional,
}

/// A section of a page, which begins with a heading.
#[derive(Debug)]
pub struct Section {
    /// What its heading usually says.
    pub title: &'static str,
    /// What else its heading may say; `Step #` is `Step 1` and so on.
    pub synonyms: &'static [&'static str],
    /// Whether a page needs it.
    pub need: Need,
    /// What it holds, with an article: `a section with its steps`.
    pub holds: &'static str,
}

impl Section {
    /// Tells whether a heading begins this section. Names are compared
    /// loosely; a number before it, as in `2. Steps`, and a mark after it
    /// make no difference.
    pub fn is_named(&self, heading: &str) -> bool {
        let heading = section_name(heading);
        // Most names begin with another letter, and need not be written anew.
        let first = |text: &str| text.chars().next().and_then(|c| c.to_lowercase().next());
        let begins = |name: &&&str| first(name) == first(&heading);
        let names = std::iter::once(&self.title).chain(self.synonyms);
        names.filter(begins).any(|name| match name.strip_suffix('#') {
            Some(word) => heading
                .strip_prefix(&*loose(word))
                .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit())),
            None => loose(name) == heading,
        })
    }
}

/// Writes a heading the way names of sections are compared.
pub fn section_name(heading: &str) -> String {
    let heading = heading.replace('\u{2019}', "'");
    let text = heading.trim_start_matches(|c: char| c.is_ascii_digit());
    let text = match text.len() < heading.len() {
        true => text.trim_start_matches(['.', ')', ':', ' ']),
        false => text,
    };
    loose(text.trim_end_matches(['?', ':', '.', '!', ' ']))
}

/// What a page is, and how that is known.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The kind.
    pub kind: &'static Kind,
    /// How it is known.
    pub because: Because,
}

/// How the kind of a page is known, from the surest to the least sure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Because {
    /// Front matter says so.
    Written,
    /// A rule of the configuration says so for its folder.
    Rule,
    /// It lies in a folder whose name says so.
    Folder(&'static str),
    /// A key of another tool says so.
    Key(&'static str),
    /// Its sections are those of the kind.
    Sections,
    /// It has tables of tasks with a column for what is done.
    TaskTables,
    /// Most of it is tasks.
    Tasks,
    /// It lists the areas of a process in order.
    Areas,
    /// It describes the flow of a process.
    Flow,
    /// Nothing says otherwise.
    Nothing,
}

impl Because {
    /// Tells whether somebody said it, rather than the page's look.
    pub fn is_said(self) -> bool {
        matches!(self, Because::Written | Because::Rule | Because::Folder(_))
    }

    /// Returns the reason in words, after "because".
    pub fn words(self) -> String {
        match self {
            Because::Written => "its front matter says so".into(),
            Because::Rule => "a rule of the configuration says so".into(),
            Because::Folder(name) => format!("it lies in a folder `{name}`"),
            Because::Key(key) => format!("its `{key}` says so"),
            Because::Sections => "it has the sections of one".into(),
            Because::TaskTables => "its tables have the columns Done and Task".into(),
            Because::Tasks => "most of its list items are tasks".into(),
            Because::Areas => "it lists the areas of a process in order".into(),
            Because::Flow => "it describes the flow of a process".into(),
            Because::Nothing => "nothing says otherwise".into(),
        }
    }
}

/// A value of a kind's own field.
#[derive(Clone, Debug)]
pub struct FieldValue {
    /// The field.
    pub field: &'static Field,
    /// What it says.
    pub value: FieldData,
    /// Where it is written.
    pub shape: Shape,
}

/// How a field is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// In front matter.
    Front,
    /// In the head of the page, below its title.
    Head,
}

/// What a field says, as its type has it. Texts keep their places.
#[derive(Clone, PartialEq, Debug)]
pub enum FieldData {
    /// Texts; one for a field that takes one.
    Texts(Box<[Located]>),
    /// A number.
    Number(i64),
    /// Whether it is so.
    Flag(bool),
    /// A day.
    Date(Date),
    /// A length of time.
    Duration(Duration),
    /// The value as it is written.
    Node(Node),
}

#[cfg(test)]
mod tests {
    use super::section_name;

    #[test]
    fn names_of_sections_are_compared_loosely() {
        for heading in ["Steps", "steps:", "2. Steps", "3) STEPS ", "Steps?"] {
            assert_eq!(section_name(heading), "steps", "{heading}");
        }
        assert_eq!(section_name("Who does what?"), "who does what");
        assert_eq!(section_name("24x7"), "x7");
    }
}
