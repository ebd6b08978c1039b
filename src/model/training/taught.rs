//! Who is taught what: which courses each role takes, and which pages these
//! teach it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalog::{PageId, loose};
use crate::model::front::Status;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::site::Site;
use crate::model::training::Training;

/// What the courses of a site teach.
#[derive(Clone, Debug, Default)]
pub struct Taught {
    /// The courses each role takes, by the role's page.
    pub courses: BTreeMap<PageId, BTreeSet<PageId>>,
    /// The courses each role answers for; it takes them too.
    pub owned: BTreeMap<PageId, BTreeSet<PageId>>,
    /// The pages each course teaches.
    pub pages: BTreeMap<PageId, BTreeSet<PageId>>,
    /// Courses that a path, a plan, a page or a role asks for.
    pub asked: BTreeSet<PageId>,
}

impl Taught {
    /// Gathers what the courses of a site teach.
    pub fn of(site: &Site) -> Taught {
        let mut taught = Taught::default();
        for page in site.pages.values() {
            if page.document.front.status != Status::Draft {
                taught.page(site, page);
            }
        }
        taught.records(site);
        taught
    }

    /// Tells whether a role takes a course that teaches a page.
    pub fn teaches(&self, role: PageId, page: PageId) -> bool {
        let courses = self.courses.get(&role).into_iter().flatten();
        let mut pages = courses.filter_map(|course| self.pages.get(course));
        pages.any(|pages| pages.contains(&page))
    }

    fn page(&mut self, site: &Site, page: &Page) {
        let named = |kind| named(page, kind);
        match page.document.training.as_deref() {
            Some(Training::Module(_)) => {
                // Whoever answers for a course knows what it teaches.
                let owners = roles(site, named(RelationKind::Owner));
                self.take(&roles(site, named(RelationKind::Learners)), &[page.id]);
                self.take(&owners, &[page.id]);
                for owner in owners {
                    self.owned.entry(owner).or_default().insert(page.id);
                }
                self.pages.entry(page.id).or_default().extend(named(RelationKind::Teaches));
            }
            Some(Training::Path(path)) => {
                let stages = path.stages.iter();
                let stages = stages.filter_map(|stage| target(page, stage.reference));
                let stages: Vec<PageId> = stages.collect();
                self.asked.extend(stages.iter().copied());
                let roles = roles(site, named(RelationKind::Learners));
                self.take(&roles, &stages);
                self.take(&roles, &courses(site, &needed(site, page)));
            }
            Some(Training::Unit(_)) => {}
            Some(Training::Plan(plan)) => {
                let subjects = plan.subjects.iter().flat_map(|subject| &subject.references);
                let changes = plan.changes.iter().flat_map(|change| &change.training);
                let references = subjects.chain(changes).filter_map(|own| target(page, *own));
                self.asked.extend(references);
            }
            None => {}
        }
        let asked: Vec<PageId> = named(RelationKind::Training).collect();
        if let Some(role) = site.catalog.roles.of_page(page.id) {
            self.take(&[role.page], &courses(site, &asked));
        }
        self.asked.extend(courses(site, &asked));
    }

    /// Adds what records of roles ask for.
    fn records(&mut self, site: &Site) {
        let roles = site.catalog.roles.all.iter();
        for role in roles.filter(|role| !site.pages.contains_key(&role.page)) {
            let asked = role.part.training.iter().filter_map(|name| {
                let by_id = site.catalog.by_id.get(&name.text).copied();
                by_id.or_else(|| site.catalog.by_name.get(&loose(&name.text))?.first().copied())
            });
            let asked: Vec<PageId> = asked.collect();
            let courses = courses(site, &asked);
            self.take(&[role.page], &courses);
            self.asked.extend(courses);
        }
    }

    fn take(&mut self, roles: &[PageId], courses: &[PageId]) {
        for role in roles {
            self.courses.entry(*role).or_default().extend(courses.iter().copied());
        }
    }
}

/// Returns the paths that one needs first, and those that these need.
fn needed(site: &Site, path: &Page) -> Vec<PageId> {
    let mut needed: Vec<PageId> = named(path, RelationKind::Requires).collect();
    let mut at = 0;
    while let Some(id) = needed.get(at).copied() {
        at += 1;
        let Some(page) = site.pages.get(&id) else { continue };
        let further = named(page, RelationKind::Requires);
        let further: Vec<PageId> = further.filter(|own| !needed.contains(own)).collect();
        needed.extend(further);
    }
    needed
}

/// Returns courses, and those of paths in their place.
fn courses(site: &Site, asked: &[PageId]) -> Vec<PageId> {
    let mut courses = Vec::new();
    for id in asked {
        let Some(page) = site.pages.get(id) else { continue };
        let path = page.document.training.as_deref().and_then(Training::path);
        let stages = path.into_iter().flat_map(|path| &path.stages);
        courses.push(*id);
        courses.extend(stages.filter_map(|stage| target(page, stage.reference)));
    }
    courses
}

fn roles(site: &Site, pages: impl Iterator<Item = PageId>) -> Vec<PageId> {
    pages.filter_map(|page| Some(site.catalog.roles.of_page(page)?.page)).collect()
}

/// Returns the pages that a page names in a relation.
fn named(page: &Page, kind: RelationKind) -> impl Iterator<Item = PageId> {
    let own = page.document.relations.iter().filter(move |relation| relation.kind == kind);
    own.filter_map(|relation| target(page, relation.reference))
}

fn target(page: &Page, reference: u32) -> Option<PageId> {
    match page.targets.get(reference as usize)? {
        Target::Page(id, _) => Some(*id),
        _ => None,
    }
}
