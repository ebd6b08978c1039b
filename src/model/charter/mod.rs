//! A charter as data: what its tables say, section by section, each value
//! with its place.
//!
//! `stages/parse/charter` reads it from the tables of a page; data in front
//! matter becomes such tables before. Names of roles and pages are numbers
//! of references, which are resolved as all others are. What is wrong with a
//! value's form was reported there; whether the promises hold together is
//! for the checks. `columns.rs` says which columns each section has.

mod answer;
mod bounds;
pub mod columns;
pub mod figure;
mod levels;
mod questions;
mod record;
mod roster;
pub mod staff;
pub mod words;

pub use answer::{Answer, Clock, ClockName, OpenHours, PageName, Party, Time};
pub use bounds::Bounds;
pub use levels::{hands_to, level_name};
pub use questions::{Completeness, NamedTeams};
pub use record::{
    AccessRule, Agreement, Arrangement, ChangeRule, InFreeze, Ladder, Level, List, Matrix,
    MatrixRow, Measure, Parties, Period, PeriodChange, PriorityMatrix, PriorityRow, RoutineTask,
    Rung, ScopeArea, ServiceLevel, TeamLine, Tool, Words,
};
pub use roster::{Kept, Roster, Rosters};

use std::collections::BTreeSet;

use crate::base::TextRange;
use crate::model::catalog::loose;
use crate::model::front::Located;
use crate::model::kind::Field;

/// What a charter says.
#[derive(Clone, Debug, Default)]
pub struct Charter {
    /// What is supported.
    pub scope: Option<Section<ScopeArea>>,
    /// What is not.
    pub out_of_scope: Option<Section<Located>>,
    /// Who takes what, and hands it on to whom.
    pub levels: Option<Section<Level>>,
    /// The teams that the charter itself describes.
    pub teams: Option<Section<TeamLine>>,
    /// The names of these teams, as names are compared.
    pub team_names: BTreeSet<String>,
    /// Days on which other hours hold.
    pub periods: Option<Section<Period>>,
    /// Who answers when nobody is there.
    pub out_of_hours: Option<Section<Arrangement>>,
    /// Which priority an impact and an urgency give.
    pub priorities: Option<Section<PriorityMatrix>>,
    /// What is promised for each priority.
    pub service_levels: Option<Section<ServiceLevel>>,
    /// Who is called after whom.
    pub ladders: Option<Section<Ladder>>,
    /// Who does what.
    pub matrices: Option<Section<Matrix>>,
    /// What is done again and again.
    pub tasks: Option<Section<RoutineTask>>,
    /// What the work is done with.
    pub tools: Option<Section<Tool>>,
    /// Who may enter what.
    pub access: Option<Section<AccessRule>>,
    /// Who approves which change.
    pub changes: Option<Section<ChangeRule>>,
    /// When a project may leave.
    pub hypercare: Option<Section<Measure>>,
    /// What was agreed with others.
    pub agreements: Option<Section<Agreement>>,
}

/// A section of a charter.
#[derive(Clone, Debug)]
pub struct Section<R> {
    /// The place of its heading.
    pub range: TextRange,
    /// The id of its heading.
    pub id: Box<str>,
    /// Its lines, in order.
    pub rows: Box<[R]>,
    /// What it asks and is not answered.
    pub questions: Questions,
}

/// The questions of a section: its needed cells.
#[derive(Clone, Debug, Default)]
pub struct Questions {
    /// How many there are.
    pub asked: usize,
    /// Those without an answer, in order of their places.
    pub open: Box<[OpenQuestion]>,
    /// Needed columns that a table has not, with the place of its head.
    pub lacking: Box<[(TextRange, &'static Field)]>,
}

/// A needed cell that is empty.
#[derive(Clone, Debug)]
pub struct OpenQuestion {
    /// Where an answer would stand.
    pub range: TextRange,
    /// The column.
    pub column: &'static Field,
    /// What its line is about, if that is said.
    pub about: Option<Box<str>>,
}

/// Returns the lines of a section; none if it is not there.
pub fn rows<R>(section: &Option<Section<R>>) -> &[R] {
    section.as_ref().map(|section| &*section.rows).unwrap_or_default()
}

impl Charter {
    /// Tells whether it describes a team of this name itself.
    pub fn describes(&self, team: &str) -> bool {
        !self.team_names.is_empty() && self.team_names.contains(&loose(team))
    }

    /// Returns what is promised for a priority.
    pub fn promise(&self, priority: &str) -> Option<&ServiceLevel> {
        let name = loose(priority);
        let is_own = |level: &&ServiceLevel| {
            level.priority.given().is_some_and(|own| loose(&own.text) == name)
        };
        rows(&self.service_levels).iter().find(is_own)
    }
}
