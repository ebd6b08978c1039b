//! `never-exercised`: a runbook is to be exercised from time to time and says
//! of no exercise.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::review::Timing;
use crate::model::site::Site;

/// The check `never-exercised`.
pub struct NeverExercised;

impl Check for NeverExercised {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for (page, standing) in site.exercised_pages() {
            let Some(cycle) = page.document.front.exercise_every else { continue };
            if standing.timing != Timing::Never {
                continue;
            }
            let place = page.document.place_of(Some(cycle.range));
            let span = Span::new(page.document.source.file, place);
            let message =
                format!("this page is to be exercised every {} and never was", cycle.every);
            found.push(
                Diagnostic::new(Code::NEVER_EXERCISED, span, message)
                    .help("plan a drill with `handover drill`, then write down how it went"),
            );
        }
    }
}
