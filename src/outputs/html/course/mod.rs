//! What the pages of courses and paths show beside their text: how long they
//! take, where a course stands in its path, the sheet to sign; the pages beside
//! a course, which are its answers and the course as a trainer holds it; and
//! certificates.

mod beside;
mod certificate;
mod place;
mod view;

pub(super) use beside::{Beside, beside, render};
pub(super) use certificate::certificate;
pub(super) use place::neighbours;
pub(crate) use view::Attempt;
pub(super) use view::{CourseView, StageText, sessions, stage, version, view, words};

use crate::model::extension::Job;
use crate::model::site::Site;

/// Lists the pages beside courses, and certificates.
pub(super) fn jobs(site: &Site) -> impl Iterator<Item = Job> {
    beside::jobs(site).chain(certificate::jobs(site))
}
