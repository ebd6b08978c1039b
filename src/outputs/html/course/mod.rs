//! What the pages of courses and paths show beside their text: how long they
//! take, where a course stands in its path, the sheet to sign; and the page of
//! answers.

mod answers;
mod place;
mod view;

pub(super) use answers::{answers, jobs, render};
pub(super) use place::neighbours;
pub(crate) use view::Attempt;
pub(super) use view::{CourseView, StageText, stage, version, view};
