//! A folder for the files of one command, which goes with all that is in it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::DiskFiles;
use super::stop::Stop;
use crate::base::SitePath;
use crate::model::artifact::Content;
use crate::model::world::{Failure, Files as _, Sink};

/// So many names are tried.
const MOST_NAMES: u32 = 1000;
/// So often is tried to remove it, and so much longer is waited each time.
const MOST_TRIES: u32 = 5;
const WAIT: Duration = Duration::from_millis(20);

/// A folder that only its owner reads. It is removed when this value goes, and
/// takes nothing more once the end of the program is asked for.
pub struct TemporaryFolder<'a> {
    path: PathBuf,
    stop: &'a Stop,
    /// Where files come from that are only copied.
    files: &'a DiskFiles,
}

impl<'a> TemporaryFolder<'a> {
    /// Makes a folder in the one that the system has for this.
    ///
    /// # Errors
    /// A [`Failure`] if it cannot be made.
    pub fn new(files: &'a DiskFiles, stop: &'a Stop) -> Result<TemporaryFolder<'a>, Failure> {
        let place = std::env::temp_dir();
        let cannot = |error: std::io::Error| {
            Failure::new(format!("cannot make a folder in `{}`", place.display()), error)
        };
        let place = std::fs::canonicalize(&place).map_err(cannot)?;
        let mut number = 0;
        loop {
            let path = place.join(format!("handover-{}-{number}", std::process::id()));
            match rustix::fs::mkdir(&path, rustix::fs::Mode::RWXU) {
                Ok(()) => return Ok(TemporaryFolder { path, stop, files }),
                Err(rustix::io::Errno::EXIST) if number < MOST_NAMES => number += 1,
                Err(error) => return Err(cannot(error.into())),
            }
        }
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Sink for TemporaryFolder<'_> {
    fn put(&self, path: &SitePath, content: Content<'_>) -> Result<(), Failure> {
        self.stop.check()?;
        let file = self.path.join(path.as_str());
        let cannot = |error: std::io::Error| {
            Failure::new(format!("cannot write `{}`", file.display()), error)
        };
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent).map_err(cannot)?;
        }
        match content {
            Content::Bytes(bytes) => std::fs::write(&file, bytes).map_err(cannot),
            Content::Copy(source) => match self.files.read(source)? {
                Some(bytes) => std::fs::write(&file, bytes).map_err(cannot),
                None => Err(Failure::new(format!("cannot read `{source}`"), "it is gone")),
            },
        }
    }
}

impl Drop for TemporaryFolder<'_> {
    fn drop(&mut self) {
        // A program that was ended may write a last file while others go. What
        // cannot be removed at all is left to the system.
        let removed = (0..MOST_TRIES).any(|tried| {
            std::thread::sleep(WAIT * tried);
            std::fs::remove_dir_all(&self.path).is_ok() || !self.path.exists()
        });
        let _ = removed;
    }
}
