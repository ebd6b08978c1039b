//! Who must learn again, as data for programs.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Change, Learners, Touched, learners};
use crate::model::catalog::PageId;
use crate::model::site::Site;

/// All that somebody must learn again, as data: pages and roles by their ids.
#[derive(Serialize)]
pub struct AgainList<'a> {
    /// The day of the earlier build; none for the reviews of courses.
    since: Option<&'a str>,
    roles: Vec<&'a str>,
    people: Vec<PeopleLine<'a>>,
    changes: Vec<AgainLine<'a>>,
}

/// How many people have one of the roles, as a training plan says.
#[derive(Serialize)]
struct PeopleLine<'a> {
    plan: &'a str,
    audience: &'a str,
    role: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<u32>,
}

impl<'a> AgainList<'a> {
    /// The name of the file that has it, in the site's own folder.
    pub const FILE: &'static str = "again.json";

    /// Gathers changes; `since` is the day of the earlier build, if they are
    /// compared with one.
    pub fn of(site: &'a Site, changes: &[Change<'a>], since: Option<&'a str>) -> AgainList<'a> {
        let roles: BTreeSet<PageId> = changes.iter().flat_map(|own| own.roles.clone()).collect();
        let people = learners(site, &roles).into_iter();
        let people = people.map(|Learners { plan, role, audience }| PeopleLine {
            plan: site.catalog.page(plan).map_or("", |page| &*page.id),
            audience: &audience.name.text,
            role: site.catalog.page(role).map_or("", |page| &*page.id),
            people: audience.people,
        });
        let people = people.collect();
        let changes = changes.iter().map(|change| AgainLine::of(site, change)).collect();
        AgainList { since, roles: ids(site, &roles), people, changes }
    }

    /// Writes it as a document, a change in each line.
    pub fn json(&self) -> String {
        let value = |written: Result<String, serde_json::Error>| written.unwrap_or_default();
        let since = value(serde_json::to_string(&self.since));
        let roles = value(serde_json::to_string(&self.roles));
        let people = value(serde_json::to_string(&self.people));
        let lines: Vec<String> =
            self.changes.iter().map(|change| format!("\n{}", change.json())).collect();
        let (lines, end) = (lines.join(","), if lines.is_empty() { "" } else { "\n" });
        let head = format!("{{\"version\":1,\"since\":{since},\"roles\":{roles}");
        format!("{head},\"people\":{people},\"changes\":[{lines}{end}]}}\n")
    }
}

/// A page that says something else, as data: pages and roles by their ids.
#[derive(Serialize)]
pub struct AgainLine<'a> {
    page: &'a str,
    title: &'a str,
    /// The places in it, none for all of it.
    places: Vec<&'a str>,
    courses: Vec<CourseLine<'a>>,
    paths: Vec<&'a str>,
    roles: Vec<&'a str>,
}

#[derive(Serialize)]
struct CourseLine<'a> {
    page: &'a str,
    questions: Vec<&'a str>,
    units: Vec<&'a str>,
    /// Whether it says that it teaches what changed.
    teaches: bool,
}

impl<'a> AgainLine<'a> {
    /// Says one change with the ids of pages.
    pub fn of(site: &'a Site, change: &Change<'a>) -> AgainLine<'a> {
        let own = |page: PageId| site.catalog.page(page);
        let course = |touched: &Touched<'a>| CourseLine {
            page: own(touched.page.id).map_or("", |page| &*page.id),
            questions: touched.questions.iter().map(|question| &*question.id).collect(),
            units: touched.units.iter().map(|unit| unit.id(site)).collect(),
            teaches: touched.is_taught,
        };
        AgainLine {
            page: own(change.page).map_or("", |page| &*page.id),
            title: own(change.page).map_or("", |page| &*page.title),
            places: change.places.iter().copied().flatten().collect(),
            courses: change.courses.iter().map(course).collect(),
            paths: ids(site, &change.paths),
            roles: ids(site, &change.roles),
        }
    }

    /// Writes it in one line.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Returns the ids of pages.
fn ids<'a>(site: &'a Site, pages: &BTreeSet<PageId>) -> Vec<&'a str> {
    pages.iter().filter_map(|page| Some(&*site.catalog.page(*page)?.id)).collect()
}
