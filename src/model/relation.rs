//! What pages say of each other, and of roles, beyond linking to them.
//!
//! A relation is written where its author finds it natural: in front matter,
//! in a label below an item, in a column of a table, in a flow. It names its other end
//! by a reference, so `resolve` finds the page, `mv` and `fix` know the
//! place, and what is wrong is reported at the value that says it.

use crate::base::TextRange;

/// A page's relation to another page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relation {
    /// What it is.
    pub kind: RelationKind,
    /// The number of the reference that names the other page.
    pub reference: u32,
}

/// Kinds of relations, said of the page that has them: "is part of", "is
/// owned by".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RelationKind {
    /// It belongs to this process or area.
    PartOf,
    /// It cannot be followed without this page.
    Requires,
    /// Whoever reads it may want this page.
    Related,
    /// It stands in the place of this older page.
    Replaces,
    /// This role answers for it.
    Owner,
    /// This role answers when the owner cannot.
    Backup,
    /// Its areas, in order.
    Area,
    /// Runbooks it is worked by.
    Runbook,
    /// Checklists it is worked by.
    Checklist,
    /// Courses that teach it, or that a role must know.
    Training,
    /// Roles whose business it is.
    Stakeholder,
    /// Who approved it.
    ApprovedBy,
    /// Whom it binds.
    AppliesTo,
    /// The charter whose promises hold for it.
    Charter,
    /// The service it is about.
    Service,
    /// The role this one answers to.
    ReportsTo,
    /// The role that stands in for this one.
    Alternate,
    /// Where a reader should look as well.
    See,
    /// What this word is not to be confused with.
    Not,
    /// What it teaches.
    Teaches,
    /// Who should learn it.
    Learners,
    /// The role that reviewed it last.
    ReviewedBy,
    /// Its flow names this page as a step, or goes on there.
    LeadsTo,
    /// The flow of this page leads to its own.
    ComesFrom,
}

impl RelationKind {
    /// All, in the order readers see them.
    pub const ALL: [RelationKind; 24] = [
        RelationKind::PartOf,
        RelationKind::Area,
        RelationKind::Runbook,
        RelationKind::Checklist,
        RelationKind::Training,
        RelationKind::Requires,
        RelationKind::Related,
        RelationKind::Replaces,
        RelationKind::Owner,
        RelationKind::Backup,
        RelationKind::Stakeholder,
        RelationKind::ApprovedBy,
        RelationKind::AppliesTo,
        RelationKind::Charter,
        RelationKind::Service,
        RelationKind::ReportsTo,
        RelationKind::Alternate,
        RelationKind::See,
        RelationKind::Not,
        RelationKind::Teaches,
        RelationKind::Learners,
        RelationKind::ReviewedBy,
        RelationKind::LeadsTo,
        RelationKind::ComesFrom,
    ];

    /// Tells whether its other end is a role.
    pub fn names_role(self) -> bool {
        matches!(
            self,
            RelationKind::Owner
                | RelationKind::Backup
                | RelationKind::Stakeholder
                | RelationKind::ApprovedBy
                | RelationKind::AppliesTo
                | RelationKind::ReportsTo
                | RelationKind::Alternate
                | RelationKind::Learners
                | RelationKind::ReviewedBy
        )
    }

    /// Returns its name in data: `part_of`.
    pub fn name(self) -> &'static str {
        match self {
            RelationKind::PartOf => "part_of",
            RelationKind::Requires => "requires",
            RelationKind::Related => "related",
            RelationKind::Replaces => "replaces",
            RelationKind::Owner => "owner",
            RelationKind::Backup => "backup",
            RelationKind::Area => "area",
            RelationKind::Runbook => "runbook",
            RelationKind::Checklist => "checklist",
            RelationKind::Training => "training",
            RelationKind::Stakeholder => "stakeholder",
            RelationKind::ApprovedBy => "approved_by",
            RelationKind::AppliesTo => "applies_to",
            RelationKind::Charter => "charter",
            RelationKind::Service => "service",
            RelationKind::ReportsTo => "reports_to",
            RelationKind::Alternate => "alternate",
            RelationKind::See => "see",
            RelationKind::Not => "not",
            RelationKind::Teaches => "teaches",
            RelationKind::Learners => "learners",
            RelationKind::ReviewedBy => "reviewed_by",
            RelationKind::LeadsTo => "leads_to",
            RelationKind::ComesFrom => "comes_from",
        }
    }
}

/// Something a role does, as a page says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    /// The number of the reference that names the role.
    pub role: u32,
    /// What the role's part in it is.
    pub part: Part,
    /// Where it comes from.
    pub source: DutySource,
    /// What is to be done, without markup.
    pub what: Box<str>,
    /// When, as written: `every weekday 07:30`.
    pub when: Option<Box<str>>,
    /// The id of its place on the page, if it has one.
    pub anchor: Option<Box<str>>,
    /// Where it is written.
    pub range: TextRange,
}

/// A role's part in a duty. The first four are those of a responsibility
/// assignment matrix (R, A, C, I).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// Does it.
    Does,
    /// Answers for it.
    Accountable,
    /// Is asked before.
    Consulted,
    /// Is told after.
    Informed,
    /// Signs that it is done.
    Signs,
    /// Says yes before it is done.
    Approves,
}

/// What makes something a duty.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DutySource {
    /// A task that comes again: a routine task, a checklist that repeats.
    Routine,
    /// A step of a procedure or of a flow.
    Step,
    /// An item of a checklist.
    Item,
    /// A gate, which is signed as a whole.
    Gate,
    /// A row of a table of who does what.
    Matrix,
}
