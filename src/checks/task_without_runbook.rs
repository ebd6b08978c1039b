//! `task-without-runbook`: a task that comes again has no page that says how
//! it is done. A table without the column *Runbook* asks for none.

use super::routine_place::is_held;
use crate::base::{Code, Diagnostic, Span};
use crate::model::charter::{Answer, rows};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `task-without-runbook`.
pub struct TaskWithoutRunbook;

impl Check for TaskWithoutRunbook {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values().filter(|page| is_held(page)) {
            let charter = page.document.charter.as_deref();
            let tasks = charter.map(|charter| rows(&charter.tasks)).unwrap_or_default();
            let open = tasks.iter().filter_map(|task| match &task.runbook {
                Answer::Open(place) => Some(*place),
                _ => None,
            });
            found.extend(open.map(|place| {
                let span = Span::new(page.document.source.file, place);
                let message = "no runbook for this task";
                Diagnostic::new(Code::TASK_WITHOUT_RUNBOOK, span, message)
                    .help("name one, or `-` if it needs none")
            }));
        }
    }
}
