//! The sessions of a training plan as a calendar, `sessions.ics` beside the
//! page of the plan: what clocks show in the zone of each, or whole days.

use std::collections::BTreeMap;

use jiff::ToSpan;

use crate::base::{Diagnosed, Hash};
use crate::model::catalog::{Identity, PageId, loose};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::front::Located;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::training::{Plan, Session, Training, When};
use crate::outputs::html::address;
use crate::text::icalendar::{Event, Length, Moment, write_events};

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
    let (plan, identity) = (plan(site, id)?, site.catalog.page(id)?);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut events = Vec::new();
    for session in &plan.sessions {
        let again = seen.entry(&session.name.text).or_default();
        events.extend(event(site, (plan, identity), session, *again));
        *again += 1;
    }
    let title = format!("{} ({})", identity.title, site.title);
    Some(write_events(&title, site.config.today, &events))
}

/// Makes the event of a session: the same one wherever it moves to, known by
/// its name and, of those with one name, by its number.
fn event(
    site: &Site,
    (plan, identity): (&Plan, &Identity),
    session: &Session,
    again: usize,
) -> Option<Event> {
    let (start, length) = times(session.when.as_ref()?)?;
    let home = &site.config.home;
    let path = home.path.as_ref().map_or("", |path| path.as_str());
    let host = home.host.as_deref().unwrap_or_default();
    let again = again.to_string();
    let parts = [host, path, &identity.id, &session.name.text, &again];
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    let url = address::whole(&site.config, &identity.output);
    Some(Event {
        uid: format!("{}@handover", Hash::of_parts(&parts)),
        start,
        length,
        rule: None,
        except: Vec::new(),
        summary: session.name.text.to_string(),
        description: description(plan, identity, session),
        location: session.place.as_ref().map_or_else(String::new, |place| place.text.to_string()),
        url: url.map(|url| url.replace(char::is_control, "")),
    })
}

/// Returns when a session begins, and how long it is: what clocks show in its
/// zone, but an instant where they do not show that time, or show it twice.
fn times(when: &When) -> Option<(Moment, Length)> {
    let Some(hours) = &when.time else {
        let (first, last) = when.days;
        let end = last.checked_add(1.day()).ok()?;
        return Some((Moment::Day(first), Length::Until(Moment::Day(end))));
    };
    let name = hours.zone.iana_name().filter(|name| *name != "UTC");
    let moment = |time| {
        let instant = hours.zone.to_ambiguous_timestamp(time);
        match name.filter(|_| !instant.is_ambiguous()) {
            Some(name) => Some(Moment::Local(time, name.into())),
            None => instant.compatible().ok().map(Moment::Utc),
        }
    };
    let (from, to) = (moment(hours.from)?, moment(hours.to)?);
    // Programs want both of one kind.
    match (&from, &to) {
        (Moment::Local(..), Moment::Local(..)) | (Moment::Utc(_), Moment::Utc(_)) => {
            Some((from, Length::Until(to)))
        }
        _ => {
            let utc = |time| hours.zone.to_timestamp(time).ok().map(Moment::Utc);
            Some((utc(hours.from)?, Length::Until(utc(hours.to)?)))
        }
    }
}

fn description(plan: &Plan, identity: &Identity, session: &Session) -> String {
    let said = |name: &str, value: &Option<Located>| {
        value.as_ref().map(|value| format!("{name}: {}", value.text))
    };
    let mut lines: Vec<String> = session.audience.iter().map(|own| for_whom(plan, own)).collect();
    lines.extend(said("Delivery", &session.delivery));
    lines.extend(said("Language", &session.language));
    lines.extend(said("Trainer", &session.trainer));
    let after: Vec<&str> = session.after.iter().map(|after| &*after.text).collect();
    lines.extend((!after.is_empty()).then(|| format!("After: {}", after.join(", "))));
    lines.push(format!("Plan: {}", identity.title));
    lines.join("\n")
}

/// Says who learns, and how many they are.
fn for_whom(plan: &Plan, name: &Located) -> String {
    let own = plan.audiences.iter().find(|own| loose(&own.name.text) == loose(&name.text));
    match own.and_then(|own| own.people) {
        Some(1) => format!("For: {} (1 person)", name.text),
        Some(people) => format!("For: {} ({people} people)", name.text),
        None => format!("For: {}", name.text),
    }
}
