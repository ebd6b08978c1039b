//! `maybe-misspelt` in training plans: words where a role or an audience can
//! stand are nearly the name of one. Other words may stand there, and are only
//! shown.

use super::course_place::{of, plans};
use crate::base::nearest::nearest_within;
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::front::Located;
use crate::model::site::Site;
use crate::model::training::Plan;

/// The check of roles in training plans.
pub struct PlanRoleMisspelt;

/// In so many names a role is looked for.
const MOST: usize = 500;
/// So many letters may be wrong.
const MOST_WRONG: usize = 2;

impl Check for PlanRoleMisspelt {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        plans(site, &mut |page, plan| {
            for name in names(plan).take(MOST) {
                let Some(near) = meant(site, plan, name) else { continue };
                let message = format!("no role is called \"{}\"", name.text);
                found.push(
                    Diagnostic::new(Code::MAYBE_MISSPELT, of(page, name.range), message)
                        .help(format!("did you mean \"{near}\"?")),
                );
            }
            let audiences = || plan.audiences.iter().map(|own| &*own.name.text);
            for name in plan.learners.iter().take(MOST) {
                let is_role = !site.catalog.roles.find(&name.text).is_empty();
                let is_known = is_role || audiences().any(|own| loose(own) == loose(&name.text));
                let near = nearest_within(&name.text, audiences(), MOST_WRONG);
                let Some(near) = near.filter(|_| !is_known) else { continue };
                let message = format!("no audience of this plan is called \"{}\"", name.text);
                found.push(
                    Diagnostic::new(Code::MAYBE_MISSPELT, of(page, name.range), message)
                        .help(format!("did you mean \"{near}\"?")),
                );
            }
        });
    }
}

/// Returns what stands where a role can.
fn names(plan: &Plan) -> impl Iterator<Item = &Located> {
    let audiences = plan.audiences.iter().filter_map(|own| own.role.as_ref());
    let trainers = plan.sessions.iter().filter_map(|own| own.trainer.as_ref());
    let owners = plan.materials.iter().filter_map(|own| own.owner.as_ref());
    let touched = plan.changes.iter().flat_map(|own| &own.touches);
    audiences.chain(trainers).chain(owners).chain(touched)
}

/// Returns the role that some words nearly name; `None` if they name one, or
/// an audience of the plan.
fn meant<'a>(site: &'a Site, plan: &Plan, name: &Located) -> Option<&'a str> {
    let roles = &site.catalog.roles;
    let is_audience = plan.audiences.iter().any(|own| loose(&own.name.text) == loose(&name.text));
    let is_known = |part: &str| !roles.find(part.trim()).is_empty();
    if is_audience || is_known(&name.text) || name.text.split([',', ';']).all(is_known) {
        return None;
    }
    let known = roles.all.iter().flat_map(|role| [&*role.title, &*role.id]);
    nearest_within(&name.text, known, MOST_WRONG)
}
