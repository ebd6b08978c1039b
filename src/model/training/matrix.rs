//! Which role learns what, as a matrix with its holes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Taught, Training, holes};
use crate::model::catalog::PageId;
use crate::model::site::Site;

/// At most so many roles and rows are shown.
const MOST: usize = 60;

/// Who learns what: a row for each course, then one for each page in which
/// somebody acts who does not learn it.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// The pages of the roles.
    pub roles: Vec<PageId>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
    /// How many roles and rows there are beyond these.
    pub more: usize,
}

/// A course, or a page that no course teaches to somebody who needs it.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The page.
    pub page: PageId,
    /// For each role what the page is to it.
    pub cells: Vec<MatrixCell>,
}

/// What a page is to a role.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MatrixCell {
    /// Nothing.
    Empty,
    /// A course it takes.
    Takes,
    /// A course it answers for.
    Owns,
    /// A duty that no course teaches it.
    Hole,
}

impl Matrix {
    /// Makes the matrix of a site.
    pub fn of(site: &Site) -> Matrix {
        let taught = Taught::of(site);
        let holes: BTreeSet<(PageId, PageId)> =
            holes(site, &taught).iter().map(|hole| (hole.page.id, hole.role)).collect();
        let takers = taught.courses.iter().filter(|(_, courses)| !courses.is_empty());
        let takers = takers.map(|(role, _)| *role);
        let roles: BTreeSet<PageId> = takers.chain(holes.iter().map(|(_, role)| *role)).collect();
        let is_course = |id: &&PageId| {
            let training = site.pages.get(id).and_then(|page| page.document.training.as_deref());
            training.and_then(Training::module).is_some()
        };
        let courses: BTreeSet<PageId> =
            taught.courses.values().flatten().filter(is_course).copied().collect();
        let pages: BTreeSet<PageId> = holes.iter().map(|(page, _)| *page).collect();
        let shown: Vec<PageId> = roles.iter().take(MOST).copied().collect();
        let has = |of: &BTreeMap<PageId, BTreeSet<PageId>>, page: PageId, role: PageId| {
            of.get(&role).is_some_and(|courses| courses.contains(&page))
        };
        let cell = |page: PageId, role: PageId| match (
            has(&taught.owned, page, role),
            has(&taught.courses, page, role),
        ) {
            (true, _) => MatrixCell::Owns,
            (false, true) => MatrixCell::Takes,
            (false, false) if holes.contains(&(page, role)) => MatrixCell::Hole,
            (false, false) => MatrixCell::Empty,
        };
        let row = |page: PageId| MatrixRow {
            page,
            cells: shown.iter().map(|role| cell(page, *role)).collect(),
        };
        let all = courses.len() + pages.len();
        // Holes are what the matrix is for: courses give way to them.
        let few = MOST.saturating_sub(pages.len()).max(MOST / 2);
        let courses = courses.into_iter().take(few);
        let rows: Vec<MatrixRow> = courses.chain(pages).take(MOST).map(row).collect();
        let more = roles.len() - shown.len() + (all - rows.len());
        Matrix { roles: shown, rows, more }
    }
}
