//! Tasks that come again: when each is done, by which team and in which zone.
//!
//! A time without a zone is one of the zone of whoever does it: a role that
//! several teams play does it once for each. If the time names its zone, it
//! is done once, and the first team says which days are business days.
//!
//! A checklist with `repeat:` is a task as well, of its owner, counted as those
//! of the charter that it names. One that a charter names as the page of a
//! task stands there only.

mod agenda;
mod ask;
mod crew;
mod gathered;
mod named;
mod scope;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

pub use self::agenda::{Agenda, Entry, Month};
pub use self::ask::{Ask, Whose, find};
pub use self::crew::Crew;
pub use self::gathered::Calendars;
pub use self::named::{named_days, unknown_days};
pub use self::scope::{Scope, ScopeKind, scopes};
use crate::domain::schedule::occurrence::{self, Around, Days, Occurrence};
use crate::model::catalog::PageId;
use crate::model::charter::{InFreeze, Party, RoutineTask, rows};
use crate::model::page::{Page, Target};
use crate::model::records::{Calendar, Uses};
use crate::model::relation::RelationKind;
use crate::model::role::Role;
use crate::model::site::Site;
use crate::text::recurrence::{BadWhen, Except, When};

/// A task is done by at most so many teams.
const MOST: usize = 12;
/// At most so many tasks of a page are counted.
const MOST_TASKS: usize = 1_000;

/// A task that comes again, as it is understood.
#[derive(Clone, Debug)]
pub struct Routine<'a> {
    /// The page that says so.
    pub page: &'a Page,
    /// The page of its charter; without one, the same.
    pub charter: &'a Page,
    /// Its line.
    pub task: &'a RoutineTask,
    /// When it is done.
    pub when: When,
    /// Who does it; one at least.
    pub turns: Vec<Turn<'a>>,
    /// The days on which nothing is changed, with their calendars.
    pub freezes: Vec<(&'a Calendar, Days)>,
}

/// Somebody's part in a task.
#[derive(Clone, Debug)]
pub struct Turn<'a> {
    /// The role.
    pub role: Option<&'a Role>,
    /// The team that plays it.
    pub crew: Option<Crew<'a>>,
    /// What days and times are counted with.
    pub around: Around,
}

/// Returns the page that says how a task is done.
fn runbook_of(routine: &Routine<'_>) -> Option<PageId> {
    let number = routine.task.runbook.given()?.reference?;
    match routine.page.targets.get(number as usize)? {
        Target::Page(id, _) => Some(*id),
        _ => None,
    }
}

fn of_checklist(site: &Site, page: PageId) -> Option<Routine<'_>> {
    let task = site.repeats.get(&page)?;
    Routine::of(site, site.pages.get(&page)?, (task, &mut Crews::new()))
}

/// Returns the page of the charter that a page is or names; else the page.
pub fn charter_of<'a>(site: &'a Site, page: &'a Page) -> &'a Page {
    let mut relations = page.document.relations.iter();
    let relation = relations.find(|relation| relation.kind == RelationKind::Charter);
    let target = relation.and_then(|own| page.targets.get(own.reference as usize));
    let named = match target {
        Some(Target::Page(id, _)) => site.pages.get(id),
        _ => None,
    };
    let is_charter = |page: &&Page| page.document.charter.is_some();
    Some(page).filter(is_charter).or(named.filter(is_charter)).unwrap_or(page)
}

/// Returns the tasks of a page, in order.
pub fn of_page<'a>(site: &'a Site, page: &'a Page) -> Vec<Routine<'a>> {
    let charter = page.document.charter.as_deref();
    let tasks = charter.map(|charter| rows(&charter.tasks)).unwrap_or_default();
    let mut crews = Crews::new();
    let tasks = tasks.iter().take(MOST_TASKS);
    tasks.filter_map(|task| Routine::of(site, page, (task, &mut crews))).collect()
}

/// The teams of roles that are known already.
type Crews<'a> = BTreeMap<PageId, Vec<Crew<'a>>>;

/// Returns the next day on which the role with the page `role` does the task
/// that has this place; of a checklist that is the whole page.
pub fn next_day(site: &Site, place: (PageId, Option<&str>), role: PageId) -> Option<Date> {
    let routine = match place {
        (page, None) => of_checklist(site, page)?,
        (page, Some(anchor)) => {
            let page = site.pages.get(&page)?;
            let tasks = rows(&page.document.charter.as_deref()?.tasks);
            let task = tasks.iter().find(|task| task.id.as_deref() == Some(anchor))?;
            Routine::of(site, page, (task, &mut Crews::new()))?
        }
    };
    let own = |turn: &&Turn<'_>| turn.role.is_some_and(|own| own.page == role);
    let next = |turn| routine.next(turn, site.config.today, 1).first().map(|next| next.day);
    routine.turns.iter().filter(own).filter_map(next).min()
}

/// Reads when a task is done; `None` if nobody says it.
pub fn read<'a>(
    site: &Site,
    page: &Page,
    task: &'a RoutineTask,
) -> Option<Result<When, Mistake<'a>>> {
    let language = language(site, page);
    if let Some(node) = &task.when_data {
        return Some(When::of_node(node, language).map_err(Mistake::Data));
    }
    let words = task.when.given().filter(|words| !words.text.contains("{{"))?;
    let read = When::parse_in(&words.text, language);
    Some(read.map_err(|bad| Mistake::Words(&words.text, bad)))
}

/// What is wrong with the time of a task.
#[derive(Clone, Debug)]
pub enum Mistake<'a> {
    /// In words, at a place in them.
    Words(&'a str, BadWhen),
    /// In data, at a place in the file.
    Data(BadWhen),
}

/// Returns the language of a page.
pub fn language<'a>(site: &'a Site, page: &'a Page) -> &'a str {
    page.document.front.lang.as_ref().map_or(&*site.config.lang, |lang| &*lang.text)
}

impl<'a> Routine<'a> {
    /// Understands a task of a page.
    fn of(
        site: &'a Site,
        page: &'a Page,
        (task, crews): (&'a RoutineTask, &mut Crews<'a>),
    ) -> Option<Routine<'a>> {
        let when = read(site, page, task)?.ok()?;
        let charter = charter_of(site, page);
        let uses = Uses::of_page(&charter.document);
        let calendars = &site.catalog.records.calendars;
        let freezes = uses.freezes.iter().filter_map(|name| calendars.find(&name.text));
        let freezes =
            freezes.map(|calendar| (calendar, Days::of(calendar.days.to_vec()))).collect();
        let zone = uses.zone.as_ref().and_then(|zone| occurrence::zone_of(&zone.text));
        let asked = Asked { task, when: &when, zone: zone.unwrap_or(TimeZone::UTC) };
        let turns = turns(site, (page, charter), asked, crews);
        Some(Routine { page, charter, task, when, turns, freezes })
    }

    /// Returns when somebody does it on days from `first` to `last`: without
    /// those of a freeze if it is left out then.
    pub fn occurrences(&self, turn: &Turn<'_>, days: (Date, Date)) -> Vec<Occurrence> {
        self.kept(occurrence::occurrences(&self.when, days, &turn.around))
    }

    /// Returns the next times somebody does it.
    pub fn next(&self, turn: &Turn<'_>, from: Date, count: usize) -> Vec<Occurrence> {
        let more = count.saturating_add(if self.skips_freezes() { 40 } else { 0 });
        let mut all = self.kept(occurrence::next(&self.when, from, more, &turn.around));
        all.truncate(count);
        all
    }

    fn kept(&self, mut all: Vec<Occurrence>) -> Vec<Occurrence> {
        if self.skips_freezes() {
            all.retain(|own| self.freeze_of(own.day).is_none());
        }
        all
    }

    /// Tells whether it is left out while nothing is changed.
    pub fn skips_freezes(&self) -> bool {
        self.task.in_a_freeze.given() == Some(&InFreeze::Skip)
    }

    /// Returns the calendar that says that nothing is changed on a day.
    pub fn freeze_of(&self, day: Date) -> Option<&'a Calendar> {
        let mut all = self.freezes.iter();
        all.find(|(_, days)| days.holds(day)).map(|(calendar, _)| *calendar)
    }

    /// Tells whether some time is set aside for it, with a beginning and an
    /// end: nothing else may happen there then.
    pub fn has_window(&self) -> bool {
        self.when.clock.as_ref().is_some_and(|clock| clock.to.is_some())
    }

    /// Tells whether it stands in calendars: it has days and a name.
    pub fn is_shown(&self) -> bool {
        self.when.is_dated() && !self.name().is_empty()
    }

    /// Returns its name.
    pub fn name(&self) -> &'a str {
        self.task.task.given().map_or("", |task| &*task.text)
    }

    /// Returns when it is done, as its author wrote it or in words.
    pub fn words(&self) -> String {
        match self.task.when.given() {
            Some(words) if self.task.when_data.is_none() => words.text.to_string(),
            _ => self.when.to_string(),
        }
    }

    /// Returns the id of its place on the page.
    pub fn anchor(&self) -> Option<&'a str> {
        self.task.id.as_deref()
    }
}

/// Returns when a time of somebody ends: that of its window, else as long
/// after it begins as it takes.
pub fn end(own: &Occurrence, task: &RoutineTask) -> Option<jiff::Timestamp> {
    own.end.or_else(|| {
        let length = task.takes.given()?.time?;
        let is_exact = (length.years, length.months, length.business_days) == (0, 0, 0);
        let days = i64::from(length.weeks) * 7 + i64::from(length.days);
        let minutes = (days * 24 + i64::from(length.hours)) * 60 + i64::from(length.minutes);
        let span = Span::new().try_minutes(minutes).ok().filter(|_| is_exact)?;
        own.start?.checked_add(span).ok()
    })
}

/// Returns the day a year and a half after another.
pub fn horizon(today: Date) -> Date {
    today.saturating_add(18.months())
}

/// A task whose turns are asked for.
struct Asked<'a, 'w> {
    task: &'a RoutineTask,
    when: &'w When,
    /// The zone of the charter.
    zone: TimeZone,
}

fn turns<'a>(
    site: &'a Site,
    (page, charter): (&'a Page, &'a Page),
    Asked { task, when, zone }: Asked<'a, '_>,
    known: &mut Crews<'a>,
) -> Vec<Turn<'a>> {
    let parties = task.role.given().map(|parties| &**parties).unwrap_or_default();
    let roles = parties.iter().filter_map(|party| role(site, page, party));
    let mut all: Vec<(Option<&Role>, Option<Crew<'a>>)> = Vec::new();
    for role in roles {
        let crews = known.entry(role.page).or_insert_with(|| crew::of_role(site, charter, role));
        match crews.is_empty() {
            true => all.push((Some(role), None)),
            false => all.extend(crews.iter().map(|crew| (Some(role), Some(crew.clone())))),
        }
    }
    if all.is_empty() {
        all.push((None, None));
    }
    let named = named_days(site, &[page, charter], when);
    // A time with a zone is one and the same for all.
    let has_zone = when.clock.as_ref().is_some_and(|clock| clock.zone.is_some());
    all.truncate(if has_zone { 1 } else { MOST });
    let turn = |(role, crew): (Option<&'a Role>, Option<Crew<'a>>)| {
        let own = crew.as_ref().and_then(|crew| crew.zone.clone());
        let calendar = crew.as_ref().and_then(|crew| crew.calendar);
        let mut around = around(site, when, (own.unwrap_or_else(|| zone.clone()), calendar));
        around.named.clone_from(&named);
        Turn { role, crew, around }
    };
    all.into_iter().map(turn).collect()
}

/// Returns the role that a cell names.
pub fn role<'a>(site: &'a Site, page: &Page, party: &Party) -> Option<&'a Role> {
    match page.targets.get(party.reference as usize)? {
        Target::Page(id, _) => site.catalog.roles.of_page(*id),
        _ => None,
    }
}

/// Returns what days are counted with, in a zone and with a calendar.
fn around(site: &Site, when: &When, (zone, calendar): (TimeZone, Option<&Calendar>)) -> Around {
    let calendars = &site.catalog.records.calendars;
    let days = |calendar: &Calendar| Days::of(calendar.days.to_vec());
    let named = when.calendar.as_ref().and_then(|name| calendars.find(name));
    let mut around = Around::zone(zone);
    around.holidays = named.or(calendar).map(days).unwrap_or_default();
    for except in &when.except {
        if let Except::Calendar(name) = except {
            let known = calendars.find(name).map(days).unwrap_or_default();
            around.calendars.insert(name.clone(), known);
        }
    }
    around
}
