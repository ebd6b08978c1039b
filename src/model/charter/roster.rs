//! Who keeps the promises of a charter, and when nobody does, in words.
//!
//! A site keeps what it has solved: the page of a charter, its twin, the data
//! of the site and the rules about it ask for the same.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::Arrangement;
use super::staff::Staffing;
use crate::domain::schedule::gaps::words::Length;
use crate::domain::schedule::{Clock, Coverage, Line, Staff, Team, solve};
use crate::model::catalog::PageId;
use crate::model::page::Page;
use crate::model::records::Records;
use crate::model::site::Site;
use crate::text::date::format_day;
use crate::text::language;

/// At most so many gaps are told.
const MOST: usize = 24;

/// Who keeps the promises of a charter, over the year from the day of the
/// build on.
#[derive(Clone, Debug)]
pub struct Roster {
    /// Who there is.
    pub staff: Staff,
    /// When they are there.
    pub coverage: Coverage,
    /// How those of each arrangement are reached, how soon, and for what.
    pub reached: Vec<String>,
    /// The day of the build.
    pub today: Date,
}

/// The rosters of the charters of a site, each solved when it is first asked
/// for.
#[derive(Debug, Default)]
pub struct Rosters {
    all: BTreeMap<PageId, OnceLock<Option<Roster>>>,
}

impl Rosters {
    /// Makes room for the charters among some pages.
    pub fn of_pages(pages: &BTreeMap<PageId, Page>) -> Rosters {
        let charters = pages.values().filter(|page| page.document.charter.is_some());
        Rosters { all: charters.map(|page| (page.id, OnceLock::new())).collect() }
    }
}

impl Site {
    /// Returns who keeps the promises of the charter of a page; `None` where
    /// it names nobody.
    pub fn roster(&self, page: PageId) -> Option<&Roster> {
        let solved = self.rosters.all.get(&page)?;
        solved.get_or_init(|| Roster::solve(self, self.pages.get(&page)?)).as_ref()
    }
}

impl Roster {
    fn solve(site: &Site, page: &Page) -> Option<Roster> {
        let staffing = Staffing::of(site, page)?;
        let lines = staffing.arrangements.iter();
        let reached = lines.map(|line| reached(&site.catalog.records, line)).collect();
        let (staff, today) = (staffing.staff, site.config.today);
        let coverage = solve(&staff, today);
        coverage.is_known(&staff).then_some(Roster { staff, coverage, reached, today })
    }

    /// Returns the teams that answer in their own hours.
    pub fn answering(&self) -> impl Iterator<Item = &Team> {
        self.coverage.answering.iter().filter_map(|at| self.staff.teams.get(*at))
    }

    /// Names a promise in a language: `P1 in English`.
    pub fn promise(&self, line: &Line) -> String {
        let promise = self.staff.promises.get(line.promise);
        let priority = promise.map(|own| &*own.priority).unwrap_or_default();
        match &line.language {
            Some(tag) => format!("{priority} in {}", language::name(tag)),
            None => priority.to_string(),
        }
    }

    /// Says what is kept.
    pub fn kept(&self) -> Kept {
        let is_always = |line: &&Line| {
            let promise = self.staff.promises.get(line.promise);
            promise.is_some_and(|promise| promise.clock == Clock::AroundTheClock)
        };
        let lines = self.coverage.lines.iter();
        let (whole, open): (Vec<&Line>, Vec<&Line>) = lines.partition(|line| line.gap.is_empty());
        let (always, others): (Vec<&Line>, Vec<&Line>) = whole.into_iter().partition(is_always);
        let gap = |line: &&Line| (self.promise(line), line.words.words(Length::Full));
        Kept {
            gaps: open.iter().take(MOST).map(gap).collect(),
            more: open.len().saturating_sub(MOST),
            always: always.into_iter().map(|line| self.promise(line)).collect(),
            has_others: !others.is_empty(),
            from: format_day(self.today),
        }
    }
}

/// Says how those of an arrangement are reached, how soon, and for what.
fn reached(records: &Records, line: &Arrangement) -> String {
    let by = line.reached_by.given().map(|by| records.fill(&by.text).into_owned());
    let within = line.answers_within.given().map(|time| format!("within {}", time.written.text));
    let priorities = line.priorities.given().map(|own| {
        let own: Vec<&str> = own.iter().map(|text| &*text.text).collect();
        format!("for {}", own.join(", "))
    });
    by.into_iter().chain(within).chain(priorities).collect::<Vec<_>>().join(", ")
}

/// What a charter keeps, promise by promise.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Promises with when nobody keeps them.
    pub gaps: Vec<(String, String)>,
    /// How many of them are left out.
    pub more: usize,
    /// Promises that somebody keeps at every hour.
    pub always: Vec<String>,
    /// Whether others are kept in all hours in which they hold.
    pub has_others: bool,
    /// The first day that was looked at.
    pub from: String,
}

impl Kept {
    /// The title of the gaps.
    pub const TITLE: &str = "Hours that nobody covers";

    /// Says which promises are kept; nothing if none is.
    pub fn sentences(&self) -> String {
        let mut sentences = Vec::new();
        if !self.always.is_empty() {
            let verb = if self.always.len() == 1 { "is" } else { "are" };
            let all = listed(&self.always);
            let from = &self.from;
            sentences
                .push(format!("{all} {verb} covered at every hour of the year from {from} on."));
        }
        if self.has_others {
            let others = if self.always.is_empty() && self.gaps.is_empty() { "" } else { "other " };
            let what = "promise is covered in all hours in which it holds.";
            sentences.push(format!("Every {others}{what}"));
        }
        sentences.join(" ")
    }
}

fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
