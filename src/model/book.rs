//! Books: pages gathered to be printed as one, in the order a reader turns
//! them.
//!
//! A book is a page of its own in the folder [`FOLDER`], which no menu and no
//! list has. A large one is cut into volumes, so that neither a build nor a
//! browser holds more than [`MOST_CHAPTERS`] pages at once.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::records::{Record as _, Uses};
use crate::model::relation::Part;
use crate::model::role::Role;
use crate::model::site::Site;
use crate::text::slug::segment;

/// The folder of books in the output.
pub const FOLDER: &str = "print";
/// At most so many pages stand in a volume.
pub const MOST_CHAPTERS: usize = 250;
/// A role has a book of its own, where nothing is said of books, if it does
/// so many procedures and checklists: one is printed as a page.
const OF_ROLE: std::ops::RangeInclusive<usize> = 2..=40;

/// Which pages a book gathers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Gathered {
    /// All that the menu has.
    All,
    /// Those of a folder, by its path from the content folder or the id of
    /// its page.
    Section(Box<str>),
    /// The procedures and checklists that a role does.
    Role(Box<str>),
    /// Those of a kind.
    Kind(Box<str>),
    /// Those about a service.
    Service(Box<str>),
    /// For each role a book.
    EachRole,
}

/// A book as the settings ask for it: a table of `[[books]]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BookOrder {
    /// What stands on its cover; else what it gathers.
    pub title: Option<Box<str>>,
    /// What its address says; else what it gathers.
    pub name: Option<Box<str>>,
    /// Its pages.
    pub gathered: Gathered,
}

/// A volume of a book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Volume {
    /// The last part of its address; all volumes of a site have different
    /// ones.
    pub name: Box<str>,
    /// The title of the book.
    pub title: Box<str>,
    /// Which one it is, from 1.
    pub number: usize,
    /// How many the book has.
    pub of: usize,
    /// Its chapters, never none.
    pub pages: Vec<PageId>,
}

impl Volume {
    /// Returns the file it is published as.
    pub fn output(&self) -> SitePath {
        SitePath::default().child(FOLDER).child(&self.name).child("index.html")
    }
}

/// The books of a site.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// All volumes, those of a book beside each other.
    pub volumes: Vec<Volume>,
    /// The first volume of the book of a folder or a role, by its page.
    pub by_page: BTreeMap<PageId, usize>,
    /// Orders that no page fits, by their places among those of the settings.
    pub empty: Vec<usize>,
    /// Names in the folder of books that others have.
    taken: BTreeSet<Box<str>>,
}

impl Books {
    /// Gathers the books that the settings of a site ask for; where they say
    /// nothing, one for each role that does several procedures.
    pub fn of_site(site: &Site) -> Books {
        let mut books = Books { taken: taken(site), ..Books::default() };
        let Some(orders) = &site.config.books else {
            books.each_role(site, |count| OF_ROLE.contains(&count));
            return books;
        };
        for (at, (order, _)) in orders.iter().enumerate() {
            let added = match order.gathered {
                Gathered::EachRole => books.each_role(site, |count| 0 < count),
                _ => books.add(site, order),
            };
            if added == 0 {
                books.empty.push(at);
            }
        }
        books
    }

    /// Adds the book of each role whose number of pages is `fit`; returns how
    /// many volumes are new.
    fn each_role(&mut self, site: &Site, fit: impl Fn(usize) -> bool) -> usize {
        let turns = Turns::of(site);
        let mut added = 0;
        for role in &site.catalog.roles.all {
            let pages = procedures(site, role, &turns);
            if fit(pages.len()) {
                added += self.bind(&Subject::of_role(role), &pages);
            }
        }
        added
    }

    /// Adds a book; returns how many volumes it has, none if no page fits.
    pub fn add(&mut self, site: &Site, order: &BookOrder) -> usize {
        let Some(mut subject) = Subject::of(site, &order.gathered) else { return 0 };
        if let Some(title) = &order.title {
            subject.title = title.clone();
        }
        if let Some(name) = &order.name {
            subject.name = segment(name);
        }
        self.bind(&subject, &gather(site, &order.gathered))
    }

    /// Cuts pages into volumes; returns how many these are.
    fn bind(&mut self, subject: &Subject, pages: &[PageId]) -> usize {
        let volumes = pages.chunks(MOST_CHAPTERS);
        let (of, first) = (volumes.len(), self.volumes.len());
        for (at, pages) in volumes.enumerate() {
            let wanted = match at {
                0 => subject.name.clone(),
                _ => format!("{}-{}", subject.name, at + 1),
            };
            let name = self.free(&wanted);
            let (title, pages) = (subject.title.clone(), pages.to_vec());
            self.volumes.push(Volume { name, title, number: at + 1, of, pages });
        }
        if let (Some(page), true) = (subject.page, 0 < of) {
            self.by_page.entry(page).or_insert(first);
        }
        of
    }

    /// Takes a name, with a number behind it where another has it.
    fn free(&mut self, wanted: &str) -> Box<str> {
        let mut name: Box<str> = wanted.into();
        let mut number = 2u32;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}-{number}").into();
            number += 1;
        }
        name
    }
}

/// Returns the names in the folder of books that pages and files have.
fn taken(site: &Site) -> BTreeSet<Box<str>> {
    let folder = SitePath::default().child(FOLDER);
    let pages = site.catalog.pages.iter().map(|page| &page.output);
    let files = pages.chain(site.catalog.redirects.keys()).chain(&site.assets);
    let below = files.filter_map(|file| file.below(&folder));
    below.filter_map(|path| Some(path.parts().next()?.into())).collect()
}

/// What a book is about.
struct Subject {
    title: Box<str>,
    name: String,
    /// The page of what it gathers.
    page: Option<PageId>,
}

impl Subject {
    fn of(site: &Site, gathered: &Gathered) -> Option<Subject> {
        let catalog = &site.catalog;
        Some(match gathered {
            Gathered::All => {
                Subject { title: site.title.clone(), name: "all".into(), page: catalog.root }
            }
            Gathered::Section(written) => {
                let id = section(site, written)?;
                let page = catalog.page(id)?;
                let path = page.output.parent().as_str().replace('/', "-");
                let name = if path.is_empty() { "all".into() } else { path };
                Subject { title: page.title.clone(), name, page: Some(id) }
            }
            Gathered::Role(written) => Subject::of_role(role(site, written)?),
            Gathered::Kind(written) => {
                let title = catalog.kinds.find(written)?.kind.titles[1];
                Subject { title: title.into(), name: segment(title), page: None }
            }
            Gathered::Service(written) => {
                let head = catalog.records.services.find(written)?.head();
                let name = segment(&format!("service-{}", head.id));
                Subject { title: head.title.clone(), name, page: None }
            }
            Gathered::EachRole => return None,
        })
    }

    fn of_role(role: &Role) -> Subject {
        let name = segment(&format!("role-{}", role.id.replace('/', "-")));
        let title = format!("{}: procedures and checklists", role.title).into();
        Subject { title, name, page: Some(role.page) }
    }
}

/// Finds the page of a folder.
fn section(site: &Site, written: &str) -> Option<PageId> {
    let written = written.trim_matches('/');
    let path = SitePath::new(written);
    let by_path = path.and_then(|path| site.catalog.sections.get(&path).copied());
    by_path.or_else(|| site.catalog.by_id.get(written).copied())
}

fn role<'a>(site: &'a Site, written: &str) -> Option<&'a Role> {
    site.catalog.roles.find(written).into_iter().next()
}

/// Returns the pages that fit, in the order of the menu.
fn gather(site: &Site, gathered: &Gathered) -> Vec<PageId> {
    let sequence = &site.catalog.navigation.sequence;
    let all = || sequence.iter().map(|(id, _)| *id);
    match gathered {
        Gathered::All => all().collect(),
        Gathered::Section(written) => {
            let Some(id) = section(site, written) else { return Vec::new() };
            let mut rest = sequence.iter().skip_while(|(own, _)| *own != id);
            let Some((_, depth)) = rest.next() else { return vec![id] };
            let below = rest.take_while(|(_, own)| depth < own);
            std::iter::once(id).chain(below.map(|(id, _)| *id)).collect()
        }
        Gathered::Role(written) => {
            let role = role(site, written);
            role.map(|role| procedures(site, role, &Turns::of(site))).unwrap_or_default()
        }
        Gathered::Kind(written) => {
            let known = site.catalog.kinds.find(written);
            let pages: BTreeSet<PageId> =
                known.map(|kind| kind.pages.iter().copied().collect()).unwrap_or_default();
            all().filter(|id| pages.contains(id)).collect()
        }
        Gathered::Service(written) => {
            let services = &site.catalog.records.services;
            let Some(service) = services.find(written) else { return Vec::new() };
            let is_about = |id: &PageId| {
                let Some(page) = site.pages.get(id) else { return false };
                let uses = Uses::of_page(&page.document);
                let mut named = uses.services.iter().filter_map(|name| services.find(&name.text));
                named.any(|own| own.head().id == service.head().id)
            };
            all().filter(is_about).collect()
        }
        Gathered::EachRole => Vec::new(),
    }
}

/// The place of each page in the order of the menu.
struct Turns(BTreeMap<PageId, usize>);

impl Turns {
    fn of(site: &Site) -> Turns {
        let sequence = site.catalog.navigation.sequence.iter().enumerate();
        Turns(sequence.map(|(at, (id, _))| (*id, at)).collect())
    }
}

/// Returns the procedures and checklists that a role does, owns or has a step
/// in, in the order of the menu; those that no menu has come last.
fn procedures(site: &Site, role: &Role, turns: &Turns) -> Vec<PageId> {
    let Some(work) = site.work.get(&role.page) else { return Vec::new() };
    let done = work.duties.iter().filter(|(_, duty)| duty.part == Part::Does);
    let is_procedure = |id: &PageId| {
        let page = site.catalog.page(*id);
        page.is_some_and(|page| page.is_of("runbook") || page.is_of("checklist"))
    };
    let done = done.map(|(id, _)| *id).filter(is_procedure);
    let pages: BTreeSet<PageId> = done.chain(work.runbooks.iter().copied()).collect();
    let mut pages: Vec<PageId> = pages.into_iter().collect();
    pages.sort_by_key(|id| turns.0.get(id).copied().unwrap_or(usize::MAX));
    pages
}
