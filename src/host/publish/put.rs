//! Files on their way to the stage: those with the same bytes as the ones that
//! are there stay away from it.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{MutexGuard, PoisonError};

use rustix::io::Errno;

use super::compare::{is_equal, is_possible};
use super::plan::{above, on_disk};
use super::{Publication, stage};
use crate::base::{Hash, SitePath};
use crate::host::root::Found;
use crate::model::artifact::Content;
use crate::model::world::{Failure, Files as _, Sink};

/// How a file differs from the one that is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Kept,
    Added,
    Replaced,
}

impl Sink for Publication {
    fn put(&self, path: &SitePath, content: Content<'_>) -> Result<(), Failure> {
        let copied;
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::Copy(from) => {
                let gone = || Failure::new(format!("cannot copy `{from}`"), "it is not there");
                copied = self.source.read(from)?.ok_or_else(gone)?;
                &*copied
            }
        };
        if !is_possible(path) {
            return Err(self.cannot_write(path, "no file of a site can have this name"));
        }
        let change = self.compare(path, bytes)?;
        if change != Change::Kept {
            self.write(path, bytes).map_err(|error| self.cannot_write(path, error))?;
        }
        let hash = Hash::of(bytes);
        let mut changes = self.changes();
        match change {
            Change::Kept => {}
            Change::Added => changes.added.push(path.clone()),
            Change::Replaced => changes.replaced.push(path.clone()),
        }
        if change != Change::Kept {
            changes.bytes += bytes.len() as u64;
        }
        let before = changes.files.insert(path.clone(), hash);
        let twice = || self.cannot_write(path, "it is published twice");
        before.map_or(Ok(()), |_| Err(twice()))
    }
}

impl Publication {
    /// Compares a file with the one that is there.
    fn compare(&self, path: &SitePath, bytes: &[u8]) -> Result<Change, Failure> {
        let Some(out) = &self.held.out else { return Ok(Change::Added) };
        let is_ours = |path: &SitePath| self.old.files.contains_key(path);
        let fail = |error: std::io::Error| {
            let shown = Path::new(&self.place.shown).join(path.as_str());
            Failure::new(format!("cannot compare with `{}`", shown.display()), error)
        };
        match out.find(on_disk(path)) {
            Ok(None) => Ok(Change::Added),
            Ok(Some(Found::File(file, size))) if is_ours(path) => {
                let equal = size == bytes.len() as u64 && is_equal(file, bytes).map_err(fail)?;
                Ok(if equal { Change::Kept } else { Change::Replaced })
            }
            Ok(Some(Found::Folder)) => {
                let others = stage::has_others(out, path, &self.old);
                let taken = others.map_err(|errno| fail(errno.into()))?;
                if taken { Err(self.foreign(path)) } else { Ok(Change::Added) }
            }
            Err(Errno::NOTDIR) if above(path).any(|folder| is_ours(&folder)) => Ok(Change::Added),
            Ok(Some(_)) | Err(Errno::NOTDIR | Errno::LOOP) => Err(self.foreign(path)),
            Err(errno) => Err(fail(errno.into())),
        }
    }

    fn write(&self, path: &SitePath, bytes: &[u8]) -> std::io::Result<()> {
        let missing: Vec<SitePath> = {
            let made = self.folders();
            above(path).take_while(|folder| !made.contains(folder)).collect()
        };
        for folder in missing.iter().rev() {
            self.stage.root.make_folder(on_disk(folder))?;
        }
        if !missing.is_empty() {
            self.folders().extend(missing);
        }
        self.stage.root.write(on_disk(path), bytes)
    }

    fn folders(&self) -> MutexGuard<'_, HashSet<SitePath>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
