//! A new folder that appears whole or not at all.
//!
//! It is filled under another name beside its place and renamed in the end.

use std::path::{Path, PathBuf};

use crate::base::SitePath;
use crate::model::world::Failure;

/// A folder being filled. Unless it is committed, it goes without a trace.
#[derive(Debug)]
pub struct NewFolder {
    dest: PathBuf,
    staging: PathBuf,
    is_done: bool,
}

impl NewFolder {
    /// Begins a folder that will be at `dest`.
    ///
    /// # Errors
    /// A [`Failure`] if something other than an empty folder is there, or
    /// nothing can be written beside it.
    pub fn begin(dest: &Path) -> Result<NewFolder, Failure> {
        let refuse =
            |reason: &str| Err(Failure::new(format!("cannot write `{}`", dest.display()), reason));
        match std::fs::symlink_metadata(dest) {
            Ok(found) if found.is_dir() && is_empty(dest) => {}
            Ok(found) if found.is_dir() => return refuse("the folder is not empty"),
            Ok(_) => return refuse("it is there and is no folder"),
            Err(_) => {}
        }
        let Some(name) = dest.file_name() else { return refuse("it has no name") };
        let mut staging = std::ffi::OsString::from(".");
        staging.push(name);
        staging.push(format!(".new-{}", std::process::id()));
        let staging = dest.with_file_name(staging);
        if let Some(parent) = dest.parent() {
            std::fs::create_dir_all(parent).map_err(|error| cannot(dest, error))?;
        }
        std::fs::create_dir(&staging).map_err(|error| cannot(&staging, error))?;
        Ok(NewFolder { dest: dest.to_owned(), staging, is_done: false })
    }

    /// Writes a file of the folder, and the folders above it.
    ///
    /// # Errors
    /// A [`Failure`] if it cannot be written.
    pub fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Failure> {
        let file = self.staging.join(path.as_str());
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent).map_err(|error| cannot(&file, error))?;
        }
        std::fs::write(&file, bytes).map_err(|error| cannot(&file, error))
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// A [`Failure`] if something has come to be there, or it cannot be moved.
    pub fn commit(mut self) -> Result<(), Failure> {
        if std::fs::symlink_metadata(&self.dest).is_ok() {
            // Only an empty folder goes.
            std::fs::remove_dir(&self.dest).map_err(|error| cannot(&self.dest, error))?;
        }
        std::fs::rename(&self.staging, &self.dest).map_err(|error| cannot(&self.dest, error))?;
        self.is_done = true;
        Ok(())
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        if !self.is_done {
            // It is ours alone; what cannot be removed is left.
            let _ = std::fs::remove_dir_all(&self.staging);
        }
    }
}

fn cannot(path: &Path, error: std::io::Error) -> Failure {
    Failure::new(format!("cannot write `{}`", path.display()), error)
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Tells whether a path that need not exist lies in a folder.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = std::fs::canonicalize(folder) else { return false };
    let here = Path::new(".");
    let existing = path.ancestors().find_map(|above| {
        let above = if above.as_os_str().is_empty() { here } else { above };
        std::fs::canonicalize(above).ok()
    });
    existing.is_some_and(|existing| existing.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appears_whole_or_not_at_all() {
        let place = tempfile::tempdir().expect("a folder");
        let dest = place.path().join("a/b");
        let path = SitePath::new("c/d.md").expect("inside");
        let folder = NewFolder::begin(&dest).expect("begun");
        folder.write(&path, b"x").expect("written");
        assert!(!dest.exists());
        drop(folder);
        assert_eq!(std::fs::read_dir(place.path().join("a")).expect("there").count(), 0);
        let folder = NewFolder::begin(&dest).expect("begun");
        folder.write(&path, b"x").expect("written");
        folder.commit().expect("moved");
        assert_eq!(std::fs::read(dest.join("c/d.md")).expect("there"), b"x");
        let refused = NewFolder::begin(&dest).expect_err("refused");
        assert_eq!(refused.reason, "the folder is not empty");
        let empty = place.path().join("empty");
        std::fs::create_dir(&empty).expect("made");
        NewFolder::begin(&empty).expect("begun").commit().expect("moved");
        assert!(lies_in(&dest.join("x/y"), place.path()) && !lies_in(place.path(), &dest));
    }
}
