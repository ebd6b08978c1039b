//! Who keeps the promises of a charter: what the engine of coverage is given,
//! from the lines of the charter and the records of its site.
//!
//! A team is one of the charter's own if its table *Hours* or its front matter
//! names it. What the table says of a team goes before its record in the data
//! files. Names that lead nowhere are left out here; they were reported.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::{self as charter, Charter, ClockName, Party, ServiceLevel, TeamLine, rows};
use crate::domain::schedule::occurrence::{Around, Days, occurrences};
use crate::domain::schedule::{
    Arrangement, Called, Clock, Period, Promise, Staff, Standing, Team, Window,
};
use crate::model::catalog::loose;
use crate::model::page::{Page, Target};
use crate::model::records::{self, CalendarKind, Uses};
use crate::model::routine;
use crate::model::site::Site;
use crate::text::hours::Hours;
use crate::text::language;
use crate::text::recurrence::When;

/// At most so many teams are compared.
const MOST: usize = 200;

/// The staff of a charter, with the lines that it was made of.
pub struct Staffing<'a> {
    /// What the engine is given.
    pub staff: Staff,
    /// The lines of its promises, in their order.
    pub promises: Vec<&'a ServiceLevel>,
    /// The lines of its arrangements, in their order.
    pub arrangements: Vec<&'a charter::Arrangement>,
    site: &'a Site,
    page: &'a Page,
    by_name: HashMap<String, usize>,
}

impl<'a> Staffing<'a> {
    /// Gathers the staff of a charter; `None` for a page that is none.
    pub fn of(site: &'a Site, page: &'a Page) -> Option<Staffing<'a>> {
        let charter = page.document.charter.as_deref()?;
        let uses = Uses::of_page(&page.document);
        let zone = uses.zone.as_ref().and_then(|zone| zone_of(&zone.text));
        let zone = zone.unwrap_or(TimeZone::UTC);
        let staff =
            Staff { zone, teams: Vec::new(), arrangements: Vec::new(), promises: Vec::new() };
        let (promises, arrangements, by_name) = (Vec::new(), Vec::new(), HashMap::new());
        let mut own = Staffing { staff, promises, arrangements, site, page, by_name };
        own.add_own_teams(charter, &uses);
        own.add_arrangements(charter);
        own.add_promises(charter);
        own.add_periods(charter);
        own.add_called(charter);
        Some(own)
    }

    /// Returns whom a name in the charter calls: a team, or a role. Of a role
    /// that nobody knows no team is known. A team that is new is added.
    pub fn called(&mut self, party: &Party) -> Called {
        let name = &party.name.text;
        match self.page.targets.get(party.reference as usize) {
            Some(Target::Page(id, _)) => {
                let role = self.site.catalog.roles.of_page(*id);
                let teams = role.into_iter().flat_map(|role| role.part.teams.iter());
                let teams = teams.filter_map(|team| self.team(&team.text)).collect();
                Called::Role(role.map_or(name, |role| &role.title).clone(), teams)
            }
            _ => match self.team(name) {
                Some(team) => Called::Team(team),
                None => Called::Role(name.clone(), Vec::new()),
            },
        }
    }

    fn add_own_teams(&mut self, charter: &Charter, uses: &Uses) {
        for line in rows(&charter.teams).iter().take(MOST) {
            let Some(name) = line.team.given() else { continue };
            let record = self.site.catalog.records.teams.find(&name.text);
            self.add((&name.text, record), Some(line), Standing::Own);
        }
        for name in uses.teams.iter().take(MOST) {
            let record = self.site.catalog.records.teams.find(&name.text);
            if let Some(record) = record.filter(|_| self.known(&name.text).is_none()) {
                self.add((&name.text, Some(record)), None, Standing::Own);
            }
        }
        for team in self.first_level(charter) {
            if let Some(team) = self.staff.teams.get_mut(team) {
                team.standing = Standing::Own;
            }
        }
    }

    /// Returns the teams of the first level, which answer even if they are
    /// another company's.
    fn first_level(&self, charter: &Charter) -> Vec<usize> {
        let first = rows(&charter.levels).first();
        let parties = first.and_then(|level| level.role.given()).into_iter().flatten();
        let mut teams = Vec::new();
        for party in parties {
            match self.page.targets.get(party.reference as usize) {
                Some(Target::Page(id, _)) => {
                    let role = self.site.catalog.roles.of_page(*id);
                    let own = role.into_iter().flat_map(|role| role.part.teams.iter());
                    teams.extend(own.filter_map(|team| self.known(&team.text)));
                }
                _ => teams.extend(self.known(&party.name.text)),
            }
        }
        teams
    }

    fn known(&self, name: &str) -> Option<usize> {
        self.by_name.get(&loose(name)).copied()
    }

    /// Returns the place of a team, which is added if a record has it.
    fn team(&mut self, name: &str) -> Option<usize> {
        if let Some(at) = self.known(name) {
            return Some(at);
        }
        let record = self.site.catalog.records.teams.find(name)?;
        (self.staff.teams.len() < MOST)
            .then(|| self.add((name, Some(record)), None, Standing::Elsewhere))
    }

    fn add(
        &mut self,
        (name, record): (&str, Option<&'a records::Team>),
        line: Option<&TeamLine>,
        standing: Standing,
    ) -> usize {
        let at = self.staff.teams.len();
        let head = record.map(|record| &record.head);
        let names = head.into_iter().flat_map(|head| {
            [&head.id, &head.title].into_iter().chain(&head.aliases).map(|name| loose(name))
        });
        for name in names.chain([loose(name)]) {
            self.by_name.entry(name).or_insert(at);
        }
        let is_external = record.is_some_and(|record| record.external);
        let standing = match standing {
            Standing::Own if is_external => Standing::External,
            other => other,
        };
        let said = |cell: Option<&charter::Words>| {
            cell.and_then(|cell| cell.given()).map(|words| words.text.clone())
        };
        let zone = said(line.map(|line| &line.zone));
        let zone = zone.or_else(|| record?.zone.as_ref().map(|zone| zone.text.clone()));
        let zone = zone.and_then(|zone| zone_of(&zone));
        let location = said(line.map(|line| &line.location));
        let holidays = said(line.map(|line| &line.holidays));
        let holidays = holidays.or_else(|| record?.holidays.as_ref().map(|name| name.text.clone()));
        let languages = line.and_then(|line| line.languages.given());
        let languages: Vec<Box<str>> = match (languages, record) {
            (Some(languages), _) => languages.iter().map(|own| language(&own.text)).collect(),
            (None, Some(record)) => record.languages.iter().map(|own| language(own)).collect(),
            (None, None) => Vec::new(),
        };
        let hours = line.and_then(|line| line.hours.given()).and_then(|own| own.hours.clone());
        let hours = hours.or_else(|| record?.hours.clone()).unwrap_or_default();
        self.staff.teams.push(Team {
            name: head.map_or_else(|| name.trim().into(), |head| head.title.clone()),
            standing,
            location: location.or_else(|| record?.location.clone()),
            zone: zone.unwrap_or_else(|| self.staff.zone.clone()),
            languages,
            hours,
            holidays: holidays.map(|name| self.holidays(&name)).unwrap_or_default(),
            periods: Vec::new(),
        });
        at
    }

    fn holidays(&self, name: &str) -> Vec<(Date, Date)> {
        let calendar = self.site.catalog.records.calendars.find(name);
        let calendar = calendar.filter(|own| own.kind == CalendarKind::Holidays);
        calendar.map(|own| own.days.to_vec()).unwrap_or_default()
    }

    fn add_arrangements(&mut self, charter: &'a Charter) {
        for line in rows(&charter.out_of_hours).iter().take(MOST) {
            // Words that are not understood mean what the section is about.
            let window = line.when.given().and_then(|when| window(&when.text));
            let window = window.unwrap_or(Window::OutsideDeskHours);
            let who = line.who.given().into_iter().flatten();
            let who = who.map(|party| self.called(party)).collect();
            let priorities = line.priorities.given().into_iter().flatten();
            let priorities = priorities.filter(|own| !is_all(&own.text));
            self.staff.arrangements.push(Arrangement {
                window,
                who,
                answers: line.answers_within.given().and_then(|own| own.time),
                priorities: priorities.map(|own| own.text.clone()).collect(),
            });
            self.arrangements.push(line);
        }
    }

    fn add_promises(&mut self, charter: &'a Charter) {
        for line in rows(&charter.service_levels).iter().take(MOST) {
            let clock = line.clock.given().and_then(|clock| self.clock(clock));
            let (Some(priority), Some(clock)) = (line.priority.given(), clock) else { continue };
            let languages = line.languages.given().into_iter().flatten();
            self.staff.promises.push(Promise {
                priority: priority.text.clone(),
                respond: line.respond.given().and_then(|own| own.time),
                clock,
                languages: languages.map(|own| language(&own.text)).collect(),
            });
            self.promises.push(line);
        }
    }

    /// Adds the teams that only ladders call.
    fn add_called(&mut self, charter: &Charter) {
        let rungs = rows(&charter.ladders).iter().flat_map(|ladder| ladder.rungs.iter());
        for rung in rungs.take(MOST) {
            for parties in [&rung.from, &rung.to, &rung.alternate] {
                for party in parties.given().into_iter().flatten() {
                    self.called(party);
                }
            }
        }
    }

    fn clock(&mut self, clock: &ClockName) -> Option<Clock> {
        match &clock.clock {
            charter::Clock::AroundTheClock => Some(Clock::AroundTheClock),
            charter::Clock::Desk => Some(Clock::DeskHours),
            charter::Clock::Team(name) => self.team(&name.text).map(Clock::HoursOf),
        }
    }

    fn add_periods(&mut self, charter: &Charter) {
        for line in rows(&charter.periods).iter().take(MOST) {
            let change = line.changes.given().and_then(|own| own.hours.as_ref());
            let (Some(when), Some((team, open))) = (line.when.given(), change) else { continue };
            let (Some(at), Some(hours)) = (self.known(&team.text), &open.hours) else { continue };
            let (today, lang) = (self.site.config.today, routine::language(self.site, self.page));
            let Some(team) = self.staff.teams.get_mut(at) else { continue };
            let days = match self.site.catalog.records.calendars.find(&when.text) {
                Some(calendar) => calendar.days.to_vec(),
                None => When::parse_in(&when.text, lang).map_or_else(
                    |_| Vec::new(),
                    |when| {
                        let named = routine::named_days(self.site, &[self.page], &when);
                        let mut around = Around::zone(team.zone.clone());
                        around.named = named;
                        period(&when, (team, around), today)
                    },
                ),
            };
            team.periods.extend(days.into_iter().map(|(first, last)| Period {
                first,
                last,
                hours: hours.clone(),
            }));
        }
    }
}

/// Joins days that follow each other.
fn joined(days: impl Iterator<Item = Date>) -> Vec<(Date, Date)> {
    let mut all: Vec<(Date, Date)> = Vec::new();
    for day in days {
        match all.last_mut() {
            Some(last) if last.1 == day || last.1.tomorrow().ok() == Some(day) => last.1 = day,
            _ => all.push((day, day)),
        }
    }
    all
}

/// Reads when an arrangement holds: outside of hours, or in hours of a week.
pub fn window(text: &str) -> Option<Window> {
    let words = loose(text);
    let outside = words.strip_prefix("outside of ").or_else(|| words.strip_prefix("outside "));
    let outside = outside.map(|rest| rest.strip_prefix("the ").unwrap_or(rest));
    match outside.or(Some(words.as_str())) {
        Some("office hours" | "working hours" | "business hours") if outside.is_some() => {
            Some(Window::OutsideOfficeHours)
        }
        Some("desk hours" | "service hours" | "support hours" | "hours") if outside.is_some() => {
            Some(Window::OutsideDeskHours)
        }
        Some("out of hours") => Some(Window::OutsideDeskHours),
        Some("on holidays" | "on a holiday" | "on public holidays" | "holidays") => {
            Some(Window::Holidays)
        }
        _ => Hours::parse(text).ok().map(Window::Weekly),
    }
}

/// Tells whether a word stands for every priority.
fn is_all(text: &str) -> bool {
    matches!(&*loose(text), "all" | "every priority" | "all priorities")
}

fn zone_of(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name.trim()).ok()
}

/// Returns the tag of a language.
fn language(name: &str) -> Box<str> {
    language::tag(name).into()
}

/// Returns the days of a period that lie in the year from `today`, or begin
/// shortly before; business days are those of the team.
fn period(when: &When, (team, mut around): (&Team, Around), today: Date) -> Vec<(Date, Date)> {
    around.holidays = Days::of(team.holidays.clone());
    let (first, last) = (today.saturating_sub(3.days()), today.saturating_add(1.year()));
    joined(occurrences(when, (first, last), &around).into_iter().map(|own| own.day))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn arrangements_hold_outside_of_hours_or_in_some() {
        for (text, is_desk) in [("Outside desk hours", true), ("outside the office hours", false)] {
            let found = window(text);
            assert_eq!(found == Some(Window::OutsideDeskHours), is_desk, "{text}");
            assert!(found.is_some());
        }
        assert!(matches!(window("Sat-Sun 00:00-24:00"), Some(Window::Weekly(_))));
        assert_eq!(window("On holidays"), Some(Window::Holidays));
        assert_eq!(window("at night"), None);
        assert_eq!(window("desk hours"), None);
    }

    #[test]
    fn days_of_a_period_are_dates() {
        let team = Team {
            name: "Desk".into(),
            standing: Standing::Own,
            location: None,
            zone: TimeZone::UTC,
            languages: Vec::new(),
            hours: Hours::default(),
            holidays: vec![(date(2026, 11, 30), date(2026, 11, 30))],
            periods: Vec::new(),
        };
        let days = |text: &str| {
            let when = When::parse(text).unwrap();
            period(&when, (&team, Around::zone(TimeZone::UTC)), date(2026, 11, 22))
        };
        let range = (date(2027, 3, 1), date(2027, 4, 30));
        assert_eq!(days("2027-03-01 to 2027-04-30"), [range]);
        // The last day of November is a holiday.
        let ends = days("last 2 business days of the month");
        assert_eq!(ends.first(), Some(&(date(2026, 11, 26), date(2026, 11, 27))));
    }
}
