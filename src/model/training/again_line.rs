//! Who must learn again, as data for programs.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Change, Touched};
use crate::model::catalog::PageId;
use crate::model::site::Site;

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
            units: touched.units.iter().map(|unit| &*unit.id).collect(),
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
pub fn ids<'a>(site: &'a Site, pages: &BTreeSet<PageId>) -> Vec<&'a str> {
    pages.iter().filter_map(|page| Some(&*site.catalog.page(*page)?.id)).collect()
}
