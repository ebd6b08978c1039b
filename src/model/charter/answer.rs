//! What stands in a cell of a charter: the answer to the question that its
//! column asks, with its place.

use crate::base::TextRange;
use crate::model::front::Located;
use crate::text::duration::Duration;
use crate::text::hours::Hours;

/// What is said where a column asks something.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Answer<T> {
    /// The table has no such column.
    #[default]
    Unasked,
    /// The cell is empty: nobody has answered. It has the place where an
    /// answer would stand.
    Open(TextRange),
    /// A dash: there is none.
    Nothing(TextRange),
    /// What is said.
    Given(T),
}

impl<T> Answer<T> {
    /// Returns what is said.
    pub fn given(&self) -> Option<&T> {
        match self {
            Answer::Given(value) => Some(value),
            _ => None,
        }
    }

    /// Tells whether somebody answered, perhaps that there is none.
    pub fn is_answered(&self) -> bool {
        matches!(self, Answer::Given(_) | Answer::Nothing(_))
    }

    /// Keeps what is said as something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Answer::Unasked => Answer::Unasked,
            Answer::Open(range) => Answer::Open(range),
            Answer::Nothing(range) => Answer::Nothing(range),
            Answer::Given(value) => Answer::Given(change(value)),
        }
    }
}

/// A length of time that is promised or planned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Time {
    /// As it is written.
    pub written: Located,
    /// What that means; `None` for `as agreed`, `on change` and what is not
    /// understood.
    pub time: Option<Duration>,
}

/// Hours of a week.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenHours {
    /// As they are written.
    pub written: Located,
    /// What that means; `None` for what is not understood.
    pub hours: Option<Hours>,
}

/// A role, a team or another party that a cell names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// The name.
    pub name: Located,
    /// The number of the reference that it is.
    pub reference: u32,
}

/// A page that a cell names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageName {
    /// The words that readers see.
    pub text: Located,
    /// The number of the reference that it is; `None` for mere words.
    pub reference: Option<u32>,
}

/// Which hours of the world a promise counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClockName {
    /// As it is written.
    pub written: Located,
    /// What that means.
    pub clock: Clock,
}

/// Which hours count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Clock {
    /// All.
    AroundTheClock,
    /// Those in which a desk of the charter is open.
    Desk,
    /// Those of one team, by its name.
    Team(Located),
}
