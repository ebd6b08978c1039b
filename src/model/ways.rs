//! The ways between the steps of a page. A step is counted over all sections,
//! in the order of the text.

use crate::model::branch::StepPlace;

/// Where a way leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum To {
    /// To a step, counted over all sections.
    Step(usize),
    /// To what a reference means.
    Reference(u32),
    /// Where the work ends.
    End,
    /// To somebody else.
    Escalate,
}

/// A way from a step.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// The step.
    pub from: usize,
    /// Where it leads.
    pub to: To,
    /// Which branch of its step says so; none if it is the next step.
    pub branch: Option<usize>,
}

/// The ways of a page.
#[derive(Clone, Debug, Default)]
pub struct Ways {
    /// In the order of the steps.
    pub all: Vec<Way>,
    /// How many steps there are.
    pub count: usize,
    /// Where the steps of each section begin.
    pub firsts: Vec<usize>,
    /// Where a list begins that nothing leads to by itself.
    pub begins: Vec<usize>,
}

impl Ways {
    /// Returns the number of a step.
    pub fn index(&self, place: StepPlace) -> usize {
        self.firsts.get(place.section as usize).copied().unwrap_or_default() + place.step as usize
    }
}
