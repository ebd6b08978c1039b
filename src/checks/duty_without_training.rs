//! `duty-without-training`: a role acts in a runbook or does a routine task,
//! and no course it takes teaches that.

use super::course_place::of;
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::model::training::{Hole, Taught, holes};

/// The check `duty-without-training`.
pub struct DutyWithoutTraining;

impl Check for DutyWithoutTraining {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let taught = Taught::of(site);
        found.extend(holes(site, &taught).into_iter().map(|hole| report(site, hole)));
    }
}

fn report(site: &Site, Hole { page, duty, role }: Hole<'_>) -> Diagnostic {
    let title = site.catalog.page(role).map_or("", |page| &*page.title);
    let message = format!("no course teaches this to {title}");
    let id = site.catalog.page(page.id).map_or("", |page| &*page.id);
    let help = format!("write `teaches: [{id}]` in a course for {title}");
    Diagnostic::new(Code::DUTY_WITHOUT_TRAINING, of(page, duty.range), message).help(help)
}
