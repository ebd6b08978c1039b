//! What questions and units are drawn from, and what that said when they were
//! reviewed.

use std::collections::{BTreeMap, BTreeSet};

use super::Training;
use crate::model::catalog::PageId;
use crate::model::material::TextHash;
use crate::model::meaning;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::site::Site;

/// A page or a place in one that something is drawn from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Origin<'a> {
    /// The page.
    pub page: PageId,
    /// The id of the section, step or item; `None` for all of the page.
    pub anchor: Option<&'a str>,
}

impl<'a> Origin<'a> {
    /// Returns where a reference of a page leads within the site.
    pub fn of(page: &'a Page, reference: u32) -> Option<Origin<'a>> {
        let (id, anchor) = match page.targets.get(reference as usize)? {
            Target::Page(id, anchor) => (*id, anchor.as_deref()),
            Target::Here(anchor) => (page.id, Some(&**anchor)),
            _ => return None,
        };
        Some(Origin { page: id, anchor: anchor.filter(|anchor| !anchor.is_empty()) })
    }

    /// Returns its name in a review: the id of the page, with the place.
    pub fn name(self, site: &Site) -> Option<String> {
        let id = &site.catalog.page(self.page)?.id;
        Some(match self.anchor {
            Some(anchor) => format!("{id}#{anchor}"),
            None => id.to_string(),
        })
    }

    /// Hashes what it says.
    pub fn hash(self, site: &Site) -> Option<TextHash> {
        meaning::hash(&site.pages.get(&self.page)?.document, self.anchor)
    }
}

/// Returns what a course is drawn from, each once: its questions, its units and
/// what it says that it teaches.
pub fn origins<'a>(site: &'a Site, page: &'a Page) -> BTreeSet<Origin<'a>> {
    let module = page.document.training.as_deref().and_then(Training::module);
    let questions = module.into_iter().flat_map(|module| &module.questions);
    let references = questions.flat_map(|question| &question.from).copied();
    let references = references.chain(module.into_iter().flat_map(|_| teaches(page)));
    let own = references.filter_map(|reference| Origin::of(page, reference));
    let units = super::units(site, page).into_iter().flat_map(|own| {
        own.unit.from.iter().filter_map(move |reference| Origin::of(own.page, *reference))
    });
    own.chain(units).collect()
}

/// Returns the references of what a course says that it teaches.
pub(super) fn teaches(page: &Page) -> impl Iterator<Item = u32> {
    let own = page.document.relations.iter();
    let own = own.filter(|relation| relation.kind == RelationKind::Teaches);
    own.map(|relation| relation.reference)
}

/// Returns what a course is drawn from, by name, with the hash of what that
/// says: as a review has it.
pub fn remembered(site: &Site, page: &Page) -> BTreeMap<String, TextHash> {
    let origins = origins(site, page).into_iter();
    origins.filter_map(|origin| Some((origin.name(site)?, origin.hash(site)?))).collect()
}

/// Returns what a course is drawn from and says something else than when the
/// course was reviewed. What the review does not name was not reviewed.
pub fn outdated<'a>(site: &'a Site, page: &'a Page) -> Vec<Origin<'a>> {
    let Some(review) = page.document.front.reviewed.as_ref() else { return Vec::new() };
    let known: BTreeMap<&str, TextHash> =
        review.from.iter().map(|(name, hash)| (&**name, *hash)).collect();
    let is_outdated = |origin: &Origin<'_>| {
        let before = origin.name(site).and_then(|name| known.get(&*name).copied());
        before.is_some_and(|before| origin.hash(site).is_some_and(|now| now != before))
    };
    if known.is_empty() {
        Vec::new()
    } else {
        origins(site, page).into_iter().filter(is_outdated).collect()
    }
}
