//! Where a course stands in its path.

use crate::model::catalog::PageId;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::site::Site;
use crate::model::training::{LearningPath, PlacedUnit, Stage, Training, course_of, units};
use crate::outputs::html::nav::Viewpoint;
use crate::outputs::html::view::Link;

/// A course in a path.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The path.
    pub page: &'a Page,
    pub path: &'a LearningPath,
    /// Which of its courses it is.
    pub at: usize,
}

/// Returns where a course stands: in the path it is part of, else in the first
/// path that lists it.
pub(super) fn place(site: &Site, id: PageId) -> Option<Place<'_>> {
    let course = site.pages.get(&id)?;
    course.document.training.as_deref().and_then(Training::module)?;
    let parents = course.document.relations.iter();
    let parents = parents.filter(|relation| relation.kind == RelationKind::PartOf);
    let parents =
        parents.filter_map(|relation| match course.targets.get(relation.reference as usize)? {
            Target::Page(id, _) => Some(*id),
            _ => None,
        });
    // A path that lists it links to it.
    let linking = site.backlinks.get(id.0 as usize).map(Vec::as_slice).unwrap_or_default();
    let mut paths = parents.chain(linking.iter().copied());
    paths.find_map(|path| in_path(site, path, id))
}

fn in_path(site: &Site, path: PageId, course: PageId) -> Option<Place<'_>> {
    let page = site.pages.get(&path)?;
    let path = page.document.training.as_deref().and_then(Training::path)?;
    let at = path.stages.iter().position(|stage| target(page, *stage) == Some(course))?;
    Some(Place { page, path, at })
}

/// Returns the page of a course of a path, if it is written.
pub(super) fn target(page: &Page, stage: Stage) -> Option<PageId> {
    stage.page(&page.targets)
}

/// Returns the courses before and after one in its path.
pub(in crate::outputs::html) fn neighbours<'a>(
    viewpoint: &Viewpoint<'a>,
    id: PageId,
) -> Option<(Option<Link<'a>>, Option<Link<'a>>)> {
    if let Some(own) = units_beside(viewpoint, id) {
        return Some(own);
    }
    let Place { page, path, at } = place(viewpoint.site, id)?;
    let written = |stage: &Stage| target(page, *stage).filter(|own| *own != id);
    let (before, after) = path.stages.split_at_checked(at)?;
    let previous = before.iter().rev().find_map(written).unwrap_or(page.id);
    let next = after.iter().skip(1).find_map(written).unwrap_or(page.id);
    Some((viewpoint.link(previous), viewpoint.link(next)))
}

/// Returns the units before and after one that has a page of its own; the
/// course stands before the first and behind the last.
fn units_beside<'a>(
    viewpoint: &Viewpoint<'a>,
    id: PageId,
) -> Option<(Option<Link<'a>>, Option<Link<'a>>)> {
    let (course, at, _) = course_of(viewpoint.site, viewpoint.site.pages.get(&id)?)?;
    let units = units(viewpoint.site, course);
    let beside = |own: Option<&PlacedUnit<'_>>| {
        let own = own.filter(|own| own.is_page);
        viewpoint.link(own.map_or(course.id, |own| own.page.id))
    };
    let before = at.checked_sub(1).and_then(|at| units.get(at));
    Some((beside(before), beside(units.get(at + 1))))
}
