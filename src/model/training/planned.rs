//! The sessions of a training plan with who is there: the roles that learn,
//! and the one that teaches.

use jiff::civil::Date;

use super::{Plan, Session, Training, When};
use crate::domain::schedule::occurrence::Occurrence;
use crate::model::catalog::{PageId, loose};
use crate::model::front::Located;
use crate::model::page::Page;
use crate::model::role::Role;
use crate::model::routine::horizon;
use crate::model::site::Site;

/// A session, as calendars look at it.
#[derive(Clone, Debug)]
pub struct PlannedSession<'a> {
    /// The page of its plan.
    pub page: &'a Page,
    /// The plan.
    pub plan: &'a Plan,
    /// Its line.
    pub session: &'a Session,
    /// How many sessions of its name stand before it in the plan.
    pub before: usize,
    /// The roles of those who learn.
    pub learners: Vec<&'a Role>,
    /// The role of who teaches, if it is one.
    pub trainer: Option<&'a Role>,
}

impl<'a> PlannedSession<'a> {
    /// Returns the sessions of a page, also those without a day; none if it is
    /// no plan.
    pub fn of_page(site: &'a Site, page: PageId) -> Vec<PlannedSession<'a>> {
        let Some(page) = site.pages.get(&page) else { return Vec::new() };
        let plan = page.document.training.as_deref().and_then(Training::plan);
        let Some(plan) = plan else { return Vec::new() };
        let sessions = plan.sessions.iter().enumerate();
        let planned = sessions.map(|(at, session)| {
            let earlier = plan.sessions.iter().take(at);
            PlannedSession {
                page,
                plan,
                session,
                before: earlier.filter(|own| own.name.text == session.name.text).count(),
                learners: session
                    .audience
                    .iter()
                    .flat_map(|own| learners(site, plan, own))
                    .collect(),
                trainer: session.trainer.as_ref().and_then(|own| role(site, &own.text)),
            }
        });
        planned.collect()
    }

    /// Returns its days, if it has some.
    pub fn when(&self) -> Option<&'a When> {
        self.session.when.as_ref()
    }

    /// Tells whether it is not over on a day, and begins in the time that
    /// calendars look at from it on.
    pub fn is_ahead(&self, today: Date) -> bool {
        let days = self.when().map(|when| when.days);
        days.is_some_and(|(first, last)| today <= last && first <= horizon(today))
    }

    /// Returns the roles in whose calendars it stands.
    pub fn roles(&self) -> impl Iterator<Item = &'a Role> {
        self.learners.iter().copied().chain(self.trainer)
    }

    /// Returns when it is, as its author wrote it.
    pub fn words(&self) -> &'a str {
        let text = &self.page.document.source.text;
        self.when().map_or("", |when| when.range.of(text))
    }

    /// Returns when it begins, and when it ends if it has hours.
    pub fn occurrence(&self) -> Option<Occurrence> {
        let when = self.when()?;
        let instant = |own: fn(&super::Hours) -> jiff::civil::DateTime| {
            let hours = when.time.as_ref()?;
            hours.zone.to_timestamp(own(hours)).ok()
        };
        let (start, end) = (instant(|hours| hours.from), instant(|hours| hours.to));
        Some(Occurrence { day: when.days.0, start, end })
    }

    /// Returns who learns, as the plan describes them.
    pub fn audience(&self) -> Option<&'a super::Audience> {
        let name = loose(&self.session.audience.as_ref()?.text);
        self.plan.audiences.iter().find(|own| loose(&own.name.text) == name)
    }
}

/// Returns the roles of an audience: those of its line, else the role with its
/// name.
fn learners<'a>(site: &'a Site, plan: &'a Plan, name: &Located) -> Vec<&'a Role> {
    let line = plan.audiences.iter().find(|own| loose(&own.name.text) == loose(&name.text));
    let written = line.map_or(Some(name), |line| line.role.as_ref());
    let Some(written) = written else { return Vec::new() };
    match role(site, &written.text) {
        Some(role) => vec![role],
        None => written.text.split(',').filter_map(|part| role(site, part.trim())).collect(),
    }
}

/// Returns the only role that a name can mean.
fn role<'a>(site: &'a Site, name: &str) -> Option<&'a Role> {
    match site.catalog.roles.find(name)[..] {
        [role] => Some(role),
        _ => None,
    }
}
