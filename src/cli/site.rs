//! From arguments to a site: where it is, where it goes, which day it is.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::SiteArgs;
use crate::host::cache::{DiskCache, Keeping};
use crate::host::clock;
use crate::host::disk::DiskFiles;
use crate::host::terminal::MonotonicClock;
use crate::model::config::Config;
use crate::model::extension::Mode;
use crate::model::world::{Cache, Failure, World};
use crate::pipeline::{Options, Session};

/// A site on disk.
pub(super) struct SiteFolder {
    /// Its root: the folder of `handover.toml`.
    pub root: PathBuf,
    pub files: DiskFiles,
    pub clock: MonotonicClock,
    pub options: Options,
}

impl SiteFolder {
    /// Opens the site that the arguments name.
    ///
    /// # Errors
    /// A [`Failure`] if there is no such folder or no such day.
    pub fn open(args: &SiteArgs, mode: Mode) -> Result<SiteFolder, Failure> {
        let clock = MonotonicClock::new();
        let today = today(args)?;
        let files = DiskFiles::open(&args.dir)?;
        let options = Options { today, mode };
        Ok(SiteFolder { root: args.dir.clone(), files, clock, options })
    }

    /// Returns what a build may see of the world.
    pub fn world(&self) -> World<'_> {
        World { files: &self.files, clock: &self.clock }
    }

    /// Makes a session with the cache of the site.
    pub fn session(&self, keeping: Keeping) -> Session {
        let cache = DiskCache::open(&self.root, keeping);
        Session::new().with_cache(cache.map(|cache| -> Box<dyn Cache> { Box::new(cache) }))
    }

    /// Returns the folder of pages.
    pub fn content(&self, config: &Config) -> PathBuf {
        self.root.join(config.content.as_str())
    }

    /// Returns the folder the site is written to.
    pub fn out(&self, config: &Config, out: Option<&Path>) -> PathBuf {
        match (out, &config.out) {
            (Some(out), _) => out.to_path_buf(),
            (None, Some(out)) => self.root.join(&**out),
            // Beside the configuration; without one, where the command runs.
            (None, None) if config.configured => self.root.join("public"),
            (None, None) => PathBuf::from("public"),
        }
    }
}

/// Returns the day to build for.
///
/// # Errors
/// A [`Failure`] if `SOURCE_DATE_EPOCH` is set and is no time.
pub(super) fn today(args: &SiteArgs) -> Result<Date, Failure> {
    day(args.date)
}

/// Returns a day that was given, or today.
///
/// # Errors
/// A [`Failure`] if `SOURCE_DATE_EPOCH` is set and is no time.
pub(super) fn day(given: Option<Date>) -> Result<Date, Failure> {
    match given {
        Some(date) => Ok(date),
        None => clock::today(std::env::var("SOURCE_DATE_EPOCH").ok().as_deref()),
    }
}
