//! A training plan, as its tables say it.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{Measure, Objective, beside};
use crate::base::{SitePath, TextRange};
use crate::model::catalog::loose;
use crate::model::front::Located;
use crate::model::site::Site;
use crate::text::duration::Duration;

/// A training plan.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Its first and last day.
    pub period: Option<(Date, Date)>,
    /// What it is to reach.
    pub objectives: Box<[Objective]>,
    /// Who learns.
    pub audiences: Box<[Audience]>,
    /// For whom each subject is: the heads of the columns of the cross table.
    pub learners: Box<[Located]>,
    /// The subjects, as the rows of the cross table.
    pub subjects: Box<[Subject]>,
    /// When and where.
    pub sessions: Box<[Session]>,
    /// What is needed for it.
    pub materials: Box<[MaterialLine]>,
    /// What changes for people.
    pub changes: Box<[ChangeImpact]>,
    /// How one sees whether it worked.
    pub measures: Box<[Measure]>,
}

/// Some people who learn together.
#[derive(Clone, Debug)]
pub struct Audience {
    /// What they are called.
    pub name: Located,
    /// The role they have.
    pub role: Option<Located>,
    /// How many they are.
    pub people: Option<u32>,
    /// The languages they speak.
    pub languages: Box<[Box<str>]>,
}

/// What somebody has to learn.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What it is called.
    pub name: Located,
    /// The references that name its page.
    pub references: Box<[u32]>,
    /// For each of the plan's learners whether they need it.
    pub needs: Box<[Option<Need>]>,
}

/// How much somebody needs a subject.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Need {
    /// If they like.
    May,
    /// In any case.
    Must,
}

/// A time at which people learn together.
#[derive(Clone, Debug)]
pub struct Session {
    /// What it is called.
    pub name: Located,
    /// Who learns.
    pub audience: Option<Located>,
    /// When, as far as it is understood.
    pub when: Option<When>,
    /// The sessions it comes after.
    pub after: Box<[Located]>,
    /// Where.
    pub place: Option<Located>,
    /// In which language.
    pub language: Option<Located>,
    /// How: in a room, online.
    pub delivery: Option<Located>,
    /// Who teaches.
    pub trainer: Option<Located>,
}

/// When a session is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    /// The place of it all.
    pub range: TextRange,
    /// Its first and last day.
    pub days: (Date, Date),
    /// Beginning, end, zone and place of its hours, if it has some.
    pub time: Option<Hours>,
}

/// The hours of a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hours {
    /// When it begins.
    pub from: DateTime,
    /// When it ends.
    pub to: DateTime,
    /// In which zone.
    pub zone: TimeZone,
    /// The bytes of the hours.
    pub range: TextRange,
}

/// Something a course is held with.
#[derive(Clone, Debug)]
pub struct MaterialLine {
    /// What it is.
    pub name: Located,
    /// Who answers for it.
    pub owner: Option<Located>,
    /// When it is looked at: as written.
    pub review: Option<Located>,
    /// The day by which it is looked at, if one is given.
    pub due: Option<Date>,
    /// How often it is looked at.
    pub every: Option<Duration>,
}

/// A change and what it means for people.
#[derive(Clone, Debug)]
pub struct ChangeImpact {
    /// The change.
    pub name: Located,
    /// Whom it touches.
    pub touches: Box<[Located]>,
    /// How much, from 1 to 5.
    pub impact: Option<u8>,
    /// What teaches it: references.
    pub training: Box<[u32]>,
}

impl Session {
    /// Tells whether it is for some people: by their name or their role, alone
    /// or in a list.
    pub fn is_for(&self, audience: &Audience) -> bool {
        let Some(own) = self.audience.as_ref() else { return false };
        let names = own.text.split([',', ';']).chain([&*own.text]);
        let names: Vec<String> = names.map(|name| loose(name.trim())).collect();
        let wanted = std::iter::once(&audience.name).chain(&audience.role);
        wanted.map(|name| loose(&name.text)).any(|name| names.contains(&name))
    }
}

impl When {
    /// Returns how many minutes it takes; `None` for whole days.
    pub fn minutes(&self) -> Option<u32> {
        let hours = self.time.as_ref()?;
        let instant = |time| hours.zone.to_timestamp(time).ok();
        let (from, to) = (instant(hours.from)?, instant(hours.to)?);
        u32::try_from(to.duration_since(from).as_secs() / 60).ok()
    }
}

impl Plan {
    /// Returns the calendar of the sessions of a plan that is published as
    /// `page`; `None` if no session has a day, or an author took the address.
    pub fn calendar(&self, site: &Site, page: &SitePath) -> Option<SitePath> {
        let has_days = self.sessions.iter().any(|session| session.when.is_some());
        beside(site, page, "sessions.ics").filter(|_| has_days)
    }

    /// Returns the page of measures of a plan that is published as `page`;
    /// `None` if the plan says nothing, or an author took the address.
    pub fn page_of_measures(&self, site: &Site, page: &SitePath) -> Option<SitePath> {
        let is_empty = self.measures.is_empty() && self.audiences.is_empty();
        beside(site, page, "measures.html").filter(|_| !is_empty)
    }
}
