//! Where the flows of pages lead, put together: between the areas of a
//! process, and between processes from end to end.
//!
//! Nobody draws a chart. Each flow says where it goes on and where it comes
//! from; `stages/assemble/passage` gathers that, and [`figure`] makes a graph
//! of it.

pub mod figure;

use std::collections::BTreeMap;

use crate::model::catalog::PageId;

/// The charts of a site.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Charts {
    /// Of each process whose areas lead anywhere, by its page.
    pub processes: BTreeMap<PageId, Chart>,
    /// Of all processes.
    pub site: Chart,
    /// What processes are called by the menu, where that is no title of a
    /// page.
    pub names: BTreeMap<PageId, Box<str>>,
}

/// The ways between some areas or processes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chart {
    /// What is known of each.
    pub passages: BTreeMap<Passage, Known>,
}

/// A way from one area or process to another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Passage {
    /// Where it begins.
    pub from: Stop,
    /// Where it leads.
    pub to: Stop,
}

/// An area or a process.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stop {
    /// One with a page.
    Page(PageId),
    /// One that is announced or asked for, by its title.
    Planned(Box<str>),
}

impl Passage {
    /// Returns both its ends.
    pub fn ends(&self) -> [&Stop; 2] {
        [&self.from, &self.to]
    }
}

/// What flows say of a way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Known {
    /// When it is taken, if that is only under a condition.
    pub when: Option<Box<str>>,
    /// Whether a flow of where it begins says it.
    pub is_said_before: bool,
    /// Whether a flow of where it leads says it.
    pub is_said_after: bool,
}

impl Known {
    /// Tells whether flows of both ends say it.
    pub fn is_agreed(&self) -> bool {
        self.is_said_before && self.is_said_after
    }
}

impl Chart {
    /// Adds what a flow says of a way; one that is taken anyhow has no
    /// condition.
    pub fn add(&mut self, passage: Passage, said: Known) {
        let Known { when, is_said_before, is_said_after } = said;
        let is_always = when.is_none();
        let new = || Known { when, ..Known::default() };
        let known = self.passages.entry(passage).or_insert_with(new);
        if is_always {
            known.when = None;
        }
        known.is_said_before |= is_said_before;
        known.is_said_after |= is_said_after;
    }
}
