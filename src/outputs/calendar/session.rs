//! The event of a session of a training plan: what clocks show in its zone, or
//! whole days.

use jiff::ToSpan;

use crate::base::Hash;
use crate::model::catalog::Identity;
use crate::model::front::Located;
use crate::model::site::Site;
use crate::model::training::{PlannedSession, When};
use crate::outputs::html::address;
use crate::text::icalendar::{Event, Length, Moment};

/// Makes the event of a session: the same one wherever it moves to, known by
/// its name and, of those with one name, by its number.
pub(super) fn event(site: &Site, own: &PlannedSession<'_>) -> Option<Event> {
    let (session, identity) = (own.session, site.catalog.page(own.page.id)?);
    let (start, length) = times(own.when()?)?;
    let home = &site.config.home;
    let path = home.path.as_ref().map_or("", |path| path.as_str());
    let host = home.host.as_deref().unwrap_or_default();
    let before = own.before.to_string();
    let parts = [host, path, &identity.id, &session.name.text, &before];
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    let url = address::whole(&site.config, &identity.output);
    Some(Event {
        uid: format!("{}@handover", Hash::of_parts(&parts)),
        start,
        length,
        rule: None,
        except: Vec::new(),
        summary: session.name.text.to_string(),
        description: description(identity, own),
        location: session.place.as_ref().map_or_else(String::new, |place| place.text.to_string()),
        url: url.map(|url| url.replace(char::is_control, "")),
    })
}

/// Makes the same event for a calendar of tasks, where its name says that it
/// is a session.
pub(super) fn among_tasks(site: &Site, own: &PlannedSession<'_>) -> Option<Event> {
    let event = event(site, own)?;
    Some(Event { summary: format!("Session: {}", event.summary), ..event })
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

fn description(identity: &Identity, own: &PlannedSession<'_>) -> String {
    let session = own.session;
    let said = |name: &str, value: &Option<Located>| {
        value.as_ref().map(|value| format!("{name}: {}", value.text))
    };
    let mut lines: Vec<String> = session.audience.iter().map(|name| for_whom(own, name)).collect();
    lines.extend(said("Delivery", &session.delivery));
    lines.extend(said("Language", &session.language));
    lines.extend(said("Trainer", &session.trainer));
    let after: Vec<&str> = session.after.iter().map(|after| &*after.text).collect();
    lines.extend((!after.is_empty()).then(|| format!("After: {}", after.join(", "))));
    lines.push(format!("Plan: {}", identity.title));
    lines.join("\n")
}

/// Says who learns, and how many they are.
fn for_whom(own: &PlannedSession<'_>, name: &Located) -> String {
    match own.audience().and_then(|audience| audience.people) {
        Some(1) => format!("For: {} (1 person)", name.text),
        Some(people) => format!("For: {} ({people} people)", name.text),
        None => format!("For: {}", name.text),
    }
}
