//! The teams that play a role for a charter: those of the site, and those
//! that the charter itself describes.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::schedule::occurrence::{Around, Days, occurrences, zone_of};
use crate::model::catalog::loose;
use crate::model::charter::{Charter, TeamLine, rows};
use crate::model::page::Page;
use crate::model::records::{Calendar, CalendarKind, Uses};
use crate::model::role::Role;
use crate::model::site::Site;
use crate::text::hours::Hours;
use crate::text::recurrence::When;

/// At most so many special periods of a team count.
const MOST_PERIODS: usize = 40;

/// A team, for one charter.
#[derive(Clone, Debug)]
pub struct Crew<'a> {
    /// The id of its record, if it has one.
    pub id: Option<&'a str>,
    /// What readers call it.
    pub title: &'a str,
    /// Its zone.
    pub zone: Option<TimeZone>,
    /// When it is there, week after week.
    pub hours: Option<&'a Hours>,
    /// The calendar of its holidays.
    pub calendar: Option<&'a Calendar>,
    /// Days on which other hours hold, with these.
    periods: Vec<(Days, &'a Hours)>,
}

impl Crew<'_> {
    /// Returns the hours that hold on a day: those of its periods, if it lies
    /// in some.
    pub fn hours_on(&self, day: Date) -> Vec<&Hours> {
        let own = self.periods.iter().filter(|(days, _)| days.holds(day)).map(|(_, hours)| *hours);
        let own: Vec<&Hours> = own.collect();
        match own.is_empty() {
            true => self.hours.into_iter().collect(),
            false => own,
        }
    }
}

/// Returns the teams that play a role: of them those that keep the promises
/// of the charter, if there are any.
pub(super) fn of_role<'a>(site: &'a Site, page: &'a Page, role: &'a Role) -> Vec<Crew<'a>> {
    let charter = page.document.charter.as_deref();
    let lines = charter.map(|charter| rows(&charter.teams)).unwrap_or_default();
    let teams = &site.catalog.records.teams;
    let key =
        |name: &str| teams.find(name).map_or_else(|| loose(name), |team| loose(&team.head.id));
    let uses = Uses::of_page(&page.document);
    let of_lines = lines.iter().filter_map(|line| Some(&*line.team.given()?.text));
    let own: Vec<String> =
        uses.teams.iter().map(|team| &*team.text).chain(of_lines).map(key).collect();
    let named = || role.part.teams.iter().map(|team| &*team.text);
    let has_own = named().any(|name| own.contains(&key(name)));
    let names = named().filter(|name| !has_own || own.contains(&key(name)));
    names.filter_map(|name| crew((site, page), (lines, charter), name)).collect()
}

fn crew<'a>(
    (site, page): (&'a Site, &Page),
    (lines, charter): (&'a [TeamLine], Option<&'a Charter>),
    name: &str,
) -> Option<Crew<'a>> {
    let records = &site.catalog.records;
    let team = records.teams.find(name);
    let is_own = |own: &str| match (team, records.teams.find(own)) {
        (Some(team), Some(other)) => team.head.id == other.head.id,
        _ => loose(own) == loose(name),
    };
    let line = lines.iter().find(|line| line.team.given().is_some_and(|own| is_own(&own.text)));
    let line_zone = line.and_then(|line| zone_of(&line.zone.given()?.text));
    let line_hours = line.and_then(|line| line.hours.given()?.hours.as_ref());
    let holidays = line.and_then(|line| Some(&*line.holidays.given()?.text));
    let holidays = holidays.or_else(|| team.and_then(|team| Some(&*team.holidays.as_ref()?.text)));
    let calendar = holidays.and_then(|name| records.calendars.find(name));
    let own_title = line.and_then(|line| Some(&*line.team.given()?.text));
    let zone = line_zone.or_else(|| zone_of(&team?.zone.as_ref()?.text));
    let calendar = calendar.filter(|calendar| calendar.kind == CalendarKind::Holidays);
    let mut around = Around::zone(zone.clone().unwrap_or(TimeZone::UTC));
    around.holidays = calendar.map(|own| Days::of(own.days.to_vec())).unwrap_or_default();
    let today = site.config.today;
    let days = (today.saturating_sub(1.day()), super::horizon(today));
    let periods = charter.map(|charter| rows(&charter.periods)).unwrap_or_default();
    let periods = periods.iter().take(MOST_PERIODS).filter_map(|period| {
        let (team, hours) = period.changes.given()?.hours.as_ref()?;
        let words = period.when.given().filter(|_| is_own(&team.text))?;
        if let Some(calendar) = records.calendars.find(&words.text) {
            return Some((Days::of(calendar.days.to_vec()), hours.hours.as_ref()?));
        }
        let when = When::parse(&words.text).ok()?;
        let mut around = around.clone();
        around.named = super::named_days(site, &[page], &when);
        let days = occurrences(&when, days, &around).into_iter().map(|own| (own.day, own.day));
        Some((Days::of(days.collect()), hours.hours.as_ref()?))
    });
    Some(Crew {
        id: team.map(|team| &*team.head.id),
        title: team.map(|team| &*team.head.title).or(own_title)?,
        zone,
        hours: line_hours.or_else(|| team?.hours.as_ref()),
        calendar,
        periods: periods.collect(),
    })
}
