//! The order of pages: from folders, or from a menu that is written.

mod menu;

use self::menu::{Menu, Rest};
use super::address::{Meaning, meaning};
use crate::base::{Code, Diagnostic, SitePath, Span};
use crate::model::catalog::{Catalog, Identity, Made, MenuLink, Navigation, PageId, loose};
use crate::model::collection::Order;
use crate::model::config::{Config, NavEntry};

/// Collects the order of pages, and what the menu calls them.
pub(super) fn collect(
    catalog: &mut Catalog,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> (Navigation, Vec<(Box<str>, PageId)>) {
    let mut navigation = from_folders(catalog, config.collection.order);
    let mut names = Vec::new();
    if let (Some(entries), Some(root)) = (&config.nav, catalog.root) {
        let mut listed = Listed { root, config, by_folder: Vec::new() };
        names = listed.collect(entries, catalog, &mut navigation, found);
    }
    keep_listed(catalog, &mut navigation);
    navigation.position = positions(&navigation);
    navigation.sequence = sequence(catalog, &navigation);
    navigation.below = below(&navigation);
    (navigation, names)
}

/// Takes pages out of the menu that are not to be in it.
fn keep_listed(catalog: &Catalog, navigation: &mut Navigation) {
    let is_listed = |id: &PageId| catalog.page(*id).is_some_and(|page| page.listed);
    for (above, list) in navigation.children.iter_mut().enumerate() {
        let above = PageId(u32::try_from(above).unwrap_or(u32::MAX));
        for link in navigation.links.get_mut(&above).into_iter().flatten() {
            let before = list.iter().take(link.position as usize);
            link.position = u32::try_from(before.filter(|id| is_listed(id)).count()).unwrap_or(0);
        }
        list.retain(is_listed);
    }
}

/// A menu that is written, and the order of folders for what it leaves open.
struct Listed<'a> {
    root: PageId,
    config: &'a Config,
    by_folder: Vec<Vec<PageId>>,
}

impl Listed<'_> {
    fn collect(
        &mut self,
        entries: &[NavEntry],
        catalog: &mut Catalog,
        navigation: &mut Navigation,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<(Box<str>, PageId)> {
        let none = vec![Vec::new(); navigation.children.len()];
        self.by_folder = std::mem::replace(&mut navigation.children, none);
        let mut menu = Menu::new(catalog, navigation, found);
        menu.add(entries, self.root);
        if let Some(rest) = menu.rest {
            self.add_rest(&mut menu, rest);
        }
        if self.config.collection.complete_menu.is_none() {
            self.add_rest_of_folders(&mut menu);
        }
        let (listed, names) = (menu.listed, menu.names);
        self.place_others(&listed, catalog, navigation);
        // A menu that chooses pages leaves out the others on purpose.
        if self.config.collection.complete_menu.is_none() {
            navigation.outside.clear();
        }
        self.report_others(catalog, navigation, found);
        names
    }

    /// Puts all pages that have no place where the menu says so, in the order
    /// of folders.
    fn add_rest(&self, menu: &mut Menu<'_>, rest: Rest) {
        let at = rest.above.0 as usize;
        let written = menu.navigation.children.get(at).map_or(0, Vec::len);
        let mut open = vec![(self.root, rest.above)];
        while let Some((folder, above)) = open.pop() {
            for child in self.by_folder.get(folder.0 as usize).into_iter().flatten() {
                let is_listed = menu.listed.get(child.0 as usize) == Some(&true);
                if !is_listed {
                    menu.put(*child, above, None);
                }
                open.push((*child, *child));
            }
        }
        // They were added behind the entries that are written after them.
        let list = menu.navigation.children.get_mut(at);
        let behind = list.and_then(|list| list.get_mut(rest.position..));
        behind.unwrap_or_default().rotate_left(written - rest.position);
    }

    /// A folder that the navigation file names without its pages has them in
    /// the order of the folder.
    fn add_rest_of_folders(&self, menu: &mut Menu<'_>) {
        let mut open: Vec<PageId> = menu.navigation.children.iter().flatten().copied().collect();
        let mut seen = menu.listed.clone();
        while let Some(id) = open.pop() {
            let at = id.0 as usize;
            let is_bare = menu.navigation.children.get(at).is_some_and(Vec::is_empty);
            let Some(below) = self.by_folder.get(at).filter(|_| is_bare) else { continue };
            for child in below.iter().filter(|child| **child != self.root) {
                let is_new = seen
                    .get_mut(child.0 as usize)
                    .is_some_and(|seen| !std::mem::replace(seen, true));
                if is_new {
                    menu.put(*child, id, None);
                    open.push(*child);
                }
            }
        }
    }

    /// A page without a place stands below the nearest folder that has one,
    /// for its breadcrumb; the page of a folder without a place shows what is
    /// in the folder.
    fn place_others(&self, listed: &[bool], catalog: &Catalog, navigation: &mut Navigation) {
        let has_place = |id: PageId| id == self.root || listed.get(id.0 as usize) == Some(&true);
        let by_folder = navigation.parent.clone();
        for (id, page) in catalog.ids().filter(|(id, _)| !has_place(*id)) {
            let at = id.0 as usize;
            let mut above = by_folder.get(at).copied().flatten();
            while let Some(folder) = above.filter(|folder| !has_place(*folder)) {
                above = by_folder.get(folder.0 as usize).copied().flatten();
            }
            if let Some(slot) = navigation.parent.get_mut(at) {
                *slot = Some(above.unwrap_or(self.root));
            }
            match (&page.document, navigation.children.get_mut(at), self.by_folder.get(at)) {
                (None, Some(list), Some(below)) => list.clone_from(below),
                _ if page.listed && page.document.is_some() => navigation.outside.push(id),
                _ => {}
            }
        }
    }

    /// Reports pages without a place, where the menu is meant to list all.
    fn report_others(
        &self,
        catalog: &Catalog,
        navigation: &Navigation,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(menu) = &self.config.collection.complete_menu else { return };
        for id in &navigation.outside {
            let document = catalog.page(*id).and_then(|page| page.document.as_ref());
            let Some(document) = document else { continue };
            let source = &document.source;
            if menu.except.is_match(source.content_path.as_str()) {
                continue;
            }
            found.push(
                Diagnostic::new(
                    Code::NOT_IN_NAV,
                    Span::start_of(source.file),
                    "this page is in no menu",
                )
                .help("list it in the menu, or leave it out of the collection"),
            );
        }
    }
}

/// Resolves the steps above the front page. The one that leads to the front
/// page names it.
pub(super) fn crumbs(catalog: &Catalog, config: &Config, navigation: &mut Navigation) {
    for crumb in &config.collection.crumbs {
        let address = crumb.address.as_deref().unwrap_or_default();
        let address = match meaning(catalog, &SitePath::default(), address) {
            Meaning::Page(page, ..) if Some(page) == catalog.root && !address.is_empty() => {
                navigation.home_title = Some(crumb.title.clone());
                continue;
            }
            Meaning::External(address) => address,
            _ => Box::default(),
        };
        navigation.crumbs.push(MenuLink { title: crumb.title.clone(), address, position: 0 });
    }
}

/// Counts the listed pages below each page.
fn below(navigation: &Navigation) -> Vec<u32> {
    let mut below = vec![0u32; navigation.children.len()];
    for (id, _) in navigation.sequence.iter().rev() {
        let own = below.get(id.0 as usize).copied().unwrap_or_default();
        let parent = navigation.parent.get(id.0 as usize).copied().flatten();
        if let Some(count) = parent.and_then(|parent| below.get_mut(parent.0 as usize)) {
            *count += own + 1;
        }
    }
    below
}

/// Returns the place of each page among the children of its parent.
fn positions(navigation: &Navigation) -> Vec<Option<u32>> {
    let mut positions = vec![None; navigation.children.len()];
    for (above, list) in navigation.children.iter().enumerate() {
        for (position, id) in list.iter().enumerate() {
            let at = id.0 as usize;
            let is_parent = navigation.parent.get(at).copied().flatten()
                == u32::try_from(above).ok().map(PageId);
            if let (true, Some(slot)) = (is_parent, positions.get_mut(at)) {
                *slot = u32::try_from(position).ok();
            }
        }
    }
    positions
}

/// Puts every page below the page of its folder, in the order of `order`,
/// then of titles or files.
fn from_folders(catalog: &Catalog, by: Order) -> Navigation {
    let mut parent = vec![None; catalog.pages.len()];
    let mut children: Vec<Vec<PageId>> = vec![Vec::new(); catalog.pages.len()];
    for (id, page) in catalog.ids() {
        let folder = match (&page.section, &page.document) {
            (Some(folder), _) if folder.is_root() => continue,
            (Some(folder), _) => folder.parent(),
            (None, Some(document)) => document.source.content_path.parent(),
            (None, None) if page.made == Made::Role => catalog.roles.folder.clone(),
            (None, None) => SitePath::default(),
        };
        let Some(above) = catalog.sections.get(&folder).copied() else { continue };
        if let Some(slot) = parent.get_mut(id.0 as usize) {
            *slot = Some(above);
        }
        if let Some(list) = children.get_mut(above.0 as usize) {
            list.push(id);
        }
    }
    let key = |id: &PageId| {
        let page = catalog.page(*id);
        let front = page.and_then(|page| page.document.as_ref()).map(|document| &document.front);
        let order = front.and_then(|front| front.order).unwrap_or(i64::MAX);
        let name = page.map(|page| match by {
            Order::Titles => (false, loose(&page.nav_title)),
            Order::Files => (page.section.is_some(), file_name(page)),
        });
        (order, name, *id)
    };
    children.iter_mut().for_each(|list| list.sort_by_cached_key(key));
    Navigation { parent, children, ..Navigation::default() }
}

/// Returns what the file or folder of a page is called.
fn file_name(page: &Identity) -> String {
    let file = || page.document.as_ref().map(|document| document.source.content_path.name());
    let folder = page.section.as_ref().map(SitePath::name);
    let made = page.output.parent();
    folder.or_else(file).unwrap_or_else(|| made.name()).to_lowercase()
}

/// Returns the listed pages as a reader would turn them.
fn sequence(catalog: &Catalog, navigation: &Navigation) -> Vec<(PageId, u16)> {
    let mut sequence = Vec::with_capacity(catalog.pages.len());
    let mut seen = vec![false; catalog.pages.len()];
    let mut open: Vec<(PageId, u16)> = catalog.root.iter().map(|root| (*root, 0)).collect();
    while let Some((id, depth)) = open.pop() {
        let Some(page) = catalog.page(id) else { continue };
        // A navigation file may list a page twice; the first place counts.
        let fresh = seen.get_mut(id.0 as usize).is_some_and(|seen| !std::mem::replace(seen, true));
        if !fresh || !page.listed {
            continue;
        }
        sequence.push((id, depth));
        let below = navigation.children.get(id.0 as usize);
        open.extend(below.into_iter().flatten().rev().map(|child| (*child, depth + 1)));
    }
    sequence
}
