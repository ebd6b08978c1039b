//! A learning path: courses in order, and how it ends.

use super::Objective;
use crate::base::TextRange;
use crate::model::front::Located;

/// A learning path.
#[derive(Clone, Debug, Default)]
pub struct LearningPath {
    /// What somebody can do afterwards, in order.
    pub outcomes: Box<[Objective]>,
    /// Its courses, in order.
    pub stages: Box<[Stage]>,
    /// How many minutes its front matter gives, and where.
    pub hours: Option<(u32, TextRange)>,
    /// How it ends.
    pub finish: Finish,
}

/// A course of a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stage {
    /// The number of the reference that names it.
    pub reference: u32,
    /// The first byte of its item in the list.
    pub item: u32,
}

/// How a path ends.
#[derive(Clone, Debug, Default)]
pub struct Finish {
    /// What must be passed: `80 %`.
    pub pass: Option<Located>,
    /// The references of the roles that sign.
    pub signs: Box<[u32]>,
    /// What comes next.
    pub then: Option<Located>,
}
