//! The units of a course wherever they stand: headings of its page, and pages
//! that are part of it.

use super::{Origin, Training, Unit};
use crate::model::front::Status;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::site::Site;

/// A unit with where it stands.
#[derive(Clone, Copy, Debug)]
pub struct PlacedUnit<'a> {
    /// The page it stands on: that of the course, or its own.
    pub page: &'a Page,
    /// The unit.
    pub unit: &'a Unit,
    /// Whether it has a page of its own.
    pub is_page: bool,
}

impl<'a> PlacedUnit<'a> {
    /// Returns its permanent name: the id of its heading or of its page.
    pub fn id(self, site: &'a Site) -> &'a str {
        match self.is_page {
            true => site.catalog.page(self.page.id).map_or("", |page| &*page.id),
            false => &self.unit.id,
        }
    }

    /// Returns what it is called.
    pub fn title(self, site: &'a Site) -> &'a str {
        match self.is_page {
            true => site.catalog.page(self.page.id).map_or("", |page| &*page.title),
            false => &self.unit.title,
        }
    }

    /// Returns the place of its text.
    pub fn origin(self) -> Origin<'a> {
        Origin { page: self.page.id, anchor: (!self.is_page).then_some(&*self.unit.id) }
    }

    /// Returns the ids of the objectives of a course that it teaches.
    pub fn taught(self, course: &Page) -> Vec<&'a str> {
        let names = self.unit.objectives.iter();
        let id = |target: &'a Target| match target {
            Target::Page(page, Some(id)) if *page == course.id => Some(&**id),
            _ => None,
        };
        match self.is_page {
            false => names.filter_map(|name| name.id(&self.page.targets)).collect(),
            true => names.filter_map(|name| id(name.target(&self.page.targets)?)).collect(),
        }
    }
}

/// Returns the units of a course: those of its page, then the pages that are
/// part of it, by their `order` and their addresses.
pub fn units<'a>(site: &'a Site, course: &'a Page) -> Vec<PlacedUnit<'a>> {
    let own = course.document.training.as_deref().and_then(Training::module);
    let Some(own) = own else { return Vec::new() };
    let place = |unit| PlacedUnit { page: course, unit, is_page: false };
    let mut units: Vec<PlacedUnit<'a>> = own.units.iter().map(place).collect();
    let named = site.named_by.get(&course.id).map(Vec::as_slice).unwrap_or_default();
    let parts = named.iter().filter(|(kind, _)| *kind == RelationKind::PartOf);
    let parts = parts.filter_map(|(_, id)| site.pages.get(id));
    let parts = parts.filter(|page| page.document.front.status != Status::Draft);
    let mut parts: Vec<PlacedUnit<'a>> = parts
        .filter_map(|page| {
            let unit = page.document.training.as_deref()?.unit()?;
            Some(PlacedUnit { page, unit, is_page: true })
        })
        .collect();
    parts.sort_by_key(|part| (part.page.document.front.order.unwrap_or(i64::MAX), part.page.id));
    units.extend(parts);
    units
}

/// Returns how many minutes a course takes: what its front matter gives, else
/// the sum of its units.
pub fn minutes(site: &Site, course: &Page) -> Option<u32> {
    let given = course.document.training.as_deref().and_then(Training::module)?.given_minutes;
    let units = units(site, course).into_iter().filter_map(|own| own.unit.minutes);
    given.or_else(|| units.reduce(u32::saturating_add))
}

/// Returns the course that a page is a unit of, and which of its units.
pub fn course_of<'a>(site: &'a Site, page: &Page) -> Option<(&'a Page, usize, usize)> {
    page.document.training.as_deref()?.unit()?;
    let parents = page.document.relations.iter();
    let parents = parents.filter(|relation| relation.kind == RelationKind::PartOf);
    let mut courses =
        parents.filter_map(|relation| match page.targets.get(relation.reference as usize)? {
            Target::Page(id, _) => site.pages.get(id),
            _ => None,
        });
    courses.find_map(|course| {
        let units = units(site, course);
        let at = units.iter().position(|own| own.is_page && own.page.id == page.id)?;
        Some((course, at, units.len()))
    })
}
