//! `exercised-in-future`: an exercise lies after the day of the build.

use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `exercised-in-future`.
pub struct ExercisedInFuture;

impl Check for ExercisedInFuture {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let today = site.config.today;
        for (page, _) in site.exercised_pages() {
            let exercised = page.document.front.exercised.iter();
            for exercise in exercised.filter(|exercise| today < exercise.on) {
                let place = page.document.place_of(Some(exercise.on_range));
                let span = Span::new(page.document.source.file, place);
                let on = exercise.on;
                let message = format!("an exercise on {on} has not been yet: today is {today}");
                found.push(
                    Diagnostic::new(Code::EXERCISED_IN_FUTURE, span, message)
                        .help("write the day on which the page was last exercised"),
                );
            }
        }
    }
}
