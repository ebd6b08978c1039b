//! A course: its objectives, its units and its questions.

use super::Question;
use crate::base::TextRange;
use crate::model::page::Target;

/// A course.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// What somebody can do afterwards, in order.
    pub objectives: Box<[Objective]>,
    /// Its parts that are headings of its page, in order; [`super::units`] has
    /// those with pages of their own too.
    pub units: Box<[Unit]>,
    /// What it asks, in order.
    pub questions: Box<[Question]>,
    /// How many minutes its front matter gives.
    pub given_minutes: Option<u32>,
}

/// What somebody can do after a course or a path.
#[derive(Clone, Debug)]
pub struct Objective {
    /// Its id.
    pub id: Box<str>,
    /// What it is called.
    pub name: Box<str>,
    /// The bytes of its text.
    pub range: TextRange,
}

/// A part of a course: a section whose heading has labels, or a page that
/// begins with them.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// The id of its heading.
    pub id: Box<str>,
    /// Its heading without markup.
    pub title: Box<str>,
    /// The bytes of its heading's text.
    pub range: TextRange,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
    /// What it teaches.
    pub objectives: Box<[ObjectiveName]>,
    /// The references of what it is drawn from.
    pub from: Box<[u32]>,
    /// The references of the roles it is for.
    pub roles: Box<[u32]>,
}

/// How an objective is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ObjectiveName {
    /// By a reference.
    Reference(u32),
    /// By its words: the id of the objective of the same page.
    Here(Box<str>),
}

impl ObjectiveName {
    /// Returns where a reference leads.
    pub fn target<'a>(&self, targets: &'a [Target]) -> Option<&'a Target> {
        match self {
            ObjectiveName::Here(_) => None,
            ObjectiveName::Reference(number) => targets.get(*number as usize),
        }
    }

    /// Returns the id of the objective, if it is one of the same page.
    pub fn id<'a>(&'a self, targets: &'a [Target]) -> Option<&'a str> {
        match self {
            ObjectiveName::Here(id) => Some(id),
            ObjectiveName::Reference(number) => match targets.get(*number as usize)? {
                Target::Here(id) => Some(id),
                _ => None,
            },
        }
    }
}

impl Module {
    /// Returns the question below whose heading a byte of the page stands.
    pub fn question(&self, at: u32) -> Option<&Question> {
        let after = self.questions.partition_point(|question| question.body.start <= at);
        let question = self.questions.get(after.checked_sub(1)?)?;
        (at < question.body.end).then_some(question)
    }
}
