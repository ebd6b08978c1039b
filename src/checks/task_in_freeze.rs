//! `task-in-freeze`: a task falls into days on which nothing may be changed,
//! and nobody says what becomes of it.
//!
//! Asked are tasks that have a time with a beginning and an end set aside for
//! them, and all tasks of a table with the column *In a freeze*.

use super::routine_place::{held, of_time};
use crate::base::{Code, Diagnostic};
use crate::model::charter::Answer;
use crate::model::extension::Check;
use crate::model::routine::{Routine, horizon};
use crate::model::site::Site;
use crate::text::date::format_weekday;

/// The check `task-in-freeze`.
pub struct TaskInFreeze;

impl Check for TaskInFreeze {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        found.extend(held(site).filter_map(|routine| of_task(site, &routine)));
    }
}

fn of_task(site: &Site, routine: &Routine<'_>) -> Option<Diagnostic> {
    let is_asked = match &routine.task.in_a_freeze {
        Answer::Given(_) | Answer::Nothing(_) => false,
        Answer::Open(_) => true,
        Answer::Unasked => routine.has_window(),
    };
    if !is_asked || routine.freezes.is_empty() {
        return None;
    }
    let today = site.config.today;
    let days = (today, horizon(today));
    let all = routine.turns.iter().flat_map(|turn| routine.occurrences(turn, days));
    let falls = all.filter_map(|own| Some((own.day, routine.freeze_of(own.day)?)));
    let (day, freeze) = falls.min_by_key(|(day, _)| *day)?;
    let message = format!("{} falls into {}", format_weekday(day), freeze.head.title);
    let help = "write `run` or `skip` in a column *In a freeze*";
    Some(Diagnostic::new(Code::TASK_IN_FREEZE, of_time(routine), message).help(help))
}
