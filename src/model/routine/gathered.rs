//! What stands in whose calendar, gathered once for a build.
//!
//! A site keeps where tasks and sessions are written, by whose they are, and
//! not what they say: so it holds no part of itself, and a calendar of one
//! role understands the tasks of this role alone, however many others there
//! are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::{Crews, Routine, Scope, ScopeKind, Whose, of_checklist, runbook_of, scopes};
use crate::model::catalog::PageId;
use crate::model::charter::rows;
use crate::model::site::Site;
use crate::model::training::PlannedSession;
use crate::text::slug::segment;

/// At most so many tasks of a site are counted.
const MOST_TASKS: usize = 5_000;
/// At most so many sessions of a site stand in calendars.
const MOST_SESSIONS: usize = 2_000;

/// What is the same for two scopes that share an address.
type Key = (ScopeKind, String);

/// The calendars of a site, gathered when they are first asked for.
#[derive(Debug, Default)]
pub struct Calendars {
    all: OnceLock<Gathered>,
}

#[derive(Debug, Default)]
struct Gathered {
    /// The tasks, in the order of pages, and then checklists that come again.
    tasks: Vec<Place>,
    /// The sessions that are still to be held: plans, and which of each.
    sessions: Vec<(PageId, usize)>,
    /// Whether a task has days.
    has_days: bool,
    /// Everybody and everything that has a calendar, sorted by their keys.
    scopes: Vec<Scope>,
    /// Tasks and sessions by whose they are.
    shares: BTreeMap<Key, Share>,
    /// Tasks by the page of their charter.
    by_charter: BTreeMap<PageId, Vec<usize>>,
}

/// Where a task is written.
#[derive(Clone, Copy, Debug)]
struct Place {
    page: PageId,
    /// Its line in the charter; of a checklist it is the whole page.
    line: Option<usize>,
}

/// The tasks and sessions of a scope, by their numbers.
#[derive(Debug, Default)]
struct Share {
    tasks: BTreeSet<usize>,
    sessions: BTreeSet<usize>,
}

impl Site {
    /// Tells whether something stands in a calendar of this site.
    pub fn has_calendar(&self) -> bool {
        let gathered = self.gathered();
        gathered.has_days || !gathered.sessions.is_empty()
    }

    /// Returns everybody and everything that has a calendar, in the order of
    /// their files.
    pub fn task_scopes(&self) -> &[Scope] {
        &self.gathered().scopes
    }

    /// Returns the same as a scope, if it has a calendar.
    pub fn task_scope(&self, kind: ScopeKind, id: &str) -> Option<&Scope> {
        let key = (kind, segment(id));
        let all = self.task_scopes();
        all.get(all.binary_search_by(|own| own.key().cmp(&key)).ok()?)
    }

    /// Returns the tasks that somebody has a part in: those of charters in the
    /// order of pages, and then the checklists that come again. One whose time
    /// is not understood is left out, and reported elsewhere.
    pub fn tasks_of(&self, whose: &Whose) -> Vec<Routine<'_>> {
        let gathered = self.gathered();
        let all = || 0..gathered.tasks.len();
        let numbers: Vec<usize> = match whose {
            Whose::All => all().collect(),
            Whose::Page(page) => gathered.by_charter.get(page).cloned().unwrap_or_default(),
            Whose::Scopes(wanted) => gathered.numbers(wanted, |share| &share.tasks),
        };
        let places = numbers.iter().filter_map(|at| gathered.tasks.get(*at));
        let mut known: (Option<PageId>, Crews<'_>) = (None, Crews::new());
        let routines = places.filter_map(|place| self.routine(*place, &mut known));
        routines.collect()
    }

    /// Returns those of them that have days.
    pub fn dated_tasks_of(&self, whose: &Whose) -> Vec<Routine<'_>> {
        let mut all = self.tasks_of(whose);
        all.retain(Routine::is_shown);
        all
    }

    /// Returns the sessions of training plans that are still to be held and
    /// that somebody learns or teaches in, in the order of plans.
    pub fn sessions_of(&self, whose: &Whose) -> Vec<PlannedSession<'_>> {
        let gathered = self.gathered();
        let numbers: Vec<usize> = match whose {
            Whose::All => (0..gathered.sessions.len()).collect(),
            Whose::Page(_) => Vec::new(),
            Whose::Scopes(wanted) => gathered.numbers(wanted, |share| &share.sessions),
        };
        let places = numbers.iter().filter_map(|at| gathered.sessions.get(*at));
        let mut sessions = Vec::new();
        let mut plan = (None, Vec::new());
        for (page, at) in places {
            if plan.0 != Some(*page) {
                plan = (Some(*page), PlannedSession::of_page(self, *page));
            }
            sessions.extend(plan.1.get(*at).cloned());
        }
        sessions
    }

    /// Returns how many sessions are still to be held in which the role of a
    /// page learns or teaches.
    pub fn sessions_of_role(&self, page: PageId) -> usize {
        let role = self.catalog.roles.of_page(page);
        let share = role.and_then(|role| self.gathered().shares.get(&Scope::of_role(role).key()));
        share.map_or(0, |share| share.sessions.len())
    }

    fn gathered(&self) -> &Gathered {
        self.calendars.all.get_or_init(|| Gathered::of(self))
    }

    /// Understands the task at a place; the teams of the page before are
    /// known.
    fn routine<'a>(
        &'a self,
        place: Place,
        known: &mut (Option<PageId>, Crews<'a>),
    ) -> Option<Routine<'a>> {
        let Some(line) = place.line else { return of_checklist(self, place.page) };
        if known.0 != Some(place.page) {
            *known = (Some(place.page), Crews::new());
        }
        let page = self.pages.get(&place.page)?;
        let task = rows(&page.document.charter.as_deref()?.tasks).get(line)?;
        Routine::of(self, page, (task, &mut known.1))
    }
}

impl Gathered {
    fn of(site: &Site) -> Gathered {
        let mut gathered = Gathered::default();
        let mut scopes = BTreeMap::new();
        gathered.tasks(site, &mut scopes);
        gathered.sessions(site, &mut scopes);
        gathered.scopes = scopes.into_values().collect();
        gathered
    }

    fn tasks(&mut self, site: &Site, scopes: &mut BTreeMap<Key, Scope>) {
        let mut named: BTreeSet<PageId> = BTreeSet::new();
        for page in site.pages.values() {
            let Some(charter) = page.document.charter.as_deref() else { continue };
            let mut crews = Crews::new();
            for (line, task) in rows(&charter.tasks).iter().enumerate() {
                if MOST_TASKS <= self.tasks.len() {
                    return;
                }
                let Some(routine) = Routine::of(site, page, (task, &mut crews)) else { continue };
                named.extend(runbook_of(&routine));
                self.task(site, (&routine, Some(line)), scopes);
            }
        }
        for page in site.repeats.keys().filter(|page| !named.contains(page)) {
            if self.tasks.len() < MOST_TASKS
                && let Some(routine) = of_checklist(site, *page)
            {
                self.task(site, (&routine, None), scopes);
            }
        }
    }

    fn task(
        &mut self,
        site: &Site,
        (routine, line): (&Routine<'_>, Option<usize>),
        all: &mut BTreeMap<Key, Scope>,
    ) {
        let number = self.tasks.len();
        self.tasks.push(Place { page: routine.page.id, line });
        self.by_charter.entry(routine.charter.id).or_default().push(number);
        self.has_days |= routine.is_shown();
        for scope in routine.turns.iter().flat_map(|turn| scopes(site, routine, turn)) {
            self.shares.entry(scope.key()).or_default().tasks.insert(number);
            if routine.is_shown() {
                all.entry(scope.key()).or_insert(scope);
            }
        }
    }

    fn sessions(&mut self, site: &Site, all: &mut BTreeMap<Key, Scope>) {
        for page in site.pages.keys() {
            let sessions = PlannedSession::of_page(site, *page);
            for (at, session) in sessions.iter().enumerate() {
                if !session.is_ahead(site.config.today) || MOST_SESSIONS <= self.sessions.len() {
                    continue;
                }
                let number = self.sessions.len();
                self.sessions.push((*page, at));
                for scope in session.roles().map(Scope::of_role) {
                    self.shares.entry(scope.key()).or_default().sessions.insert(number);
                    all.entry(scope.key()).or_insert(scope);
                }
            }
        }
    }

    /// Returns the numbers of what one scope of each wanted kind has.
    fn numbers(
        &self,
        wanted: &BTreeMap<ScopeKind, BTreeSet<String>>,
        of: fn(&Share) -> &BTreeSet<usize>,
    ) -> Vec<usize> {
        let kinds = wanted.iter().map(|(kind, ids)| {
            let shares = ids.iter().filter_map(|id| self.shares.get(&(*kind, id.clone())));
            shares.flat_map(of).copied().collect::<BTreeSet<usize>>()
        });
        let both = kinds.reduce(|one, other| one.intersection(&other).copied().collect());
        both.unwrap_or_default().into_iter().collect()
    }
}
