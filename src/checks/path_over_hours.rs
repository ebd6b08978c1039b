//! `path-over-hours`: the courses of a path take longer than it says.

use super::course_place::{of, pages};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::page::{Page, Target};
use crate::model::site::Site;
use crate::model::training::{LearningPath, minutes};

/// The check `path-over-hours`.
pub struct PathOverHours;

impl Check for PathOverHours {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        pages(site, &mut |page, training| {
            found.extend(training.path().and_then(|path| of_path(site, page, path)));
        });
    }
}

fn of_path(site: &Site, page: &Page, path: &LearningPath) -> Option<Diagnostic> {
    let (given, range) = path.hours?;
    let times = path.stages.iter().filter_map(|stage| {
        let Target::Page(id, _) = page.targets.get(stage.reference as usize)? else { return None };
        minutes(site, site.pages.get(id)?)
    });
    let sum = times.fold(0_u32, u32::saturating_add);
    if sum <= given {
        return None;
    }
    let message = format!("the modules take {}, and {} is given", words(sum), words(given));
    let help = format!("write `hours: {}`, or shorten a module", sum.div_ceil(60));
    Some(Diagnostic::new(Code::PATH_OVER_HOURS, of(page, range), message).help(help))
}

/// Writes minutes in hours and minutes.
fn words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
