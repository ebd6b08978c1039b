//! Processes with their areas, in order, and where each area stands.
//!
//! A process lists its areas below the heading "Areas"; one without such a
//! list has the areas that say they are part of it. The list decides: of the
//! order, of what stands before and after a page, and of what is missing.

use std::collections::BTreeMap;

use crate::base::Span;
use crate::model::catalog::PageId;

/// All processes of a site.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    /// By the page of the process.
    pub processes: BTreeMap<PageId, Process>,
    /// Where each page that is an area stands, in the order of processes; the
    /// process it says it is part of comes first.
    pub places: BTreeMap<PageId, Vec<AreaPlace>>,
    /// The process of each area that does not say what it is part of, where
    /// only one can be meant.
    pub parents: BTreeMap<PageId, Parent>,
    /// The level of each process and area that does not say it, where only
    /// one can be meant.
    pub levels: BTreeMap<PageId, Level>,
    /// Pages of processes in groups of the menu that bear their name: which
    /// page introduces the process.
    pub introduced: BTreeMap<PageId, Introduced>,
}

/// A process that has a group of the menu.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Introduced {
    /// The page that introduces it, the first in the group.
    pub page: PageId,
    /// What the group is called.
    pub name: Box<str>,
}

/// What a page is part of, though it does not say so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parent {
    /// The process.
    pub page: PageId,
    /// What says so.
    pub from: ParentFrom,
}

/// What says which process an area is part of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParentFrom {
    /// The only list of areas that names it.
    List,
    /// The branch of the menu it stands in.
    Menu,
    /// The folder it lies in.
    Folder,
}

/// A level in the catalogue that a page does not say itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Level {
    /// The level; 1 is a process from end to end.
    pub value: i64,
    /// What says so.
    pub from: LevelFrom,
}

/// What says the level of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LevelFrom {
    /// How many numbers its code has.
    Code,
    /// The level of the process above it.
    Above,
    /// The menu, in which no process stands above it.
    Menu,
}

impl ParentFrom {
    /// Returns where it comes from, in words.
    pub fn words(self) -> &'static str {
        match self {
            ParentFrom::List => "from the list of areas",
            ParentFrom::Menu => "from the menu",
            ParentFrom::Folder => "from the folder",
        }
    }
}

impl LevelFrom {
    /// Returns where it comes from, in words.
    pub fn words(self) -> &'static str {
        match self {
            LevelFrom::Code => "from its code",
            LevelFrom::Above => "one below its process",
            LevelFrom::Menu => "from the menu",
        }
    }
}

/// A process.
#[derive(Clone, Debug)]
pub struct Process {
    /// How its areas are known.
    pub source: AreaSource,
    /// Its areas, in order.
    pub areas: Vec<Area>,
}

/// How the areas of a process are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AreaSource {
    /// From the list on its page.
    List,
    /// From pages that say they are part of it.
    PartOf,
}

/// An area of a process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Area {
    /// What it is.
    pub state: AreaState,
    /// What the process calls it.
    pub name: Box<str>,
    /// Where the process names it, if it does.
    pub span: Option<Span>,
}

/// Whether an area is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AreaState {
    /// It has this page.
    Written(PageId),
    /// It is announced or asked for, by this name.
    Planned(Box<str>),
    /// It is text, or leads out of the site.
    Other,
}

/// The place of a page in a process.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct AreaPlace {
    /// The process.
    pub process: PageId,
    /// Its index among the areas.
    pub at: usize,
}

impl Process {
    /// Counts the areas that are written, and all that are or will be.
    pub fn coverage(&self) -> (usize, usize) {
        let count = |fits: fn(&AreaState) -> bool| {
            self.areas.iter().filter(|area| fits(&area.state)).count()
        };
        let written = count(|state| matches!(state, AreaState::Written(_)));
        (written, written + count(|state| matches!(state, AreaState::Planned(_))))
    }
}

impl Areas {
    /// Returns the place of a page, with the process it is in.
    pub fn place(&self, page: PageId) -> Option<(AreaPlace, &Process)> {
        let place = self.places.get(&page)?.first()?;
        Some((*place, self.processes.get(&place.process)?))
    }
}
