//! Single files and folders that the command line names: looked for, read and
//! written. What lies below the root of a site is read by [`super::disk`].

use std::fs::File;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use crate::model::world::Failure;

/// So many bytes are written at once.
const BUFFER: usize = 256 * 1024;

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
    let attempt = || format!("cannot write `{}`", path.display());
    let write = |file: &mut BufWriter<File>| {
        file.write_all(bytes).map_err(|error| Failure::new(attempt(), error))
    };
    create_with(path, write).map(|_| ())
}

/// Writes a new file, and the folders above it, piece by piece. It has its name
/// when it is whole; before, and if `write` fails, nothing has. Nothing is
/// overwritten. Returns how many bytes it has.
///
/// # Errors
/// A [`Failure`] if something is there, or it cannot be written, or that of
/// `write`.
pub fn create_with(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<(), Failure>,
) -> Result<u64, Failure> {
    let cannot =
        |error: std::io::Error| Failure::new(format!("cannot write `{}`", path.display()), error);
    if exists(path) {
        return Err(cannot(std::io::ErrorKind::AlreadyExists.into()));
    }
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(cannot)?;
    }
    let beside = beside(path).ok_or_else(|| cannot(std::io::ErrorKind::InvalidFilename.into()))?;
    let mut file = BufWriter::with_capacity(BUFFER, File::create_new(&beside).map_err(cannot)?);
    let written = write(&mut file).and_then(|()| {
        let file = file.into_inner().map_err(|error| cannot(error.into_error()))?;
        file.sync_all().and_then(|()| settle(&beside, path)).map_err(cannot)?;
        file.metadata().map(|meta| meta.len()).map_err(cannot)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// Gives a file its name, which no other must have.
fn settle(beside: &Path, path: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, beside, CWD, path, RenameFlags::NOREPLACE) {
        // Some file systems do not know the wish.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if !exists(path) => {
            std::fs::rename(beside, path)
        }
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            Err(std::io::ErrorKind::AlreadyExists.into())
        }
        renamed => Ok(renamed?),
    }
}

/// Returns what a file is called while it is written; `None` if it has no name.
fn beside(path: &Path) -> Option<PathBuf> {
    let mut beside = std::ffi::OsString::from(".");
    beside.push(path.file_name()?);
    beside.push(format!(".new-{}", std::process::id()));
    Some(path.with_file_name(beside))
}

/// Writes a file of a format whole, in place of one of the same format that may
/// be there; `begin` is what all files of the format begin with.
///
/// # Errors
/// A [`Failure`] if it cannot be written, or something else is there.
pub fn replace(path: &Path, bytes: &[u8], begin: &[u8]) -> Result<(), Failure> {
    let attempt = || format!("cannot write `{}`", path.display());
    let cannot = |error: std::io::Error| Failure::new(attempt(), error);
    let Some(beside) = beside(path) else {
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
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        cannot(error)
    })
}
