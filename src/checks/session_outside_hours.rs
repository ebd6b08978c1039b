//! `session-outside-hours`: a session is held when none of the teams of its
//! audience works.
//!
//! The audience has a role, the role its teams, and these their hours, zone
//! and holidays. A session lies in the hours of one team as a whole.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;

use super::course_place::{of, plans};
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::page::Page;
use crate::model::records::{CalendarKind, Team};
use crate::model::site::Site;
use crate::model::training::{Hours as Time, Plan, Session};
use crate::text::hours::{Hours, Shift};

/// The check `session-outside-hours`.
pub struct SessionOutsideHours;

/// Minutes of a day.
const DAY: u32 = 24 * 60;
/// Minutes of a week.
const WEEK: u32 = 7 * DAY;

impl Check for SessionOutsideHours {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        plans(site, &mut |page, plan| {
            for session in &plan.sessions {
                found.extend(of_session(site, (page, plan), session));
            }
        });
    }
}

fn of_session(site: &Site, (page, plan): (&Page, &Plan), session: &Session) -> Option<Diagnostic> {
    let time = session.when.as_ref()?.time.as_ref()?;
    let audience = loose(&session.audience.as_ref()?.text);
    let audience = plan.audiences.iter().find(|own| loose(&own.name.text) == audience)?;
    let roles = &site.catalog.roles;
    let [role] = roles.find(&audience.role.as_ref()?.text)[..] else { return None };
    let records = &site.catalog.records;
    let teams = role.part.teams.iter().filter_map(|name| records.teams.find(&name.text));
    let mut teams: Vec<&Team> = teams.filter(|team| team.hours.is_some()).collect();
    let language = session.language.as_ref().map(|own| own.text.to_lowercase());
    let speaks =
        |team: &&Team| team.languages.iter().any(|own| Some(own.to_lowercase()) == language);
    // Who does not speak its language does not come.
    if teams.iter().any(speaks) {
        teams.retain(speaks);
    }
    let reasons: Option<Vec<String>> = teams.iter().map(|team| absent(site, team, time)).collect();
    // One team that is there is enough.
    let reasons = reasons.filter(|reasons| !reasons.is_empty())?;
    let message = match &*reasons {
        [only] => only.clone(),
        _ => format!("no team of {} works then", role.title),
    };
    let problem = Diagnostic::new(Code::SESSION_OUTSIDE_HOURS, of(page, time.range), message);
    let help = match &*reasons {
        [_] => "move it into these hours".to_string(),
        several => several.join("; "),
    };
    Some(problem.help(help))
}

/// Says why a team is not there for a session; `None` if it is.
fn absent(site: &Site, team: &Team, time: &Time) -> Option<String> {
    let hours = team.hours.as_ref()?;
    let title = &team.head.title;
    let zone = team.zone.as_ref().map_or("UTC", |zone| &*zone.text);
    let zone = TimeZoneDatabase::bundled().get(zone).ok()?;
    let local = |at: jiff::civil::DateTime| {
        Some(at.to_zoned(time.zone.clone()).ok()?.with_time_zone(zone.clone()))
    };
    let (from, to) = (local(time.from)?, local(time.to)?);
    if let Some(day) = holiday(site, team, from.date()) {
        return Some(format!("{title} has a holiday on {day}"));
    }
    (!covers(hours, &from, &to)).then(|| format!("{title} works {hours}"))
}

fn holiday(site: &Site, team: &Team, day: Date) -> Option<Date> {
    let calendars = &site.catalog.records.calendars;
    let calendar = calendars.find(&team.holidays.as_ref()?.text)?;
    let is_free = |(first, last): &(Date, Date)| (*first..=*last).contains(&day);
    let is_free = calendar.kind == CalendarKind::Holidays && calendar.days.iter().any(is_free);
    is_free.then_some(day)
}

/// Tells whether hours hold a time without a gap.
fn covers(hours: &Hours, from: &Zoned, to: &Zoned) -> bool {
    let day = u32::from(from.weekday().to_monday_zero_offset().unsigned_abs());
    let minute = |at: &Zoned| {
        u32::from(at.hour().unsigned_abs()) * 60 + u32::from(at.minute().unsigned_abs())
    };
    let length = from.timestamp().until(to.timestamp());
    let length = length.ok().and_then(|span| u32::try_from(span.get_seconds() / 60).ok());
    let Some(length) = length else { return false };
    let mut at = day * DAY + minute(from);
    let end = at + length;
    // Each step goes on to the end of a shift, so there are as many at most.
    for _ in 0..=2 * hours.shifts.len() {
        if end <= at {
            return true;
        }
        let Some(next) = hours.shifts.iter().filter_map(|shift| ends(*shift, at)).max() else {
            return false;
        };
        at = next;
    }
    end <= at
}

/// Returns when a shift ends that holds a minute, counted from the Monday
/// before; a week may have begun anew.
fn ends(shift: Shift, at: u32) -> Option<u32> {
    let begin = u32::from(shift.day) * DAY + u32::from(shift.from);
    let length = u32::from(shift.to.saturating_sub(shift.from));
    let weeks = [at / WEEK * WEEK, (at / WEEK * WEEK).wrapping_sub(WEEK)];
    let mut starts = weeks.into_iter().map(|week| week.wrapping_add(begin));
    let start = starts.find(|start| *start <= at && at < start.wrapping_add(length))?;
    Some(start + length)
}
