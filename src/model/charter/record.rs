//! The records of a charter: a line of each of its tables.
//!
//! A column that a table need not have is optional here as well, and so is
//! one that it needs: what is missing is a finding, and no reason to forget
//! the rest.

use super::answer::{Answer, ClockName, OpenHours, PageName, Party, Time};
use crate::base::TextRange;
use crate::model::front::Located;
use crate::model::relation::Part;
use crate::text::data::Node;

/// Text of a cell.
pub type Words = Answer<Located>;
/// Several texts of a cell.
pub type List = Answer<Box<[Located]>>;
/// Those whom a cell names.
pub type Parties = Answer<Box<[Party]>>;

/// An area of what is supported.
#[derive(Clone, Debug)]
pub struct ScopeArea {
    /// Its line.
    pub range: TextRange,
    /// What it is called.
    pub area: Words,
    /// What is supported.
    pub what: Words,
    /// What belongs to that.
    pub detail: Words,
    /// By whom.
    pub who: Parties,
    /// In which hours.
    pub when: Words,
    /// In which way.
    pub how: Words,
}

/// A level of support.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its line.
    pub range: TextRange,
    /// Its number or name.
    pub level: Words,
    /// Who works on it.
    pub role: Parties,
    /// What they do.
    pub does: Words,
    /// When it takes a request over.
    pub takes_over: Words,
    /// When it hands one on.
    pub hands_on: Words,
    /// The level it hands on to, or `end`.
    pub hands_to: Words,
}

/// A team, as the charter itself says.
#[derive(Clone, Debug)]
pub struct TeamLine {
    /// Its line.
    pub range: TextRange,
    /// Its name.
    pub team: Words,
    /// Its time zone, by its name.
    pub zone: Words,
    /// The languages it speaks.
    pub languages: List,
    /// When it is there, in its zone.
    pub hours: Answer<OpenHours>,
    /// Where it sits.
    pub location: Words,
    /// The calendar of its holidays, by its name.
    pub holidays: Words,
}

/// Days on which other hours hold.
#[derive(Clone, Debug)]
pub struct Period {
    /// Its line.
    pub range: TextRange,
    /// What it is called.
    pub period: Words,
    /// Its days.
    pub when: Words,
    /// What is different then.
    pub changes: Answer<PeriodChange>,
}

/// What is different in a period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PeriodChange {
    /// As it is written.
    pub written: Located,
    /// The team whose hours are others, by its name, with these hours; `None`
    /// where the text says something else.
    pub hours: Option<(Located, OpenHours)>,
}

/// Who answers when nobody is there.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// Its line.
    pub range: TextRange,
    /// When it holds: `outside desk hours`.
    pub when: Words,
    /// Roles and teams.
    pub who: Parties,
    /// How they are called.
    pub reached_by: Words,
    /// How soon they answer.
    pub answers_within: Answer<Time>,
    /// For which priorities; all if it does not say.
    pub priorities: List,
}

/// Which priority an impact and an urgency give.
#[derive(Clone, Debug)]
pub struct PriorityMatrix {
    /// What stands above its columns, in order.
    pub columns: Box<[Located]>,
    /// Its lines.
    pub rows: Box<[PriorityRow]>,
}

/// A line of the matrix.
#[derive(Clone, Debug)]
pub struct PriorityRow {
    /// What stands before it.
    pub name: Located,
    /// The priorities, one for each column.
    pub cells: Box<[Words]>,
}

/// What is promised for a priority.
#[derive(Clone, Debug)]
pub struct ServiceLevel {
    /// Its line.
    pub range: TextRange,
    /// The priority.
    pub priority: Words,
    /// What it means.
    pub means: Words,
    /// How soon somebody answers.
    pub respond: Answer<Time>,
    /// How often there is news.
    pub update: Answer<Time>,
    /// How soon the service works again.
    pub restore: Answer<Time>,
    /// How soon the cause is gone.
    pub resolve: Answer<Time>,
    /// Which hours count.
    pub clock: Answer<ClockName>,
    /// In which languages; in all that the teams speak if it does not say.
    pub languages: List,
    /// Which share is within the times.
    pub target: Words,
}

/// Who is called after whom.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// Its heading, if it has one of its own.
    pub title: Option<Located>,
    /// The id of that heading, else of the section's.
    pub id: Option<Box<str>>,
    /// Its steps, in order.
    pub rungs: Box<[Rung]>,
}

/// A step of a ladder.
#[derive(Clone, Debug)]
pub struct Rung {
    /// Its line.
    pub range: TextRange,
    /// Its number, as it is written.
    pub step: Words,
    /// How long after the beginning.
    pub after: Answer<Time>,
    /// Who calls.
    pub from: Parties,
    /// Who is called.
    pub to: Parties,
    /// How.
    pub channel: Words,
    /// Who is called instead.
    pub alternate: Parties,
    /// In which case.
    pub when: Words,
}

/// Who does what: a table of tasks and roles.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The roles above its columns, in order; a column without a name has
    /// none.
    pub roles: Box<[Option<Party>]>,
    /// Its lines.
    pub rows: Box<[MatrixRow]>,
}

/// A task with the part of each role in it.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The task.
    pub task: Located,
    /// Its id on the page.
    pub id: Option<Box<str>>,
    /// The parts, one for each column; an empty cell has none.
    pub cells: Box<[Box<[Part]>]>,
    /// Whether each of its cells is understood.
    pub is_read: bool,
}

/// A task that comes again.
#[derive(Clone, Debug)]
pub struct RoutineTask {
    /// Its line.
    pub range: TextRange,
    /// Its id on the page.
    pub id: Option<Box<str>>,
    /// What is done.
    pub task: Words,
    /// When, in the words of recurrence.
    pub when: Words,
    /// When, where it is data.
    pub when_data: Option<Box<Node>>,
    /// How long it takes.
    pub takes: Answer<Time>,
    /// Who does it.
    pub role: Parties,
    /// Where.
    pub environment: List,
    /// The page that says how.
    pub runbook: Answer<PageName>,
    /// What shows that it was done.
    pub evidence: Words,
    /// Whether it is done while nothing may be changed.
    pub in_a_freeze: Answer<InFreeze>,
}

/// What becomes of a task while nothing may be changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InFreeze {
    /// It is done all the same.
    Run,
    /// It is left out.
    Skip,
}

/// What the work is done with.
#[derive(Clone, Debug)]
pub struct Tool {
    /// Its line.
    pub range: TextRange,
    /// What it is called.
    pub tool: Words,
    /// What it is for.
    pub purpose: Words,
    /// The role that answers for it.
    pub owner: Parties,
    /// Whoever works on the other side.
    pub outside_party: Parties,
    /// What they call a request.
    pub their_reference: Words,
    /// What holds for it.
    pub rule: Words,
}

/// What an outside party may enter.
#[derive(Clone, Debug)]
pub struct AccessRule {
    /// Its line.
    pub range: TextRange,
    /// Who.
    pub party: Parties,
    /// What.
    pub system: Words,
    /// Which data are there.
    pub data: Words,
    /// When it may.
    pub condition: Words,
    /// Who says yes.
    pub approver: Parties,
    /// What holds when there is no time to ask.
    pub emergency: Answer<PageName>,
}

/// A sort of change.
#[derive(Clone, Debug)]
pub struct ChangeRule {
    /// Its line.
    pub range: TextRange,
    /// Which sort.
    pub change: Words,
    /// Who says yes.
    pub approved_by: Parties,
    /// For example.
    pub example: Words,
    /// How long before it is told.
    pub notice: Answer<Time>,
}

/// What must be true before a project may leave.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its line.
    pub range: TextRange,
    /// What is counted.
    pub measure: Words,
    /// What it must be: `>= 95 %`.
    pub condition: Words,
    /// For how long.
    pub holds_for: Answer<Time>,
}

/// What was agreed with another party.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Its line.
    pub range: TextRange,
    /// With whom.
    pub party: Parties,
    /// Which agreement.
    pub agreement: Words,
    /// What it promises: `P1 in 1 h, around the clock`.
    pub service_level: Words,
    /// Its last day.
    pub ends: Words,
}
