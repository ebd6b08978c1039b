//! How a page writes the address of another.

use crate::base::{SitePath, url};
use crate::model::config::{Config, LinkStyle};

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

/// Writes the whole address of a page, if the site says where it is published.
pub(crate) fn whole(config: &Config, output: &SitePath) -> Option<String> {
    let host = config.home.host.as_ref()?;
    let address = page(&SitePath::default(), output, config.links);
    Some(match config.home.path.as_ref().map_or("", |path| path.as_str()) {
        "" => format!("{host}/{address}"),
        path => format!("{host}/{}/{address}", url::encode_path(path)),
    })
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
