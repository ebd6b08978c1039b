//! Exercises of runbooks: when one was rehearsed or used, how that went, and
//! what a page says of it.
//!
//! How exercises stand on a day is told beside the reviews
//! ([`crate::model::review`]): an exercise falls due as a review does.

use jiff::civil::Date;

use crate::base::TextRange;
use crate::model::front::{Front, Located};
use crate::model::review::{Standing, Timing};
use crate::text::date::format_day;
use crate::text::fields::is_same_key;

/// One time a page was followed, as front matter or the page's head has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exercise {
    /// The day it ended.
    pub on: Date,
    /// Where that is written.
    pub on_range: TextRange,
    /// How it was followed.
    pub kind: Option<ExerciseKind>,
    /// Whether it did what it should.
    pub result: Option<Outcome>,
    /// The role that answers for the entry.
    pub by: Option<Located>,
    /// The ticket or file that says more.
    pub record: Option<Located>,
    /// The bytes of the whole entry.
    pub range: TextRange,
}

/// How a page was followed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ExerciseKind {
    /// Talked through at a table.
    Tabletop,
    /// Done for practice.
    Drill,
    /// Done because it was needed.
    Real,
}

impl ExerciseKind {
    /// All of them.
    pub const ALL: [ExerciseKind; 3] =
        [ExerciseKind::Tabletop, ExerciseKind::Drill, ExerciseKind::Real];

    /// Returns the word authors write.
    pub fn name(self) -> &'static str {
        match self {
            ExerciseKind::Tabletop => "tabletop",
            ExerciseKind::Drill => "drill",
            ExerciseKind::Real => "real",
        }
    }

    /// Reads the word.
    pub fn read(word: &str) -> Option<ExerciseKind> {
        ExerciseKind::ALL.into_iter().find(|kind| is_same_key(kind.name(), word))
    }
}

/// How an exercise went.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// The page did what it should.
    Passed,
    /// It did not.
    Failed,
}

impl Outcome {
    /// Both of them.
    pub const ALL: [Outcome; 2] = [Outcome::Passed, Outcome::Failed];

    /// Returns the word authors write.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Passed => "passed",
            Outcome::Failed => "failed",
        }
    }

    /// Reads the word.
    pub fn read(word: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| is_same_key(outcome.name(), word))
    }
}

impl Exercise {
    /// Says for readers when and how it went: `10 September 2026, drill,
    /// passed, CHG-20934`.
    pub fn words(&self) -> String {
        let mut words = format_day(self.on);
        let kind = self.kind.map(ExerciseKind::name);
        let result = self.result.map(Outcome::name);
        let record = self.record.as_ref().map(|record| &*record.text);
        for part in [kind, result, record].into_iter().flatten() {
            words.push_str(", ");
            words.push_str(part);
        }
        words
    }
}

impl Front {
    /// Returns the last exercise; of two on one day the one written first.
    pub fn last_exercise(&self) -> Option<&Exercise> {
        self.exercised.iter().rev().max_by_key(|exercise| exercise.on)
    }

    /// Returns the day the next exercise is due.
    pub fn exercise_due(&self) -> Option<Date> {
        Some(self.exercise_every?.every.after(self.last_exercise()?.on))
    }
}

/// Says in words how the exercises of a page stand, where someone should act.
pub fn standing_words(standing: &Standing) -> Option<String> {
    match standing.timing {
        Timing::Never => Some("Never exercised".into()),
        timing => timing.words(),
    }
}
