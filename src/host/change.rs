//! Carries out a change to the files that authors wrote.
//!
//! Every new text is written beside its place first, under a hidden name, and
//! brought to the disk. Then new places get their files, then texts that stay
//! where they are are exchanged by renaming, and old places are emptied last.
//! So at every moment a file is whole, old or new, and what has moved can be
//! found at its old place until all links lead to the new one:
//!
//! - Until the first text is exchanged, nothing has changed for anybody; a
//!   failure up to there takes back what was done.
//! - While texts are exchanged, and until the old places are empty, a kill or
//!   a failure leaves both places, and links to either work. The failure
//!   says so.
//!
//! A kill can leave hidden files whose names end in `.handover-new`; the next
//! change takes them away where it meets them.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::FileType;
use rustix::io::Errno;

use super::root::{Found, Root};
use super::step::Steps;
use crate::base::SitePath;
use crate::model::change::{Change, Relocation, Rewritten};
use crate::model::world::Failure;

/// Carries out a change below the folder `root`.
///
/// # Errors
/// A [`Failure`] if a text is not as it was read, if a new place is taken, or
/// if something cannot be written. It says what has been done by then.
pub fn carry_out(root: &Path, change: &Change) -> Result<(), Failure> {
    carry_out_with(root, change, &Steps::default())
}

fn carry_out_with(root: &Path, change: &Change, steps: &Steps) -> Result<(), Failure> {
    let cannot =
        |error: io::Error| Failure::new(format!("cannot open folder `{}`", root.display()), error);
    let real = std::fs::canonicalize(root).map_err(cannot)?;
    let root = Root::open(&real, steps).map_err(|error| cannot(error.into()))?;
    let moves = match &change.moved {
        Some(moved) => Moves::find(&root, moved)?,
        None => Moves::default(),
    };
    check(&root, change)?;
    let mut made = Made::default();
    if let Err(failure) = stage(&root, change, &moves, &mut made) {
        made.take_back(&root);
        return Err(failure);
    }
    exchange(&root, change)?;
    remove_old(&root, &moves)
}

/// Writes a file of the site's own, new or in place of the old one, which is
/// whole at every moment.
///
/// # Errors
/// A [`Failure`] if it cannot be written, or if something else than a file is
/// in its place.
pub fn replace(root: &Path, path: &SitePath, text: &str) -> Result<(), Failure> {
    let cannot =
        |error: io::Error| Failure::new(format!("cannot open folder `{}`", root.display()), error);
    let real = std::fs::canonicalize(root).map_err(cannot)?;
    let root = Root::open(&real, &Steps::default()).map_err(|error| cannot(error.into()))?;
    let file = native(path);
    match root.find(&file) {
        Ok(None | Some(Found::File(..))) => {}
        Ok(Some(_)) => {
            let reason = "something else than a file is in its place";
            return Err(failed("write", &file, io::Error::other(reason)));
        }
        Err(error) => return Err(failed("look at", &file, error.into())),
    }
    let beside = beside(&file);
    let text = Rewritten { before: "".into(), after: text.into() };
    let written = write(&root, &file, &beside, &text)
        .and_then(|()| root.rename(&beside, &root, &file).map_err(io::Error::from));
    written.map_err(|error| {
        // What cannot be removed stays hidden, and the next change removes it.
        let _ = root.remove(&beside);
        failed("write", &file, error)
    })
}

/// Everything on the disk that moves, also what no listing of pages shows.
#[derive(Default)]
struct Moves {
    /// Files, before and after.
    files: Vec<(PathBuf, PathBuf)>,
    /// Folders before, from the outside.
    folders: Vec<PathBuf>,
}

impl Moves {
    fn find(root: &Root, moved: &Relocation) -> Result<Moves, Failure> {
        let (old, new) = (native(&moved.old), native(&moved.new));
        let cannot = |reason: &str| {
            Err(Failure::new(format!("cannot move `{}`", moved.old), reason.to_string()))
        };
        match root.find(&new) {
            Ok(None) | Err(Errno::NOTDIR) => {}
            Ok(Some(_)) => return cannot(&format!("`{}` is there already", moved.new)),
            Err(error) => return Err(failed("look at", &new, error.into())),
        }
        let mut moves = Moves::default();
        match root.find(&old) {
            Ok(Some(Found::File(..))) => moves.files.push((old, new)),
            Ok(Some(Found::Folder)) => moves.walk(root, old, &new)?,
            Ok(Some(Found::Link)) => return cannot("it is a symbolic link"),
            Ok(Some(Found::Special)) => return cannot("it is no regular file"),
            Ok(None) | Err(_) => return cannot("it is not there"),
        }
        Ok(moves)
    }

    /// Lists a folder with everything in it.
    fn walk(&mut self, root: &Root, old: PathBuf, new: &Path) -> Result<(), Failure> {
        let mut waiting = vec![(old, new.to_path_buf())];
        while let Some((old, new)) = waiting.pop() {
            let folder = root.folder(&old).map_err(|error| failed("read", &old, error.into()))?;
            for item in &folder.items {
                let (from, to) = (old.join(&item.name), new.join(&item.name));
                match item.kind {
                    FileType::Directory => waiting.push((from, to)),
                    FileType::RegularFile => self.files.push((from, to)),
                    _ => {
                        let reason = "it is no regular file, and only files are moved";
                        return Err(failed("move", &from, io::Error::other(reason)));
                    }
                }
            }
            self.folders.push(old);
        }
        Ok(())
    }
}

/// What was made so far and can be taken back.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    fn take_back(&self, root: &Root) {
        // What cannot be removed stays, hidden or as a copy: the old files
        // are all in place.
        for path in self.files.iter().rev() {
            let _ = root.remove(path);
        }
        for path in self.folders.iter().rev() {
            let _ = root.remove_folder(path);
        }
    }

    /// Makes the folders a file lies in, and remembers which are new.
    fn make_parents(&mut self, root: &Root, path: &Path) -> io::Result<()> {
        let mut missing = Vec::new();
        let above = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        for folder in above {
            match root.find(folder)? {
                Some(_) => break,
                None => missing.push(folder.to_path_buf()),
            }
        }
        for folder in missing.into_iter().rev() {
            root.make_folder(&folder)?;
            self.folders.push(folder);
        }
        Ok(())
    }
}

/// Checks that every text to be written anew is as it was read.
fn check(root: &Root, change: &Change) -> Result<(), Failure> {
    for (path, text) in &change.texts {
        let file = native(path);
        let now = read(root, &file).map_err(|error| failed("read", &file, error))?;
        if now != text.before.as_bytes() {
            let reason = "it has been changed in the meantime; nothing was done, run this again";
            return Err(failed("rewrite", &file, io::Error::other(reason)));
        }
    }
    Ok(())
}

/// Writes all texts beside their places, and gives moved files their second
/// place.
fn stage(root: &Root, change: &Change, moves: &Moves, made: &mut Made) -> Result<(), Failure> {
    for (path, text) in &change.texts {
        let place = native(&change.place(path));
        made.make_parents(root, &place).map_err(|error| nothing_done(&place, error))?;
        let beside = beside(&place);
        made.files.push(beside.clone());
        write(root, &native(path), &beside, text).map_err(|error| nothing_done(&place, error))?;
    }
    let rewritten: BTreeSet<PathBuf> = change.texts.keys().map(native).collect();
    for (old, new) in &moves.files {
        made.make_parents(root, new).map_err(|error| nothing_done(new, error))?;
        made.files.push(new.clone());
        let settled = match rewritten.contains(old) {
            true => root.rename(&beside(new), root, new).map_err(io::Error::from),
            false => add_place(root, old, new),
        };
        settled.map_err(|error| nothing_done(new, error))?;
    }
    Ok(())
}

/// Gives a file whose text stays a second place.
fn add_place(root: &Root, old: &Path, new: &Path) -> io::Result<()> {
    match root.link_within(old, new) {
        Ok(()) => Ok(()),
        // Some file systems have no second names.
        Err(Errno::PERM | Errno::OPNOTSUPP | Errno::XDEV | Errno::MLINK) => {
            let bytes = read(root, old)?;
            root.write(new, &bytes)
        }
        Err(error) => Err(error.into()),
    }
}

/// Exchanges the texts that stay where they are.
fn exchange(root: &Root, change: &Change) -> Result<(), Failure> {
    let staying = change.texts.keys().filter(|path| change.place(path) == **path);
    let mut waiting: Vec<PathBuf> = staying.rev().map(native).collect();
    let mut done = 0usize;
    while let Some(file) = waiting.pop() {
        if let Err(error) = root.rename(&beside(&file), root, &file) {
            for path in waiting.iter().chain([&file]) {
                let _ = root.remove(&beside(path));
            }
            let reason = format!("{}; {}", io::Error::from(error), state(change, done));
            return Err(failed("rewrite", &file, io::Error::other(reason)));
        }
        done += 1;
    }
    Ok(())
}

fn state(change: &Change, done: usize) -> String {
    let others = match &change.moved {
        Some(moved) => format!("`{}` is at its old and at its new place", moved.old),
        None => "the others are as they were".into(),
    };
    format!("{done} of the files that stay are rewritten, and {others}")
}

/// Empties the old places.
fn remove_old(root: &Root, moves: &Moves) -> Result<(), Failure> {
    let explain = |path: &Path, error: Errno| {
        let reason = "all links lead to the new place; remove what is left at the old one";
        failed("remove", path, io::Error::other(format!("{}; {reason}", io::Error::from(error))))
    };
    for (old, _) in &moves.files {
        root.remove(old).map_err(|error| explain(old, error))?;
    }
    for folder in moves.folders.iter().rev() {
        root.remove_folder(folder).map_err(|error| explain(folder, error))?;
    }
    Ok(())
}

/// Writes a text beside its place, with the mode its file has.
fn write(root: &Root, old: &Path, beside: &Path, text: &Rewritten) -> io::Result<()> {
    root.remove(beside)?;
    root.write(beside, text.after.as_bytes())?;
    let Some(Found::File(original, _)) = root.find(old)? else { return Ok(()) };
    let Some(Found::File(copy, _)) = root.find(beside)? else { return Ok(()) };
    copy.set_permissions(original.metadata()?.permissions())?;
    copy.sync_all()
}

fn read(root: &Root, path: &Path) -> io::Result<Vec<u8>> {
    match root.find(path)? {
        Some(Found::File(mut file, _)) => {
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut file, &mut bytes)?;
            Ok(bytes)
        }
        _ => Err(io::Error::from(io::ErrorKind::NotFound)),
    }
}

/// Returns the hidden name beside a file under which its new text waits.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".handover-new");
    path.with_file_name(name)
}

fn native(path: &SitePath) -> PathBuf {
    path.parts().collect()
}

fn nothing_done(path: &Path, error: io::Error) -> Failure {
    failed("write", path, io::Error::other(format!("{error}; nothing was changed")))
}

fn failed(what: &str, path: &Path, error: io::Error) -> Failure {
    Failure::new(format!("cannot {what} `{}`", path.display()), error)
}

#[cfg(test)]
mod tests;
