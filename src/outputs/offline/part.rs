//! A part of a site that stands by itself: its pages, what these are shown
//! with, and the files they offer. What leads out of it is text.

use std::collections::{BTreeMap, BTreeSet};

use super::{Copied, Parcel, START, Whole};
use crate::base::{SitePath, url};
use crate::model::extension::Subject;
use crate::model::part::Part;
use crate::model::world::Failure;
use crate::outputs::html::cut::{Copying, Fate, Way, choices, cut, is_choice, is_file};

/// Returns the files of a part.
///
/// # Errors
/// A [`Failure`] if a page cannot be packed.
pub(super) fn cut_out(
    whole: &Whole<'_>,
    part: &Part,
) -> Result<BTreeMap<SitePath, Copied>, Failure> {
    let pages: BTreeSet<&SitePath> = whole
        .subjects
        .iter()
        .filter(|(_, subject)| match subject {
            Subject::Page(id) | Subject::Redirect(id) | Subject::Answers(id) => part.contains(id),
            Subject::Trainer(id) | Subject::Certificate(id) => part.contains(id),
            _ => false,
        })
        .map(|(path, _)| path)
        .filter(|path| is_html(path))
        .collect();
    let mut files = BTreeMap::new();
    let mut needed = BTreeSet::new();
    for page in &pages {
        let bytes = whole.files.read(page).unwrap_or_default();
        let bytes = rewrite(&bytes, page, whole, (&pages, &mut needed));
        files.insert((*page).clone(), Copied::Own(Parcel::of(page, &bytes)?));
    }
    for path in needed.into_iter().filter(|path| whole.files.has(path)) {
        let named = styled(whole, &path).into_iter().filter(|named| whole.files.has(named));
        files.extend(named.map(|named| (named, Copied::AsIs)));
        files.insert(path, Copied::AsIs);
    }
    Ok(files)
}

/// Rewrites a page as one of a part, and notes the files it needs.
pub(super) fn rewrite(
    bytes: &[u8],
    page: &SitePath,
    whole: &Whole<'_>,
    (pages, needed): (&BTreeSet<&SitePath>, &mut BTreeSet<SitePath>),
) -> Vec<u8> {
    let html = String::from_utf8_lossy(bytes);
    cut(&html, &mut OfPart { whole, pages, needed, folder: page.parent() }).into_bytes()
}

/// Returns the files that a style of the site names.
fn styled(whole: &Whole<'_>, path: &SitePath) -> Vec<SitePath> {
    if path.extension() != "css" {
        return Vec::new();
    }
    let bytes = whole.files.read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let parts = text.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let addresses = parts.map(|address| address.trim().trim_matches(['"', '\'']));
    addresses.filter_map(|address| target(&path.parent(), address)).collect()
}

/// Returns the file that an address of a page or a style means, seen from its
/// folder; `None` if it leads out of the site.
pub(super) fn target(folder: &SitePath, address: &str) -> Option<SitePath> {
    if address.starts_with('#') || url::scheme(address).is_some() || address.starts_with("//") {
        return None;
    }
    folder.join(&url::decode(url::split(address).path))
}

struct OfPart<'a> {
    whole: &'a Whole<'a>,
    pages: &'a BTreeSet<&'a SitePath>,
    needed: &'a mut BTreeSet<SitePath>,
    folder: SitePath,
}

impl Copying for OfPart<'_> {
    fn way(&mut self, address: &str) -> Way {
        let Some(target) = target(&self.folder, address) else { return Way::Kept };
        if self.pages.contains(&target) || target.as_str() == START {
            return Way::Kept;
        }
        if target.as_str() == "index.html" {
            return Way::To(SitePath::default().child(START).relative_from(&self.folder));
        }
        if !is_html(&target) && self.whole.files.has(&target) {
            self.needed.insert(target);
            return Way::Kept;
        }
        Way::Nowhere("not in this copy")
    }

    fn fate(&mut self, name: &str, attributes: &[(String, String)]) -> Fate {
        let is =
            |wanted: &str| attributes.iter().any(|(name, value)| name == "rel" && value == wanted);
        if name == "link" && is("alternate") { Fate::Gone } else { Fate::Kept }
    }

    fn attribute(&mut self, element: &str, name: &str, value: &str) -> Option<String> {
        if is_file(element, name) {
            let file = target(&self.folder, value);
            let is_there = |file: &SitePath| !is_html(file) && self.whole.files.has(file);
            self.needed.extend(file.filter(is_there));
        }
        if is_choice(element, name) {
            let files = choices(value).filter_map(|(address, _)| target(&self.folder, address));
            self.needed.extend(files.filter(|file| self.whole.files.has(file)));
        }
        None
    }
}

/// Tells whether a file is a page.
pub(super) fn is_html(path: &SitePath) -> bool {
    path.extension() == "html"
}
