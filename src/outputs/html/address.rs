//! How a page writes the address of another.

use crate::base::{SitePath, url};
use crate::model::config::LinkStyle;

/// Writes the address of the page published as `output`, as seen from a page
/// in `folder`. Addresses are relative, so a site opens from any place.
pub(crate) fn page(folder: &SitePath, output: &SitePath, style: LinkStyle) -> String {
    let path = output.relative_from(folder);
    match (style, output.name()) {
        (LinkStyle::Pretty, name @ "index.html") => match path.strip_suffix(name) {
            Some("") | None => "./".into(),
            Some(path) => url::encode_path(path),
        },
        _ => url::encode_path(&path),
    }
}

/// Writes the address of a file of the output.
pub(crate) fn file(folder: &SitePath, path: &SitePath) -> String {
    url::encode_path(&path.relative_from(folder))
}

/// Adds a place in the page to an address.
pub(crate) fn with_fragment(mut address: String, fragment: Option<&str>) -> String {
    if let Some(fragment) = fragment {
        address.push('#');
        address.push_str(&url::encode_fragment(fragment));
    }
    address
}
