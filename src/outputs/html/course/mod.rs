//! What the pages of courses and paths show beside their text: how long they
//! take, where a course stands in its path, the sheet to sign; and the page of
//! answers.

mod answers;
mod place;
mod view;

pub(super) use answers::{answers_file, jobs, render};
pub(super) use place::neighbours;
pub(super) use view::{CourseView, StageText, stage, view};
