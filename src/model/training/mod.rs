//! Training as data: what courses, paths and plans say, each value with its
//! place.
//!
//! `stages/parse/training` reads it from sections, labels and tables. Names in
//! brackets are numbers of references, which are resolved as all others are;
//! names of roles in tables are looked up by the checks. Whether a course
//! tests what it promises, and whether a plan can be held, is for the checks.

mod again;
mod again_line;
mod drawn;
mod hole;
mod matrix;
mod measure;
mod module;
mod path;
mod people;
mod placed;
mod plan;
mod planned;
mod question;
mod taught;

pub use again::{Change, Touched, since, since_reviews};
pub use again_line::{AgainLine, AgainList};
pub use drawn::{Origin, origins, outdated, remembered};
pub use hole::{Hole, count_duties, holes};
pub use matrix::{Matrix, MatrixCell, MatrixRow};
pub use measure::{Bound, Measure, Target};
pub use module::{Module, Objective, ObjectiveName, Unit};
pub use path::{Finish, LearningPath, Stage};
pub use people::{Learners, learners};
pub use placed::{PlacedUnit, course_of, minutes, units};
pub use plan::{Audience, ChangeImpact, Hours, MaterialLine, Need, Plan, Session, Subject, When};
pub use planned::PlannedSession;
pub use question::{Answer, AnswerKind, Choice, Question, Shape};
pub use taught::Taught;

use crate::base::SitePath;
use crate::model::site::Site;

/// Returns a file beside a page that is published as `page`; `None` if an
/// author took the address.
fn beside(site: &Site, page: &SitePath, name: &str) -> Option<SitePath> {
    let file = page.parent().child(name);
    let is_taken = site.assets.contains(&file) || site.catalog.redirects.contains_key(&file);
    (!is_taken).then_some(file)
}

/// What a page about learning says.
#[derive(Clone, Debug)]
pub enum Training {
    /// A course.
    Module(Module),
    /// Courses in order.
    Path(LearningPath),
    /// A part of a course with a page of its own.
    Unit(Unit),
    /// Who learns what, when and where.
    Plan(Plan),
}

impl Training {
    /// Returns the course a page is.
    pub fn module(&self) -> Option<&Module> {
        match self {
            Training::Module(module) => Some(module),
            _ => None,
        }
    }

    /// Returns the unit of a course a page is.
    pub fn unit(&self) -> Option<&Unit> {
        match self {
            Training::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    /// Returns the path a page is.
    pub fn path(&self) -> Option<&LearningPath> {
        match self {
            Training::Path(path) => Some(path),
            _ => None,
        }
    }

    /// Returns the plan a page is.
    pub fn plan(&self) -> Option<&Plan> {
        match self {
            Training::Plan(plan) => Some(plan),
            _ => None,
        }
    }
}
