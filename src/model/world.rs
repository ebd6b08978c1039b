//! The doors to the outside world.
//!
//! The core sees files, the day and the place results go to only through
//! these traits; `host` implements them on a disk and in memory, and `cli`
//! hands them in. So a build is a function of values, and every test can
//! run one without a disk.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Hash, SitePath};
use crate::model::artifact::Content;

/// Why the environment could not do what a build needs.
///
/// This is never an author's mistake (that is a
/// [`Diagnostic`](crate::base::Diagnostic)); it ends the command with exit
/// code 2.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What was tried, as "cannot write `site/index.html`".
    pub attempt: String,
    /// What the system said.
    pub reason: String,
}

impl Failure {
    /// Makes a failure from what was tried and what the system said.
    pub fn new(attempt: impl Into<String>, reason: impl fmt::Display) -> Failure {
        Failure { attempt: attempt.into(), reason: reason.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file's name may hold what a terminal obeys.
        let text = format!("{}: {}", self.attempt, self.reason);
        f.write_str(&text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}"))
    }
}

impl std::error::Error for Failure {}

/// What a name in a folder stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A symbolic link; it is never followed.
    Link,
    /// A pipe, socket or device; it is never opened.
    Special,
}

/// One file below a root.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Where it is, from the root.
    pub path: SitePath,
    /// What it is.
    pub kind: EntryKind,
    /// Its size in bytes.
    pub size: u64,
    /// What tells this state of the file from every other: two equal stamps
    /// of one path mean equal bytes. `None` where nobody can promise that.
    pub stamp: Option<Hash>,
}

/// The files of one site, read only, below one root.
pub trait Files: Sync {
    /// Returns what the root folder is called, if it has a name.
    fn name(&self) -> Option<String>;

    /// Lists all files below `folder`, sorted by path. Names that begin with
    /// a dot, and folders `except` accepts, are left out with all below them.
    ///
    /// # Errors
    /// A [`Failure`] if a folder cannot be read. A `folder` that does not
    /// exist is an empty list.
    fn list(
        &self,
        folder: &SitePath,
        except: &dyn Fn(&SitePath) -> bool,
    ) -> Result<Vec<Entry>, Failure>;

    /// Reads a file; `None` if there is none.
    ///
    /// # Errors
    /// A [`Failure`] if it is there and cannot be read.
    fn read(&self, path: &SitePath) -> Result<Option<Arc<[u8]>>, Failure>;

    /// Reads [`REDIRECTIONS`] in the folder above the root: the one file
    /// outside it that is ever read, and only for a site with `docfx.json`,
    /// whose publisher keeps it there. `None` if it is not there, or is no
    /// regular file, or is larger than [`LARGEST_REDIRECTIONS`].
    ///
    /// # Errors
    /// A [`Failure`] if it is there and cannot be read.
    fn redirections_above(&self) -> Result<Option<Arc<[u8]>>, Failure>;

    /// Returns the rule files that the command line names, wherever they lie,
    /// in the order of their paths. Nothing that an author writes can add to
    /// them.
    fn given(&self) -> &[Given] {
        &[]
    }

    /// Returns what an earlier build published, `site.json`, if the command
    /// line names it, wherever it lies.
    fn earlier(&self) -> Option<&Given> {
        None
    }
}

/// A file that was read for the command line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// Where it is, from the site's root: it may begin with `..`, and is shown
    /// and never opened.
    pub path: SitePath,
    /// Its bytes, or one more than are read at most.
    pub bytes: Arc<[u8]>,
    /// Whether it is named itself, rather than found in a folder.
    pub is_named: bool,
}

/// The file in which a publisher of Microsoft Learn keeps old addresses.
pub const REDIRECTIONS: &str = ".openpublishing.redirection.json";

/// The most bytes of [`REDIRECTIONS`] that are read above the root.
pub const LARGEST_REDIRECTIONS: u64 = 8 * 1024 * 1024;

/// Where the files of a built site go, one by one.
///
/// `put` is called from several threads and in no particular order, at most
/// once for a path. Nothing is visible to readers before the sink's owner
/// commits.
pub trait Sink: Sync {
    /// Takes one file of the site.
    ///
    /// # Errors
    /// A [`Failure`] if it cannot be kept.
    fn put(&self, path: &SitePath, content: Content<'_>) -> Result<(), Failure>;
}

/// Keeps what was made of files from one build to the next.
///
/// Keys say everything that what is kept depends on, so that nobody can tell
/// from a site whether it was made anew. What cannot be kept is not: nothing
/// here fails.
pub trait Cache: Send + Sync {
    /// Returns what is kept under a key, if it is what was put there.
    fn find(&self, key: Hash) -> Option<Kept>;

    /// Keeps `bytes`; returns where they are then.
    fn keep(&self, key: Hash, bytes: &[u8]) -> Option<SitePath>;

    /// Drops the oldest of what is not `used`, as far as it is too much.
    fn tidy(&self, used: &BTreeSet<Hash>);
}

/// What a [`Cache`] keeps under a key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Where it is, from the root of the site's files; `None` if it is in no
    /// file.
    pub path: Option<SitePath>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Time that passes, for measuring only: no result depends on it.
pub trait Clock: Sync {
    /// Returns the time since some moment before the build.
    fn elapsed(&self) -> Duration;
}

/// Everything outside that a build may see.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The site's files.
    pub files: &'a dyn Files,
    /// The clock.
    pub clock: &'a dyn Clock,
}
