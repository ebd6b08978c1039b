//! `material-past-review`: a material of a plan was to be looked at, and the
//! day has passed.

use jiff::civil::Date;

use super::course_place::{of, plans};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::training::MaterialLine;

/// The check `material-past-review`.
pub struct MaterialPastReview;

impl Check for MaterialPastReview {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let today = site.config.today;
        plans(site, &mut |page, plan| {
            for material in &plan.materials {
                let Some(due) = due(page, material).filter(|due| *due < today) else { continue };
                let Some(review) = &material.review else { continue };
                let message = format!("{} was to be looked at by {due}", material.name.text);
                let help = match material.due {
                    Some(_) => "look at it, and write the next day",
                    None => "look at it, and write a new `reviewed:` of the plan",
                };
                found.push(
                    Diagnostic::new(Code::MATERIAL_PAST_REVIEW, of(page, review.range), message)
                        .help(help),
                );
            }
        });
    }
}

/// Returns by when a material is looked at: the day given, else so long after
/// the plan was reviewed.
fn due(page: &Page, material: &MaterialLine) -> Option<Date> {
    let reviewed = page.document.front.reviewed.as_ref().map(|review| review.on);
    material.due.or_else(|| Some(material.every?.after(reviewed?)))
}
