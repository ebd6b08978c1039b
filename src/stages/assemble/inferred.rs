//! What processes and areas do not say of themselves, and the site knows all
//! the same: which process an area is part of, and which level a page has.
//!
//! Only what can mean one thing is taken. A menu in which two processes could
//! be meant says nothing.

use std::collections::BTreeMap;

use crate::model::areas::{AreaState, Introduced, Level, LevelFrom, Parent, ParentFrom, Process};
use crate::model::catalog::{Catalog, PageId, loose};
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;

/// Nobody keeps menus or processes deeper than this.
const DEEPEST: usize = 16;

/// Everything that is looked at.
pub(super) struct Ground<'a> {
    pages: &'a BTreeMap<PageId, Page>,
    catalog: &'a Catalog,
    /// Whether somebody wrote the menu.
    has_menu: bool,
    /// The process of each group of the menu, if only one can be meant; `Err`
    /// where several can.
    groups: BTreeMap<PageId, Result<Option<PageId>, Several>>,
}

/// More than one process can be meant.
#[derive(Clone, Copy)]
struct Several;

impl<'a> Ground<'a> {
    /// Looks at a site; its menu says something only where it is written.
    pub fn of(pages: &'a BTreeMap<PageId, Page>, catalog: &'a Catalog, has_menu: bool) -> Self {
        let mut ground = Ground { pages, catalog, has_menu, groups: BTreeMap::new() };
        let is_group = |id: &PageId| {
            let page = catalog.page(*id);
            Some(*id) != catalog.root && page.is_some_and(|page| page.document.is_none())
        };
        let groups = catalog.ids().map(|(id, _)| id).filter(|id| has_menu && is_group(id));
        ground.groups = groups.map(|id| (id, ground.process_of_group(id))).collect();
        ground
    }

    /// Finds the process of each area that does not say it.
    pub fn parents(&self, processes: &BTreeMap<PageId, Process>) -> BTreeMap<PageId, Parent> {
        let listed = listed(processes);
        let silent = self
            .pages
            .values()
            .filter(|page| page.document.kind_name() == "area" && !says_parent(page));
        let parents = silent.filter_map(|page| {
            let parent = match listed.get(&page.id) {
                Some(Some(process)) => Parent { page: *process, from: ParentFrom::List },
                Some(None) => return None,
                None => self.above(page.id)?,
            };
            Some((page.id, parent))
        });
        parents.collect()
    }

    /// Finds the process in whose branch a page stands.
    fn above(&self, id: PageId) -> Option<Parent> {
        let is_placed = self.has_menu && self.is_placed(id);
        let from = if is_placed { ParentFrom::Menu } else { ParentFrom::Folder };
        for above in self.ancestors(id) {
            if self.is_process(above) {
                return Some(Parent { page: above, from });
            }
            match self.groups.get(&above).filter(|_| is_placed) {
                Some(Ok(Some(page))) => return Some(Parent { page: *page, from }),
                Some(Err(Several)) => return None,
                Some(Ok(None)) | None => {}
            }
        }
        None
    }

    /// Finds the process that a group without a page of its own is about: the
    /// only one that stands in it. Several pages that all bear the name of the
    /// group are pages of one process, and the first of them introduces it.
    fn process_of_group(&self, group: PageId) -> Result<Option<PageId>, Several> {
        let processes = self.processes_in(group);
        match processes.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(*only)),
            [first, ..] if self.are_called(group, &processes) => Ok(Some(*first)),
            _ => Err(Several),
        }
    }

    fn processes_in(&self, group: PageId) -> Vec<PageId> {
        let children = self.catalog.navigation.children.get(group.0 as usize);
        let children = children.into_iter().flatten().copied();
        children.filter(|id| self.is_process(*id)).collect()
    }

    /// Tells whether pages all bear the name of their group.
    fn are_called(&self, group: PageId, pages: &[PageId]) -> bool {
        let name = self.catalog.page(group).map(|page| loose(&page.title)).unwrap_or_default();
        let is_called_so = |id: &PageId| {
            let page = self.catalog.page(*id);
            page.is_some_and(|page| {
                loose(&page.title).contains(&name) || loose(&page.nav_title).contains(&name)
            })
        };
        !name.is_empty() && pages.iter().all(is_called_so)
    }

    /// Finds the pages of processes whose groups of the menu bear their name.
    pub fn introduced(&self) -> BTreeMap<PageId, Introduced> {
        let mut introduced = BTreeMap::new();
        for (group, process) in &self.groups {
            let Ok(Some(page)) = process else { continue };
            let pages = self.processes_in(*group);
            let Some(identity) = self.catalog.page(*group) else { continue };
            if self.are_called(*group, &pages) {
                let name = &identity.title;
                let group = || Introduced { page: *page, name: name.clone() };
                introduced.extend(pages.into_iter().map(|page| (page, group())));
            }
        }
        introduced
    }

    /// Finds the level of each process and area that does not say it.
    pub fn levels(&self, parents: &BTreeMap<PageId, Vec<PageId>>) -> BTreeMap<PageId, Level> {
        let silent = self.pages.values().filter(|page| {
            matches!(page.document.kind_name(), "area" | "process")
                && page.document.front.level.is_none()
        });
        silent.filter_map(|page| Some((page.id, self.level(page, parents, 0)?))).collect()
    }

    fn level(
        &self,
        page: &Page,
        parents: &BTreeMap<PageId, Vec<PageId>>,
        depth: usize,
    ) -> Option<Level> {
        if DEEPEST < depth {
            return None;
        }
        let own = parents.get(&page.id).map(Vec::as_slice).unwrap_or_default();
        let in_menu = || self.ancestors(page.id).find(|above| self.is_process(*above));
        let above = own.iter().copied().find(|id| self.is_process(*id)).or_else(in_menu);
        let above = above.and_then(|id| self.pages.get(&id));
        let by_parent = above.map(|above| match above.document.front.level {
            Some(level) => level.value.checked_add(1),
            None => self.level(above, parents, depth + 1)?.value.checked_add(1),
        });
        let by_code = code_level(page);
        match (by_code, by_parent) {
            (Some(code), Some(Some(parent))) if code != parent => None,
            (Some(value), _) => Some(Level { value, from: LevelFrom::Code }),
            (None, Some(value)) => Some(Level { value: value?, from: LevelFrom::Above }),
            (None, None) => {
                let is_top = self.has_menu
                    && self.is_placed(page.id)
                    && page.document.kind_name() == "process"
                    && !says_parent(page);
                is_top.then_some(Level { value: 1, from: LevelFrom::Menu })
            }
        }
    }

    fn is_process(&self, id: PageId) -> bool {
        self.pages.get(&id).is_some_and(|page| page.document.kind_name() == "process")
    }

    fn is_placed(&self, id: PageId) -> bool {
        let position = self.catalog.navigation.position.get(id.0 as usize);
        position.is_some_and(Option::is_some)
    }

    /// Lists the pages above a page, the nearest first.
    fn ancestors(&self, id: PageId) -> impl Iterator<Item = PageId> {
        let above = |id: &PageId| self.catalog.navigation.parent.get(id.0 as usize).copied()?;
        std::iter::successors(above(&id), above).take(DEEPEST)
    }
}

/// Returns for each page that processes list the only process that does;
/// `None` where several do.
fn listed(processes: &BTreeMap<PageId, Process>) -> BTreeMap<PageId, Option<PageId>> {
    let mut listed: BTreeMap<PageId, Option<PageId>> = BTreeMap::new();
    for (process, Process { areas, .. }) in processes {
        for area in areas {
            let AreaState::Written(id) = area.state else { continue };
            if id != *process {
                let known = listed.entry(id).or_insert(Some(*process));
                *known = known.filter(|known| known == process);
            }
        }
    }
    listed
}

/// Tells whether a page says what it is part of, rightly or not.
fn says_parent(page: &Page) -> bool {
    let mut relations = page.document.relations.iter();
    relations.any(|relation| {
        let target = page.targets.get(relation.reference as usize);
        relation.kind == RelationKind::PartOf && !matches!(target, Some(Target::Ignored))
    })
}

/// Reads a level from a code: 90 is a process, 90.30 is below it. An area
/// has at least two numbers.
fn code_level(page: &Page) -> Option<i64> {
    let code = page.document.front.code.as_ref()?;
    let parts: Vec<&str> = code.text.split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let least = if page.document.kind_name() == "area" { 2 } else { 1 };
    let fits = parts.iter().all(is_number) && (least..=DEEPEST).contains(&parts.len());
    fits.then(|| i64::try_from(parts.len()).ok())?
}
