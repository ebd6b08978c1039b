//! What the pages of courses and paths show beside their text: how long they
//! take, where a course stands in its path, the sheet to sign; and the pages of
//! answers and of certificates.

mod answers;
mod certificate;
mod place;
mod view;

pub(super) use answers::{answers, render};
pub(super) use certificate::certificate;
pub(super) use place::neighbours;
pub(crate) use view::Attempt;
pub(super) use view::{CourseView, StageText, sessions, stage, version, view};

use crate::model::extension::Job;
use crate::model::site::Site;

/// Lists the pages of answers and of certificates.
pub(super) fn jobs(site: &Site) -> impl Iterator<Item = Job> {
    answers::jobs(site).chain(certificate::jobs(site))
}
