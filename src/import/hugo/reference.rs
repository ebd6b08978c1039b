//! Links by `ref` and `relref`, which name a page and not its address.

use super::pages::{Found, Site};
use crate::base::SitePath;

/// Returns the address that a page writes for a reference; else why not.
pub(super) fn resolve(site: &Site, found: &Found, written: &str) -> Result<String, String> {
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (path.trim(), Some(anchor)),
        None => (written.trim(), None),
    };
    let address = match path {
        "" => String::new(),
        path => {
            let place = page(site, found, path)?;
            place.relative_from(&found.page.placed.place.parent())
        }
    };
    match anchor {
        Some(anchor) => Ok(format!("{address}#{anchor}")),
        None if address.is_empty() => Err("it names no page".into()),
        None => Ok(address),
    }
}

fn page(site: &Site, found: &Found, path: &str) -> Result<SitePath, String> {
    let folder = found.page.placed.source.parent();
    let from_root = path.starts_with('/');
    let starts = if from_root { vec![&found.content] } else { vec![&folder, &found.content] };
    for start in starts {
        let Some(wanted) = start.join(path) else { continue };
        if let Some(place) = spellings(&wanted).find_map(|file| site.addresses.place_of(&file)) {
            return Ok(place.clone());
        }
    }
    let wanted = SitePath::new(path).unwrap_or_default();
    let is_name = !from_root && wanted.parts().count() == 1;
    let name = if wanted.extension() == "md" { wanted.stem() } else { wanted.name() };
    let same: Vec<&SitePath> = match site.by_name.get(name) {
        Some(files) if is_name => files.iter().filter(|f| f.is_within(&found.content)).collect(),
        _ => Vec::new(),
    };
    match same.as_slice() {
        [file] => site.addresses.place_of(file).cloned().ok_or_else(|| nothing(path)),
        [] => Err(nothing(path)),
        [_, ..] => Err(format!("`{path}` is the name of {} pages", same.len())),
    }
}

fn nothing(path: &str) -> String {
    format!("the source has no page `{path}`")
}

/// Lists the files that a path may mean.
fn spellings(path: &SitePath) -> impl Iterator<Item = SitePath> {
    let with = |ending: &str| path.parent().child(&format!("{}{ending}", path.name()));
    [path.clone(), with(".md"), with(".markdown"), path.child("_index.md"), path.child("index.md")]
        .into_iter()
}
