//! What areas and processes are called in flows. Few flows link every name:
//! one that stands there as text means the page that is called so, in a
//! title, by the menu, or by the links of other flows.

use std::collections::{BTreeMap, HashMap};

use crate::model::areas::Areas;
use crate::model::catalog::{Catalog, Identity, PageId, loose};
use crate::model::page::{Page, Target};

/// Names of areas and processes.
pub(super) struct Names {
    /// Groups of the menu that are about one process, by the page that
    /// introduces it.
    groups: BTreeMap<PageId, Box<str>>,
    /// By loosely written name; `None` where several pages are meant.
    pages: HashMap<String, Option<PageId>>,
}

impl Names {
    /// Gathers all names. A title decides, then the menu, then how flows use
    /// a name.
    pub fn of(pages: &BTreeMap<PageId, Page>, catalog: &Catalog, areas: &Areas) -> Names {
        let groups = areas.introduced.values().map(|group| (group.page, group.name.clone()));
        let mut names = Names { groups: groups.collect(), pages: HashMap::new() };
        let is_part = |page: &Identity| page.is_of("area") || page.is_of("process");
        let parts = || catalog.ids().filter(|(_, page)| is_part(page));
        let groups = names.groups.iter().map(|(id, name)| (loose(name), *id));
        let groups: Vec<(String, PageId)> = groups.collect();
        names.add(groups);
        let whole = |id: PageId| areas.introduced.get(&id).map_or(id, |group| group.page);
        for by in [|page: &Identity| page.title.clone(), |page: &Identity| page.nav_title.clone()] {
            names.add(parts().map(|(id, page)| (loose(&by(page)), whole(id))).collect());
        }
        let mut uses = Vec::new();
        for shown in pages.values().flat_map(Page::flows) {
            for node in &shown.flow.nodes {
                let target = node.reference.and_then(|number| shown.target(number));
                if let Some(Target::Page(id, None)) = target
                    && catalog.page(*id).is_some_and(is_part)
                {
                    uses.push((loose(&node.label), whole(*id)));
                }
            }
        }
        names.add(uses);
        names
    }

    /// Adds names of one sort; what is known already stays.
    fn add(&mut self, names: Vec<(String, PageId)>) {
        let mut new: HashMap<String, Option<PageId>> = HashMap::new();
        for (name, id) in names {
            if self.pages.contains_key(&name) {
                continue;
            }
            let known = new.entry(name).or_insert(Some(id));
            *known = known.filter(|known| *known == id);
        }
        self.pages.extend(new);
    }

    /// Returns the page a name means, if it means one.
    pub fn find(&self, name: &str) -> Option<PageId> {
        self.pages.get(&loose(name)).copied().flatten()
    }

    /// Returns what the menu calls processes.
    pub fn of_processes(&self) -> BTreeMap<PageId, Box<str>> {
        self.groups.clone()
    }
}
