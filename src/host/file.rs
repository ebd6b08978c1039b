//! Single files and folders that the command line names: looked for, read and
//! written. What lies below the root of a site is read by [`super::disk`].

use std::io::Read as _;
use std::path::Path;

use crate::model::world::Failure;

/// Tells whether anything is at a path.
pub fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// Makes a folder, and those above it; one that is there is fine.
///
/// # Errors
/// A [`Failure`] if it cannot be made.
pub fn folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path)
        .map_err(|error| Failure::new(format!("cannot make `{}`", path.display()), error))
}

/// Reads a file that is named on the command line, up to `most` bytes and one
/// more, so that a longer one can be told.
///
/// # Errors
/// A [`Failure`] if it is not there, or cannot be read.
pub fn read(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let cannot =
        |error: std::io::Error| Failure::new(format!("cannot read `{}`", path.display()), error);
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let file = std::fs::File::open(path).map_err(cannot)?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).map_err(cannot)?;
    Ok(bytes)
}

/// Writes a new file, and the folders above it. Nothing is overwritten.
///
/// # Errors
/// A [`Failure`] if something is there, or it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let cannot =
        |error: std::io::Error| Failure::new(format!("cannot write `{}`", path.display()), error);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(cannot)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(cannot)?;
    std::io::Write::write_all(&mut file, bytes).map_err(cannot)
}

/// Writes a file of a format whole, in place of one of the same format that may
/// be there; `begin` is what all files of the format begin with.
///
/// # Errors
/// A [`Failure`] if it cannot be written, or something else is there.
pub fn replace(path: &Path, bytes: &[u8], begin: &[u8]) -> Result<(), Failure> {
    let attempt = || format!("cannot write `{}`", path.display());
    let cannot = |error: std::io::Error| Failure::new(attempt(), error);
    let Some(name) = path.file_name() else {
        return Err(Failure::new(attempt(), "it has no name"));
    };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(cannot)?;
    }
    if std::fs::symlink_metadata(path).is_ok() {
        let mut known = Vec::new();
        let file = std::fs::File::open(path).map_err(cannot)?;
        file.take(begin.len() as u64).read_to_end(&mut known).map_err(cannot)?;
        if known != begin {
            return Err(Failure::new(attempt(), "another file is there"));
        }
    }
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".new-{}", std::process::id()));
    let beside = path.with_file_name(beside);
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        cannot(error)
    })
}
