//! Where the pages and files of the source were published, and where they
//! are now: what an address in a link means.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{SitePath, url};
use crate::text::slug::segment;

/// A page's place in the new site and its address in the old one.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Its file in the source.
    pub source: SitePath,
    /// Its file in the new content folder.
    pub place: SitePath,
    /// Its old address, with `/` before it.
    pub address: String,
    /// The folder that relative addresses on it started from.
    pub base: SitePath,
}

/// What an address leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// The page at this place of the content folder.
    Page(SitePath),
    /// A file of the source, and its place.
    Asset { source: SitePath, place: SitePath },
}

/// All pages and files.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// Words before a path that mean the root of the source.
    pub source_marks: &'static [&'static str],
    by_source: BTreeMap<SitePath, SitePath>,
    by_address: BTreeMap<String, SitePath>,
    /// The addresses of the new site.
    ours: BTreeMap<String, SitePath>,
    places: BTreeSet<SitePath>,
    assets_by_source: BTreeMap<SitePath, SitePath>,
    assets_by_place: BTreeMap<SitePath, SitePath>,
}

impl Addresses {
    /// Finds a place for a page that no other page has; `false` beside it if
    /// it is not the one that was wanted.
    pub fn claim(&mut self, wanted: &SitePath) -> (SitePath, bool) {
        if self.places.insert(wanted.clone()) {
            return (wanted.clone(), true);
        }
        let mut number = 2u32;
        loop {
            let name = format!("{}-{number}.{}", wanted.stem(), wanted.extension());
            let place = wanted.parent().child(&name);
            if self.places.insert(place.clone()) {
                return (place, false);
            }
            number += 1;
        }
    }

    /// Adds a page. Returns the place of the page that had its old address
    /// first, if one had.
    pub fn add_page(&mut self, page: &Placed) -> Option<SitePath> {
        self.by_source.insert(page.source.clone(), page.place.clone());
        self.ours.entry(our_key(&page.place)).or_insert_with(|| page.place.clone());
        let key = key(&page.address);
        match self.by_address.get(&key) {
            Some(first) => Some(first.clone()),
            None => {
                self.by_address.insert(key, page.place.clone());
                None
            }
        }
    }

    /// Adds another address of a page, unless it leads somewhere already.
    pub fn add_alias(&mut self, address: &str, place: &SitePath) {
        self.by_address.entry(key(address)).or_insert_with(|| place.clone());
    }

    /// Adds a file that is no page, and its place if a page refers to it.
    pub fn add_asset(&mut self, source: SitePath, place: SitePath) {
        self.assets_by_place.entry(place.clone()).or_insert_with(|| source.clone());
        self.assets_by_source.insert(source, place);
    }

    /// Returns the place of a page of the source.
    pub fn place_of(&self, source: &SitePath) -> Option<&SitePath> {
        self.by_source.get(source)
    }

    /// Returns the page that has an address in the new site.
    pub fn owner(&self, address: &str) -> Option<&SitePath> {
        self.ours.get(&key(address))
    }

    /// Tells whether a page's old address is not its address now.
    pub fn has_moved(page: &Placed) -> bool {
        key(&page.address) != our_key(&page.place)
    }

    /// Finds what the path of a link on a page means, as a file of the source
    /// or as an address of the old site.
    pub fn find(&self, page: &Placed, path: &str) -> Option<Target> {
        let path = url::decode(path);
        if let Some(path) = self.source_marks.iter().find_map(|mark| path.strip_prefix(mark)) {
            return self.file(&SitePath::new(path)?);
        }
        if path.starts_with('/') {
            return self.published(&SitePath::new(&path)?);
        }
        let file = page.source.parent().join(&path);
        let folder = || SitePath::new(&page.address);
        file.and_then(|file| self.file(&file))
            .or_else(|| self.published(&page.base.join(&path)?))
            .or_else(|| self.published(&folder()?.join(&path)?))
    }

    /// Finds a file of the source.
    pub fn file(&self, file: &SitePath) -> Option<Target> {
        if let Some(place) = self.by_source.get(file) {
            return Some(Target::Page(place.clone()));
        }
        let place = self.assets_by_source.get(file)?.clone();
        Some(Target::Asset { source: file.clone(), place })
    }

    /// Finds what was published at an address.
    pub fn published(&self, address: &SitePath) -> Option<Target> {
        if let Some(source) = self.assets_by_place.get(address) {
            return Some(Target::Asset { source: source.clone(), place: address.clone() });
        }
        let place = self.by_address.get(&key(address.as_str()))?;
        Some(Target::Page(place.clone()))
    }
}

/// Writes an address so that `/a/`, `a/index.html` and `/a.html` are one.
fn key(address: &str) -> String {
    let path = address.trim_matches('/');
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path.strip_suffix(".html").unwrap_or(path),
    };
    path.trim_end_matches('/').to_lowercase()
}

/// Returns the key of the address a build gives to a page.
fn our_key(place: &SitePath) -> String {
    let is_section = matches!(place.stem().to_lowercase().as_str(), "index" | "readme");
    let folder = place.parent();
    let path = if is_section { folder } else { folder.child(place.stem()) };
    path.parts().map(segment).collect::<Vec<_>>().join("/")
}

/// Tells whether an old address is written with `.html`, at which a build
/// writes a redirect even if the page is at the same address without it.
pub(super) fn is_file_address(address: &str) -> bool {
    address.ends_with(".html") && !address.ends_with("/index.html")
}
