//! The charters of a site that must hold what they say, and what rules about
//! them share.

use crate::base::{Span, TextRange};
use crate::model::catalog::{PageId, loose};
use crate::model::charter::{Charter, NamedTeams, Party};
use crate::model::document::Document;
use crate::model::page::{Page, Target};
use crate::model::site::Site;

use super::kind_place;

/// A charter with its page.
pub(super) struct Subject<'a> {
    site: &'a Site,
    pub page: &'a Page,
    pub document: &'a Document,
    pub charter: &'a Charter,
}

/// Whom a name means.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Who {
    /// The role of a page.
    Page(PageId),
    /// Somebody without a page, by the name as names are compared.
    Name(String),
}

/// Returns the charters that are held to what they say: no drafts, and no
/// pages that only look like charters.
pub(super) fn all(site: &Site) -> impl Iterator<Item = Subject<'_>> {
    let is_held = |document: &Document| {
        let is_said = document.kind.is_some_and(|known| known.because.is_said());
        is_said && kind_place::expected(document, site.config.profile).is_some()
    };
    site.pages.values().filter_map(move |page| {
        let document = &*page.document;
        let charter = document.charter.as_deref().filter(|_| is_held(document))?;
        Some(Subject { site, page, document, charter })
    })
}

impl Subject<'_> {
    /// Returns a place of the charter.
    pub fn span(&self, range: TextRange) -> Span {
        Span::new(self.document.source.file, range)
    }

    /// Returns whom a name means.
    pub fn who(&self, party: &Party) -> Who {
        match self.page.targets.get(party.reference as usize) {
            Some(Target::Page(id, _)) => Who::Page(*id),
            _ => Who::Name(loose(&party.name.text)),
        }
    }

    /// Returns what readers call somebody: the title of a role, else the name
    /// as it is written.
    pub fn name<'p>(&'p self, party: &'p Party) -> &'p str {
        let role = match self.page.targets.get(party.reference as usize) {
            Some(Target::Page(id, _)) => self.site.catalog.roles.of_page(*id),
            _ => None,
        };
        role.map_or(&party.name.text, |role| &role.title)
    }

    /// Tells whether its front matter names teams.
    pub fn named_teams(&self) -> NamedTeams {
        NamedTeams::of(self.document)
    }
}

/// Lists names with commas.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}
