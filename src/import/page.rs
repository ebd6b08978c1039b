//! A page on its way from the source to the new site: its links, its old
//! address, and the writing of its file.

use super::address::{Addresses, Placed, Target, is_file_address};
use super::draft::Draft;
use super::front::Front;
use super::gather::Gather;
use super::keys::Keys;
use super::link;
use super::report::Outcome;
use super::shape;
use super::text::Text;
use crate::base::{SitePath, url};

/// A page of the source.
pub(super) struct Page {
    /// Its text.
    pub text: Text,
    /// Its front matter.
    pub front: Front,
    /// Where it was and where it is.
    pub placed: Placed,
}

/// The folder of pages in the new site.
pub(super) fn content() -> SitePath {
    SitePath::default().child("content")
}

/// Finds the place of a page that should stand at `wanted`, and reports where
/// another page stands there.
pub(super) fn claim(
    gather: &mut Gather<'_>,
    addresses: &mut Addresses,
    file: &SitePath,
    wanted: &SitePath,
) -> SitePath {
    let (place, is_free) = addresses.claim(wanted);
    if !is_free {
        let reason = format!("another page is `{wanted}`; this one is `{place}`");
        gather.report.not_understood((file, 1), "page", &reason);
    }
    place
}

/// Rewrites the links of a page's text: what led to a file or an address of
/// the source leads to its new place.
pub(super) fn links(
    gather: &mut Gather<'_>,
    addresses: &Addresses,
    page: &Page,
    draft: &Draft,
) -> Draft {
    link::rewrite(draft, &mut |written, from| {
        let address = url::split(written);
        if is_foreign(written) || address.path.is_empty() {
            if !is_made(written) {
                gather.report.count("link", Outcome::Kept);
            }
            return None;
        }
        let Some(target) = addresses.find(&page.placed, address.path) else {
            let reason = format!("the source has nothing at `{written}`; it is left as it is");
            gather.report.not_understood(page.text.place(from), "link", &reason);
            return None;
        };
        let new = follow(gather, page, target);
        let new = match address.fragment {
            Some(fragment) => format!("{new}#{fragment}"),
            None => new,
        };
        let is_same = new == written;
        gather.report.count("link", if is_same { Outcome::Kept } else { Outcome::Changed });
        (!is_same).then_some(new)
    })
}

/// Returns the address of a target as a page writes it; a file goes along.
pub(super) fn follow(gather: &mut Gather<'_>, page: &Page, target: Target) -> String {
    let place = match target {
        Target::Page(place) => place,
        Target::Asset { source, place } => {
            gather.copy(&source, &content().join(place.as_str()).unwrap_or_default());
            place
        }
    };
    shape::address(&place.relative_from(&page.placed.place.parent()))
}

/// Tells whether an address leads out of the site.
fn is_foreign(written: &str) -> bool {
    url::scheme(written).is_some() || written.starts_with("//") || is_made(written)
}

/// Tells whether an address holds a construct, which is told of elsewhere.
fn is_made(written: &str) -> bool {
    ["{{", "<%", "`"].iter().any(|mark| written.contains(mark))
}

/// Adds the old address of a page to its keys, if it has another now.
pub(super) fn keep_address(
    gather: &mut Gather<'_>,
    addresses: &Addresses,
    page: &Page,
    keys: &mut Keys,
) {
    let placed = &page.placed;
    if !Addresses::has_moved(placed) && !is_file_address(&placed.address) {
        return;
    }
    add_alias(gather, addresses, page, (&placed.address, keys));
}

/// Adds an old address to the keys of a page, unless a page is there now.
pub(super) fn add_alias(
    gather: &mut Gather<'_>,
    addresses: &Addresses,
    page: &Page,
    (address, keys): (&str, &mut Keys),
) {
    let owner = addresses.owner(address);
    let is_root = SitePath::new(address).is_none_or(|path| path.is_root());
    match owner {
        Some(owner) if *owner != page.placed.place => {
            let reason = format!("the old address `{address}` is that of `{owner}` now");
            gather.report.not_understood(page.text.place(0), "old address", &reason);
        }
        _ if is_root => {
            let reason = "the old address `/` cannot lead to a page below it";
            gather.report.not_understood(page.text.place(0), "old address", reason);
        }
        _ => {
            gather.report.count("old address", Outcome::Changed);
            keys.alias(address);
        }
    }
}

/// Reports front matter that could not be read whole, and returns it as a
/// block of text for the top of the page.
pub(super) fn unread_front(gather: &mut Gather<'_>, page: &Page) -> Option<Draft> {
    let front = &page.front;
    for (at, problem) in &front.problems {
        gather.report.not_understood(page.text.place(*at), "front matter", problem);
    }
    if front.problems.is_empty() {
        return None;
    }
    let mut draft = Draft::of(shape::fence("text", &front.raw), 0);
    draft.write("\n\n", 0);
    Some(draft)
}

/// Writes a page's file.
pub(super) fn finish(gather: &mut Gather<'_>, page: &Page, keys: Keys, body: &Draft) {
    let place = content().join(page.placed.place.as_str()).unwrap_or_default();
    let text = format!("{}{}", keys.finish(), body.text());
    gather.report.pages += 1;
    gather.write(&place, page.text.with_its_ends(text));
}
