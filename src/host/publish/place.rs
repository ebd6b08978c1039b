//! Where a site may be published, and where it may not.
//!
//! All refusals that need no look into the folder are here; they compare
//! real paths, so links and `..` hide nothing.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Component, Path, PathBuf};

use crate::model::world::Failure;

/// An output folder that may exist or not.
pub struct Place {
    /// Its real path.
    pub path: PathBuf,
    /// The real path of the folder it lies in.
    pub parent: PathBuf,
    /// Its name there.
    pub name: OsString,
    /// How the user wrote it, for messages.
    pub shown: String,
}

impl Place {
    /// Finds out what `out` means; links and `..` are resolved.
    pub fn find(out: &Path) -> Result<Place, Failure> {
        let shown = out.display().to_string();
        let path = real(out).map_err(|error| refused(&shown, error))?;
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(refused(
                &shown,
                "it is the root of the file system; name a folder of its own",
            ));
        };
        let (parent, name) = (parent.to_owned(), name.to_owned());
        let place = Place { path, parent, name, shown };
        match std::fs::metadata(&place.path) {
            Ok(found) if !found.is_dir() => {
                Err(place.refused("it is a file; name a folder, or remove the file"))
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(place.refused(error)),
            _ => Ok(place),
        }
    }

    /// Refuses places that are or hold what must not be touched. In the folder
    /// that the site is made from is fine: a folder that a build published to is
    /// no part of a site.
    pub fn keep_off(self, source: &Path) -> Result<Place, Failure> {
        let home = std::env::home_dir().and_then(|home| real(&home).ok());
        if home.is_some_and(|home| is_same(&home, &self.path)) {
            return Err(self.refused("it is your home folder; name a folder of its own"));
        }
        let source = real(source)
            .map_err(|error| Failure::new(format!("cannot read `{}`", source.display()), error))?;
        let folder = source.display();
        if is_same(&source, &self.path) {
            return Err(self.refused(format!(
                "it is `{folder}`, which the site is made from; name another folder"
            )));
        }
        if source.ancestors().any(|above| is_same(above, &self.path)) {
            return Err(self.refused(format!(
                "`{folder}`, which the site is made from, lies in it; name another folder"
            )));
        }
        Ok(self)
    }

    /// Returns the name of the folder that changes are prepared in, beside
    /// the output folder.
    pub fn stage_name(&self) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(OsStr::new(".handover-stage"));
        name
    }

    /// Makes a failure to publish here at all.
    pub fn refused(&self, reason: impl std::fmt::Display) -> Failure {
        refused(&self.shown, reason)
    }
}

fn refused(shown: &str, reason: impl std::fmt::Display) -> Failure {
    Failure::new(format!("cannot publish to `{shown}`"), reason)
}

/// Resolves a path of which the last parts may not exist yet.
fn real(path: &Path) -> io::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(name) => {
                resolved.push(name);
                match std::fs::symlink_metadata(&resolved) {
                    // A link that leads nowhere is an error here.
                    Ok(found) if found.is_symlink() => resolved = std::fs::canonicalize(resolved)?,
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => resolved.push(part),
        }
    }
    Ok(resolved)
}

/// Tells whether two real paths are one folder, also where the file system
/// ignores case or a folder is mounted twice.
fn is_same(one: &Path, other: &Path) -> bool {
    if one == other {
        return true;
    }
    match (std::fs::metadata(one), std::fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}
