//! Who must learn again: what of the pages that courses are drawn from says
//! something else, and which questions, units, courses, paths and roles that
//! touches.
//!
//! Compared is with what the reviews of courses remember, or with what an
//! earlier build published.

use std::collections::{BTreeMap, BTreeSet};

use super::drawn::teaches;
use super::{Origin, PlacedUnit, Question, Taught, Training, origins, outdated, units};
use crate::model::catalog::PageId;
use crate::model::front::Status;
use crate::model::material::TextHash;
use crate::model::page::{Page, Target};
use crate::model::published::Published;
use crate::model::site::Site;

/// A page that says something else, and what that touches.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The page.
    pub page: PageId,
    /// The places in it, as courses name them; `None` for all of it.
    pub places: BTreeSet<Option<&'a str>>,
    /// The courses, in the order of pages.
    pub courses: Vec<Touched<'a>>,
    /// The paths that list one of them.
    pub paths: BTreeSet<PageId>,
    /// The pages of the roles that take one of them.
    pub roles: BTreeSet<PageId>,
}

/// A course, and what of it is touched.
#[derive(Clone, Debug)]
pub struct Touched<'a> {
    /// Its page.
    pub page: &'a Page,
    /// Its questions.
    pub questions: Vec<&'a Question>,
    /// Its units.
    pub units: Vec<PlacedUnit<'a>>,
    /// Whether it says that it teaches what changed.
    pub is_taught: bool,
}

/// Compares with what the reviews of courses remember.
pub fn since_reviews(site: &Site) -> Vec<Change<'_>> {
    gather(site, &|page| outdated(site, page))
}

/// Compares with what an earlier build published. What it does not name is no
/// change: a new course is learnt for the first time.
pub fn since<'a>(site: &'a Site, earlier: &Published) -> Vec<Change<'a>> {
    let courses: BTreeMap<&str, &BTreeMap<Box<str>, TextHash>> =
        earlier.pages.iter().map(|page| (&*page.id, &page.drawn_from)).collect();
    gather(site, &|page| {
        let known = site.catalog.page(page.id).and_then(|own| courses.get(&*own.id));
        let Some(known) = known else { return Vec::new() };
        let is_changed = |origin: &Origin<'_>| {
            let before = origin.name(site).and_then(|name| known.get(&*name).copied());
            before.is_some_and(|before| origin.hash(site) != Some(before))
        };
        origins(site, page).into_iter().filter(is_changed).collect()
    })
}

fn gather<'a>(site: &'a Site, changed: &dyn Fn(&'a Page) -> Vec<Origin<'a>>) -> Vec<Change<'a>> {
    let mut changes: BTreeMap<PageId, Change<'a>> = BTreeMap::new();
    for course in site.pages.values().filter(|page| page.document.front.status != Status::Draft) {
        let changed: BTreeSet<Origin<'a>> = changed(course).into_iter().collect();
        let pages: BTreeSet<PageId> = changed.iter().map(|origin| origin.page).collect();
        for page in pages {
            let places: BTreeSet<Origin<'a>> =
                changed.iter().filter(|origin| origin.page == page).copied().collect();
            let change = changes.entry(page).or_insert_with(|| Change::of(page));
            change.places.extend(places.iter().map(|origin| origin.anchor));
            change.courses.push(Touched::of(site, course, &places));
        }
    }
    let paths = paths(site);
    let takers = takers(site);
    for change in changes.values_mut() {
        for course in &change.courses {
            change.paths.extend(paths.get(&course.page.id).into_iter().flatten());
            change.roles.extend(takers.get(&course.page.id).into_iter().flatten());
        }
    }
    changes.into_values().collect()
}

impl Change<'_> {
    fn of(page: PageId) -> Self {
        Change {
            page,
            places: BTreeSet::new(),
            courses: Vec::new(),
            paths: BTreeSet::new(),
            roles: BTreeSet::new(),
        }
    }
}

impl<'a> Touched<'a> {
    fn of(site: &'a Site, page: &'a Page, changed: &BTreeSet<Origin<'a>>) -> Touched<'a> {
        let is_changed = |page: &'a Page, own: u32| {
            Origin::of(page, own).is_some_and(|own| changed.contains(&own))
        };
        let any = |page: &'a Page, references: &[u32]| {
            references.iter().any(|own| is_changed(page, *own))
        };
        let module = page.document.training.as_deref().and_then(Training::module);
        let questions = module.into_iter().flat_map(|module| &module.questions);
        let units = units(site, page).into_iter();
        Touched {
            page,
            questions: questions.filter(|question| any(page, &question.from)).collect(),
            units: units.filter(|own| any(own.page, &own.unit.from)).collect(),
            is_taught: teaches(page).any(|own| is_changed(page, own)),
        }
    }
}

impl Touched<'_> {
    /// Says what of a course is touched: `2 questions, 1 unit`.
    pub fn words(&self) -> String {
        let count = |number: usize, name: &str| match number {
            0 => None,
            1 => Some(format!("1 {name}")),
            _ => Some(format!("{number} {name}s")),
        };
        let parts = [count(self.questions.len(), "question"), count(self.units.len(), "unit")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "it teaches this".into() } else { parts.join(", ") }
    }
}

/// Returns the paths that list each course.
fn paths(site: &Site) -> BTreeMap<PageId, BTreeSet<PageId>> {
    let mut paths: BTreeMap<PageId, BTreeSet<PageId>> = BTreeMap::new();
    for page in site.pages.values() {
        let path = page.document.training.as_deref().and_then(Training::path);
        for stage in path.into_iter().flat_map(|path| &path.stages) {
            if let Some(Target::Page(course, _)) = page.targets.get(stage.reference as usize) {
                paths.entry(*course).or_default().insert(page.id);
            }
        }
    }
    paths
}

/// Returns the roles that take each course.
fn takers(site: &Site) -> BTreeMap<PageId, BTreeSet<PageId>> {
    let mut takers: BTreeMap<PageId, BTreeSet<PageId>> = BTreeMap::new();
    for (role, courses) in Taught::of(site).courses {
        for course in courses {
            takers.entry(course).or_default().insert(role);
        }
    }
    takers
}
