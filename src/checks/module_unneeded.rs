//! `module-unneeded`: no path, plan, page or role asks for a course.

use super::course_place::modules;
use super::kind_place::of_title;
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::model::training::Taught;

/// The check `module-unneeded`.
pub struct ModuleUnneeded;

impl Check for ModuleUnneeded {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let taught = Taught::of(site);
        modules(site, &mut |page, _| {
            if !taught.asked.contains(&page.id) {
                let place = of_title(&page.document);
                let message = "no path, plan or role asks for this course";
                found.push(
                    Diagnostic::new(Code::MODULE_UNNEEDED, place, message)
                        .help("name it in the *Modules* of a path, or in `training:` of a role"),
                );
            }
        });
    }
}
