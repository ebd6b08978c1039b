//! `exercise-due`: the day on which a runbook was to be exercised has passed.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::review::Timing;
use crate::model::site::Site;

/// The check `exercise-due`.
pub struct ExerciseDue;

impl Check for ExerciseDue {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for (page, standing) in site.exercised_pages() {
            let (Timing::Overdue(days), Some(due)) = (standing.timing, standing.due) else {
                continue;
            };
            let last = page.document.front.last_exercise().map(|exercise| exercise.on_range);
            let span = Span::new(page.document.source.file, page.document.place_of(last));
            let ago = if days == 1 { "yesterday".into() } else { format!("{days} days ago") };
            let message = format!("this page was to be exercised by {due}, {ago}");
            found.push(
                Diagnostic::new(Code::EXERCISE_DUE, span, message)
                    .help("plan a drill with `handover drill`, then write down how it went"),
            );
        }
    }
}
