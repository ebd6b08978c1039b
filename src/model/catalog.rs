//! All identities of a site: what a link, a name or an address can mean.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::{FileId, SitePath, Span};
use crate::model::alert::Alerts;
use crate::model::by_kind::ByKind;
use crate::model::collection::Home;
use crate::model::document::Document;
use crate::model::kind::{Because, Kind};
use crate::model::locate::Moved;
use crate::model::records::Records;
use crate::model::role::Roles;

/// First parts of addresses that belong to the site itself.
pub const RESERVED: &[&str] = &[
    "_handover",
    "all-kinds",
    "all-pages",
    "all-tasks",
    "all-topics",
    "learn-again",
    "planned-pages",
    "reviews-due",
    "search",
    "404.html",
    "site.json",
    "alerts.json",
    "llms.txt",
];

/// Names a page of one catalog.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PageId(pub u32);

/// Names a planned page of one catalog.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlannedId(pub u32);

/// What a kind of page is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindName {
    /// What authors write: `runbook`.
    pub name: &'static str,
    /// With its article, for messages: `a runbook`.
    pub article: &'static str,
    /// What readers see, of one and of many.
    pub titles: [&'static str; 2],
}

impl KindName {
    /// A role, which may be only a record.
    const ROLE: KindName = KindName { name: "role", article: "a role", titles: ["Role", "Roles"] };
}

/// Who made a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Made {
    /// An author, in a file.
    #[default]
    Written,
    /// The site, for a folder nobody wrote a page for.
    Folder,
    /// The site, for a group of the menu.
    Group,
    /// The site, for a role that is only a record.
    Role,
}

/// A page's identity.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its document; `None` for a page the site makes.
    pub document: Option<Arc<Document>>,
    /// Who made it.
    pub made: Made,
    /// The folder it stands for, from the content folder, if it is a section.
    pub section: Option<SitePath>,
    /// Its permanent id.
    pub id: Box<str>,
    /// Its title as text.
    pub title: Box<str>,
    /// Whether somebody wrote the title: in front matter, in a heading, or
    /// in a menu. Else it is made of the name of the file.
    pub titled: bool,
    /// Its title in menus.
    pub nav_title: Box<str>,
    /// What it is about, in a sentence; may be empty.
    pub description: Box<str>,
    /// The file it is published as: `runbooks/failed-job/index.html`.
    pub output: SitePath,
    /// Whether menus show it.
    pub listed: bool,
}

impl Identity {
    /// Returns what the page is, as far as anything says so.
    pub fn kind(&self) -> Option<KindName> {
        if self.made == Made::Role {
            return Some(KindName::ROLE);
        }
        let known = self.document.as_ref()?.kind?;
        let Kind { name, article, titles, .. } = *known.kind;
        (known.because != Because::Nothing).then_some(KindName { name, article, titles })
    }

    /// Tells whether the page is of a kind; one of which nothing is said is
    /// an article.
    pub fn is_of(&self, kind: &str) -> bool {
        self.kind().map_or("article", |known| known.name) == kind
    }

    /// Tells whether it can be meant by its name; a group of a menu cannot.
    pub fn has_name(&self) -> bool {
        self.made != Made::Group
    }
}

/// A page announced or asked for, and not written.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Its future title.
    pub title: Box<str>,
    /// What it will be.
    pub kind: Option<Box<str>>,
    /// Its future number in a catalogue.
    pub code: Option<Box<str>>,
    /// Who writes it.
    pub owner: Option<Box<str>>,
    /// When it is due.
    pub due: Option<Date>,
    /// Where it is announced; `None` if it is only asked for.
    pub announced: Option<Span>,
}

/// The order of pages, as a tree.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// The parent of each page; the root page has none.
    pub parent: Vec<Option<PageId>>,
    /// The listed pages below each page, in order.
    pub children: Vec<Vec<PageId>>,
    /// The place of each page among the children of its parent, if it is
    /// listed there: no page has to look for itself.
    pub position: Vec<Option<u32>>,
    /// How many listed pages lie below each page, at any depth.
    pub below: Vec<u32>,
    /// All listed pages as a reader would turn them, with the depth of each.
    pub sequence: Vec<(PageId, u16)>,
    /// Links out of the site that stand in the menu below a page, in order.
    pub links: HashMap<PageId, Vec<MenuLink>>,
    /// Pages that are in no menu, though there is one, in the order of ids.
    pub outside: Vec<PageId>,
    /// Links to what stands above the front page, outermost first.
    pub crumbs: Vec<MenuLink>,
    /// What the front page is called below these.
    pub home_title: Option<Box<str>>,
}

/// A link of the menu that leads out of the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MenuLink {
    /// What it is called.
    pub title: Box<str>,
    /// Where it leads; empty for a step of the breadcrumb without an address.
    pub address: Box<str>,
    /// How many pages of the same list stand before it.
    pub position: u32,
}

/// All identities of a site.
#[derive(Debug, Default)]
pub struct Catalog {
    /// What the content folder is called, if it has a name.
    pub folder: Option<Box<str>>,
    /// All pages; a [`PageId`] is an index into this.
    pub pages: Vec<Identity>,
    /// Pages by the path of their file from the content folder.
    pub by_path: HashMap<SitePath, PageId>,
    /// Pages by the lower-cased path of their file.
    pub by_lower_path: HashMap<String, PageId>,
    /// Pages by the file of their document.
    pub by_file: HashMap<FileId, PageId>,
    /// Pages of folders by path from the content folder.
    pub sections: HashMap<SitePath, PageId>,
    /// Pages by id.
    pub by_id: HashMap<Box<str>, PageId>,
    /// Pages by the last part of their id.
    pub by_short_id: HashMap<Box<str>, Vec<PageId>>,
    /// Pages by loosely written title, alias or code, sorted, each once.
    pub by_name: HashMap<String, Vec<PageId>>,
    /// Announced pages by loosely written title, id or code.
    pub planned_by_name: HashMap<String, PlannedId>,
    /// Titles of pages announced by a file of their own, by its path from the
    /// content folder.
    pub planned_by_path: HashMap<SitePath, Box<str>>,
    /// Announced pages.
    pub planned: Vec<Planned>,
    /// The listed pages of each kind.
    pub kinds: ByKind,
    /// All roles.
    pub roles: Roles,
    /// What data files hold.
    pub records: Arc<Records>,
    /// Files that are no pages, from the content folder, by lower-cased path.
    pub assets: HashMap<String, Vec<SitePath>>,
    /// Pages and other files by what the file is called, sorted.
    pub files_by_name: HashMap<Box<str>, Vec<SitePath>>,
    /// Pages and other files by the folder they lie in, sorted.
    pub files_by_folder: HashMap<SitePath, Vec<SitePath>>,
    /// The alerts that pages answer.
    pub alerts: Alerts,
    /// Old addresses, and the permanent ones of alerts: the file of the
    /// redirect, and where it leads.
    pub redirects: BTreeMap<SitePath, Moved>,
    /// Files that were moved, as `locate::moved_key` writes their paths, and
    /// where they went.
    pub moved: HashMap<String, Moved>,
    /// Where the site lives on the web.
    pub home: Home,
    /// The order of pages.
    pub navigation: Navigation,
    /// The page of the content folder itself.
    pub root: Option<PageId>,
}

impl Catalog {
    /// Returns a page's identity. Ids come from this catalog, so they fit; a
    /// foreign one yields `None`.
    pub fn page(&self, id: PageId) -> Option<&Identity> {
        self.pages.get(id.0 as usize)
    }

    /// Returns all pages with their ids.
    pub fn ids(&self) -> impl Iterator<Item = (PageId, &Identity)> {
        self.pages.iter().enumerate().map(|(at, page)| (PageId(at as u32), page))
    }
}

/// Returns the file that an old address is served from: the address itself
/// if it names a file, else `index.html` below it.
pub fn redirect_file(address: &SitePath) -> SitePath {
    match address.extension() {
        "html" | "htm" => address.clone(),
        _ => address.child("index.html"),
    }
}

/// Returns the file of a page's twin: its text as Markdown, for programs.
pub fn twin_file(output: &SitePath) -> SitePath {
    output.parent().child(&format!("{}.md", output.stem()))
}

/// Writes a name the way loosely compared names are looked up: case is
/// ignored, and spaces, no-break spaces, `-` and `_` are equal.
pub fn loose(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_whitespace() || matches!(c, '-' | '_' | '\u{a0}') {
            if !text.ends_with(' ') && !text.is_empty() {
                text.push(' ');
            }
        } else {
            text.extend(c.to_lowercase());
        }
    }
    if text.ends_with(' ') {
        text.pop();
    }
    text
}
