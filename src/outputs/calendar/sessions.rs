//! The sessions of a training plan as a calendar, `sessions.ics` beside the
//! page of the plan.

use super::session;
use crate::base::Diagnosed;
use crate::model::catalog::PageId;
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::training::{Plan, PlannedSession, Training};
use crate::text::icalendar::{Event, write_events};

/// The output of sessions.
pub struct Sessions;

/// What such a file is called, as a record of the output.
const KIND: &str = "sessions";

impl Output for Sessions {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let jobs = site.pages.keys().filter_map(|id| {
            let identity = site.catalog.page(*id)?;
            let path = plan(site, *id)?.calendar(site, &identity.output)?;
            Some(Job { path, subject: Subject::Record(KIND, identity.id.clone()) })
        });
        jobs.collect()
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let Subject::Record(_, name) = &job.subject else {
            return Diagnosed::clean(Rendered::Bytes(Vec::new()));
        };
        let text = ctx.site.catalog.by_id.get(name).and_then(|id| write(ctx.site, *id));
        Diagnosed::clean(Rendered::Bytes(text.unwrap_or_default().into_bytes()))
    }
}

fn plan(site: &Site, id: PageId) -> Option<&Plan> {
    site.pages.get(&id)?.document.training.as_deref().and_then(Training::plan)
}

fn write(site: &Site, id: PageId) -> Option<String> {
    let identity = site.catalog.page(id)?;
    let sessions = PlannedSession::of_page(site, id);
    let events: Vec<Event> =
        sessions.iter().filter_map(|session| session::event(site, session)).collect();
    let title = format!("{} ({})", identity.title, site.title);
    Some(write_events(&title, site.config.today, &events))
}
