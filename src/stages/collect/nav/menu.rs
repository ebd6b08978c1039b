//! A menu that is written: the entries of a navigation file.

use std::collections::{HashMap, HashSet};

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, SitePath, Span};
use crate::model::catalog::{
    Catalog, Identity, Made, MenuLink, Navigation, PageId, RESERVED, loose,
};
use crate::model::config::NavEntry;
use crate::model::locate::Moved;
use crate::stages::collect::address::{Meaning, meaning};
use crate::text::slug::segment;

/// A menu being made.
pub(super) struct Menu<'a> {
    pub catalog: &'a mut Catalog,
    pub navigation: &'a mut Navigation,
    pub found: &'a mut Vec<Diagnostic>,
    /// Whether each page has a place in it.
    pub listed: Vec<bool>,
    /// Which page stands below which.
    pairs: HashSet<(PageId, PageId)>,
    /// All addresses of pages.
    outputs: HashSet<SitePath>,
    /// What pages are called in it.
    pub names: Vec<(Box<str>, PageId)>,
    /// Where all other pages stand: below a page, at a place.
    pub rest: Option<Rest>,
    /// The last number given to groups whose addresses would be the same.
    numbers: HashMap<SitePath, u32>,
    /// How many entries lead nowhere.
    broken: usize,
}

/// At most so many files of a folder are looked through for a suggestion.
const MOST_FILES: usize = 1_000;
/// For so many broken entries of a menu a file is suggested.
const MOST_SUGGESTIONS: usize = 20;

/// Where all pages stand that a menu does not list.
#[derive(Clone, Copy)]
pub(super) struct Rest {
    /// The page they stand below.
    pub above: PageId,
    /// How many entries stand before them.
    pub position: usize,
}

/// Stands in a menu for all pages that it does not list.
const REST: &str = "...";

impl<'a> Menu<'a> {
    /// Begins an empty menu.
    pub fn new(
        catalog: &'a mut Catalog,
        navigation: &'a mut Navigation,
        found: &'a mut Vec<Diagnostic>,
    ) -> Menu<'a> {
        let listed = vec![false; catalog.pages.len()];
        let outputs = catalog.pages.iter().map(|page| page.output.clone()).collect();
        let (pairs, names, rest) = (HashSet::new(), Vec::new(), None);
        Menu {
            catalog,
            navigation,
            found,
            listed,
            pairs,
            outputs,
            names,
            rest,
            numbers: HashMap::new(),
            broken: 0,
        }
    }

    /// Puts entries below a page.
    pub fn add(&mut self, entries: &[NavEntry], above: PageId) {
        for entry in entries {
            let id = match &entry.page {
                Some((written, _)) if &**written == REST => {
                    let children = self.navigation.children.get(above.0 as usize);
                    let position = children.map_or(0, Vec::len);
                    self.rest = self.rest.or(Some(Rest { above, position }));
                    continue;
                }
                Some((written, span)) => self.page(entry, written, *span, above),
                None => Some(self.group(entry, above)),
            };
            let Some(id) = id else { continue };
            if let Some(title) = &entry.title {
                self.names.push((title.clone(), id));
            }
            // The front page stays above everything.
            if Some(id) != self.catalog.root {
                self.put(id, above, entry.title.as_deref());
            }
            self.add(&entry.children, id);
        }
    }

    /// Puts a page below another. A page listed twice stands in both places,
    /// and belongs to the first, which also names it.
    pub fn put(&mut self, id: PageId, above: PageId, title: Option<&str>) {
        let at = id.0 as usize;
        if id == above || !self.pairs.insert((above, id)) {
            return;
        }
        let is_first = self.listed.get_mut(at).is_some_and(|seen| !std::mem::replace(seen, true));
        if let Some(slot) = self.navigation.parent.get_mut(at).filter(|_| is_first) {
            *slot = Some(above);
        }
        if let (Some(title), Some(page)) = (title, self.catalog.pages.get_mut(at))
            && is_first
        {
            page.nav_title = title.into();
            // MkDocs, too, names a page without a title as its menu does.
            if !page.titled && page.document.is_some() {
                page.title = title.into();
                page.titled = true;
            }
        }
        if let Some(list) = self.navigation.children.get_mut(above.0 as usize) {
            list.push(id);
        }
    }

    /// Finds the page of an entry. One without a page is reported, or is a
    /// link; what stands below it has a group then.
    fn page(
        &mut self,
        entry: &NavEntry,
        written: &str,
        span: Span,
        above: PageId,
    ) -> Option<PageId> {
        let path = match meaning(self.catalog, &entry.folder, written) {
            Meaning::Page(page, _, called) => {
                if let Some(called) = called {
                    let called = called.relative_from(&entry.folder);
                    let message = format!("the file is called `{called}`");
                    let help =
                        format!("write `{called}`; not every system takes one for the other");
                    self.report(Code::CASE_MISMATCH, span, message, Some(help));
                }
                return Some(page);
            }
            Meaning::External(address) => return self.link(entry, address, above),
            Meaning::Outside => {
                let message = format!("`{written}` is not in this site");
                let help = "it is left as it is, and works where the host has it".to_string();
                self.report(Code::LINK_OUTSIDE, span, message, Some(help));
                return self.link(entry, written.into(), above);
            }
            Meaning::Unsafe => {
                let message = format!("`{written}` is not safe in a page");
                self.report(Code::UNSAFE_LINK, span, message, Some("write a web address".into()));
                None
            }
            Meaning::Asset => {
                let message = format!("`{written}` is a file and no page");
                let help = "link to it on a page, and list that page".to_string();
                self.report(Code::BROKEN_LINK, span, message, Some(help));
                None
            }
            Meaning::Nothing(path) => Some(path),
            Meaning::Above => Some(SitePath::default()),
        };
        if let Some(path) = path {
            if let Some(moved) = self.catalog.moved(&path).cloned() {
                return self.moved(entry, (written, span), moved, above);
            }
            self.broken(entry, written, span);
        }
        (!entry.children.is_empty()).then(|| self.group(entry, above))
    }

    /// An entry for a page that was moved means where it went.
    fn moved(
        &mut self,
        entry: &NavEntry,
        (written, span): (&str, Span),
        moved: Moved,
        above: PageId,
    ) -> Option<PageId> {
        let to = match &moved {
            Moved::Page(page, _) => {
                self.catalog.file(*page).map(|file| file.relative_from(&entry.folder))
            }
            Moved::External(address) => Some(address.to_string()),
        };
        let message = format!("the page `{written}` was moved");
        let help = to.map(|to| format!("write `{to}`"));
        self.report(Code::LINK_TO_REDIRECT, span, message, help);
        match moved {
            Moved::Page(page, _) => Some(page),
            Moved::External(address) => self.link(entry, address, above),
        }
    }

    fn broken(&mut self, entry: &NavEntry, written: &str, span: Span) {
        let message = format!("no file `{written}` in the content folder");
        // A menu of thousands of wrong paths is wrong as a whole.
        self.broken += 1;
        if MOST_SUGGESTIONS < self.broken {
            return self.report(Code::BROKEN_LINK, span, message, None);
        }
        let name = written.rsplit(['/', '\\']).next().unwrap_or_default();
        let same = self.catalog.files_by_name.get(name).and_then(|files| files.first());
        let help = match same {
            Some(file) => Some(format!("did you mean `{}`?", file.relative_from(&entry.folder))),
            None => {
                let folder = entry.folder.join(written).unwrap_or_default().parent();
                let files = self.catalog.files_by_folder.get(&folder).map(Vec::as_slice);
                let beside = files.unwrap_or_default().iter().take(MOST_FILES);
                let names: Vec<String> =
                    beside.map(|file| file.relative_from(&entry.folder)).collect();
                did_you_mean(written, names.iter().map(String::as_str))
            }
        };
        self.report(Code::BROKEN_LINK, span, message, help);
    }

    fn report(&mut self, code: Code, span: Span, message: String, help: Option<String>) {
        self.found.push(Diagnostic::new(code, span, message).maybe_help(help));
    }

    /// Adds a link out of the site; entries below it have a group.
    fn link(&mut self, entry: &NavEntry, address: Box<str>, above: PageId) -> Option<PageId> {
        if !entry.children.is_empty() {
            return Some(self.group(entry, above));
        }
        let title = entry.title.clone().unwrap_or_else(|| address.clone());
        let before = self.navigation.children.get(above.0 as usize).map_or(0, Vec::len);
        let position = u32::try_from(before).unwrap_or(u32::MAX);
        let link = MenuLink { title, address, position };
        self.navigation.links.entry(above).or_default().push(link);
        None
    }

    /// Makes the page of a group that has a title and no page of its own. The
    /// page of a folder of that name, which nobody wrote, serves as it.
    fn group(&mut self, entry: &NavEntry, above: PageId) -> PageId {
        let title: Box<str> = entry.title.clone().unwrap_or_else(|| "Pages".into());
        let folder = self.catalog.page(above).map(|page| page.output.parent()).unwrap_or_default();
        let slug = segment(&loose(&title));
        if let Some(id) = self.unwritten(&folder.child(&slug)) {
            if let Some(page) = self.catalog.pages.get_mut(id.0 as usize) {
                page.title = title;
            }
            return id;
        }
        let mut output = folder.child(&slug).child("index.html");
        while self.is_taken(&output) {
            let number = self.numbers.entry(folder.child(&slug)).or_insert(1);
            *number += 1;
            output = folder.child(&format!("{slug}-{number}")).child("index.html");
        }
        self.outputs.insert(output.clone());
        let id = PageId(u32::try_from(self.catalog.pages.len()).unwrap_or(u32::MAX));
        self.catalog.pages.push(Identity {
            document: None,
            made: Made::Group,
            section: None,
            id: format!("nav/{slug}").into(),
            nav_title: title.clone(),
            title,
            description: Box::default(),
            output,
            listed: true,
            titled: true,
        });
        self.navigation.parent.push(None);
        self.navigation.children.push(Vec::new());
        self.listed.push(false);
        id
    }

    /// Returns the page of a folder that nobody wrote, if it has no place yet.
    fn unwritten(&self, folder: &SitePath) -> Option<PageId> {
        let id = self.catalog.sections.get(folder).copied()?;
        let is_free = self.listed.get(id.0 as usize) == Some(&false);
        let page = self.catalog.page(id).filter(|_| is_free && Some(id) != self.catalog.root)?;
        page.document.is_none().then_some(id)
    }

    fn is_taken(&self, path: &SitePath) -> bool {
        let first = path.parts().next().unwrap_or_default();
        RESERVED.contains(&first)
            || self.catalog.redirects.contains_key(path)
            || self.outputs.contains(path)
    }
}
