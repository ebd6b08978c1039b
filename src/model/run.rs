//! The record of a run: who followed a page, when, what was done and what
//! came of it, as a reader's browser writes it.
//!
//! A record comes from outside and is not trusted: it has a limit of size,
//! each value is checked, and whatever is wrong makes the whole record wrong.
//! Keys it does not know are for others.

mod read;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::base::TextRange;
use crate::model::exercise::{ExerciseKind, Outcome};
use crate::model::front::Located;

pub use read::read;

/// The first key of a record, and its value.
pub const MARK: (&str, &str) = ("handover", "run");
/// The version of records this program reads and writes.
pub const VERSION: &str = "1";
/// The largest record that is read, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// A run that has ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The id of the page that was followed.
    pub page: Located,
    /// How it was followed.
    pub kind: ExerciseKind,
    /// What came of it.
    pub result: Outcome,
    /// When it began, if it says so.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub ended: Timestamp,
    /// Where that is written.
    pub ended_range: TextRange,
    /// The steps of the page as it was then, in order.
    pub steps: Box<[RunStep]>,
}

impl Run {
    /// Returns the day it ended, in UTC.
    pub fn day(&self) -> Date {
        self.ended.to_zoned(jiff::tz::TimeZone::UTC).date()
    }
}

/// A step of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunStep {
    /// Its id.
    pub id: Located,
    /// The hash of its text as it was then.
    pub hash: u32,
    /// What became of it.
    pub state: StepState,
}

/// What became of a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepState {
    /// It was done.
    Done,
    /// It was left out.
    Skipped,
    /// Nobody came to it.
    Open,
}
