//! What an address means that stands in settings: in a menu, a redirect, a
//! breadcrumb.

use crate::base::{SitePath, url};
use crate::model::catalog::{Catalog, PageId};
use crate::model::locate::{Found, Located};

/// What an address means.
pub(super) enum Meaning {
    /// A page, perhaps a place in it; with the file's name if that differs in
    /// upper and lower case.
    Page(PageId, Option<Box<str>>, Option<SitePath>),
    /// A file that is no page.
    Asset,
    /// An address outside the site that is safe to follow.
    External(Box<str>),
    /// An address of the host, which the site has none of.
    Outside,
    /// An address that could run code.
    Unsafe,
    /// A place in the content folder where nothing is.
    Nothing(SitePath),
    /// A place outside the content folder.
    Above,
}

/// Finds what an address means; a relative one starts from `folder`.
pub(super) fn meaning(catalog: &Catalog, folder: &SitePath, written: &str) -> Meaning {
    let written = written.trim();
    if let Some(id) = written.strip_prefix("xref:") {
        return match catalog.by_id.get(id) {
            Some(page) => Meaning::Page(*page, None, None),
            None => Meaning::Nothing(SitePath::default()),
        };
    }
    let on_host = own_address(catalog, written);
    let address = on_host.unwrap_or(written);
    if let Some(scheme) = url::scheme(address) {
        return match url::is_safe_scheme(&scheme) {
            true => Meaning::External(address.into()),
            false => Meaning::Unsafe,
        };
    }
    if address.starts_with("//") {
        return Meaning::External(address.into());
    }
    let parts = url::split(address);
    let fragment = parts.fragment.map(url::decode);
    let path = url::decode(parts.path);
    if !path.starts_with('/') {
        let (start, rest) = match path.strip_prefix("~/") {
            Some(rest) => (&SitePath::default(), rest),
            None => (folder, &*path),
        };
        return match start.join(rest) {
            Some(path) => found(catalog, catalog.locate(&path), path, fragment),
            None => Meaning::Above,
        };
    }
    if let Some(own) = catalog.own_path(&path) {
        return found(catalog, catalog.locate_address(&own), own, fragment);
    }
    match (catalog.on_host(address), SitePath::new(&path)) {
        (Some(external), _) => Meaning::External(external.into()),
        (None, Some(path)) => match catalog.locate(&path) {
            None if !has_ending(&path) && catalog.moved(&path).is_none() => Meaning::Outside,
            located => found(catalog, located, path, fragment),
        },
        (None, None) => Meaning::Above,
    }
}

fn has_ending(path: &SitePath) -> bool {
    matches!(path.extension(), "md" | "yml" | "markdown")
}

/// Takes the host, and a language behind it, off an address that lies in the
/// collection's own place.
fn own_address<'a>(catalog: &Catalog, written: &'a str) -> Option<&'a str> {
    let rest = written.strip_prefix(catalog.home.host.as_deref()?)?;
    let language = rest.get(1..).and_then(|rest| rest.split_once('/')).map(|(first, _)| first);
    let is_language = |part: &str| {
        let mut letters = part.split('-');
        letters.next().is_some_and(|part| part.len() == 2)
            && letters.next().is_some_and(|part| part.len() == 2)
    };
    let start = language.filter(|part| is_language(part)).map_or(0, |part| part.len() + 1);
    let path = rest.get(start..).filter(|path| path.starts_with('/'))?;
    catalog.own_path(url::split(path).path).map(|_| path)
}

fn found(
    catalog: &Catalog,
    located: Option<Located>,
    path: SitePath,
    fragment: Option<String>,
) -> Meaning {
    match located {
        Some(Located { found: Found::Page(page), called }) => {
            let document = catalog.page(page).and_then(|page| page.document.as_ref());
            let anchors = document.map(|document| &*document.anchors).unwrap_or_default();
            let is_there = |id: &String| {
                anchors.binary_search_by(|anchor| (*anchor.id).cmp(id.as_str())).is_ok()
            };
            Meaning::Page(page, fragment.filter(is_there).map(Into::into), called)
        }
        Some(Located { found: Found::Asset(_), .. }) => Meaning::Asset,
        None => Meaning::Nothing(path),
    }
}
