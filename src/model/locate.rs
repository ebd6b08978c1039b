//! What a path or an address means in a site: the one place that knows, for
//! links, menus and redirects.

use crate::base::{SitePath, url};
use crate::model::catalog::{Catalog, PageId};
use crate::model::page::Target;

/// What a path means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// A page.
    Page(PageId),
    /// A file that is no page.
    Asset(SitePath),
}

/// What a path means, and whether it is written as the file is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located {
    /// What it means.
    pub found: Found,
    /// The file, where upper and lower case differ from what is written.
    pub called: Option<SitePath>,
}

/// Where a page went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Moved {
    /// To a page, perhaps a place in it.
    Page(PageId, Option<Box<str>>),
    /// To an address outside the site.
    External(Box<str>),
}

impl Moved {
    /// Returns the same as what a reference means.
    pub fn target(&self) -> Target {
        match self {
            Moved::Page(page, anchor) => Target::Page(*page, anchor.clone()),
            Moved::External(address) => Target::External(address.clone()),
        }
    }
}

/// The endings of pages.
const PAGES: &[&str] = &["md", "yml", "markdown"];

impl Catalog {
    /// Finds what a path from the content folder means: a page by its file, a
    /// folder, a file, each also in other upper and lower case, and a page
    /// without its ending or with `.html`.
    pub fn locate(&self, wanted: &SitePath) -> Option<Located> {
        let exact = |found| Some(Located { found, called: None });
        if let Some(page) = self.by_path.get(wanted).or_else(|| self.sections.get(wanted)) {
            return exact(Found::Page(*page));
        }
        let lower = wanted.as_str().to_lowercase();
        let assets = self.assets.get(&lower).map(Vec::as_slice).unwrap_or_default();
        if let Some(asset) = assets.iter().find(|asset| *asset == wanted) {
            return exact(Found::Asset(asset.clone()));
        }
        if let Some(page) = self.by_lower_path.get(&lower) {
            let called = self.file(*page)?.clone();
            return Some(Located { found: Found::Page(*page), called: Some(called) });
        }
        if let Some(asset) = assets.first() {
            let (found, called) = (Found::Asset(asset.clone()), Some(asset.clone()));
            return Some(Located { found, called });
        }
        let stem = match wanted.extension() {
            "html" => wanted.stem(),
            _ => wanted.name(),
        };
        let with = |end: &&str| wanted.parent().child(&format!("{stem}.{end}"));
        let page = PAGES.iter().find_map(|end| self.by_path.get(&with(end)));
        exact(Found::Page(*page?))
    }

    /// Finds what an address of the host means below the collection's own
    /// place: a page without its ending, in any case.
    pub fn locate_address(&self, path: &SitePath) -> Option<Located> {
        if path.name() == "index" {
            return self.locate_address(&path.parent());
        }
        let lower = path.as_str().to_lowercase();
        let page = PAGES.iter().find_map(|end| self.by_lower_path.get(&format!("{lower}.{end}")));
        match page {
            Some(page) => Some(Located { found: Found::Page(*page), called: None }),
            None => self.locate(path),
        }
    }

    /// Returns the path from the content folder that an address of the host
    /// has, if it lies in the collection's own place.
    pub fn own_path(&self, address: &str) -> Option<SitePath> {
        let own = self.home.path.as_ref()?;
        let path = SitePath::new(address)?;
        let head: usize = own.as_str().len();
        let fits =
            path.as_str().get(..head).is_some_and(|text| text.eq_ignore_ascii_case(own.as_str()));
        let rest = path.as_str().get(head..).filter(|_| fits)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| SitePath::new(rest))?
    }

    /// Tells whether an address that begins with `/` is one of the host: the
    /// site has one, or a place of its own there.
    pub fn is_on_host(&self, address: &str) -> bool {
        self.home.host.is_some() || self.own_path(address).is_some()
    }

    /// Writes an address that begins with `/` as one of the host, if the site
    /// has one. What says only how the host frames its page is left out.
    pub fn on_host(&self, address: &str) -> Option<String> {
        let host = self.home.host.as_deref()?;
        let parts = url::split(address);
        let kept = |part: &&str| {
            let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
            !matches!(name.as_str(), "toc" | "bc" | "view")
        };
        let query: Vec<&str> = parts.query.unwrap_or_default().split('&').filter(kept).collect();
        let query = query.join("&");
        let mark = |mark: &str, text: &str| match text {
            "" => String::new(),
            text => format!("{mark}{text}"),
        };
        let fragment = mark("#", parts.fragment.unwrap_or_default());
        Some(format!("{host}{}{}{fragment}", parts.path, mark("?", &query)))
    }

    /// Returns where the page went that was at a path, if it was moved.
    pub fn moved(&self, path: &SitePath) -> Option<&Moved> {
        self.moved.get(&moved_key(path))
    }

    /// Returns the page that an old address leads to; `file` is the file of
    /// the redirect.
    pub fn redirected(&self, file: &SitePath) -> Option<PageId> {
        match self.redirects.get(file)? {
            Moved::Page(page, _) => Some(*page),
            Moved::External(_) => None,
        }
    }

    /// Returns the file of a page, from the content folder.
    pub fn file(&self, page: PageId) -> Option<&SitePath> {
        Some(&self.page(page)?.document.as_ref()?.source.content_path)
    }
}

/// Writes a path as moved pages are looked up: in lower case and without the
/// ending of a page.
pub fn moved_key(path: &SitePath) -> String {
    let lower = path.as_str().to_lowercase();
    match lower.rsplit_once('.') {
        Some((stem, end)) if PAGES.contains(&end) || end == "html" => stem.to_string(),
        _ => lower,
    }
}
