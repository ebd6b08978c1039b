//! The folder in which a site is prepared, and its removal.
//!
//! It lies beside the output folder, so that the output folder shows nothing
//! of a build before its end; or in it, where the folder above cannot be
//! written or is another file system.

use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::FileType;
use rustix::io::{Errno, Result};

use super::plan::on_disk;
use crate::base::SitePath;
use crate::host::root::{Folder, Found, Item, Root};
use crate::model::artifact::Manifest;

/// The name of the stage inside the output folder.
pub const INSIDE: &str = ".handover-stage";
/// What our own files at the top of the output folder begin with.
pub const OURS: &str = ".handover-";
const MAX_MANIFEST: u64 = 1 << 30;

/// Where a stage lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Beside the output folder.
    Beside,
    /// In the output folder.
    Inside,
}

/// A folder that changes are prepared in, taken by this process.
pub struct Stage {
    /// The folder.
    pub root: Root,
    /// The folder it lies in.
    pub holder: Root,
    /// Its name there.
    pub name: OsString,
    /// Where that is.
    pub side: Side,
}

/// What came of taking a folder.
pub enum Taken {
    /// It is ours.
    Stage(Stage),
    /// Another process has it.
    Busy,
    /// It does not exist.
    Nothing,
}

impl Stage {
    /// Takes the stage `name` in `holder` if it exists.
    pub fn take(holder: Root, name: OsString, side: Side) -> Result<Taken> {
        let root = match take_folder(&holder, &name)? {
            Locked::Folder(root) => root,
            Locked::Busy => return Ok(Taken::Busy),
            Locked::Nothing => return Ok(Taken::Nothing),
        };
        Ok(Taken::Stage(Stage { root, holder, name, side }))
    }

    /// Makes the stage `name` in `holder`, empty.
    pub fn make(holder: Root, name: OsString, side: Side) -> Result<Taken> {
        holder.make_folder(Path::new(&name))?;
        let taken = Stage::take(holder, name, side)?;
        if let Taken::Stage(stage) = &taken {
            clear(&stage.root, None)?;
        }
        Ok(taken)
    }

    /// Removes the stage, if it still is where it was made: one that became
    /// the output folder is left alone. What it holds of a site that was exchanged is
    /// removed too, but for files nobody knows: those move to `site`.
    pub fn remove(&self, site: Option<&Root>) -> Result<()> {
        if !is_there(&self.root, &self.holder, &self.name)? {
            return Ok(());
        }
        clear(&self.root, site)?;
        self.remove_empty()
    }

    /// Removes the folder under the stage's name, which must be empty.
    pub fn remove_empty(&self) -> Result<()> {
        match self.holder.remove_folder(Path::new(&self.name)) {
            Err(Errno::NOENT) => Ok(()),
            removed => removed,
        }
    }
}

/// What came of locking a folder.
pub enum Locked {
    /// It is ours.
    Folder(Root),
    /// Another process has it.
    Busy,
    /// It does not exist.
    Nothing,
}

/// Opens and locks the folder `name` in `holder`.
pub fn take_folder(holder: &Root, name: &OsStr) -> Result<Locked> {
    loop {
        let root = match holder.open_child(name) {
            Ok(root) => root,
            Err(Errno::NOENT) => return Ok(Locked::Nothing),
            Err(error) => return Err(error),
        };
        if !root.lock()? {
            return Ok(Locked::Busy);
        }
        // Another build may have exchanged the folder before it was ours.
        if is_there(&root, holder, name)? {
            return Ok(Locked::Folder(root));
        }
    }
}

/// Tells whether `name` in `holder` is the folder `root`.
fn is_there(root: &Root, holder: &Root, name: &OsStr) -> Result<bool> {
    match holder.open_child(name).and_then(|now| now.stat()) {
        Ok(now) => {
            let ours = root.stat()?;
            Ok((now.st_dev, now.st_ino) == (ours.st_dev, ours.st_ino))
        }
        Err(Errno::NOENT) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Reads the manifest in a folder: its text, if there is one.
pub fn manifest_text(root: &Root) -> std::io::Result<Option<String>> {
    match root.find(Path::new(Manifest::NAME))? {
        Some(Found::File(file, _)) => {
            let mut text = String::new();
            file.take(MAX_MANIFEST).read_to_string(&mut text)?;
            Ok(Some(text))
        }
        Some(_) => Err(Errno::INVAL.into()),
        None => Ok(None),
    }
}

/// Removes everything in a folder of ours.
///
/// If it holds a whole site (it has a manifest), it may be the one that was
/// exchanged for a newer one, and somebody may have put a file there just
/// before: what is neither in the manifest nor linked from elsewhere moves to
/// `site`.
pub fn clear(root: &Root, site: Option<&Root>) -> Result<()> {
    let manifest = manifest_text(root).ok().flatten().and_then(|text| Manifest::parse(&text));
    let rescue = manifest.as_ref().zip(site);
    let mut levels = vec![vec![PathBuf::new()]];
    while let Some(level) = levels.last().filter(|level| !level.is_empty()) {
        let cleared: Result<Vec<_>> =
            level.par_iter().map(|path| clear_folder(root, path, rescue)).collect();
        levels.push(cleared?.into_iter().flatten().collect());
    }
    for level in levels.iter().skip(1).rev() {
        level.par_iter().try_for_each(|folder| root.remove_folder(folder))?;
    }
    // Until here this was a whole site for whoever has to clear it again.
    root.remove(Path::new(Manifest::NAME))
}

/// Removes the files of one folder and returns the folders in it.
fn clear_folder(
    root: &Root,
    path: &Path,
    rescue: Option<(&Manifest, &Root)>,
) -> Result<Vec<PathBuf>> {
    let folder = root.folder(path)?;
    let mut folders = Vec::new();
    for item in &folder.items {
        let below = path.join(&item.name);
        match (item.kind, rescue) {
            (FileType::Directory, _) => folders.push(below),
            (_, Some(_)) if below == Path::new(Manifest::NAME) => {}
            (_, Some((known, site))) if is_unknown(&folder, item, &below, known) => {
                rescue_to(site, root, &below)?;
            }
            _ => root.remove(&below)?,
        }
    }
    Ok(folders)
}

/// Moves a file nobody knows to the new site, unless the name is taken there.
fn rescue_to(site: &Root, root: &Root, path: &Path) -> Result<()> {
    if site.find(path)?.is_some() {
        return root.remove(path);
    }
    site.make_parents(path)?;
    root.rename(path, site, path)
}

fn is_unknown(folder: &Folder, item: &Item, path: &Path, known: &Manifest) -> bool {
    !is_listed(path, known) && folder.stat(&item.name).is_ok_and(|stat| stat.st_nlink == 1)
}

/// Tells whether nothing but our own leftovers lies in a folder.
pub fn is_empty(root: &Root) -> Result<bool> {
    let items = root.folder(Path::new(""))?.items;
    Ok(items.iter().all(|item| item.name.as_encoded_bytes().starts_with(OURS.as_bytes())))
}

/// Tells whether a path would be one of our own files.
pub fn is_reserved(path: &SitePath) -> bool {
    path.as_str().starts_with(OURS)
}

/// Tells whether a folder holds anything but files of a manifest.
pub fn has_others(root: &Root, folder: &SitePath, known: &Manifest) -> Result<bool> {
    let mut waiting = vec![on_disk(folder).to_owned()];
    while let Some(path) = waiting.pop() {
        let items = root.folder(&path)?.items;
        for item in &items {
            let below = path.join(&item.name);
            if item.kind == FileType::Directory {
                waiting.push(below);
            } else if !is_listed(&below, known) {
                return Ok(true);
            }
        }
        if items.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_listed(path: &Path, known: &Manifest) -> bool {
    path.to_str()
        .and_then(SitePath::new)
        .is_some_and(|path| known.files.contains_key(&path) || is_reserved(&path))
}
