//! The order of pages: from folders, or from the site's navigation file.

use crate::base::{Code, Diagnostic, SitePath};
use crate::model::catalog::{Catalog, Identity, Navigation, PageId, RESERVED, loose};
use crate::model::config::{Config, NavEntry};
use crate::text::slug::segment;

pub(super) fn collect(
    catalog: &mut Catalog,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Navigation {
    let mut navigation = from_folders(catalog);
    if let (Some(entries), Some(root)) = (&config.nav, catalog.root) {
        let by_folder = std::mem::take(&mut navigation.children);
        navigation.children = vec![Vec::new(); by_folder.len()];
        add_entries(entries, root, catalog, &mut navigation, found);
        add_rest_of_folders(&by_folder, root, &mut navigation);
    }
    for list in &mut navigation.children {
        list.retain(|id| catalog.page(*id).is_some_and(|page| page.listed));
    }
    navigation.position = positions(&navigation);
    navigation.sequence = sequence(catalog, &navigation);
    navigation.below = below(&navigation);
    navigation
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
/// then of titles.
fn from_folders(catalog: &Catalog) -> Navigation {
    let mut parent = vec![None; catalog.pages.len()];
    let mut children: Vec<Vec<PageId>> = vec![Vec::new(); catalog.pages.len()];
    for (id, page) in catalog.ids() {
        let folder = match (&page.section, &page.document) {
            (Some(folder), _) if folder.is_root() => continue,
            (Some(folder), _) => folder.parent(),
            (None, Some(document)) => document.source.content_path.parent(),
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
        (order, page.map(|page| loose(&page.nav_title)), *id)
    };
    children.iter_mut().for_each(|list| list.sort_by_cached_key(key));
    Navigation { parent, children, ..Navigation::default() }
}

/// Puts the entries of a navigation file below a page.
fn add_entries(
    entries: &[NavEntry],
    above: PageId,
    catalog: &mut Catalog,
    navigation: &mut Navigation,
    found: &mut Vec<Diagnostic>,
) {
    for entry in entries {
        let id = match &entry.page {
            Some((path, span)) => {
                let known = SitePath::new(path).and_then(|path| {
                    let page = catalog.by_path.get(&path).or_else(|| catalog.sections.get(&path));
                    page.copied()
                });
                if known.is_none() {
                    let message = format!("no file `{path}` in the content folder");
                    let mut names: Vec<&str> =
                        catalog.by_path.keys().map(SitePath::as_str).collect();
                    names.sort_unstable();
                    let help = crate::base::nearest::did_you_mean(path, names);
                    found.push(Diagnostic::new(Code::BROKEN_LINK, *span, message).maybe_help(help));
                }
                known
            }
            None => Some(group(entry, above, catalog, navigation)),
        };
        let Some(id) = id else { continue };
        // The front page stays above everything.
        if Some(id) == catalog.root {
            add_entries(&entry.children, id, catalog, navigation, found);
            continue;
        }
        set_parent(navigation, id, above);
        if let (Some(title), Some(page)) = (&entry.title, catalog.pages.get_mut(id.0 as usize)) {
            page.nav_title = title.clone();
        }
        add_entries(&entry.children, id, catalog, navigation, found);
    }
}

/// A folder that the navigation file names without its pages has them in the
/// order of the folder.
fn add_rest_of_folders(by_folder: &[Vec<PageId>], root: PageId, navigation: &mut Navigation) {
    let mut listed = vec![false; navigation.children.len()];
    let named = navigation.children.iter().flatten().copied();
    let mut open: Vec<PageId> = named.collect();
    for id in open.iter().chain([&root]) {
        if let Some(seen) = listed.get_mut(id.0 as usize) {
            *seen = true;
        }
    }
    while let Some(id) = open.pop() {
        let at = id.0 as usize;
        let is_bare = navigation.children.get(at).is_some_and(Vec::is_empty);
        let Some(below) = by_folder.get(at).filter(|_| is_bare) else { continue };
        for child in below {
            let is_new =
                listed.get_mut(child.0 as usize).is_some_and(|seen| !std::mem::replace(seen, true));
            if is_new {
                set_parent(navigation, *child, id);
                open.push(*child);
            }
        }
    }
}

/// Makes the page of a group that has a title and no page of its own.
fn group(
    entry: &NavEntry,
    above: PageId,
    catalog: &mut Catalog,
    navigation: &mut Navigation,
) -> PageId {
    let title: Box<str> = entry.title.clone().unwrap_or_else(|| "Pages".into());
    let folder = catalog.page(above).map(|page| page.output.parent()).unwrap_or_default();
    let taken = |path: &SitePath| {
        let first = path.parts().next().unwrap_or_default();
        RESERVED.contains(&first)
            || catalog.redirects.contains_key(path)
            || catalog.pages.iter().any(|page| page.output == *path)
    };
    let slug = segment(&loose(&title));
    let mut output = folder.child(&slug).child("index.html");
    let mut number = 2;
    while taken(&output) {
        output = folder.child(&format!("{slug}-{number}")).child("index.html");
        number += 1;
    }
    let id = PageId(u32::try_from(catalog.pages.len()).unwrap_or(u32::MAX));
    catalog.pages.push(Identity {
        document: None,
        section: None,
        id: format!("nav/{slug}").into(),
        nav_title: title.clone(),
        title,
        description: Box::default(),
        output,
        listed: true,
    });
    navigation.parent.push(None);
    navigation.children.push(Vec::new());
    id
}

/// Puts a page below another. A page listed twice stands in both places and
/// belongs to the first.
fn set_parent(navigation: &mut Navigation, id: PageId, above: PageId) {
    let first = navigation.parent.get(id.0 as usize).copied().flatten();
    let below_first = first.and_then(|first| navigation.children.get(first.0 as usize));
    let is_listed = below_first.is_some_and(|list| list.contains(&id));
    if let Some(slot) = navigation.parent.get_mut(id.0 as usize).filter(|_| !is_listed) {
        *slot = Some(above);
    }
    if let Some(list) = navigation.children.get_mut(above.0 as usize)
        && !list.contains(&id)
    {
        list.push(id);
    }
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
