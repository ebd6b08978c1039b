//! Where paths of the command line lie: in which site, and where in it.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::site::SiteFolder;
use crate::base::SitePath;
use crate::host::file;
use crate::model::world::Failure;

/// Finds the site that a file belongs to: a part of a site must not be taken
/// for the whole, or links from the rest would break unseen.
pub(super) fn site_of(old: &Path) -> Result<PathBuf, Failure> {
    let path = real(&here()?.join(old));
    let has = |names: &[&str]| {
        let mut above = path.ancestors().skip(1);
        above.find(|folder| names.iter().any(|name| file::exists(&folder.join(name))))
    };
    let site = has(&["handover.toml"]).or_else(|| has(&["docfx.json", "mkdocs.yml"]));
    Ok(site.map_or_else(|| ".".into(), Path::to_path_buf))
}

/// Returns the folder the command runs in.
pub(super) fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure::new("cannot look at `.`", error))
}

/// Follows the links on the way to a path, but not one at its end; what is
/// not there is taken as written.
pub(super) fn real(path: &Path) -> PathBuf {
    let name = match path.components().next_back() {
        Some(Component::Normal(name)) => name,
        _ => return std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()),
    };
    let parent = path.parent().unwrap_or(Path::new("/"));
    match std::fs::canonicalize(parent) {
        Ok(parent) => parent.join(name),
        Err(_) => real(parent).join(name),
    }
}

/// Returns a path as seen from the site's root.
pub(super) fn below(root: &Path, path: &Path) -> Option<SitePath> {
    let mut below = SitePath::default();
    for part in path.strip_prefix(root).ok()?.components() {
        let name: &OsStr = match part {
            Component::Normal(name) => name,
            Component::CurDir => continue,
            _ => return None,
        };
        below = below.child(name.to_str()?);
    }
    Some(below)
}

/// Finds pages and folders in a site; `what` is what is to be done with them.
///
/// # Errors
/// A [`Failure`] if one lies elsewhere.
pub(super) fn paths(
    site: &SiteFolder,
    written: &[PathBuf],
    what: &str,
) -> Result<Vec<SitePath>, Failure> {
    let root = std::fs::canonicalize(&site.root).map_err(|error| {
        Failure::new(format!("cannot look at `{}`", site.root.display()), error)
    })?;
    let here = here()?;
    let mut paths = Vec::new();
    for path in written {
        let outside = || {
            let attempt = format!("cannot {what} `{}`", path.display());
            Failure::new(attempt, "it does not lie in the site".to_string())
        };
        paths.push(below(&root, &real(&here.join(path))).ok_or_else(outside)?);
    }
    Ok(paths)
}
