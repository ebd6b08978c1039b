//! The whole site, ready to be checked and rendered.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::SitePath;
use crate::domain::search::Search;
use crate::model::alert_rule::AlertRules;
use crate::model::areas::Areas;
use crate::model::book::Books;
use crate::model::catalog::{Catalog, PageId, Planned};
use crate::model::chart::Charts;
use crate::model::charter::{Rosters, RoutineTask};
use crate::model::config::Config;
use crate::model::glossary::Glossary;
use crate::model::page::Page;
use crate::model::published::Published;
use crate::model::relation::RelationKind;
use crate::model::review::{Reviews, Standing};
use crate::model::routine::Calendars;
use crate::model::topics::Topics;
use crate::model::variant::Variants;
use crate::model::work::Work;
use crate::text::svg::Text;

/// A site: every page, and what they say about each other.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Config,
    /// Its title.
    pub title: Box<str>,
    /// All identities.
    pub catalog: Catalog,
    /// Pages with documents, by id.
    pub pages: BTreeMap<PageId, Page>,
    /// For each page the pages that link to it, in the order of ids.
    pub backlinks: Vec<Vec<PageId>>,
    /// Checklists that come again, as tasks of their owners.
    pub repeats: BTreeMap<PageId, RoutineTask>,
    /// What stands in whose calendar.
    pub calendars: Calendars,
    /// Who keeps the promises of its charters.
    pub rosters: Rosters,
    /// How much of what lists of next steps name is written.
    pub coverage: Coverage,
    /// Processes and the places of their areas.
    pub areas: Areas,
    /// Where the flows of areas and processes lead.
    pub charts: Charts,
    /// Pages announced or asked for and not written, each with the pages that
    /// ask for it: what most ask for comes first, then by title.
    pub planned: Vec<(Planned, Vec<PageId>)>,
    /// What each role owns, does and must know, by the role's page.
    pub work: BTreeMap<PageId, Work>,
    /// For each page the pages that name it in a relation, by what they say.
    pub named_by: BTreeMap<PageId, Vec<(RelationKind, PageId)>>,
    /// What pages are about.
    pub topics: Topics,
    /// How the reviews of pages stand.
    pub reviews: Reviews,
    /// Terms, what they mean and who mentions them.
    pub glossary: Glossary,
    /// Width and height in pixels of pictures, where they could be read.
    pub image_sizes: BTreeMap<SitePath, (u32, u32)>,
    /// Smaller variants of pictures, where the site wants them.
    pub variants: Variants,
    /// What drawings say, where they have text: those of pages with flows, and
    /// all where the site is searched.
    pub picture_texts: BTreeMap<SitePath, Vec<Text>>,
    /// Pages gathered to be printed as one.
    pub books: Books,
    /// The alerts that monitoring knows.
    pub alert_rules: AlertRules,
    /// What an earlier build published, if it is known.
    pub published: Option<Published>,
    /// Files to publish beside the pages, from the content folder.
    pub assets: BTreeSet<SitePath>,
    /// What its search is made of.
    pub search: Search,
}

impl Site {
    /// Returns the pages that have or must have reviews, with how these stand.
    pub fn reviewed_pages(&self) -> impl Iterator<Item = (&Page, &Standing)> {
        let standings = self.reviews.standings.iter();
        standings.filter_map(|(id, standing)| Some((self.pages.get(id)?, standing)))
    }
}

impl Site {
    /// Returns the pages that were or must be exercised, with how that stands.
    pub fn exercised_pages(&self) -> impl Iterator<Item = (&Page, &Standing)> {
        let standings = self.reviews.exercises.iter();
        standings.filter_map(|(id, standing)| Some((self.pages.get(id)?, standing)))
    }
}

/// How many entries of sequences lead somewhere. The page itself and entries
/// of plain text are not counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// Entries that are links, or names of pages.
    pub written: u32,
    /// These, and entries whose page is still to be written.
    pub entries: u32,
}

/// Tells whether a file is called as pictures are that browsers show.
pub fn is_picture(path: &SitePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp")
}

/// Tells whether a file is called as SVG drawings are.
pub fn is_drawing(path: &SitePath) -> bool {
    path.extension().eq_ignore_ascii_case("svg")
}
