//! The menu of the new site: `nav.yml`.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::quoted;
use crate::base::SitePath;

/// Menus are read to twelve levels; what is deeper stands on the last one.
pub(super) const DEEPEST: usize = 10;

/// One entry: a page, a group, or both.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Entry {
    /// What the menu says; else the page's title.
    pub title: Option<String>,
    /// The page's place in the content folder.
    pub page: Option<SitePath>,
    /// What lies below it.
    pub children: Vec<Entry>,
}

/// Writes entries as YAML.
pub(super) fn write(entries: &[Entry]) -> String {
    let mut text = String::new();
    write_level(entries, 0, &mut text);
    text
}

fn write_level(entries: &[Entry], depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth * 2);
    for entry in entries.iter().filter(|entry| entry.says_something()) {
        let mut lines = Vec::new();
        if let Some(title) = &entry.title {
            lines.push(format!("title: {}", quoted(title)));
        }
        if let Some(page) = &entry.page {
            lines.push(format!("page: {}", quoted(page.as_str())));
        }
        if !entry.children.is_empty() {
            lines.push("pages:".into());
        }
        for (at, line) in lines.iter().enumerate() {
            let mark = if at == 0 { "- " } else { "  " };
            text.push_str(&format!("{indent}{mark}{line}\n"));
        }
        write_level(&entry.children, depth + 1, text);
    }
}

impl Entry {
    fn says_something(&self) -> bool {
        self.page.is_some() || self.children.iter().any(Entry::says_something)
    }
}

/// Builds a tree of entries from a list with depths; no entry is deeper than
/// [`DEEPEST`].
pub(super) fn tree(list: Vec<(usize, Entry)>) -> Vec<Entry> {
    let mut open: Vec<(usize, Entry)> = Vec::new();
    let mut done = Vec::new();
    for (depth, entry) in list {
        while open.last().is_some_and(|(last, _)| depth <= *last) || DEEPEST < open.len() {
            close(&mut open, &mut done);
        }
        open.push((depth, entry));
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    done
}

fn close(open: &mut Vec<(usize, Entry)>, done: &mut Vec<Entry>) {
    let Some((_, entry)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, parent)) => parent.children.push(entry),
        None => done.push(entry),
    }
}

/// What lies in each folder, in order.
#[derive(Debug, Default)]
pub(super) struct Listing {
    by_folder: BTreeMap<SitePath, Vec<Listed>>,
    folders: BTreeMap<SitePath, Listed>,
}

/// A page, or a folder with its page if it has one.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Listed {
    weight: i64,
    title: String,
    page: Option<SitePath>,
    folder: Option<SitePath>,
}

impl Listing {
    /// Adds a page; the smallest weight comes first, then the title counts.
    pub fn add(&mut self, place: &SitePath, weight: i64, title: &str) {
        for folder in place.ancestors() {
            self.folders.entry(folder).or_insert_with_key(|folder| Listed {
                weight: i64::MAX,
                title: folder.name().into(),
                page: None,
                folder: Some(folder.clone()),
            });
        }
        let (title, page) = (title.into(), Some(place.clone()));
        let is_section = matches!(place.stem().to_lowercase().as_str(), "index" | "readme");
        if is_section {
            let folder = Some(place.parent());
            self.folders.insert(place.parent(), Listed { weight, title, page, folder });
        } else {
            let listed = Listed { weight, title, page, folder: None };
            self.by_folder.entry(place.parent()).or_default().push(listed);
        }
    }

    /// Puts everything in order.
    pub fn finish(mut self) -> Listing {
        for (folder, listed) in std::mem::take(&mut self.folders) {
            if !folder.is_root() {
                self.by_folder.entry(folder.parent()).or_default().push(listed);
            }
        }
        self.by_folder.values_mut().for_each(|listed| listed.sort());
        self
    }

    /// Lists what lies in a folder and is not `named`, with what lies below.
    pub fn below(&self, folder: &SitePath, depth: usize, named: &BTreeSet<SitePath>) -> Vec<Entry> {
        if DEEPEST < depth {
            return Vec::new();
        }
        let listed = self.by_folder.get(folder).map(Vec::as_slice).unwrap_or_default();
        let unnamed = |listed: &&Listed| !listed.page.as_ref().is_some_and(|p| named.contains(p));
        let entry = |listed: &Listed| {
            let below = listed.folder.as_ref().map(|folder| self.below(folder, depth + 1, named));
            let title = match listed.page {
                Some(_) => None,
                None => Some(listed.title.clone()),
            };
            Entry { title, page: listed.page.clone(), children: below.unwrap_or_default() }
        };
        listed.iter().filter(unnamed).map(entry).collect()
    }
}
