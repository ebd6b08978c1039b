//! A new site that takes the place of the old one at one instant.
//!
//! The stage already holds what changes. It gets a second name (a hard link)
//! for every file that stays, ours or not, and is then exchanged with the
//! output folder by one system call.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::{FileType, Mode, RawMode};
use rustix::io::Errno;

use super::stage::{INSIDE, is_reserved};
use crate::base::SitePath;
use crate::host::root::{Folder, Item, Root};
use crate::model::artifact::Manifest;

/// Why a stage could not be made whole.
pub enum Stop {
    /// A file that is not ours lies where one of ours should be.
    Foreign(PathBuf),
    /// The system refused a step.
    Error(Errno),
}

impl From<Errno> for Stop {
    fn from(errno: Errno) -> Stop {
        Stop::Error(errno)
    }
}

/// Tells whether an error says that this file system, or this folder, does
/// not know links or exchanges, so that the other way is worth a try.
pub fn is_impossible(errno: Errno) -> bool {
    let impossible = [
        Errno::XDEV,
        Errno::BUSY,
        Errno::NOSYS,
        Errno::INVAL,
        Errno::OPNOTSUPP,
        Errno::PERM,
        Errno::ACCESS,
        Errno::MLINK,
        Errno::ROFS,
    ];
    impossible.contains(&errno)
}

/// Which files are ours, and which of them change.
pub struct Known<'a> {
    /// The site that is there.
    pub old: &'a Manifest,
    /// The site to be.
    pub new: &'a Manifest,
    /// The files the stage already holds.
    pub staged: BTreeSet<&'a SitePath>,
}

/// What becomes of a file in the old folder.
enum Fate {
    Stays,
    Goes,
    Collides,
}

impl Known<'_> {
    fn fate(&self, path: &Path) -> Fate {
        let Some(path) = path.to_str().and_then(SitePath::new) else { return Fate::Stays };
        let ours = self.old.files.contains_key(&path);
        if self.staged.contains(&path) {
            return if ours { Fate::Goes } else { Fate::Collides };
        }
        let goes = is_reserved(&path) || (ours && !self.new.files.contains_key(&path));
        if goes { Fate::Goes } else { Fate::Stays }
    }
}

/// Links into the stage whatever stays of the old site, and other people's
/// files with it.
pub fn link_what_stays(out: &Root, stage: &Root, known: &Known<'_>) -> Result<(), Stop> {
    let usual = mode_of(stage.stat()?.st_mode);
    let linking = Linking { out, stage, known, usual };
    let mut level = vec![PathBuf::new()];
    while !level.is_empty() {
        let below: Vec<_> = level.par_iter().map(|path| linking.link_folder(path)).collect();
        level.clear();
        for folders in below {
            level.extend(folders?);
        }
    }
    Ok(())
}

struct Linking<'a> {
    out: &'a Root,
    stage: &'a Root,
    known: &'a Known<'a>,
    /// The mode of folders with nothing special about them.
    usual: Mode,
}

impl Linking<'_> {
    /// Links the files of one folder and returns the folders in it.
    fn link_folder(&self, path: &Path) -> Result<Vec<PathBuf>, Stop> {
        let folder = self.out.folder(path)?;
        let mode = mode_of(folder.mode()?);
        let mut is_made = false;
        if mode != self.usual || folder.items.is_empty() {
            make_folder(self.stage, path)?;
            is_made = true;
        }
        if mode != self.usual {
            self.stage.set_mode(path, mode)?;
        }
        let mut folders = Vec::new();
        for item in &folder.items {
            let below = path.join(&item.name);
            if item.kind == FileType::Directory {
                folders.extend(Some(below).filter(|below| below != Path::new(INSIDE)));
                continue;
            }
            match self.known.fate(&below) {
                Fate::Goes => continue,
                Fate::Collides => return Err(Stop::Foreign(below)),
                Fate::Stays => {}
            }
            if !is_made {
                make_folder(self.stage, path)?;
                is_made = true;
            }
            self.link_file(&folder, item, below)?;
        }
        Ok(folders)
    }

    fn link_file(&self, folder: &Folder, item: &Item, path: PathBuf) -> Result<(), Stop> {
        match self.stage.link(folder, &item.name, &path) {
            // It went since the folder was read.
            Err(Errno::NOENT) => Ok(()),
            Err(Errno::EXIST) => Err(Stop::Foreign(path)),
            linked => Ok(linked?),
        }
    }
}

fn make_folder(stage: &Root, path: &Path) -> Result<(), Stop> {
    if path.as_os_str().is_empty() {
        return Ok(());
    }
    match stage.make_folder(path) {
        Err(Errno::NOENT) => {
            stage.make_parents(path)?;
            stage.make_folder(path)?;
        }
        // A file of ours is where somebody has a folder.
        Err(Errno::NOTDIR) => return Err(Stop::Foreign(path.to_owned())),
        made => made?,
    }
    Ok(())
}

fn mode_of(raw: RawMode) -> Mode {
    Mode::from_bits_truncate(raw & 0o7777)
}
