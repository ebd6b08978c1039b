//! How many people have a role, as the audiences of training plans say.

use std::collections::BTreeSet;

use super::{Audience, Training};
use crate::model::catalog::PageId;
use crate::model::front::Status;
use crate::model::site::Site;

/// Some people who learn together and have a role.
#[derive(Clone, Copy, Debug)]
pub struct Learners<'a> {
    /// The page of the plan.
    pub plan: PageId,
    /// The page of their role.
    pub role: PageId,
    /// Who they are, as the plan says it.
    pub audience: &'a Audience,
}

/// Returns the audiences that have one of some roles, in the order of plans,
/// each under one role. Plans that ended before the day of the build count no
/// more, and two plans may speak of the same people.
pub fn learners<'a>(site: &'a Site, roles: &BTreeSet<PageId>) -> Vec<Learners<'a>> {
    let mut all = Vec::new();
    for page in site.pages.values().filter(|page| page.document.front.status != Status::Draft) {
        let plan = page.document.training.as_deref().and_then(Training::plan);
        let is_open = |end| site.config.today <= end;
        let plan = plan.filter(|plan| plan.period.is_none_or(|(_, last)| is_open(last)));
        for audience in plan.into_iter().flat_map(|plan| &plan.audiences) {
            let role = audience.role(site).filter(|role| roles.contains(role));
            all.extend(role.map(|role| Learners { plan: page.id, role, audience }));
        }
    }
    all
}

impl Audience {
    /// Returns the page of the role it has, if there is one with this name.
    pub fn role(&self, site: &Site) -> Option<PageId> {
        match site.catalog.roles.find(&self.role.as_ref()?.text)[..] {
            [role] => Some(role.page),
            _ => None,
        }
    }
}
