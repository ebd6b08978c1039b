//! A learning path: courses in order, and how it ends.

use super::{Objective, beside};
use crate::base::{SitePath, TextRange};
use crate::model::catalog::PageId;
use crate::model::front::Located;
use crate::model::page::Target;
use crate::model::site::Site;
use crate::text::duration::Duration;

/// A learning path.
#[derive(Clone, Debug, Default)]
pub struct LearningPath {
    /// What somebody can do afterwards, in order.
    pub outcomes: Box<[Objective]>,
    /// Its courses, in order.
    pub stages: Box<[Stage]>,
    /// How many minutes its front matter gives, and where.
    pub hours: Option<(u32, TextRange)>,
    /// How long what was learnt holds.
    pub valid_for: Option<Duration>,
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

impl Stage {
    /// Returns the page of the course, if it is written.
    pub fn page(self, targets: &[Target]) -> Option<PageId> {
        match targets.get(self.reference as usize)? {
            Target::Page(id, _) => Some(*id),
            _ => None,
        }
    }
}

impl Finish {
    /// Returns how much of each course must be right, in percent: what `Pass`
    /// begins with, as `80 %`, else all.
    pub fn percent(&self) -> u32 {
        self.pass.as_ref().and_then(|pass| Finish::share(&pass.text)).unwrap_or(100)
    }

    /// Reads the share that some words begin with, in percent, at most 100.
    pub fn share(words: &str) -> Option<u32> {
        let (number, _) = words.split_once('%')?;
        number.trim().parse().ok().filter(|percent| *percent <= 100)
    }
}

impl LearningPath {
    /// Returns the sheet of a path that is published as `page`, as data;
    /// `None` if it has no courses, or an author took the address.
    pub fn sign_off(&self, site: &Site, page: &SitePath) -> Option<SitePath> {
        beside(site, page, "sign-off.json").filter(|_| !self.stages.is_empty())
    }

    /// Returns the certificate of a path, as [`LearningPath::sign_off`] does
    /// the sheet.
    pub fn certificate(&self, site: &Site, page: &SitePath) -> Option<SitePath> {
        beside(site, page, "certificate.html").filter(|_| !self.stages.is_empty())
    }
}
